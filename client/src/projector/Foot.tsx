import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from './picture.ts';

/** What stands at the foot in place of everything else on its left: since when the link is lost. */
export const LostAt = createContext<number | null>(null);
/** Whether the clock goes on; not while the picture is frozen. */
export const IsMoving = createContext(true);

/** The foot of every picture: on the left what it says of itself, on the right where the meeting is. */
export function Foot({
  picture,
  left = null,
  right = [],
}: {
  picture: Picture;
  left?: ReactNode;
  right?: readonly string[];
}) {
  const { t } = useTranslation();
  const lostAt = useContext(LostAt);
  const now = useMinute(picture.clockAheadMs);
  const section = picture.section === null ? [] : [t('projector.section', { number: picture.section })];
  return (
    <footer className="projector-foot">
      {lostAt === null ? (
        <span className="projector-foot-left">{left}</span>
      ) : (
        <span className="projector-lost">{t('projector.lost', { at: timeOf(lostAt + picture.clockAheadMs) })}</span>
      )}
      <span className="projector-foot-right">
        {[...section, ...right].length > 0 && <span>{[...section, ...right].join(' · ')}</span>}
        <span>{t('projector.meetingAt', { number: picture.meeting, at: timeOf(now) })}</span>
      </span>
    </footer>
  );
}

const clock = new Intl.DateTimeFormat('th-TH-u-nu-latn', {
  timeZone: 'Asia/Bangkok',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function timeOf(at: number): string {
  return clock.format(at);
}

function useMinute(clockAheadMs: number): number {
  const isMoving = useContext(IsMoving);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, [isMoving]);
  return now + clockAheadMs;
}
