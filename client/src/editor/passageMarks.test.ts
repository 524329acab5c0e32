import { type ContentNode, paragraph } from '@ruam/shared/document/content.ts';
import { readContent, writeContent } from '@ruam/shared/document/yjs.ts';
import { anchorOf } from '@ruam/shared/threads/anchors.ts';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createMarksPlugin, markingTransaction, marksOf, type PassageMark } from './passageMarks.ts';
import { documentSchema } from './schema.ts';

const schema = documentSchema();
const options = { onClick: () => undefined, onPlaced: () => undefined };

/** A replica and the editor's state of the same content. */
function open(...content: readonly ContentNode[]): { doc: Y.Doc; state: EditorState } {
  const doc = new Y.Doc();
  writeContent(doc, { type: 'doc', content });
  const shown = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment('default'), schema);
  return {
    doc,
    state: EditorState.create({ doc: shown, plugins: [createMarksPlugin({ isEditable: true }, options)] }),
  };
}

function positionOf(state: EditorState, words: string): number {
  let found = -1;
  state.doc.descendants((node, position) => {
    const at = node.isTextblock ? node.textBetween(0, node.content.size, '', '\n').indexOf(words) : -1;
    if (at >= 0 && found < 0) found = position + 1 + at;
  });
  if (found < 0) throw new Error(`"${words}" is not in the text`);
  return found;
}

function markOn(doc: Y.Doc, state: EditorState, words: string, id = words): PassageMark {
  const from = positionOf(state, words);
  const anchor = anchorOf(doc, from, from + words.length);
  if (anchor === null) throw new Error('no anchor');
  return { id, anchor, quote: words, isActive: false, count: 1 };
}

/** The words that are drawn as marked, with the id of their mark. */
function drawn(state: EditorState): string[] {
  return marksOf(state)
    .find(undefined, undefined, (spec) => spec.isTag !== true)
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to, spec }) => `${spec.mark}: ${state.doc.textBetween(from, to, '\n', '\n')}`);
}

/** All of it replaced, as a change of others comes. */
function replaced(state: EditorState, doc: Y.Doc): Transaction {
  const next = schema.nodeFromJSON(readContent(doc));
  return state.tr
    .replaceWith(0, state.doc.content.size, next.content)
    .setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

describe('marks', () => {
  it('stand where the replica has their words, in lists, recommendations and behind leaves too', () => {
    const { doc, state } = open(
      paragraph('ต้น'),
      { type: 'horizontalRule' },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('รายการ แรก')] }] },
      {
        type: 'recommendation',
        attrs: { depth: 0, units: ['สำนัก ก'] },
        content: [
          { type: 'text', text: 'ควรทบทวน', marks: [{ type: 'bold' }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'แผน ทุกปี' },
        ],
      },
    );
    const marks = ['แรก', 'แผน', 'ทบทวน'].map((words) => markOn(doc, state, words));
    expect(drawn(state.apply(markingTransaction(state, { doc, marks })))).toEqual([
      'แรก: แรก',
      'ทบทวน: ทบทวน',
      'แผน: แผน',
    ]);
  });

  it('follow typing, here and elsewhere, in one place and in several', () => {
    const { doc, state } = open(paragraph('หนึ่ง ข้อความ สอง'), paragraph('อื่น ๆ'));
    let now = state.apply(markingTransaction(state, { doc, marks: [markOn(doc, state, 'ข้อความ')] }));
    now = now.apply(now.tr.insertText('นำหน้า ', 1));
    now = now.apply(now.tr.insertText('ต่อ', positionOf(now, 'ข้อความ') + 'ข้อความ'.length));
    expect(drawn(now)).toEqual(['ข้อความ: ข้อความ']);
    const root = doc.getXmlFragment('default');
    const [first] = root.toArray();
    const run = first instanceof Y.XmlElement ? first.get(0) : null;
    if (!(run instanceof Y.XmlText)) throw new Error('no text');
    run.insert(0, 'นำหน้า ');
    run.insert(run.length, '!');
    now = now.apply(replaced(now, doc));
    expect(drawn(now)).toEqual(['ข้อความ: ข้อความ']);
    root.insert(0, [new Y.XmlElement('paragraph')]);
    run.insert(run.length, '!');
    now = now.apply(replaced(now, doc));
    expect(drawn(now)).toEqual(['ข้อความ: ข้อความ']);
  });

  it('go with their passage', () => {
    const { doc, state } = open(paragraph('หนึ่ง ข้อความ สอง'));
    const now = state.apply(markingTransaction(state, { doc, marks: [markOn(doc, state, 'ข้อความ')] }));
    const at = positionOf(now, 'ข้อความ');
    expect(drawn(now.apply(now.tr.delete(at, at + 'ข้อความ'.length)))).toEqual([]);
  });

  it('500 of them cost a key press less than two milliseconds', () => {
    const words = 'ผู้รับบริการและผู้มีส่วนได้ส่วนเสีย ';
    const { doc, state } = open(...Array.from({ length: 100 }, (_, i) => paragraph(`${i} ${words.repeat(10)}`)));
    const marks = Array.from({ length: 500 }, (_, i): PassageMark => {
      const from = positionOf(state, `${i % 100} ${words}`) + 4 + 60 * Math.floor(i / 100);
      const anchor = anchorOf(doc, from, from + 20);
      if (anchor === null) throw new Error('no anchor');
      return { id: String(i), anchor, quote: null, isActive: false, count: 1 };
    });
    let now = state.apply(markingTransaction(state, { doc, marks }));
    const type = () => {
      now = now.apply(now.tr.insertText('ก', 3));
    };
    for (let i = 0; i < 50; i++) type();
    const before = performance.now();
    for (let i = 0; i < 200; i++) type();
    const eachMs = (performance.now() - before) / 200;
    expect(drawn(now)).toHaveLength(500);
    expect(eachMs).toBeLessThan(2);
  });
});
