import { repairExtractedText } from '@ruam/shared/thai/repair.ts';
import { Slice } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../schema.ts';
import { createPastedPlugin, pastedLines } from './pastedText.ts';
import { findRepair, repairedRuns, repairTransaction } from './repairPaste.ts';

const schema = documentSchema();
const damaged = ['กรมได้ส ารวจความพึงพอใจเพื่อน ามาปรับปรุง', 'ผลการด าเนินงานประจ าปี'];
const healthy = ['กรมได้สำรวจความพึงพอใจเพื่อนำมาปรับปรุง', 'ผลการดำเนินงานประจำปี'];

/** A state in which these lines were pasted between words that stood there. */
function pasted(lines: readonly string[], marks?: object[]): EditorState {
  const paragraph = (text: string) => ({
    type: 'paragraph',
    content: [{ type: 'text', text, ...(marks ? { marks } : {}) }],
  });
  const doc = schema.nodeFromJSON({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ก่อนหลัง' }] }],
  });
  const state = EditorState.create({ doc, plugins: [createPastedPlugin(() => undefined)] });
  const slice = Slice.maxOpen(schema.nodeFromJSON({ type: 'doc', content: lines.map(paragraph) }).content);
  return state.apply(state.tr.replace(5, 5, slice).setMeta('uiEvent', 'paste'));
}

describe('a paste of damaged PDF text', () => {
  it('is found where it stands, line by line, and nothing around it', () => {
    expect(pastedLines(pasted(damaged)).map(({ text }) => text)).toEqual(damaged);
  });

  it('is repaired in place, and the words around it stay', () => {
    const state = pasted(damaged);
    const found = findRepair(state, repairExtractedText);
    if (found === null) throw new Error('nothing to repair');
    expect(found.repaired).toEqual(healthy);
    const repaired = repairTransaction(state, found);
    expect(repaired?.doc.textBetween(0, repaired.doc.content.size, '|')).toBe(`ก่อน${healthy.join('|')}หลัง`);
  });

  it('keeps its formats', () => {
    const state = pasted(damaged, [{ type: 'bold' }]);
    const found = findRepair(state, repairExtractedText);
    const repaired = found && repairTransaction(state, found);
    const formats: string[] = [];
    repaired?.doc.descendants((node) => void (node.isText && formats.push(`${node.text} ${node.marks.length}`)));
    expect(formats).toEqual(['ก่อน 0', `${healthy[0]} 1`, `${healthy[1]} 1`, 'หลัง 0']);
  });

  it('is shown as Thai words before and after', () => {
    const found = findRepair(pasted(damaged), repairExtractedText);
    const runs = found === null ? [] : repairedRuns(found);
    expect(runs.map((line) => line.map(({ kind, text }) => (kind === 'insert' ? '' : text)).join(''))).toEqual(damaged);
    expect(runs.map((line) => line.map(({ kind, text }) => (kind === 'delete' ? '' : text)).join(''))).toEqual(healthy);
  });

  it('is left alone when somebody has changed it meanwhile, and found when the text before it has', () => {
    const state = pasted(damaged);
    const found = findRepair(state, repairExtractedText);
    if (found === null) throw new Error('nothing to repair');
    const moved = state.apply(state.tr.insertText('นำ ', 1));
    expect(repairTransaction(moved, found)?.doc.textContent).toBe(`นำ ก่อน${healthy.join('')}หลัง`);
    expect(repairTransaction(state.apply(state.tr.insertText('X', 12)), found)).toBeNull();
  });
});

it('healthy text and a single word are no paste to repair', () => {
  expect(findRepair(pasted(healthy), repairExtractedText)).toBeNull();
  expect(findRepair(pasted(['น ำ']), repairExtractedText)).toBeNull();
});
