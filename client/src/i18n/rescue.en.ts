import type { rescueTh } from './rescue.th.ts';
import type { Words } from './words.ts';

/** The words about refused edits that are kept, English. Merged under `rescue` in later.en.ts. */
export const rescueEn: Words<typeof rescueTh> = {
  title: 'Kept texts',
  about:
    'What was typed but is not in its document, for example because it arrived after the lock. Every word is kept. To use it, copy it and ask the secretariat to reopen the document.',
  readers: 'Read by: the author, the chair and the secretary of the category, the secretariat',
  none: 'No kept texts. Everything that was sent is in its document.',
  noneForYou: 'No kept texts that you may read.',
  own: 'Yours',
  openAgain: 'Open for editing again: you can paste the text.',
  noWords: 'No text was typed or removed, only their form was changed.',
  added: 'Typed text',
  removed: 'Removed text',
  open: 'Go to the document',
  difference: 'Show the difference in one text',
  comment: {
    open: 'Post as a comment',
    about:
      'The comment stands beside the document, also a locked one, and everybody in the assessment can read it. The kept text stays here.',
    label: 'Comment',
    lead: 'Text of {{name}}, {{time}}, that did not get into the document:',
    confirm: 'Post',
    done: 'Posted as a comment',
  },
  reopening: {
    open: 'Ask to reopen',
    title: 'Ask to reopen item {{item}}',
    about: 'The request goes to the secretariat and the chair of the Steering Committee, together with this text.',
    label: 'Reason',
    confirm: 'Send the request',
    done: 'The request to reopen was sent',
  },
  discard: {
    open: 'Take off the list',
    question: 'Take this text off the list? It can be brought back later.',
    keep: 'Leave it',
    confirm: 'Take off',
  },
  discarded: {
    title: 'Taken off the list: {{count}}',
    by: 'by {{name}}, {{time}}',
    restore: 'Bring back',
  },
  document: {
    evidence: 'Evidence',
    recommendations: 'Recommendations',
    results: 'Results of the dimension',
    advice: "Advisor's note",
    overview: 'Report summary',
    minutes: 'Minutes',
  },
  reason: {
    locked: 'The document was locked before the text arrived',
    noRight: 'The author may not edit this document',
    schema: 'It holds something that documents do not support',
    tooDeep: 'It is nested too deep',
    identity: 'It came from a window that is recorded as another person’s',
    gap: 'Something before it never arrived',
    tooLarge: 'The document is full; this text is more than it can hold',
    generation: 'It is newer than the backup that was restored',
    unreadable: 'The system could not take this change into the document',
    sent: 'Sent from the author’s device to be kept',
  },
};
