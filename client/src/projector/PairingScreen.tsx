import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Seal } from '../ui/Seal.tsx';
import { coloursOf } from './colours.ts';
import { useFrameSize } from './frameSize.ts';
import type { LinkView } from './projectorLink.ts';

/** Drawn where it can be had: it is not kept in the browser, and nothing else waits for it. */
const QrCode = lazy<(props: { address: string; label: string }) => ReactNode>(() =>
  import('../ui/QrCode.tsx').then(
    (drawing) => ({ default: drawing.QrCode }),
    () => ({ default: () => null }),
  ),
);

/** The code by which the console takes this screen, large enough to be read out across a room. */
export function PairingScreen({ view }: { view: Extract<LinkView, { state: 'waiting' }> }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const size = useFrameSize(place);
  const left = useSecondsLeft(view.expiresAt);
  const { code, hasEnded, isCut } = view;
  return (
    <div className="projector-place" ref={place}>
      {size !== null && (
        <div
          className="projector-frame"
          data-mode="pairing"
          style={{ ...coloursOf('light'), width: size.width, height: size.height, transform: `scale(${size.scale})` }}
        >
          <div className="projector-picture">
            <header className="projector-bar-head">
              <Seal />
              <h1>{t('projector.title')}</h1>
            </header>
            <main className="projector-pairing">
              <div>
                {hasEnded && <p className="projector-ended">{t('projector.pair.ended')}</p>}
                <p className="projector-above">{t('projector.pair.code')}</p>
                <div className="projector-pair-code" role="status" aria-label={t('projector.pair.code')}>
                  {code === null ? (
                    <span>–</span>
                  ) : (
                    <>
                      <span>{code.slice(0, 4)}</span> <span>{code.slice(4)}</span>
                    </>
                  )}
                </div>
                <p className="projector-pair-do">
                  <span>{t('projector.pair.do')}</span> <span>{t('projector.pair.enter')}</span>
                </p>
                <p className="projector-pair-left">
                  {isCut
                    ? t('projector.pair.cut')
                    : left === null || left === 0
                      ? t('projector.pair.renewing')
                      : t('projector.pair.left', {
                          time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`,
                        })}
                </p>
              </div>
              <figure>
                <Suspense fallback={null}>
                  <QrCode address={location.origin} label={t('projector.pair.qr')} />
                </Suspense>
                <figcaption>
                  <span>{t('projector.pair.qrAbout')}</span> <span>{t('projector.pair.qrNobody')}</span>
                </figcaption>
              </figure>
            </main>
          </div>
        </div>
      )}
    </div>
  );
}

function useSecondsLeft(expiresAt: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return expiresAt === null ? null : Math.max(0, Math.ceil((expiresAt - now) / 1_000));
}
