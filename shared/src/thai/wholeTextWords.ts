import { administrativeTerms } from './terms.ts';
import { labelLists, wholeWordsIn } from './wholeWords.ts';

/** What a line of a document must not break: the words of labels, and those of public administration at large. */
export const wholeWordPattern: RegExp = wholeWordsIn([...labelLists, administrativeTerms]);
