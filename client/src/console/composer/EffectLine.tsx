import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { effectOf } from '../../item/effect.ts';
import { ThaiText } from '../../ui/ThaiText.tsx';

/** More codes than this are counted instead of named. */
const maxNamed = 4;

/** What an approval of the level does to the overall result, in one line. @param level null: nothing is approved */
export function EffectLine({
  framework,
  items,
  item,
  level,
}: {
  framework: Framework;
  items: readonly ItemAnswer[];
  item: ItemAnswer;
  level: Level | null;
}) {
  const { t } = useTranslation();
  const effect = useMemo(
    () => (level === null ? null : effectOf(framework, items, { code: item.code, level })),
    [framework, items, item.code, level],
  );
  const word = (of: Level | null): string => t(`level.${of ?? 'none'}`);
  const told = (): string => {
    if (item.kind === 'dimension') return t('deciding.effect.dimension');
    if (effect === null) return t('console.composer.effectNone');
    const { before, after } = effect;
    if (before.overall !== after.overall)
      return t('console.composer.effectChanges', { from: word(before.overall), to: word(after.overall) });
    const codes = after.limitedBy;
    if (codes.length === 0) return t('console.composer.effectStays', { level: word(after.overall) });
    if (codes.length > maxNamed)
      return t('console.composer.effectSameMany', { level: word(after.overall), count: codes.length });
    return t('console.composer.effectSame', {
      level: word(after.overall),
      codes: codes.join(` ${t('common.and')} `),
    });
  };
  return (
    <p className="console-effect">
      <IconInfoCircle size={16} stroke={1.75} aria-hidden />
      <span>
        <ThaiText>{told()}</ThaiText>
      </span>
    </p>
  );
}
