import { Button } from '@mantine/core';
import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import type { ImportDraftAnswer } from '@ruam/shared/api/imports.ts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { reasonOf } from './reasonWords.ts';
import './doubts.css';

const firstShown = 4;

/** What was not understood, each with why and the way to its line. */
export function Doubts({
  doubts,
  source,
  onLines,
}: {
  doubts: readonly NotUnderstood[];
  source: ImportDraftAnswer['source'];
  onLines: (from: number, to: number) => void;
}) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  if (doubts.length === 0)
    return (
      <p className="read-clear">
        <IconCircleCheck size={18} stroke={1.75} aria-hidden /> {t('imports.doubts.none')}
      </p>
    );
  const shown = isWhole ? doubts : doubts.slice(0, firstShown);
  const rest = doubts.length - shown.length;
  return (
    <section className="doubts" aria-labelledby="doubts">
      <h3 id="doubts">
        <IconAlertTriangle size={18} stroke={1.75} aria-hidden /> {t('imports.doubts.title')}{' '}
        <small>{t('imports.doubts.count', { count: doubts.length })}</small>
      </h3>
      <ul>
        {shown.map((doubt, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said of a line twice
          <li key={at}>
            <Doubt doubt={doubt} hasLine={source.some(({ number }) => number === doubt.line)} onLines={onLines} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="subtle" size="sm" onClick={() => setIsWhole(true)}>
          {t('imports.doubts.more', { count: rest })}
        </Button>
      )}
    </section>
  );
}

function Doubt({
  doubt: { line, text, reason },
  hasLine,
  onLines,
}: {
  doubt: NotUnderstood;
  hasLine: boolean;
  onLines: (from: number, to: number) => void;
}) {
  const { t } = useTranslation();
  const known = reasonOf(reason);
  return (
    <>
      <span className="doubt-why">
        {known === null ? (
          <span lang="en">{reason}</span>
        ) : (
          <ThaiText>{t(`imports.reason.${known.key}`, known)}</ThaiText>
        )}
      </span>
      {hasLine && (
        <button
          type="button"
          className="ruam-plain-button doubt-line"
          aria-label={t('imports.doubts.goTo', { line })}
          onClick={() => onLines(line, line)}
        >
          {t('imports.doubts.line', { line })}
        </button>
      )}
      {text !== '' && (
        <span className="doubt-text" lang="th">
          {text}
        </span>
      )}
    </>
  );
}
