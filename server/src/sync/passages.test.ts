import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { coverageOf, holds } from './coverage.ts';
import { broughtText, readPassages } from './passages.ts';
import { updateOf } from './testBed.ts';

function documentOf(...paragraphs: string[]): Y.Doc {
  const doc = new Y.Doc();
  const root = doc.getXmlFragment('default');
  for (const text of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    root.push([paragraph]);
  }
  return doc;
}

const textOf = (doc: Y.Doc, index: number): Y.XmlText => {
  const paragraph = doc.getXmlFragment('default').get(index);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text there');
  return text;
};

const passagesOf = (doc: Y.Doc, change: () => void) => {
  const base = Y.encodeStateAsUpdate(doc);
  return readPassages(base, updateOf(doc, change));
};

it('S5 passages stand in the order of the document, one for each place', () => {
  const doc = documentOf('น้ำท่วมบ้าน', 'กำลังซ่อม');
  expect(
    passagesOf(doc, () => {
      textOf(doc, 1).insert(0, 'ช่าง');
      textOf(doc, 0).insert(11, 'ผู้ใหญ่');
      textOf(doc, 0).delete(3, 4);
    }),
  ).toEqual({ added: ['ผู้ใหญ่', 'ช่าง'], removed: ['ท่วม'] });
});

it('S5 new and removed paragraphs, values of attributes, and text that went on from its own end', () => {
  const doc = documentOf('ก', 'ข');
  expect(
    passagesOf(doc, () => {
      const root = doc.getXmlFragment('default');
      textOf(doc, 0).insert(1, 'ต่อ');
      const added = new Y.XmlElement<Record<string, string[]>>('recommendation');
      added.setAttribute('units', ['สนผ.', 'สบค.']);
      added.insert(0, [new Y.XmlText('ข้อเสนอ')]);
      root.insert(1, [added as unknown as Y.XmlElement]);
      root.delete(2, 1);
    }),
  ).toEqual({ added: ['ต่อ', 'ข้อเสนอ', 'สนผ., สบค.'], removed: ['ข'] });
});

it('S5 what was typed and deleted again is no passage, and formatting brings no words', () => {
  const doc = documentOf('ก');
  expect(
    passagesOf(doc, () => {
      textOf(doc, 0).insert(1, 'พิมพ์ผิด');
      textOf(doc, 0).delete(1, 8);
      textOf(doc, 0).format(0, 1, { bold: {} });
    }),
  ).toEqual({ added: [], removed: [] });
});

it('S5 an update that lacks its predecessor still says what it brings', () => {
  const doc = documentOf('ก');
  const base = Y.encodeStateAsUpdate(documentOf('อื่น'));
  updateOf(doc, () => textOf(doc, 0).insert(1, 'หาย'));
  const late = updateOf(doc, () => textOf(doc, 0).insert(4, 'ยังอยู่'));
  expect(readPassages(base, late)).toEqual({ added: ['ยังอยู่'], removed: [] });
  expect(broughtText(late)).toEqual({ added: ['ยังอยู่'], removed: [] });
});

const covers = (later: Uint8Array, earlier: Uint8Array) => holds(coverageOf(later), coverageOf(earlier));

it('S5 what was written into a block that another has deleted meanwhile is still said, and nothing that lacks it covers it', () => {
  const doc = documentOf('ก', 'ข');
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(doc);
  const typed = updateOf(doc, () => textOf(doc, 0).insert(1, 'ที่หายไม่ได้'));
  other.getXmlFragment('default').delete(0, 1);
  expect(readPassages(Y.encodeStateAsUpdate(other), typed)).toEqual({ added: ['ที่หายไม่ได้'], removed: [] });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  const collected = Y.encodeStateAsUpdate(doc, before);
  expect([covers(collected, typed), covers(typed, collected)]).toEqual([false, false]);
});

it('S5 a later update covers an earlier one when it says all of it, deletions too', () => {
  const doc = documentOf('กขค');
  const typed = updateOf(doc, () => textOf(doc, 0).insert(3, 'ง'));
  const deleted = updateOf(doc, () => textOf(doc, 0).delete(0, 1));
  const both = Y.mergeUpdates([typed, deleted]);
  expect([covers(both, typed), covers(both, deleted), covers(typed, both), covers(deleted, typed)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
