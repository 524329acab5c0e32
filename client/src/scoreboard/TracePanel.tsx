import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { codesBelow } from './codesBelow.ts';
import type { NextStep } from './nextStep.ts';
import './reasons.css';

const maxToldInFull = 3;

/** "Why Basic?": the rule, the items that hold the value down, and what would change it. */
export function TracePanel({
  cycle,
  framework,
  board,
  next,
  onExplain,
}: {
  cycle: string;
  framework: Framework;
  board: Scoreboard;
  next: NextStep | null;
  onExplain: (subject: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isPoints = board.profile === 'points-500';
  const why = isPoints
    ? t('board.trace.why', { level: format.decimal(board.overall.points) })
    : board.overall.level === null
      ? t('board.trace.whyNone')
      : t('board.trace.why', { level: t(`level.${board.overall.level}`) });
  const categoryOf = (code: string): string =>
    framework.categories.find(({ items }) => items.some((item) => item.code === code))?.code ?? '';
  return (
    <section className="ruam-paper trace">
      <div className="panel-head">
        <h2>
          <IconScale size={19} stroke={1.75} aria-hidden /> {why}
        </h2>
      </div>
      <ol>
        {isPoints && (
          <li>
            <p className="trace-fact">{t('board.trace.pointsRule')}</p>
            <p>{t('board.trace.pointsUnofficial')}</p>
          </li>
        )}
        <li>
          <p className="trace-fact">{t('board.trace.rule')}</p>
          <p>
            {t('board.trace.profile')}
            <br />
            {t('board.trace.beside')}
          </p>
        </li>
        {board.trace.limitedBy.length > 0 && (
          <li>
            <p className="trace-fact">
              {t('board.trace.lowest')} <LevelWord level={board.overall.level} />{' '}
              {t('board.trace.lowestCount', { count: board.trace.limitedBy.length })}
            </p>
            {next !== null && next.codes.length <= maxToldInFull ? (
              next.codes.map((code) => (
                <Link
                  key={code}
                  href={paths.item(cycle, categoryOf(code), code)}
                  className={`trace-limit ${levelClass(board.overall.level)}`}
                >
                  <span>
                    <b>{code}</b> {t('board.trace.lacks')} <LevelWord level={next.target} />
                  </span>
                  <span className="trace-check">
                    <ThaiText>{checksOf(framework, code, next.target).map(format.text).join(' · ')}</ThaiText>
                  </span>
                </Link>
              ))
            ) : (
              <Codes cycle={cycle} codes={board.trace.limitedBy} categoryOf={categoryOf} level={board.overall.level} />
            )}
          </li>
        )}
        {next !== null && (
          <li>
            <p className="trace-fact">
              {next.codes.length <= maxToldInFull
                ? t('board.trace.ifNamed', {
                    codes: next.codes.join(` ${t('common.and')} `),
                    level: t(`level.${next.target}`),
                  })
                : t('board.trace.ifMany', { count: next.codes.length, level: t(`level.${next.target}`) })}{' '}
              <LevelWord level={next.after.overall.level} />
            </p>
            <p>
              {t('board.trace.mean')}{' '}
              <button type="button" className="ruam-plain-button explained" onClick={() => onExplain('overall')}>
                {format.decimal(board.overall.points)}
              </button>{' '}
              → {format.decimal(next.after.overall.points)} ({t('board.unofficial')})
            </p>
          </li>
        )}
        {next !== null && next.target === 'advance' && (
          <li>
            <p className="trace-fact">
              {t('board.trace.toReach')} <LevelWord level="significance" />{' '}
              {t('board.trace.mustRise', { count: codesBelow(board, 'significance').length })}
            </p>
            <Codes cycle={cycle} codes={codesBelow(board, 'significance')} categoryOf={categoryOf} level="advance" />
          </li>
        )}
      </ol>
      <p className="trace-source">{t('guidance.mark')}</p>
    </section>
  );
}

function Codes({
  cycle,
  codes,
  categoryOf,
  level,
}: {
  cycle: string;
  codes: readonly string[];
  categoryOf: (code: string) => string;
  level: Scoreboard['overall']['level'];
}) {
  return (
    <div className={`trace-codes ${levelClass(level)}`}>
      {codes.map((code) => (
        <Link key={code} href={paths.item(cycle, categoryOf(code), code)}>
          {code}
        </Link>
      ))}
    </div>
  );
}

function checksOf(framework: Framework, code: string, level: NextStep['target']) {
  for (const category of framework.categories) {
    if (category.kind !== 'process') continue;
    const item = category.items.find((one) => one.code === code);
    if (item !== undefined)
      return (item.levels.find((one) => one.level === level)?.checks ?? []).map(({ text }) => text);
  }
  return [];
}
