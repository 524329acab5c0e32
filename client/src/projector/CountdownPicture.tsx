import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Foot, IsMoving } from './Foot.tsx';
import type { Picture } from './picture.ts';

/** The time that is left, by the server's clock. */
export function CountdownPicture({ picture, endsAt, label }: { picture: Picture; endsAt: number; label: string }) {
  const { t } = useTranslation();
  const isMoving = useContext(IsMoving);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, [isMoving]);
  const left = Math.max(0, Math.ceil((endsAt - now - picture.clockAheadMs) / 1_000));
  return (
    <>
      <main className="projector-countdown">
        {label !== '' && (
          <h1 lang="th">
            <ThaiText>{label}</ThaiText>
          </h1>
        )}
        <div className="projector-digits" role="timer" data-over={left === 0}>
          {writeLeft(left)}
        </div>
        <p>{left === 0 ? t('projector.timeUp') : t('projector.timeLeft')}</p>
      </main>
      <Foot picture={picture} />
    </>
  );
}

/** `4:05`, `1:04:05` */
function writeLeft(seconds: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
