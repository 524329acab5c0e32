import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { CheckEvidence } from '../item/CheckEvidence.tsx';
import type { ItemView } from '../item/itemView.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What a claim rests on: the checks that nothing proves, and behind a line those that something does, with the ways to it. */
export function ClaimedChecks({
  cycle,
  view,
  asked,
  unproven,
}: {
  cycle: string;
  view: ItemView;
  asked: readonly CheckAnswer[];
  unproven: readonly CheckAnswer[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { definition } = view;
  const texts = new Map(
    definition.kind === 'process'
      ? definition.levels.flatMap(({ checks }) => checks.map(({ id, text }) => [id, text] as const))
      : [],
  );
  const open = new Set(unproven.map(({ id }) => id));
  const proven = asked.filter(({ id }) => !open.has(id));
  const wordsOf = ({ id }: CheckAnswer): string => {
    const text = texts.get(id);
    return text === undefined ? id : format.text(text);
  };
  return (
    <>
      {unproven.length > 0 && <p>{t('deciding.claiming.unproven', { count: unproven.length })}</p>}
      {unproven.length === 0 && <p>{t('checks.claim.allProven')}</p>}
      {unproven.length > 0 && (
        <ul>
          {unproven.map((check) => (
            <li key={check.id}>
              <ThaiText>{wordsOf(check)}</ThaiText>
            </li>
          ))}
        </ul>
      )}
      {proven.length > 0 && (
        <details className="claim-proven">
          <summary>{t('checks.claim.proven', { count: proven.length })}</summary>
          <ul>
            {proven.map((check) => (
              <li key={check.id}>
                <ThaiText>{wordsOf(check)}</ThaiText>
                <CheckEvidence cycle={cycle} category={view.category.code} check={check} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="guidance-certainty">{t('guidance.mark')}</p>
    </>
  );
}
