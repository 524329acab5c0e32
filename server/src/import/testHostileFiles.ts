import { deflateSync } from 'node:zlib';
import { pdfOf, pdfPage, shortReport, type TestEntry, wordEntries, wordParagraph, zipOf } from './testOffice.ts';

/** The body of a short report that is in order. */
export const body = shortReport.map((text) => wordParagraph(text)).join('');
/** A Word file of this body and with these parts. */
export const word = (text = body, parts: readonly TestEntry[] = []): Buffer => zipOf(wordEntries(text, parts));
const good = word();
const document = (bytes: Buffer | string): Buffer => word('', [{ name: 'word/document.xml', bytes }]);
const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
const withType = (type: string): Buffer => zipOf(wordEntries(body, [], type));
const typed = (list: string): Buffer => zipOf([{ name: '[Content_Types].xml', bytes: `<Types>${list}</Types>` }]);
/** The content of a page with words. */
export const text = 'BT /F1 12 Tf 70 700 Td (Nothing that a report would say, and quite long) Tj ET';
const manyPages = (): Buffer => {
  const kids = Array.from({ length: 10_000 }, (_, at) => `${at + 3} 0 R`).join(' ');
  const pages = Array.from({ length: 10_000 }, () => '<< /Type /Page /Parent 2 0 R >>');
  return pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count 10000 >>`, ...pages]);
};
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1024 * 1024, 0x20);
const bomb = (): Buffer => deflateSync(deflateSync(zeros(24)));

/** Files that were made to do harm, or are broken: what, its bytes, the answer. Test helper. */
export const hostileFiles: readonly (readonly [string, () => Buffer, string])[] = [
  ['a ZIP in the place of the text', () => document(good), '415 unknownFormat damaged'],
  ['sixty megabytes of spaces', () => document(zeros(60)), '415 unknownFormat damaged'],
  [
    'entries that share their bytes',
    () =>
      zipOf([
        ...wordEntries(body),
        ...['a', 'b', 'c'].map((name): TestEntry => ({ name, bytes: 'x', overlaps: true })),
      ]),
    '415 unknownFormat damaged',
  ],
  [
    'more than it says',
    () => word('', [{ name: 'word/document.xml', bytes: zeros(3), says: { unpackedBytes: 1_000 } }]),
    '415 unknownFormat damaged',
  ],
  [
    'four gigabytes, it says',
    () => word(body, [{ name: 'word/media/a.png', bytes: 'x', says: { unpackedBytes: 0xf0000000 } }]),
    '415 unknownFormat damaged',
  ],
  [
    'thousands of parts',
    () =>
      word(
        body,
        Array.from({ length: 2_100 }, (_, at) => ({ name: `a/${at}`, bytes: '' })),
      ),
    '415 unknownFormat damaged',
  ],
  ['cut in the middle', () => good.subarray(0, good.length / 3), '415 unknownFormat damaged'],
  ['cut at its end', () => good.subarray(0, -10), '415 unknownFormat damaged'],
  ['without its beginning', () => Buffer.concat([Buffer.from('PK'), good.subarray(200)]), '415 unknownFormat damaged'],
  [
    'another sum than it says',
    () =>
      word('', [
        ...wordEntries(body)
          .slice(2)
          .map((entry) => ({ ...entry, says: { crc: 1 } })),
      ]),
    '415 unknownFormat damaged',
  ],
  [
    'locked parts',
    () => zipOf(wordEntries(body).map((one) => ({ ...one, says: { flags: 0x801 } }))),
    '415 unknownFormat encrypted',
  ],
  [
    'locked by a password',
    () => Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]),
    '415 unknownFormat encrypted',
  ],
  ['an old .doc', () => compound, '415 unknownFormat notAllowed'],
  ['macros', () => word(body, [{ name: 'word/vbaProject.bin', bytes: 'x' }]), '415 unknownFormat macros'],
  [
    'macros by its type',
    () => withType('application/vnd.ms-word.document.macroEnabled.main+xml'),
    '415 unknownFormat macros',
  ],
  [
    'a spreadsheet',
    () => typed('<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'),
    '415 unknownFormat notAllowed',
  ],
  [
    'an OpenDocument',
    () => zipOf([{ name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text' }]),
    '415 unknownFormat notAllowed',
  ],
  ['names that lead out', () => word(body, [{ name: '../../etc/passwd', bytes: 'x' }]), '415 unknownFormat damaged'],
  [
    'an entity from a file',
    () => document('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    '415 unknownFormat damaged',
  ],
  [
    'a billion laughs',
    () =>
      document(
        `<!DOCTYPE a [<!ENTITY b0 "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY b${at + 1} "&b${at};&b${at};">`).join('')}]><a>&b30;</a>`,
      ),
    '415 unknownFormat damaged',
  ],
  [
    'a hundred thousand tables in tables',
    () => word('<w:tbl><w:tr><w:tc>'.repeat(100_000)),
    '415 unknownFormat damaged',
  ],
  ['a hundred thousand empty paragraphs', () => word('<w:p/>'.repeat(100_000)), '422 notUnderstood empty'],
  ['thirty thousand paragraphs that are no report', () => word(wordParagraph('ก').repeat(30_000)), '422 notUnderstood'],
  ['more elements than a text has', () => word('<w:p><w:r/></w:p>'.repeat(600_000)), '415 unknownFormat damaged'],
  [
    'an attribute of two megabytes',
    () => word(`<w:p w:rsid="${'a'.repeat(2_000_000)}"/>`),
    '415 unknownFormat damaged',
  ],
  ['NUL in its text', () => word(body.replace('การนำ', 'การ\u0000นำ')), '422 notUnderstood'],
  ['no UTF-8', () => document(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0xc0])), '415 unknownFormat damaged'],
  ['half of UTF-16', () => document(Buffer.from([0xff, 0xfe, 0x3c, 0x00, 0x61])), '415 unknownFormat damaged'],
  ['tags that cross', () => document('<a><b></a></b>'), '415 unknownFormat damaged'],
  ['no text at all', () => zipOf(wordEntries('').slice(0, 2)), '415 unknownFormat damaged'],
  ['a PDF that is cut', () => pdfOf(pdfPage(text)).subarray(0, 200), '415 unknownFormat damaged'],
  ['a PDF that is only named so', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'), '415 unknownFormat damaged'],
  ['a table of contents that leads to itself', () => pdfOf(pdfPage(text), '/Prev 9'), '422 notUnderstood'],
  [
    'pages that hold themselves',
    () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
    '422 notUnderstood scanned',
  ],
  [
    'a page that unpacks to more than a text is',
    () => pdfOf(pdfPage(deflateSync(zeros(140)), '', '/Filter /FlateDecode')),
    '415 unknownFormat damaged',
  ],
  [
    'a page packed twice',
    () => pdfOf(pdfPage(bomb(), '', '/Filter [/FlateDecode /FlateDecode]')),
    '422 notUnderstood scanned',
  ],
  ['a page without words', () => pdfOf(pdfPage('q Q')), '422 notUnderstood scanned'],
  ['ten thousand pages', manyPages, '413 tooLarge'],
  [
    'lists in lists in a PDF',
    () => pdfOf([`<< /Type /Catalog /Pages ${'['.repeat(200_000)} >>`]),
    '415 unknownFormat damaged',
  ],
  [
    'a locked PDF',
    () =>
      pdfOf(
        pdfPage(text),
        `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00><00>]`,
      ),
    '415 unknownFormat encrypted',
  ],
];
