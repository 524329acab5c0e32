import type { ContentElement, ContentNode } from '@ruam/shared/document/content.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import type { Command } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, CellSelection, mergeCells, splitCell, TableMap } from '@tiptap/pm/tables';
import { undo } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoundEditor as Bound, type BoundEditor, meet, twoEditors } from '../boundEditor.ts';
import { isSound, repairTable, tableAround } from './tableRepair.ts';

const cell = (words: string, attrs: Record<string, unknown> = {}): ContentElement => ({
  type: 'tableCell',
  attrs: { colspan: 1, rowspan: 1, ...attrs },
  content: [paragraph(words)],
});
const row = (...content: ContentNode[]): ContentElement => ({ type: 'tableRow', content });
const table = (...content: ContentNode[]): ContentElement => ({ type: 'table', content });
const square = table(row(cell('ก๑'), cell('ก๒')), row(cell('ข๑'), cell('ข๒')));
const merged = table(row(cell('หัว', { colspan: 2 })), row(cell('ข๑'), cell('ข๒')));

const selectCells =
  (editor: BoundEditor, first: string, last: string): Command =>
  (state, dispatch) => {
    const at = (words: string): number => {
      editor.caretBehind(words);
      const { $from } = editor.state.selection;
      for (let depth = $from.depth; depth > 0; depth--) {
        if ($from.node(depth).type.name === 'tableCell') return $from.before(depth);
      }
      return 0;
    };
    dispatch?.(state.tr.setSelection(CellSelection.create(state.doc, at(first), at(last)) as never));
    return true;
  };

function tableOf(editor: BoundEditor) {
  let found: ReturnType<BoundEditor['state']['doc']['nodeAt']> = null;
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'table') found = node;
    return found === null;
  });
  return found as unknown as NonNullable<ReturnType<BoundEditor['state']['doc']['nodeAt']>>;
}

function repair(editor: BoundEditor, behind: string): void {
  editor.caretBehind(behind);
  const around = tableAround(editor.state.selection.$from);
  if (around === null) throw new Error('no table');
  const { tr } = editor.state;
  repairTable(tr, around.table, around.start);
  editor.dispatch(tr);
}

function expectEqual(one: BoundEditor, other: BoundEditor): void {
  expect(one.content).toEqual(other.content);
  expect(one.state.doc.toJSON()).toEqual(other.state.doc.toJSON());
}

describe('S10 tables that two people change at once', () => {
  test('a column and a row: both come together, the table is broken, nobody writes because of it', () => {
    const [one, other] = twoEditors([square]);
    one.caretBehind('ก๒').run(addColumnAfter);
    other.caretBehind('ข๑').run(addRowAfter);
    meet(one, other);
    const vector = Y.encodeStateVector(one.doc);
    expectEqual(one, other);
    expect(isSound(tableOf(one))).toBe(false);
    expect(Y.encodeStateVector(other.doc)).toEqual(vector);
    // It is opened by a third one, and written in by all: still nobody repairs it.
    const third = new Bound(Y.encodeStateAsUpdate(one.doc));
    expect(Y.encodeStateAsUpdate(third.doc)).toEqual(Y.encodeStateAsUpdate(one.doc));
    one.caretBehind('ก๑').type('ซ้าย');
    other.caretBehind('ข๒').type('ขวา');
    meet(one, other);
    expectEqual(one, other);
    expect(contentAsText(one.content)).toContain('ก๑ซ้าย');
    expect(contentAsText(one.content)).toContain('ข๒ขวา');
    expect(tableOf(one).childCount).toBe(3);
  });

  test('its next table command repairs it, for all, and no word is lost', () => {
    const [one, other] = twoEditors([square]);
    one.caretBehind('ก๒').run(addColumnAfter);
    other.caretBehind('ข๑').run(addRowAfter);
    meet(one, other);
    repair(one, 'ก๑');
    meet(one, other);
    expectEqual(one, other);
    expect(isSound(tableOf(other))).toBe(true);
    const { width, height } = TableMap.get(tableOf(other));
    expect([width, height]).toEqual([3, 3]);
    for (const words of ['ก๑', 'ก๒', 'ข๑', 'ข๒']) expect(contentAsText(other.content)).toContain(words);
  });

  test('one merges cells that the other splits', () => {
    const [one, other] = twoEditors([merged]);
    one.run(selectCells(one, 'ข๑', 'ข๒'));
    expect(one.run(mergeCells)).toBe(true);
    other.caretBehind('หัว');
    expect(other.run(splitCell)).toBe(true);
    meet(one, other);
    expectEqual(one, other);
    for (const words of ['หัว', 'ข๑', 'ข๒']) expect(contentAsText(one.content)).toContain(words);
    repair(one, 'หัว');
    meet(one, other);
    expectEqual(one, other);
    expect(isSound(tableOf(one))).toBe(true);
  });

  test('both write, in one cell and in neighbours', () => {
    const [one, other] = twoEditors([merged]);
    one.caretBehind('หัว').type(' ก่อน');
    other.caretBehind('หัว').type(' หลัง');
    one.caretBehind('ข๑').type('น้ำ');
    other.caretBehind('ข๒').type('ป่า');
    meet(one, other);
    expectEqual(one, other);
    const text = contentAsText(one.content);
    for (const words of ['ก่อน', 'หลัง', 'ข๑น้ำ', 'ข๒ป่า']) expect(text).toContain(words);
  });

  test('writing in a table whose cells another merges keeps what stood there', () => {
    const [one, other] = twoEditors([square]);
    one.run(selectCells(one, 'ก๑', 'ก๒'));
    one.run(mergeCells);
    other.caretBehind('ก๑').type('ต่อ');
    meet(one, other);
    expectEqual(one, other);
    expect(contentAsText(one.content)).toContain('ก๑ต่อ');
    expect(contentAsText(one.content)).toContain('ก๒');
  });
});

