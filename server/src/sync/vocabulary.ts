import { attributeNames, blockNames, documentRoot, inlineNames, markNames } from '@ruam/shared/document/schema.ts';
import type { Words } from './updateReader.ts';

/** The names that documents may hold (docs/sync.md S10). */
export interface Vocabulary {
  readonly roots: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
}

/** The shared document schema. */
export const documentVocabulary: Vocabulary = {
  roots: new Set([documentRoot]),
  // Text has no element: it stands in an `XmlText`.
  elements: new Set([...blockNames, ...inlineNames].filter((name) => name !== 'text')),
  attributes: new Set(attributeNames),
  marks: new Set(markNames),
};

/** Whether a struct brings only what the vocabulary has, and no value larger than any of ours. A mark that may overlap itself carries a hash: `name--hash`. */
export function isKnownTo(vocabulary: Vocabulary, words: Words): boolean {
  const { root, attribute, element, mark, content, isLarge } = words;
  if (content === 'foreign' || isLarge) return false;
  return (
    (root === null || vocabulary.roots.has(root)) &&
    (attribute === null || vocabulary.attributes.has(attribute)) &&
    (element === null || vocabulary.elements.has(element)) &&
    (mark === null || vocabulary.marks.has(mark.replace(/--[A-Za-z0-9+/=]{8}$/, '')))
  );
}
