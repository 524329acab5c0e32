import type { checksTh } from './checks.th.ts';
import type { Words } from './words.ts';

/** Checks, coverage and ticks, English. Merged under `checks` in opening.en.ts. */
export const checksEn: Words<typeof checksTh> = {
  coverage: '{{proven}}/{{total}}',
  coverageOf: 'Evidence for {{proven}} of {{total}} to check',
  column: 'Evidence',
  columnLong: 'Evidence coverage',
  proven: 'has evidence',
  unproven: 'no evidence yet',
  ticked: 'Ticked as met by {{name}}, {{at}}',
  note: 'Note: {{note}}',
  tick: 'Tick as met',
  tickOf: 'Tick as met: {{check}}',
  untick: 'Take the tick back',
  tickNote: 'Note (optional)',
  passage: 'Text ¶{{number}} {{level}}',
  file: 'Evidence file',
  more: 'and {{count}} more',
  how: 'Select words in the evidence and press “Say which check this proves”, or tie a file to it in the evidence register',
  missing: {
    title: 'What is missing for {{level}}',
    nothing: 'Everything up to {{level}} has evidence and is ticked as met',
    unproven: 'Without evidence: {{count}}',
    unticked: 'With evidence, waiting for the chair or secretary to tick: {{count}}',
  },
  claim: {
    proven: 'With evidence: {{count}}',
    allProven: 'Everything to check at this level and below has evidence',
    checking: 'Looking at the evidence',
  },
  proves: {
    label: 'What the selected words prove',
    none: 'There is nothing to check in this item',
    done: 'Done',
  },
};
