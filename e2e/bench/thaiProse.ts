import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as Y from 'yjs';

const report = resolve(import.meta.dirname, '../../server/sample/fy2562-report.txt');
const paragraphLength = 400;

/** Real Thai prose, the sample's report over and over, in paragraphs; `characters` code points in all. */
export function thaiParagraphs(characters: number): string[] {
  const prose = [...readFileSync(report, 'utf8').normalize('NFC').replaceAll(/\s+/g, ' ')];
  return Array.from({ length: Math.ceil(characters / paragraphLength) }, (_, index) => {
    const length = Math.min(paragraphLength, characters - index * paragraphLength);
    return Array.from(
      { length },
      (_character, offset) => prose[(index * paragraphLength + offset) % prose.length] ?? ' ',
    ).join('');
  });
}

/** Adds paragraphs at a document's end, in one transaction. */
export function addParagraphs(doc: Y.Doc, paragraphs: readonly string[]): void {
  doc.getXmlFragment('default').push(
    paragraphs.map((words) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      return paragraph;
    }),
  );
}
