import { inflateRawSync } from 'node:zlib';

/** The parts of a Word file by name, as text (pictures are no text). */
export function partsIn(file: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(file);
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    );
    const end = at + 46 + nameLength;
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    parts.set(bytes.toString('utf8', at + 46, end), content.toString('utf8'));
    at = end + extraLength + commentLength;
  }
  return parts;
}

/** What is wrong with an XML text: an open or wrong tag, a lone `&` or `<`, a control character; null for nothing. */
export function faultOf(xml: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u.exec(xml);
  if (control) return `control character at ${control.index}`;
  const open: string[] = [];
  const names = /<([?!/]?)([\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?|\?)>|([^<]+)|</g;
  for (const [whole, kind, name = '', attributes = '', end, text] of xml.matchAll(names)) {
    if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(`${attributes}${text ?? ''}`)) return `lone & in ${whole}`;
    if (text !== undefined || kind === '?') continue;
    if (name === '') return `not a tag: ${whole}`;
    if (kind === '/' && open.pop() !== name) return `unexpected </${name}>`;
    const own = [...attributes.matchAll(/([\w:.-]+)=/g)].map(([, one]) => one);
    if (new Set(own).size < own.length) return `an attribute twice in ${whole}`;
    if (kind === '' && end === '') open.push(name);
  }
  return open.length === 0 ? null : `left open: ${open.join(' ')}`;
}

/** What stands in a part, a line a paragraph. */
export function linesOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([block]) => [...block.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .map((line) => line.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: keyof typeof signs) => signs[name]))
    .filter((line) => line !== '');
}

const signs = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const;
