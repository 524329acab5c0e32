import type { Level } from '@ruam/shared/assessment/level.ts';

const shapes = {
  basic: <circle cx="12" cy="12" r="8.6" />,
  advance: <path d="M12 1.6 22.4 12 12 22.4 1.6 12z" />,
  significance: <path d="m12 .9 3.3 7.3 7.9.9-5.9 5.4 1.6 7.9L12 18.4l-6.9 4 1.6-7.9L.8 9.1l7.9-.9z" />,
} as const;

/** The bare shape of a level, 24 units wide, for use inside an SVG; null is a dashed ring. */
export function LevelShape({ level }: { level: Level | null }) {
  if (level !== null) return shapes[level];
  return <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" strokeWidth="2.4" strokeDasharray="4 3.4" />;
}

/** The shape of a level beside its word. It is decoration: the word, or an accessible name, stands next to it. */
export function LevelGlyph({ level }: { level: Level | null }) {
  return (
    <svg className="level-glyph" viewBox="0 0 24 24" aria-hidden="true">
      <LevelShape level={level} />
    </svg>
  );
}
