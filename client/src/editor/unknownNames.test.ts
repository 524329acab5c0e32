import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createReplicaDoc } from '../sync/replicaDoc.ts';
import { bringsUnknown } from './unknownNames.ts';

/** What the reader of `change` would hear, before its editor does. */
function heard(change: (fragment: Y.XmlFragment, text: Y.XmlText) => void): boolean[] {
  const writer = new Y.Doc();
  const text = new Y.XmlText('น้ำท่วม');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  writer.getXmlFragment('default').insert(0, [paragraph]);
  const reader = createReplicaDoc();
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer));
  const answers: boolean[] = [];
  reader.on('beforeObserverCalls', (transaction) => answers.push(bringsUnknown(transaction)));
  writer.transact(() => change(writer.getXmlFragment('default'), text));
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(reader)));
  return answers;
}

test('S10 an element or mark of a newer schema is seen before an editor hears of it', () => {
  expect(heard((fragment) => fragment.push([new Y.XmlElement('table')]))).toEqual([true]);
  expect(heard((_fragment, text) => text.format(0, 3, { glow: {} }))).toEqual([true]);
});

test('S10 what the schema knows is not held up, nor what is gone already', () => {
  expect(heard((fragment) => fragment.push([new Y.XmlElement('heading'), new Y.XmlElement('hardBreak')]))).toEqual([
    false,
  ]);
  expect(heard((_fragment, text) => text.format(0, 3, { 'link--abcdefg=': { href: 'https://example.org' } }))).toEqual([
    false,
  ]);
  expect(heard((_fragment, text) => text.insert(3, ' ๒๕๖๒'))).toEqual([false]);
  expect(
    heard((fragment) => {
      fragment.push([new Y.XmlElement('table')]);
      fragment.delete(1, 1);
    }),
  ).toEqual([false]);
});
