import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../schema.ts';
import { wordKeyOf, wordSelection, wordTransaction } from './wordKeys.ts';

const schema = documentSchema();
const bold = [{ type: 'bold' }];

function stateOf(...blocks: readonly object[]): EditorState {
  return EditorState.create({ doc: schema.nodeFromJSON({ type: 'doc', content: blocks }) });
}
const paragraph = (...texts: readonly (string | object)[]): object => ({
  type: 'paragraph',
  content: texts.map((text) => (typeof text === 'string' ? { type: 'text', text } : text)),
});

const at = (state: EditorState, anchor: number, head = anchor): EditorState =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, anchor, head)));
/** The text with | where the caret is after the key, or the selection in []. */
function shown({ doc, selection: { anchor, head, empty } }: EditorState): string {
  const between = (from: number, to: number, node: Node) => node.textBetween(from, to, '/', '*');
  if (empty) return `${between(0, head, doc)}|${between(head, doc.content.size, doc)}`;
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
  return `${between(0, from, doc)}[${between(from, to, doc)}]${between(to, doc.content.size, doc)}`;
}
function pressed(
  state: EditorState,
  direction: 1 | -1,
  action: 'move' | 'select' | 'delete',
  mac = false,
): EditorState {
  const transaction = wordTransaction(state, { direction, action }, mac);
  if (transaction === null) throw new Error('nothing happened');
  return state.apply(transaction);
}

const text = stateOf(paragraph('สำรวจ', { type: 'text', text: 'ผู้รับ', marks: bold }, 'บริการ ทุกปี'), paragraph('ต่อไป'));

describe('word keys', () => {
  it('move over compounds, also where a format begins inside', () => {
    let state = at(text, 1);
    const stops: string[] = [];
    for (let i = 0; i < 5; i++) {
      state = pressed(state, 1, 'move');
      stops.push(shown(state));
    }
    expect(stops).toEqual([
      'สำรวจ|ผู้รับบริการ ทุกปี/ต่อไป',
      'สำรวจผู้รับบริการ |ทุกปี/ต่อไป',
      'สำรวจผู้รับบริการ ทุก|ปี/ต่อไป',
      'สำรวจผู้รับบริการ ทุกปี|/ต่อไป',
      'สำรวจผู้รับบริการ ทุกปี/|ต่อไป',
    ]);
    expect(shown(pressed(state, -1, 'move'))).toBe('สำรวจผู้รับบริการ ทุกปี|/ต่อไป');
  });

  it('stop behind the word on a Mac', () => {
    expect(shown(pressed(at(text, 6), 1, 'move', true))).toBe('สำรวจผู้รับบริการ| ทุกปี/ต่อไป');
  });

  it('select from where the selection began', () => {
    expect(shown(pressed(pressed(at(text, 6), 1, 'select'), -1, 'select', false))).toBe('สำรวจ|ผู้รับบริการ ทุกปี/ต่อไป');
    expect(shown(pressed(at(text, 18), -1, 'select'))).toBe('สำรวจ[ผู้รับบริการ] ทุกปี/ต่อไป');
  });

  it('delete the whole word, and leave blocks and selections to the editor', () => {
    expect(shown(pressed(at(text, 18), -1, 'delete'))).toBe('สำรวจ| ทุกปี/ต่อไป');
    expect(shown(pressed(at(text, 6), 1, 'delete'))).toBe('สำรวจ| ทุกปี/ต่อไป');
    expect(wordTransaction(at(text, 1), { direction: -1, action: 'delete' }, false)).toBeNull();
    expect(wordTransaction(at(text, 1, 4), { direction: 1, action: 'delete' }, false)).toBeNull();
  });

  it('pass a line break as what it is', () => {
    const broken = stateOf(paragraph('แผน', { type: 'hardBreak' }, 'งาน'));
    expect(shown(pressed(at(broken, 1), 1, 'move'))).toBe('แผน*|งาน');
  });
});

it('a double click selects a compound through its formats', () => {
  const selection = wordSelection(text.doc, 10);
  expect(selection && text.doc.textBetween(selection.from, selection.to)).toBe('ผู้รับบริการ');
});

it('the keys are Ctrl, or Alt on a Mac; composing, they are nobody’s', () => {
  const press = (held: Partial<KeyboardEvent>): KeyboardEvent =>
    ({
      key: 'ArrowLeft',
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      shiftKey: false,
      isComposing: false,
      ...held,
    }) as KeyboardEvent;
  expect(wordKeyOf(press({ ctrlKey: true }), false)).toEqual({ direction: -1, action: 'move' });
  expect(wordKeyOf(press({ altKey: true, shiftKey: true }), true)).toEqual({ direction: -1, action: 'select' });
  expect(wordKeyOf(press({ ctrlKey: true, key: 'Backspace' }), false)).toEqual({ direction: -1, action: 'delete' });
  expect(wordKeyOf(press({ ctrlKey: true, isComposing: true }), false)).toBeNull();
  expect(wordKeyOf(press({ altKey: true }), false)).toBeNull();
});
