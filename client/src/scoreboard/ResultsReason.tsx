import type { Results } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Where the percentage of category 7 comes from, with the switches under it and the places of a reported figure. */
export function ResultsReason({ results }: { results: Results }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { switches } = results;
  return (
    <>
      <p>
        {results.percent === null
          ? t('board.explain.onlyReported')
          : t('board.explain.computed', { percent: format.decimal(results.percent) })}
      </p>
      {results.measured !== null && results.total !== null && (
        <p>{t('board.explain.measured', { measured: results.measured, total: results.total })}</p>
      )}
      <p>
        {t('board.explain.switches')}: {t(`switch.missing.${switches.missing}`)} ·{' '}
        {switches.cap === null ? t('switch.noCap') : t('switch.cap', { cap: switches.cap })} ·{' '}
        {t(`switch.stages.${switches.stages}`)} · {t('switch.decimals', { count: switches.decimals })}
      </p>
      {results.conflicts.map((conflict) =>
        conflict.kind === 'owners' ? (
          <ol key={conflict.kind} className="explanation-places">
            {conflict.statements.map((statement) => (
              <li key={statement.line}>
                {t('board.conflict.says', { owner: t(`board.conflict.owner.${statement.attributedTo}`) })} ·{' '}
                {t('board.conflict.line', { line: format.number(statement.line) })}
                <q lang="th">
                  <ThaiText>{statement.text}</ThaiText>
                </q>
              </li>
            ))}
          </ol>
        ) : null,
      )}
    </>
  );
}
