import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { effectOf, type Outcome } from '../item/effect.ts';
import { LevelChip, LevelWord } from '../ui/LevelChip.tsx';

/** More codes than this are counted instead of named. */
const maxNamed = 6;

/** What the approval does to the score, before and after. */
export function EffectTable({
  framework,
  items,
  item,
  level,
}: {
  framework: Framework;
  items: readonly ItemAnswer[];
  item: ItemAnswer;
  level: Level;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const effect = effectOf(framework, items, { code: item.code, level });
  if (effect === null) return null;
  const { before, after, all } = effect;
  const rows: readonly (readonly [string, (outcome: Outcome) => Level | null])[] = [
    [t('deciding.effect.category', { code: item.category }), ({ category }) => category],
    [t('deciding.effect.overall'), ({ overall }) => overall],
  ];
  const word = (of: Level | null): string => t(`level.${of ?? 'none'}`);
  return (
    <>
      <p className="decide-note">{t('deciding.effect.rule')}</p>
      <table className="decide-effect">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('deciding.effect.before')}</th>
            <th scope="col">{t('deciding.effect.after')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('deciding.effect.item', { code: item.code })}</th>
            <td>
              <LevelChip level={before.item} standing={item.approved === null ? 'claimed' : 'approved'} />
            </td>
            <td>
              <LevelChip level={after.item} standing="approved" />
            </td>
          </tr>
          {rows.map(([label, read]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <LevelWord level={read(before)} />
              </td>
              <td>
                <LevelWord level={read(after)} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              {t('deciding.effect.points')} <small>{t('board.unofficial')}</small>
            </th>
            <td>{format.decimal(before.points)}</td>
            <td>{format.decimal(after.points)}</td>
          </tr>
          <tr>
            <th scope="row">{t('deciding.effect.approved')}</th>
            <td>{t('deciding.effect.count', { count: before.approved, all })}</td>
            <td>{t('deciding.effect.count', { count: after.approved, all })}</td>
          </tr>
        </tbody>
      </table>
      <p className="decide-verdict">
        {before.overall === after.overall
          ? t('deciding.effect.same')
          : t('deciding.effect.changes', { from: word(before.overall), to: word(after.overall) })}{' '}
        {after.limitedBy.length > maxNamed
          ? t('deciding.effect.limitedMany', { count: after.limitedBy.length })
          : after.limitedBy.length > 0 && t('deciding.effect.limited', { codes: after.limitedBy.join(', ') })}
      </p>
    </>
  );
}
