import { useTranslation } from 'react-i18next';
import { changesOf, type FixChange, withChanges } from './fixChanges.ts';
import { useChangeWords } from './useChangeWords.ts';
import type { Fixing } from './useFixes.ts';
import './fixList.css';

/** What a person has set right, each to be taken back. */
export function FixList({ fixing, onLines }: { fixing: Fixing; onLines: (from: number, to: number) => void }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const { fixes, mayFix, change } = fixing;
  const all = changesOf({ places: [], levels: {}, facts: {} }, fixes);
  if (all.length === 0) return null;
  return (
    <details className="fixes">
      <summary>{t('imports.fixed.title', { count: all.length })}</summary>
      <ul>
        {all.map((one) => {
          const what = words(one);
          return (
            <li key={what}>
              {one.of === 'lines' ? (
                <button
                  type="button"
                  className="ruam-plain-button fixes-lines"
                  onClick={() => onLines(one.from, one.to)}
                >
                  {what}
                </button>
              ) : (
                <span>{what}</span>
              )}
              {mayFix && (
                <button
                  type="button"
                  className="ruam-plain-button fixes-back"
                  aria-label={t('imports.fixed.backOf', { what })}
                  onClick={() => change(withChanges(fixes, [takenBack(one)]))}
                >
                  {t('imports.fixed.back')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function takenBack(change: FixChange): FixChange {
  return change.of === 'level' ? { ...change, said: undefined } : { ...change, said: null };
}
