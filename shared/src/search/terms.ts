import { foldText, plainText } from './fold.ts';

/** Letters that a question may have, and words of it that are looked for. */
export const maxQuestionLength = 200;
const maxTerms = 8;

/** The words of a question, folded; all of them must occur. None for a question of blanks. */
export function termsOf(question: string): readonly string[] {
  const words = foldText(plainText(question.slice(0, maxQuestionLength)))
    .split(' ')
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, maxTerms);
}
