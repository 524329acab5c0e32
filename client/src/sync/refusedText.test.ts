import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { textBeyond } from './refusedText.ts';

/** The text of `change` beyond what the server held before it. */
function beyond(
  change: (fragment: Y.XmlFragment) => void,
  before: (fragment: Y.XmlFragment) => void = () => {},
): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, contentAsUpdate({ type: 'doc', content: [paragraph('น้ำท่วม'), paragraph('ซ้ำซาก')] }, 1));
  before(doc.getXmlFragment('default'));
  const held = Y.decodeStateVector(Y.encodeStateVector(doc));
  change(doc.getXmlFragment('default'));
  return textBeyond(doc, held);
}

function textOf(fragment: Y.XmlFragment, at: number): Y.XmlText {
  const element = fragment.get(at);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  return text;
}

test('S5 the refused words in the order of the document, a line a passage', () => {
  expect(
    beyond((fragment) => {
      textOf(fragment, 1).insert(6, ' ทุกปี');
      textOf(fragment, 0).insert(0, 'ปีนี้');
      textOf(fragment, 0).insert(12, '๒๕๖๒');
      const added = new Y.XmlElement('paragraph');
      added.insert(0, [new Y.XmlText('ย่อหน้าใหม่')]);
      fragment.push([added]);
    }),
  ).toBe('ปีนี้\n๒๕๖๒\n ทุกปี\nย่อหน้าใหม่');
});

test('S5 of words that were typed on, only what the server does not hold', () => {
  expect(
    beyond(
      (fragment) => textOf(fragment, 0).insert(7 + 4, 'ต่อ'),
      (fragment) => textOf(fragment, 0).insert(7, ' ถึง'),
    ),
  ).toBe('ต่อ');
});

test('S5 a deletion brings no words, nor does a change of form', () => {
  expect(
    beyond((fragment) => {
      textOf(fragment, 0).delete(0, 2);
      textOf(fragment, 1).format(0, 3, { bold: {} });
    }),
  ).toBe('');
});
