import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import { LevelChip } from '../ui/LevelChip.tsx';

/** The claimed, the advised and the approved level, never mixed. */
export function ThreeValues({ item }: { item: ItemAnswer }) {
  const { t } = useTranslation();
  return (
    <dl className="decide-values">
      {(['claimed', 'advised', 'approved'] as const).map((value) => (
        <div key={value}>
          <dt>{t(`deciding.values.${value}`)}</dt>
          <dd>
            {item[value] === null ? (
              value === 'approved' ? (
                t('deciding.values.waiting')
              ) : (
                '–'
              )
            ) : (
              <LevelChip level={item[value]} standing={value} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
