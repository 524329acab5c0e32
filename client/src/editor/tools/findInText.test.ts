import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../schema.ts';
import { createFindPlugin, foundIn, goToMatch, lookFor, replaceMatches } from './findInText.ts';
import { createFinder, type FindQuery } from './findMatches.ts';

const schema = documentSchema();
const plain: FindQuery = { text: '', matchCase: false, wholeWords: false, anyDigits: true };
const bold = [{ type: 'bold' }];
const text = (words: string, marks?: object[]): object => ({ type: 'text', text: words, ...(marks ? { marks } : {}) });
const paragraph = (...content: object[]): object => ({ type: 'paragraph', content });
const docOf = (...content: object[]) => schema.nodeFromJSON({ type: 'doc', content });

function found(query: Partial<FindQuery> & { text: string }, ...content: object[]): string[] {
  const doc = docOf(...content);
  return createFinder({ ...plain, ...query })(doc).map(({ from, to }) => doc.textBetween(from, to, '/'));
}

describe('finding', () => {
  it('passes where a format begins, not where a paragraph ends', () => {
    expect(found({ text: 'ผู้รับบริการ' }, paragraph(text('ผู้รับ'), text('บริการ', bold)))).toEqual(['ผู้รับบริการ']);
    expect(found({ text: 'กข' }, paragraph(text('ก')), paragraph(text('ข')))).toEqual([]);
  });

  it('finds in lists and recommendations too', () => {
    const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('แผน ก'))] }] };
    expect(found({ text: 'แผน' }, list, { type: 'recommendation', content: [text('ทบทวนแผน')] })).toHaveLength(2);
  });

  it('takes Thai and Arabic digits for the same, unless told not to', () => {
    const years = paragraph(text('ปี ๒๕๖๒ และ 2562'));
    expect(found({ text: '2562' }, years)).toEqual(['๒๕๖๒', '2562']);
    expect(found({ text: '๒๕๖๒', anyDigits: false }, years)).toEqual(['๒๕๖๒']);
  });

  it('takes another order of signs for the same (NFC), and gives the place of what stands there', () => {
    const decomposed = 'กู่'.normalize('NFD');
    const swapped = `${decomposed[0]}${decomposed[2]}${decomposed[1]}`;
    expect(swapped.normalize('NFC')).toBe('กู่'.normalize('NFC'));
    expect(found({ text: 'กู่' }, paragraph(text(`นำ${swapped}ร้อง cafe\u0301`)))).toEqual([swapped]);
    expect(found({ text: 'Café ' }, paragraph(text('x cafe\u0301 y')))).toEqual(['cafe\u0301 ']);
  });

  it('never ends inside a letter with its signs', () => {
    expect(found({ text: 'ก' }, paragraph(text('ก่ ก กำ')))).toEqual(['ก']);
    expect(found({ text: 'น้ำ' }, paragraph(text('น้ำ')))).toEqual(['น้ำ']);
  });

  it('knows case and whole Thai words when asked', () => {
    expect(found({ text: 'ruam', matchCase: true }, paragraph(text('Ruam ruam')))).toEqual(['ruam']);
    const words = paragraph(text('บริการและผู้รับบริการ บริการ'));
    expect(found({ text: 'บริการ' }, words)).toHaveLength(3);
    expect(found({ text: 'บริการ', wholeWords: true }, words)).toHaveLength(2);
  });

  it('40,000 letters are searched again within a key press: only the paragraph that changed', () => {
    const words = 'ผู้รับบริการและผู้มีส่วนได้ส่วนเสียปี ๒๕๖๒ ';
    const doc = docOf(...Array.from({ length: 100 }, (_, i) => paragraph(text(`${i} ${words.repeat(9)}`))));
    expect(doc.textContent.length).toBeGreaterThan(38_000);
    const find = createFinder({ ...plain, text: '2562', wholeWords: true });
    expect(find(doc)).toHaveLength(900);
    let state = EditorState.create({ doc });
    const startedAt = performance.now();
    for (let i = 0; i < 50; i++) {
      state = state.apply(state.tr.insertText('ก', 3));
      find(state.doc);
    }
    expect((performance.now() - startedAt) / 50).toBeLessThan(10);
  });
});

describe('the found', () => {
  const content = [paragraph(text('แผน ก แผน'), text(' ข แผน', bold)), paragraph(text('แผน'))];
  const look = (words: string): EditorState => {
    const state = EditorState.create({ doc: docOf(...content), plugins: [createFindPlugin()] });
    return state.apply(lookFor(state, { ...plain, text: words }));
  };

  it('are gone through round and round', () => {
    let state = look('แผน');
    const places = [foundIn(state).current];
    for (const step of [1, 1, 1, 1, -1] as const) {
      state = state.apply(goToMatch(state, step));
      places.push(foundIn(state).current);
    }
    expect(places).toEqual([0, 1, 2, 3, 0, 3]);
  });

  it('move with the text until it is looked again', () => {
    let state = look('แผน');
    state = state.apply(state.tr.insertText('นำ ', 1));
    expect(foundIn(state).matches[0]).toEqual({ from: 4, to: 7 });
  });

  it('are replaced one by one, with the format that stood there', () => {
    let state = look('แผน');
    for (let i = 0; i < 2; i++) state = state.apply(goToMatch(state, 1));
    const transaction = replaceMatches(state, 'โครงการ', 'current');
    expect(transaction?.doc.child(0).textContent).toBe('แผน ก แผน ข โครงการ');
    expect(transaction?.doc.child(0).lastChild?.marks.map(({ type }) => type.name)).toEqual(['bold']);
  });

  it('are replaced all in one transaction, also by words that hold what was looked for, and by nothing', () => {
    const state = look('แผน');
    expect(replaceMatches(state, 'แผนงาน', 'all')?.doc.textContent).toBe('แผนงาน ก แผนงาน ข แผนงานแผนงาน');
    expect(replaceMatches(state, '', 'all')?.doc.textContent).toBe(' ก  ข ');
  });

  it('that another hand has changed are not replaced', () => {
    let state = look('แผน');
    state = state.apply(state.tr.insertText('X', 2));
    expect(replaceMatches(state, 'โครงการ', 'current')).toBeNull();
    expect(replaceMatches(look('ไม่มี'), 'ก', 'all')).toBeNull();
  });
});
