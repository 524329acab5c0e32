import type { Level } from '@ruam/shared/assessment/level.ts';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from './LevelGlyph.tsx';
import { levelClass } from './levelClass.ts';

/** How firm a value is: claimed by the subcommittee, advised from outside, approved by a resolution. */
export type Standing = 'claimed' | 'advised' | 'approved';

/** A level with its standing: pencil, highlighter or stamp. `children` replace the level's word where it is known already. */
export function LevelChip({
  level,
  standing,
  children,
}: {
  level: Level | null;
  standing: Standing;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const word = t(`level.${level ?? 'none'}`);
  return (
    <span className={`level-chip ${levelClass(level)}`} data-standing={standing}>
      <LevelGlyph level={level} />
      {children ?? word}
      {children !== undefined && <span className="ruam-hidden">{word}</span>}
      {standing === 'approved' && <IconLock aria-hidden stroke={2} />}
    </span>
  );
}

/** A level as a coloured word in running text. */
export function LevelWord({ level }: { level: Level | null }) {
  const { t } = useTranslation();
  return (
    <span className={`level-word ${levelClass(level)}`}>
      <LevelGlyph level={level} /> {t(`level.${level ?? 'none'}`)}
    </span>
  );
}
