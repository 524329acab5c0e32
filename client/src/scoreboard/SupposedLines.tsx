import { NativeSelect } from '@mantine/core';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { type Scoreboard, scoredItems } from '@ruam/shared/score/scoreboard.ts';
import type { SupposedChange } from '@ruam/shared/score/whatIf.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';

const maxLimiting = 4;

/** The levels of single items by buttons: of what limits now, of what is supposed already, and of any other on request. */
export function SupposedLines({
  framework,
  board,
  changes,
  onSuppose,
}: {
  framework: Framework;
  /** The real scoreboard. */
  board: Scoreboard;
  changes: readonly SupposedChange[];
  onSuppose: (code: string, level: Level | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const limiting = board.trace.limitedBy.length <= maxLimiting ? board.trace.limitedBy : [];
  const shown = new Set([...limiting, ...picked, ...changes.map(({ code }) => code)]);
  const items = scoredItems(board);
  const titles = new Map(
    framework.categories.flatMap(({ items: own }) =>
      own.map(({ code, shortTitle }) => [code, format.text(shortTitle)]),
    ),
  );
  return (
    <div className="supposed-lines">
      {items
        .filter(({ subject }) => shown.has(subject))
        .map(({ subject, level }) => (
          <div key={subject} className="supposed-line" title={titles.get(subject)}>
            <b>{subject}</b>
            <Choices<Level | ''>
              label={t('scores.whatIf.levelOf', { code: subject })}
              value={(changes.find(({ code }) => code === subject)?.to ?? level) || ''}
              onChange={(chosen) => onSuppose(subject, chosen || null)}
              options={levels.map((one) => ({
                value: one,
                label: (
                  <>
                    <LevelGlyph level={one} /> {t(`level.${one}`)}
                  </>
                ),
              }))}
            />
          </div>
        ))}
      <NativeSelect
        className="supposed-other"
        size="xs"
        aria-label={t('scores.whatIf.other')}
        value=""
        onChange={({ currentTarget }) => setPicked([...picked, currentTarget.value])}
        data={[
          { value: '', label: t('scores.whatIf.other') },
          ...items
            .filter(({ subject }) => !shown.has(subject))
            .map(({ subject }) => ({ value: subject, label: `${subject} ${titles.get(subject) ?? ''}` })),
        ]}
      />
    </div>
  );
}
