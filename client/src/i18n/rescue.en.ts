import type { rescueTh } from './rescue.th.ts';
import type { Words } from './words.ts';

/** The words about refused edits that are kept, English. Merged under `rescue` in en.ts. */
export const rescueEn: Words<typeof rescueTh> = {
  title: 'Kept texts',
  about:
    'What a document did not take, for example because it was locked first. Every word is kept; it is read by its author, the chair and the secretary of the category, and the secretariat.',
  menu: 'Kept texts: {{count}}',
  none: 'Nothing had to be kept. Every word that you may read is in its document.',
  noWords: 'No words were added or removed, only their form was changed.',
  added: 'Added words',
  removed: 'Removed words',
  open: 'Go to the document',
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
