import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const find = createRequire(import.meta.url);
const cuts = ['400-normal', '400-italic', '600-normal'] as const;
const scripts = [
  ['thai', 'U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC'],
  [
    'latin',
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+FEFF',
  ],
] as const;

let faces: string | null = null;

/** Style rules that bring Sarabun with a page, so that nothing has to be fetched. Read once. */
export function fontFaces(): string {
  faces ??= cuts.flatMap((cut) => scripts.map(([script, range]) => face(cut, script, range))).join('\n');
  return faces;
}

function face(cut: (typeof cuts)[number], script: string, range: string): string {
  const [weight, slope] = cut.split('-');
  const bytes = readFileSync(find.resolve(`@fontsource/sarabun/files/sarabun-${script}-${cut}.woff2`)).toString(
    'base64',
  );
  return `@font-face{font-family:Sarabun;font-weight:${weight};font-style:${slope};src:url(data:font/woff2;base64,${bytes}) format('woff2');unicode-range:${range}}`;
}