describe('S10 what merging or a crafted client leaves is shown as it is', () => {
  const hostile: Readonly<Record<string, ContentElement>> = {
    'cells that meet': table(row(cell('ก', { rowspan: 2 }), cell('ข')), row(cell('ค', { colspan: 2 }), cell('ง'))),
    'a row that reaches over the end': table(row(cell('ก', { rowspan: 9 }), cell('ข'))),
    'spans without end': table(row(cell('ก', { colspan: 1e9, rowspan: 1e9, colwidth: ['x', -5, 1e12] }))),
    'spans that are no numbers': table(
      row(cell('ก', { colspan: 'all', rowspan: null, colwidth: 'javascript:alert(1)' })),
    ),
    'a table without rows': table(),
    'rows without cells': table(row(), row()),
    'a cell without a block': table(row({ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 } }, cell('ข'))),
    'very many rows': table(...Array.from({ length: 1_100 }, () => row(cell('ก', { rowspan: 100 })))),
  };

  test.each(Object.entries(hostile))('%s', (_what, content) => {
    const update = contentAsUpdate({ type: 'doc', content: [content, paragraph('หลังตาราง')] }, 1);
    const editor = new Bound(update);
    expect(Y.encodeStateAsUpdate(editor.doc)).toEqual(update);
    expect(editor.state.doc.textContent).toContain('หลังตาราง');
    editor.caretBehind('หลังตาราง').type(' เขียนต่อ');
    expect(contentAsText(editor.content)).toContain('หลังตาราง เขียนต่อ');
    expect(editor.state.doc.firstChild?.type.name).toBe('table');
  });

  test.each(Object.entries(hostile).slice(0, 4))('and can be repaired: %s', (_what, content) => {
    const editor = new Bound(contentAsUpdate({ type: 'doc', content: [content] }, 1));
    repair(editor, 'ก');
    expect(isSound(tableOf(editor))).toBe(true);
    expect(tableOf(editor).textContent).toContain('ก');
  });
});

test('undoing takes back only one’s own change to a table', () => {
  const [one, other] = twoEditors([square]);
  other.caretBehind('ก๑').type('ของอีกคน');
  meet(one, other);
  one.caretBehind('ข๒').run(addColumnAfter);
  other.caretBehind('ข๑').type('ด้วย');
  meet(one, other);
  expect(TableMap.get(tableOf(one)).width).toBe(3);
  undo(one.state);
  meet(one, other);
  expectEqual(one, other);
  expect(TableMap.get(tableOf(one)).width).toBe(2);
  expect(contentAsText(one.content)).toContain('ก๑ของอีกคน');
  expect(contentAsText(one.content)).toContain('ข๑ด้วย');
});
