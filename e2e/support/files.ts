import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const wordXml = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const packageXml = 'http://schemas.openxmlformats.org/package/2006';

/** A Word file with a heading, a paragraph in runs that cut a Thai word, and a table. */
export function thaiDocx(): Uint8Array<ArrayBuffer> {
  const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const paragraph = (style: string, ...texts: readonly string[]): string =>
    `<w:p><w:pPr>${style === '' ? '' : `<w:pStyle w:val="${style}"/>`}</w:pPr>${texts.map(run).join('')}</w:p>`;
  const cell = (text: string): string => `<w:tc>${paragraph('', text)}</w:tc>`;
  const body = [
    paragraph('Heading1', 'สรุปผลการรับฟังผู้รับบริการ ปี ๒๕๖๒'),
    paragraph('', 'น้ำ', 'ใจ ที่ผู้ให้บริการมีให้ประชา', 'ชน กำลังเพิ่มขึ้น'),
    `<w:tbl><w:tr>${cell('ความพึงพอใจ')}${cell('ร้อยละ ๘๗')}</w:tr></w:tbl>`,
  ].join('');
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packageXml}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageXml}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${packageXml}/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'word/styles.xml': `<w:styles xmlns:w="${wordXml}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/document.xml': `<w:document xmlns:w="${wordXml}"><w:body>${body}</w:body></w:document>`,
  });
}

/** The text of a Word file of ours. */
export function wordsInDocx(path: string): string {
  const bytes = readFileSync(path);
  const header = bytes.indexOf('word/document.xml') - 30;
  const from = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  return inflateRawSync(bytes.subarray(from))
    .toString('utf8')
    .replace(/<[^>]+>/g, '');
}

/** A picture of 64 by 48 points, drawn by the browser. */
export async function canvasPng({ page }: { readonly page: Page }): Promise<Uint8Array<ArrayBuffer>> {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    canvas.getContext('2d')?.fillRect(8, 8, 24, 24);
    return canvas.toDataURL('image/png');
  });
  return new Uint8Array(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}

/** The beginning of a picture and nothing more. */
export function brokenPng(): Uint8Array<ArrayBuffer> {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000400000003008060000005a7a2cd8', 'hex');
  return new Uint8Array(Buffer.concat([head, Buffer.alloc(40, 7)]));
}

/** A ZIP of files that are stored as they are. */
function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const nameBytes = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, nameBytes, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(position, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, nameBytes]));
    locals.push(local);
    position += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(position, 16);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]));
}
