import { maxNesting, readContent } from '@ruam/shared/document/yjs.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';
import { Frontier } from './frontier.ts';
import { nest } from './nest.ts';
import { updateOf } from './testBed.ts';
import { inspectUpdate } from './updateInspection.ts';
import { documentVocabulary } from './vocabulary.ts';

const none = new Frontier();

describe('S9 nesting', () => {
  it('S9 as deep as allowed passes, one deeper does not, also by a text beside the deepest', () => {
    const doc = new Y.Doc();
    const deepest = nest(doc.getXmlFragment('default'), maxNesting);
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), new Y.Doc(), none).kind).toBe('new');
    const copy = createCommittedDoc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    const deeper = updateOf(doc, () => deepest.insert(0, [new Y.XmlText('a')]));
    expect(inspectUpdate(deeper, copy, none).kind).toBe('tooDeep');
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), new Y.Doc(), none).kind).toBe('tooDeep');
  });

  it('S9 what is accepted but not committed counts, whoever wrote it', () => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    let parent: Y.XmlFragment = doc.getXmlFragment('default');
    for (let level = 1; level <= maxNesting + 1; level++) {
      doc.clientID = level % 3;
      parent = nest(parent, 1);
    }
    const ahead = new Frontier();
    const kinds = updates.map((update) => {
      const inspection = inspectUpdate(update, new Y.Doc(), ahead);
      if (inspection.kind === 'new') ahead.addAll(inspection.frontier);
      return inspection.kind;
    });
    expect([...new Set(kinds.slice(0, maxNesting)), kinds.at(-1)]).toEqual(['new', 'tooDeep']);
  });

  it('S9 the levels of siblings are those of their neighbours, in the document and beside it', () => {
    const doc = new Y.Doc();
    const deepest = nest(doc.getXmlFragment('default'), maxNesting - 1);
    deepest.insert(0, [new Y.XmlElement('a')]);
    const before = createCommittedDoc();
    Y.applyUpdate(before, Y.encodeStateAsUpdate(doc));
    const sibling = updateOf(doc, () => deepest.insert(1, [new Y.XmlElement('b'), new Y.XmlElement('c')]));
    expect(inspectUpdate(sibling, before, none).kind).toBe('new');
    const child = updateOf(doc, () => (deepest.get(2) as Y.XmlElement).insert(0, [new Y.XmlElement('d')]));
    expect(inspectUpdate(Y.mergeUpdates([sibling, child]), before, none).kind).toBe('tooDeep');
  });

  it('S9 a document that is deeper already is known, and its content can be read', () => {
    const doc = new Y.Doc();
    nest(doc.getXmlFragment('default'), 50_000);
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), doc, none).kind).toBe('known');
    expect(JSON.stringify(readContent(doc)).match(/"type":"a"/g)?.length).toBe(maxNesting);
  });
});

describe('S10 what stands where', () => {
  /** A paragraph with an attribute and a text, as an editor makes it. */
  const base = () => {
    const doc = new Y.Doc();
    const paragraph = new Y.XmlElement('heading');
    const text = new Y.XmlText('ข้อความ');
    paragraph.insert(0, [text]);
    doc.getXmlFragment('default').insert(0, [paragraph]);
    paragraph.setAttribute('level', '1');
    return { doc, paragraph, text };
  };
  type Base = ReturnType<typeof base>;
  // The types of Yjs keep people from it; a crafted client has none.
  const asMap = (type: unknown) => type as { setAttribute(name: string, value: unknown): void };
  const editors: Record<string, (of: Base) => void> = {
    'letters behind letters': ({ text }) => text.insert(3, 'ๆ'),
    'a mark': ({ text }) => text.format(0, 3, { bold: true }),
    'an attribute, and again': ({ paragraph }) => {
      paragraph.setAttribute('level', '2');
      paragraph.setAttribute('level', '3');
    },
    'a break and a text behind a text': ({ paragraph }) =>
      paragraph.insert(1, [new Y.XmlElement('hardBreak'), new Y.XmlText('ต่อ')]),
    'a block before a block': ({ doc }) => doc.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]),
    'an attribute that is a list': ({ paragraph }) => asMap(paragraph).setAttribute('units', ['สนผ.']),
  };
  const crafted: Record<string, (of: Base) => void> = {
    'a value in an element': ({ paragraph }) => Y.Array.prototype.insert.call(paragraph, 0, [1]),
    'a value in the root': ({ doc }) => Y.Array.prototype.insert.call(doc.getXmlFragment('default'), 0, ['a']),
    'letters in the root': ({ doc }) => Y.Text.prototype.insert.call(doc.getXmlFragment('default'), 0, 'a'),
    'letters in an element': ({ paragraph }) => Y.Text.prototype.insert.call(paragraph, 0, 'a'),
    'letters behind a text': ({ paragraph }) => Y.Text.prototype.insert.call(paragraph, 1, 'a'),
    'an element in a text': ({ text }) => Y.XmlElement.prototype.insert.call(text, 0, [new Y.XmlElement('hardBreak')]),
    'a text behind letters': ({ text }) => Y.XmlElement.prototype.insert.call(text, 7, [new Y.XmlText('a')]),
    'an element as an attribute': ({ paragraph }) =>
      asMap(paragraph).setAttribute('level', new Y.XmlElement('paragraph')),
  };

  for (const [where, prepare] of [
    ['in the document', true],
    ['with what it stands in', false],
  ] as const) {
    const kindOf = (change: (of: Base) => void): string => {
      const made = base();
      const before = createCommittedDoc();
      if (prepare) Y.applyUpdate(before, Y.encodeStateAsUpdate(made.doc));
      const update = updateOf(made.doc, () => change(made));
      const sent = prepare ? update : Y.encodeStateAsUpdate(made.doc);
      return inspectUpdate(sent, before, none, documentVocabulary).kind;
    };
    it.each(Object.entries(editors))(`S10 ${where}: %s is taken`, (_name, change) => {
      expect(kindOf(change)).toBe('new');
    });
    it.each(Object.entries(crafted))(`S10 ${where}: %s is refused`, (_name, change) => {
      expect(kindOf(change)).toBe('foreign');
    });
  }

  it('S10 behind what is accepted and not committed, too', () => {
    const { doc, paragraph } = base();
    const first = inspectUpdate(Y.encodeStateAsUpdate(doc), new Y.Doc(), none, documentVocabulary);
    if (first.kind !== 'new') throw new Error(first.kind);
    const letters = updateOf(doc, () => Y.Text.prototype.insert.call(paragraph, 1, 'a'));
    expect(inspectUpdate(letters, new Y.Doc(), first.frontier, documentVocabulary).kind).toBe('foreign');
  });
});
