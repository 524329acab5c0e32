import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { documentSchema } from '../schema.ts';
import { provenChecks } from './provenChecks.ts';

const schema = documentSchema();
const words = (text: string, ...checks: string[]) =>
  schema.text(
    text,
    checks.map((check) => schema.mark('proves', { check })),
  );
const doc = schema.node('doc', null, [
  schema.node('paragraph', null, [words('กก', 'b1'), words('ขข', 'b1', 'b2'), words('คค')]),
]);

it.each([
  ['the first words', 1, 3, ['b1']],
  ['words of both', 1, 5, ['b1']],
  ['words of two checks', 3, 5, ['b1', 'b2']],
  ['words beyond', 3, 7, []],
] as const)('%s prove what all of them prove', (_what, from, to, checks) => {
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, from, to) });
  expect([...provenChecks(state)]).toEqual(checks);
});
