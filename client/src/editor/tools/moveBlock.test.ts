import { type ContentNode, paragraph, textOf } from '@ruam/shared/document/content.ts';
import { readContent, writeContent } from '@ruam/shared/document/yjs.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentSchema } from '../schema.ts';
import { blockAt, neighbourOf, siblingsOf } from './blocks.ts';
import { type Copied, chooseCopied, moveInReplica } from './moveBlock.ts';

function docOf(...content: readonly ContentNode[]): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, { type: 'doc', content });
  return doc;
}
const linesOf = (doc: Y.Doc): string[] => readContent(doc).content.map(textOf);
const four = ['ก', 'ข', 'ค', 'ง'];

function moved(from: number, to: number, copied: Copied): string[] {
  const doc = docOf(...four.map(paragraph));
  expect(
    moveInReplica(
      doc.getXmlFragment('default'),
      { from, to },
      copied,
      four.map(() => 'paragraph'),
    ),
  ).toBe(true);
  return linesOf(doc);
}

describe('a move in the replica', () => {
  it('has the same outcome whichever side is copied', () => {
    for (const from of [0, 1, 2, 3]) {
      for (const to of [0, 1, 2, 3].filter((place) => place !== from)) {
        const expected = four.filter((_, place) => place !== from).toSpliced(to, 0, four[from] ?? '');
        expect(moved(from, to, 'block'), `${from} to ${to}`).toEqual(expected);
        expect(moved(from, to, 'others'), `${from} to ${to}`).toEqual(expected);
      }
    }
  });

  it('keeps attributes and formats of what is copied', () => {
    const recommendation: ContentNode = {
      type: 'recommendation',
      attrs: { depth: 0, units: ['สำนัก ก'], status: 'open' },
      content: [{ type: 'text', text: 'ทบทวน', marks: [{ type: 'bold' }] }],
    };
    const doc = docOf(recommendation, paragraph('ก'));
    moveInReplica(doc.getXmlFragment('default'), { from: 0, to: 1 }, 'block', ['recommendation', 'paragraph']);
    expect(readContent(doc).content).toEqual([paragraph('ก'), recommendation]);
  });

  it('keeps what another types meanwhile into the block with the caret', () => {
    const mine = docOf(paragraph('หนึ่ง'), paragraph('สอง'));
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    const first = theirs.getXmlFragment('default').get(0);
    const run = first instanceof Y.XmlElement ? first.get(0) : null;
    if (!(run instanceof Y.XmlText)) throw new Error('no text');
    run.insert(run.length, ' และพิมพ์ต่อ');
    moveInReplica(mine.getXmlFragment('default'), { from: 0, to: 1 }, 'others', ['paragraph', 'paragraph']);
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    expect(linesOf(mine)).toEqual(['สอง', 'หนึ่ง และพิมพ์ต่อ']);
    expect(linesOf(theirs)).toEqual(linesOf(mine));
  });

  it('is not made in a replica that holds something else than is shown', () => {
    const doc = docOf(paragraph('ก'), paragraph('ข'));
    expect(moveInReplica(doc.getXmlFragment('default'), { from: 0, to: 1 }, 'block', ['paragraph', 'heading'])).toBe(
      false,
    );
    expect(linesOf(doc)).toEqual(['ก', 'ข']);
  });
});

describe('what is copied', () => {
  it('is the side without somebody’s caret, else the smaller one', () => {
    const move = { from: 0, to: 1 };
    expect(chooseCopied(move, [10, 900], [true, false])).toBe('others');
    expect(chooseCopied(move, [900, 10], [false, true])).toBe('block');
    expect(chooseCopied(move, [10, 900], [false, false])).toBe('block');
    expect(chooseCopied(move, [900, 10], [true, true])).toBe('others');
    expect(chooseCopied({ from: 3, to: 0 }, [5, 5, 5, 10], [false, false, false, false])).toBe('block');
  });
});

describe('a block', () => {
  const doc = documentSchema().nodeFromJSON({
    type: 'doc',
    content: [
      paragraph('ต้น'),
      { type: 'bulletList', content: four.map((text) => ({ type: 'listItem', content: [paragraph(text)] })) },
    ],
  });
  it('is the innermost item of a list, else the top-level block; its neighbours are its like', () => {
    const item = blockAt(doc, 5 + 1 + 5 + 3);
    expect([item?.node.type.name, item?.node.textContent, item?.path]).toEqual(['listItem', 'ข', [1, 1]]);
    if (item === null) throw new Error('no block');
    expect(neighbourOf(item, 1)?.node.textContent).toBe('ค');
    expect(siblingsOf(item).map(({ position, node }) => doc.nodeAt(position) === node)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const first = blockAt(doc, 1);
    expect([first?.node.textContent, first && neighbourOf(first, -1)]).toEqual(['ต้น', null]);
  });
});
