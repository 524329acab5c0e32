import type { minutesTh } from './minutes.th.ts';
import type { Words } from './words.ts';

/** English. Merged under `minutes` in later.en.ts. */
export const minutesEn: Words<typeof minutesTh> = {
  title: 'Minutes',
  of: 'Minutes of meeting {{number}}',
  back: 'Back to the meeting',
  none: 'This meeting has no document for its minutes',
  stateLabel: 'State of the minutes',
  state: {
    none: 'No minutes',
    draft: 'Draft',
    circulated: 'Circulated, to be confirmed',
    confirmed: 'Confirmed',
  },
  advice: {
    draft:
      'Their form and what is resolved come in by themselves during the meeting. When it has ended, circulate them.',
    ended: 'Check that they are complete, then circulate them: members propose amendments before the next meeting.',
    draftMember: 'The secretariat is preparing them. You are told when they are circulated.',
    circulated:
      'Circulated {{at}}. Members propose amendments as comments beside the text; the secretariat may edit until they are confirmed.',
    circulatedMember: 'Circulated {{at}}. Select what you want amended and comment on it.',
    confirmed:
      'Confirmed in meeting {{number}}, {{at}}. The text stays as it is; what must be corrected needs a new resolution.',
  },
  lockedBy: 'Meeting {{number}} confirmed it. Only a new resolution corrects it.',
  docx: 'Download Word',
  seed: 'Fill in the form',
  circulate: 'Circulate to members',
  circulateSure:
    '{{count}} members are asked to check the minutes. Nothing more can be recorded as resolved in this meeting then. Circulate?',
  confirm: {
    by: 'Have meeting {{number}} confirm them',
    none: 'They can be confirmed when the next meeting of this body runs',
    title: 'Confirm the minutes of meeting {{number}}',
    about:
      'This is a resolution of meeting {{number}}. The text of the minutes is locked then, and a version with its hash is kept.',
    text: 'Words of the resolution',
    go: 'Record the confirmation',
  },
  resolutions: 'Resolutions',
  noResolutions: 'Nothing is resolved yet. What the meeting resolves stands here and in the minutes at once.',
  number: 'Resolution {{number}}',
  item: 'Item {{code}}',
  points: '{{points}} points',
  kind: {
    approved: 'Approved',
    approvedWithConditions: 'Approved with conditions',
    returned: 'Returned',
    noted: 'Noted',
    postponed: 'Postponed',
    declared: 'Overall level declared',
    confirmed: 'Minutes confirmed',
    resolved: 'Other',
  },
  observations: 'Observations: {{count}}',
  refused: '{{count}} could not become recommendations: their text is locked or full',
  corrects: 'Corrects resolution {{number}} of meeting {{meeting}}',
  corrected: 'Corrected by resolution {{number}} of meeting {{meeting}}',
  certificate: 'Certificate',
  certificateOf: 'Certificate of resolution {{number}}',
  block: {
    locked: 'A resolution: only a new one corrects it',
    unknown: 'There is no record of this resolution: these words may be none',
  },
};
