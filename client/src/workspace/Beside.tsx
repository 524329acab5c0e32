import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './beside.css';

/** A part of what stands beside an item. */
export interface BesidePart {
  readonly key: 'evidence' | 'threads' | 'advice' | 'history';
  readonly count: number;
  /** Whether it has something to show: else it has no tab. */
  readonly isShown: boolean;
  readonly content: ReactNode;
}

/** A part counts as the one that is read once its head is so near to the top, in px. */
const nearTop = 90;

/** The parts beside an item, one below the other, and above them a tab for each, with how much is in it, that leads there. */
export function Beside({ parts }: { parts: readonly BesidePart[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [passed, chosen, choose] = useCurrentPart(frame);
  const current = chosen ?? passed;
  const tabs = parts.filter(({ isShown }) => isShown);
  const go = (key: string): void => {
    const part = partsIn(frame.current).find(({ dataset }) => dataset.beside === key);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    part?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
    part?.focus({ preventScroll: true });
    choose(key);
  };
  return (
    <div ref={frame} className="beside">
      <nav className="beside-tabs" aria-label={t('workspace.tabs.label')}>
        {tabs.map(({ key, count }) => (
          <button
            key={key}
            type="button"
            aria-current={(current ?? tabs[0]?.key) === key ? 'true' : undefined}
            onClick={() => go(key)}
          >
            {t(`workspace.tabs.${key}`)}
            {count > 0 && <span className="ws-count">{count}</span>}
          </button>
        ))}
      </nav>
      {parts.map(({ key, content }) => (
        <div key={key} data-beside={key} tabIndex={-1}>
          {content}
        </div>
      ))}
    </div>
  );
}

/**
 * The part whose head has passed the top of what is shown (null: nothing was scrolled yet), and the one that was chosen, until
 * the reader goes on by themselves: the last parts are too short to come to the top.
 */
function useCurrentPart(
  frame: RefObject<HTMLElement | null>,
): readonly [string | null, string | null, (key: string) => void] {
  const [current, setCurrent] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const look = (): void => {
      const top = frame.current?.querySelector('.beside-tabs')?.getBoundingClientRect().top ?? 0;
      const passed = partsIn(frame.current).filter(
        (part) => part.childElementCount > 0 && part.getBoundingClientRect().top <= top + nearTop,
      );
      setCurrent(passed.at(-1)?.dataset.beside ?? null);
    };
    // What scrolls is the pane, a drawer or the page.
    const options = { capture: true, passive: true };
    const forget = (): void => setChosen(null);
    document.addEventListener('scroll', look, options);
    document.addEventListener('wheel', forget, options);
    document.addEventListener('touchmove', forget, options);
    return () => {
      document.removeEventListener('scroll', look, options);
      document.removeEventListener('wheel', forget, options);
      document.removeEventListener('touchmove', forget, options);
    };
  }, [frame]);
  return [current, chosen, setChosen];
}

function partsIn(frame: HTMLElement | null): readonly HTMLElement[] {
  return [...(frame?.querySelectorAll<HTMLElement>('[data-beside]') ?? [])];
}
