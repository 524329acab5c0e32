import { type CommandEntry, type EditorCommand, editorCommands } from '../commands.ts';

/** Something that the slash menu offers. */
export interface Insertable extends CommandEntry {
  readonly label: string;
}

/** What can be inserted, in the order of the menu, and the words besides its own by which people look for it. */
const keywords: Partial<Readonly<Record<EditorCommand, string>>> = {
  heading2: 'heading title h2 หัวข้อ หัวเรื่อง',
  heading3: 'heading subheading h3 หัวข้อย่อย หัวเรื่องย่อย',
  bulletList: 'list bullet unordered รายการ จุด สัญลักษณ์ หัวข้อย่อย',
  orderedList: 'list numbered ordered 1 รายการ ลำดับ ตัวเลข เลข ข้อ',
  taskList: 'task todo checklist check งาน ตรวจ กล่อง เช็ก เช็ค รายการ',
  table: 'table grid rows columns ตาราง แถว คอลัมน์ ช่อง',
  image: 'image picture photo figure รูป ภาพ แผนภาพ',
  footnote: 'footnote note reference เชิงอรรถ หมายเหตุ อ้างอิง',
  blockquote: 'quote citation อ้างอิง คำพูด ข้อความยกมา',
  pageBreak: 'page break หน้า ขึ้นหน้าใหม่ แบ่งหน้า',
  recommendation: 'recommendation advice ข้อเสนอแนะ ข้อเสนอ ข้อสังเกต',
  evidenceFile: 'evidence file attachment หลักฐาน ไฟล์ เอกสาร แนบ',
};

/** Everything that can be inserted here. */
export function insertables(
  labelOf: (name: EditorCommand) => string,
  isOffered: (name: EditorCommand) => boolean,
): readonly Insertable[] {
  const order = Object.keys(keywords);
  return editorCommands
    .filter(({ name }) => order.includes(name) && isOffered(name))
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
    .map((entry) => ({ ...entry, label: labelOf(entry.name) }));
}

/** What a query finds, best first: the beginning of a word before its middle, that before letters in order. */
export function searchInsertables(items: readonly Insertable[], query: string): readonly Insertable[] {
  const wanted = folded(query);
  if (wanted === '') return items;
  return items
    .map((item) => ({ item, rank: rankOf(`${item.label} ${keywords[item.name] ?? ''}`, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ item }) => item);
}

function rankOf(words: string, wanted: string): number {
  let best = 0;
  for (const word of words.split(' ').map(folded)) {
    if (word.startsWith(wanted)) return 4;
    if (word.includes(wanted)) best = Math.max(best, 3);
    else if (wanted.length > 1 && isInOrder(word, wanted)) best = Math.max(best, 1);
  }
  return best === 0 && folded(words).includes(wanted) ? 2 : best;
}

function isInOrder(word: string, wanted: string): boolean {
  let at = 0;
  for (const letter of word) if (letter === wanted[at]) at++;
  return at === wanted.length;
}

/** Without case, spaces and tone marks: people leave those out when they are in a hurry. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u0e48-\u0e4b\u0e4d-]/g, '');
}
