import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createReplicaDoc } from '../sync/replicaDoc.ts';
import { documentSchema } from './schema.ts';
import { bringsMisplaced, bringsUnknown } from './unknownNames.ts';

/** What the reader of `change` would hear, before its editor does. */
function heard(
  change: (fragment: Y.XmlFragment, text: Y.XmlText) => void,
  question: (transaction: Y.Transaction) => boolean = bringsUnknown,
): boolean[] {
  const writer = new Y.Doc();
  const text = new Y.XmlText('น้ำท่วม');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  writer.getXmlFragment('default').insert(0, [paragraph]);
  const reader = createReplicaDoc();
  reader.getXmlFragment('default');
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer));
  const answers: boolean[] = [];
  reader.on('beforeObserverCalls', (transaction) => answers.push(question(transaction)));
  writer.transact(() => change(writer.getXmlFragment('default'), text));
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(reader)));
  return answers;
}

test('S10 an element or mark of a newer schema is seen before an editor hears of it', () => {
  expect(heard((fragment) => fragment.push([new Y.XmlElement('mystery')]))).toEqual([true]);
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
      fragment.push([new Y.XmlElement('mystery')]);
      fragment.delete(1, 1);
    }),
  ).toEqual([false]);
});

test('S10 what no editor puts there and merging does not make is seen, too; what is missing is not', () => {
  const schema = documentSchema();
  const isMisplaced = (change: Parameters<typeof heard>[0]) => heard(change, (all) => bringsMisplaced(all, schema));
  const nested = (outer: string, ...inner: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
    const element = new Y.XmlElement(outer);
    element.insert(0, inner);
    return element;
  };
  expect(isMisplaced((fragment) => fragment.push([new Y.XmlText('ลอย')]))).toEqual([true]);
  expect(isMisplaced((fragment) => fragment.push([new Y.XmlElement('tableRow')]))).toEqual([true]);
  expect(isMisplaced((fragment) => fragment.push([nested('paragraph', new Y.XmlElement('table'))]))).toEqual([true]);
  expect(isMisplaced((fragment) => fragment.push([nested('table', new Y.XmlElement('paragraph'))]))).toEqual([true]);
  expect(isMisplaced((fragment) => fragment.push([new Y.XmlElement('table')]))).toEqual([false]);
  expect(isMisplaced((fragment) => fragment.push([nested('bulletList', new Y.XmlElement('listItem'))]))).toEqual([
    false,
  ]);
  expect(isMisplaced((fragment) => fragment.delete(0, 1))).toEqual([false]);
});
