import { Menu, UnstyledButton } from '@mantine/core';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { ReportItem } from '@ruam/shared/import/report.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LevelChip, LevelWord } from '../ui/LevelChip.tsx';
import type { Fixing } from './useFixes.ts';

const choices: readonly (Level | null)[] = [...levels, null];

/** The level that was read of an item; another can be chosen. */
export function ItemLevel({
  item,
  fixing: { fixes, mayFix, change },
}: {
  item: Pick<ReportItem, 'code' | 'level'>;
  fixing: Fixing;
}) {
  const { t } = useTranslation();
  const { code } = item;
  const level = fixes.levels[code] === undefined ? item.level : fixes.levels[code];
  if (!mayFix) return <LevelChip level={level} standing="claimed" />;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="read-level">
          <span className="ruam-hidden">{t('imports.read.changeLevel', { code })}</span>
          <LevelChip level={level} standing="claimed" />
          <IconChevronDown size={16} stroke={1.75} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice ?? 'none'}
            onClick={() => choice !== level && change({ ...fixes, levels: { ...fixes.levels, [code]: choice } })}
          >
            <LevelWord level={choice} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
