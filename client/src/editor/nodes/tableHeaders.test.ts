import { isHeaderCell } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { namesIn, paragraph } from '@ruam/shared/document/content.ts';
import { contentAsHtml } from '@ruam/shared/document/html.ts';
import { schemaVersionOf } from '@ruam/shared/document/schema.ts';
import type { Command } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter } from '@tiptap/pm/tables';
import { expect, test } from 'vitest';
import { type BoundEditor, meet, twoEditors } from '../boundEditor.ts';
import { headersKept, toggleHeaders } from './tableHeaders.ts';
import { tableAround } from './tableRepair.ts';

const cell = (words: string, type = 'tableCell'): ContentElement => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [paragraph(words)],
});
const tableOf = (type: string): ContentElement => ({
  type: 'table',
  content: [
    { type: 'tableRow', content: [cell('ก๑', type), cell('ก๒', type)] },
    { type: 'tableRow', content: [cell('ข๑'), cell('ข๒')] },
  ],
});

function toggle(editor: BoundEditor, side: 'row' | 'column'): void {
  const around = tableAround(editor.state.selection.$from);
  if (around === null) throw new Error('no table');
  const { tr } = editor.state;
  toggleHeaders(tr, around, side);
  editor.dispatch(tr);
}

function add(editor: BoundEditor, command: Command): void {
  const around = tableAround(editor.state.selection.$from);
  if (around === null) throw new Error('no table');
  command(editor.state, (transaction) => {
    headersKept(transaction, around);
    editor.dispatch(transaction);
  });
}

/** Row by row: H a head, · none. */
function heads({ content }: BoundEditor): readonly string[] {
  const [table] = content.content as ContentElement[];
  return (table?.content ?? []).map((row) =>
    ((row as ContentElement).content ?? [])
      .map((one) => (isHeaderCell((one as ContentElement).type, (one as ContentElement).attrs ?? {}) ? 'H' : '·'))
      .join(''),
  );
}

test.each(['tableCell', 'tableHeader'])(
  'S10 while one makes the first row of %s a head or no head, what the other types into it stays',
  (type) => {
    const [one, other] = twoEditors([tableOf(type)]);
    const before = heads(one);
    toggle(one.caretBehind('ข๒'), 'row');
    other.caretBehind('ก๑').type(' พิมพ์พร้อมกัน');
    meet(one, other);
    expect(one.content).toEqual(other.content);
    expect(contentAsHtml(one.content)).toContain('ก๑ พิมพ์พร้อมกัน');
    expect(heads(one)).toEqual([before[0] === 'HH' ? '··' : 'HH', '··']);
    toggle(other.caretBehind('ก๑'), 'row');
    meet(one, other);
    expect(heads(one)).toEqual(before);
    // Back where it was, the text needs nothing new.
    expect(schemaVersionOf(namesIn(one.content))).toBe(2);
  },
);

test('the corner of two heads stays one when either goes', () => {
  const [one] = twoEditors([tableOf('tableCell')]);
  one.caretBehind('ข๒');
  toggle(one, 'row');
  toggle(one, 'column');
  expect(heads(one)).toEqual(['HH', 'H·']);
  toggle(one, 'row');
  expect(heads(one)).toEqual(['H·', 'H·']);
  toggle(one, 'column');
  expect(heads(one)).toEqual(['··', '··']);
});

test.each(['tableCell', 'tableHeader'])('a row or column that is added continues the heads (%s)', (type) => {
  const [one] = twoEditors([tableOf(type)]);
  if (type === 'tableCell') toggle(one.caretBehind('ก๒'), 'row');
  add(one.caretBehind('ก๒'), addColumnAfter);
  add(one.caretBehind('ข๒'), addRowAfter);
  expect(heads(one)).toEqual(['HHH', '···', '···']);
  toggle(one, 'row');
  add(one.caretBehind('ก๒'), addColumnAfter);
  expect(heads(one)).toEqual(['····', '····', '····']);
});

test('a head of another version of a cell, and values that say nothing, are read by the type', () => {
  expect(isHeaderCell('tableHeader', { header: 'no' })).toBe(true);
  expect(isHeaderCell('tableCell', { header: 1 })).toBe(false);
  expect(isHeaderCell('tableHeader', { header: false })).toBe(false);
});
