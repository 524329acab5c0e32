import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP file, and what it may lie about. */
export interface TestEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly says?: { readonly unpackedBytes?: number; readonly crc?: number; readonly flags?: number };
  /** Names the bytes of the entry before it. */
  readonly overlaps?: true;
}

/** A ZIP file with these entries. Test helper. */
export function zipOf(entries: readonly TestEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const { name, bytes, says = {}, overlaps } of entries) {
    const content = Buffer.from(bytes);
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(says.flags ?? 0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(says.crc ?? crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(says.unpackedBytes ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(overlaps ? before : offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name)]));
    locals.push(local);
    before = offset;
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = '<?xml version="1.0" encoding="UTF-8"?>';

/** The entries of a Word file whose body is `body`, with other parts. Test helper. */
export function wordEntries(
  body: string,
  parts: readonly TestEntry[] = [],
  type = `${word}.document.main+xml`,
): TestEntry[] {
  const document = `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relation}" xmlns:wp="wp" xmlns:a="a" xmlns:v="v" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`;
  const standard: TestEntry[] = [
    {
      name: '[Content_Types].xml',
      bytes: `${xml}<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    },
    { name: '_rels/.rels', bytes: relationsOf([['r1', 'officeDocument', 'word/document.xml']]) },
    { name: 'word/document.xml', bytes: document },
  ];
  const given = new Set(parts.map(({ name }) => name));
  return [...standard.filter(({ name }) => !given.has(name)), ...parts];
}

/** A part that relates ids to targets: `[id, type, target, 'External'?]`. Test helper. */
export function relationsOf(relations: readonly (readonly [string, string, string, 'External'?])[]): string {
  const each = relations.map(
    ([id, type, target, mode]) =>
      `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  );
  return `${xml}<Relationships>${each.join('')}</Relationships>`;
}

/** A paragraph of a Word file. Test helper. */
export function wordParagraph(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A short report with one item, as paragraphs. Test helper. */
export const shortReport: readonly string[] = [
  'หมวด ๑ การนำองค์การ',
  'เป้าหมาย : เพื่อความยั่งยืน',
  '๑.๑ ระบบการนำองค์การ',
  'ผลการดำเนินงาน',
  'ดำเนินการได้ถึงระดับ Basic',
  'ข้อสังเกตและข้อเสนอแนะ',
  'ควรติดตามผล (ผู้รับผิดชอบ สำนักนโยบายและแผน)',
];

/** A PDF of these objects, numbered from 1; the first is the catalog. Test helper. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let offset = 9;
  const add = (bytes: Buffer): void => {
    parts.push(bytes);
    offset += bytes.length;
  };
  objects.forEach((object, at) => {
    offsets.push(offset);
    add(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = offset;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`));
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** The objects of a PDF with one page of this content stream. Test helper. */
export function pdfPage(stream: Buffer | string, more = '', filter = ''): (string | Buffer)[] {
  const bytes = Buffer.from(stream);
  return [
    `<< /Type /Catalog /Pages 2 0 R ${more} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    Buffer.concat([
      Buffer.from(`<< /Length ${bytes.length} ${filter} >>\nstream\n`),
      bytes,
      Buffer.from('\nendstream'),
    ]),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
}
