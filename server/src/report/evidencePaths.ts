import { cleanName } from '@ruam/shared/evidence/fileName.ts';

interface PlacedEntry {
  readonly id: string;
  readonly items: readonly string[];
  /** Null: the reader may not open it. */
  readonly file: { readonly name: string } | null;
}

const root = 'หลักฐาน';
/** Of what belongs to no item. */
const elsewhere = 'อื่น ๆ';
/** What Windows keeps for itself, with any ending. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * Where the file of each entry is in the zip, by the entry's id: in the folder of its first item (`หลักฐาน/3.3/ชื่อ.pdf`).
 * Names are NFC, fit for every file system, and differ in more than the case of their letters.
 */
export function placeFiles(entries: readonly PlacedEntry[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const paths = new Map<string, string>();
  for (const { id, items, file } of entries) {
    if (file === null) continue;
    const path = unique(`${root}/${cleanName(items[0] ?? elsewhere)}`, safeName(file.name), taken);
    taken.add(path.toLowerCase());
    paths.set(id, path);
  }
  return paths;
}

function safeName(name: string): string {
  const clean = cleanName(name);
  return reserved.test(clean) ? `_${clean}` : clean;
}

function unique(folder: string, name: string, taken: ReadonlySet<string>): string {
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  const stem = ending === '' ? name : name.slice(0, -ending.length);
  for (let number = 1; ; number++) {
    const path = `${folder}/${number === 1 ? name : `${stem} (${number})${ending}`}`;
    if (!taken.has(path.toLowerCase())) return path;
  }
}
