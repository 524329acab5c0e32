import type { Conflict, Results } from '@ruam/shared/score/scoreboard.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import './reasons.css';

/** Category 7 beside the verdict: its percentage, whether it is only reported, and where the report contradicts itself. */
export function ResultsPanel({ results, onExplain }: { results: Results; onExplain: (subject: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = results.percent ?? results.reported;
  return (
    <section className="ruam-paper results" id="results">
      <div className="panel-head">
        <h2>{t('board.results.title')}</h2>
        <span className="panel-note">{t('board.results.beside')}</span>
      </div>
      <dl className="results-figures">
        <div>
          <dt>{t(results.percent === null ? 'board.results.reported' : 'board.results.computed')}</dt>
          <dd>
            {percent === null ? (
              '–'
            ) : (
              <button type="button" className="ruam-plain-button explained" onClick={() => onExplain('7')}>
                {t('board.results.percent', { percent: format.decimal(percent) })}
              </button>
            )}
          </dd>
        </div>
        {results.measured !== null && results.total !== null && (
          <div>
            <dt>{t('board.results.measured')}</dt>
            <dd>
              {results.measured}/{results.total}
            </dd>
          </div>
        )}
      </dl>
      {results.conflicts.map((conflict) => (
        <ConflictNote key={conflict.kind} conflict={conflict} />
      ))}
    </section>
  );
}

function ConflictNote({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const format = useFormat();
  const statements =
    conflict.kind === 'owners'
      ? conflict.statements
      : conflict.kind === 'figures'
        ? conflict.figures.flatMap((figure) => figure.statements)
        : [];
  return (
    <details className="conflict" open>
      <summary>
        <IconAlertTriangle size={17} stroke={1.75} aria-hidden />
        {conflict.kind === 'measured'
          ? t('board.conflict.measured', {
              percent: format.decimal(conflict.percent),
              reported: format.decimal(conflict.reported),
            })
          : t(`board.conflict.${conflict.kind}`, { count: statements.length })}
      </summary>
      <ol>
        {statements.map((statement) => (
          <li key={statement.line}>
            <span className="conflict-owner">
              {t('board.conflict.says', { owner: t(`board.conflict.owner.${statement.attributedTo}`) })} ·{' '}
              {t('board.conflict.line', { line: format.number(statement.line) })}
            </span>
            <q lang="th">
              <ThaiText>{statement.text}</ThaiText>
            </q>
          </li>
        ))}
      </ol>
    </details>
  );
}
