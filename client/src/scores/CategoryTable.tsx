import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { useViewport } from '../ui/useViewport.ts';

/** Category by category: level, points, and the items that hold it down; category 7 beside, by its percentage. */
export function CategoryTable({
  cycle,
  framework,
  board,
  onExplain,
}: {
  cycle: string;
  framework: Framework;
  board: Scoreboard;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isPhone = useViewport() === 'phone';
  const { results } = board;
  const percent = results.percent ?? results.reported;
  return (
    <div className="scores-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('scores.category')}</th>
            <th scope="col">{t('board.explain.level')}</th>
            <th scope="col" className="scores-number">
              {t('board.explain.points')} <small>({t('board.unofficial')})</small>
            </th>
            <th scope="col">{t('scores.heldBy')}</th>
          </tr>
        </thead>
        <tbody>
          {framework.categories.map(({ code, kind, title, shortTitle }) => {
            const own = board.categories.find((category) => category.code === code);
            if (own === undefined) return null;
            return (
              <tr key={code}>
                <th scope="row">
                  <b>{code}</b> {format.text(isPhone ? shortTitle : title)}
                </th>
                {kind === 'process' ? (
                  <>
                    <td>
                      <button
                        type="button"
                        className="ruam-plain-button explained"
                        title={t('board.explain.open')}
                        onClick={() => onExplain(code)}
                      >
                        <LevelWord level={own.level} />
                      </button>
                    </td>
                    <td className="scores-number">
                      <button
                        type="button"
                        className="ruam-plain-button explained"
                        title={t('board.explain.open')}
                        onClick={() => onExplain(code)}
                      >
                        {own.points === null ? '–' : format.decimal(own.points)}
                      </button>
                    </td>
                    <td className="scores-codes">
                      {own.limitedBy.length === 0
                        ? '–'
                        : own.limitedBy.map((item) => (
                            <Link key={item} href={paths.item(cycle, code, item)}>
                              {item}
                            </Link>
                          ))}
                    </td>
                  </>
                ) : (
                  <td colSpan={3}>
                    {percent === null ? (
                      '–'
                    ) : (
                      <button type="button" className="ruam-plain-button explained" onClick={() => onExplain(code)}>
                        <b>{t('board.results.percent', { percent: format.decimal(percent) })}</b>
                      </button>
                    )}{' '}
                    {results.percent === null && percent !== null && `${t('board.results.asReported')} · `}
                    {t('board.results.beside')}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
