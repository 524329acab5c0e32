import { maxNesting, readContent } from '@ruam/shared/document/yjs.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';
import { Frontier } from './frontier.ts';
import { nest } from './nest.ts';
import { updateOf } from './testBed.ts';
import { inspectUpdate } from './updateInspection.ts';

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
