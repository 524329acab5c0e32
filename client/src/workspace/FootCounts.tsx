import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { limitsOf } from '@ruam/shared/framework/lookup.ts';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { TextCounts } from './documentSlot.ts';
import { fillOf } from './fillOf.ts';

interface FootCountsProps {
  readonly document: DocumentAnswer;
  readonly counts: TextCounts;
  /** Of what is selected; null: nothing. */
  readonly selected: TextCounts | null;
}

/** How much text there is and how much is selected, against what the form takes: amber near its end, red beyond it. */
export const FootCounts = memo(function FootCounts({ document, counts, selected }: FootCountsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const framework = useQuery(frameworkQuery(document.cycle));
  const limits =
    framework.data === undefined || document.kind !== 'evidence' || document.item === null
      ? null
      : limitsOf(framework.data, document.item, document.level);
  const part = (count: number, limit: number | undefined, unit: 'words' | 'characters') => {
    const shown = format.number(count);
    if (limit === undefined)
      return <span key={unit}>{t(`tools.counts.${unit}`, { words: shown, characters: shown })}</span>;
    const fill = fillOf(count, limit);
    const unitWord = t(`tools.counts.unit${unit === 'words' ? 'Words' : 'Characters'}`);
    const told =
      fill === 'over'
        ? t('tools.counts.over', { count: count - limit, unit: unitWord })
        : fill === 'near'
          ? t('tools.counts.near')
          : null;
    return (
      <span key={unit} className="foot-limit" data-fill={fill} title={told ?? undefined}>
        {t('tools.counts.ofLimit', { used: shown, limit: format.number(limit), unit: unitWord })}
        {told !== null && (
          <span className="ruam-hidden" role="status">
            {' '}
            {told}
          </span>
        )}
      </span>
    );
  };
  if (selected !== null) {
    const numbers = { words: format.number(selected.words), characters: format.number(selected.characters) };
    return <span className="ws-foot-counts">{t('tools.counts.selected', numbers)}</span>;
  }
  return (
    <span className="ws-foot-counts" title={t('tools.counts.detail', { codePoints: format.number(counts.codePoints) })}>
      {part(counts.words, limits?.maxWords, 'words')} · {part(counts.characters, limits?.maxGraphemes, 'characters')}
    </span>
  );
});
