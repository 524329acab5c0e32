import type { Anchor } from '@ruam/shared/api/threads.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { placeOf } from '@ruam/shared/threads/anchors.ts';
import { maxPassageLength } from '@ruam/shared/threads/bounds.ts';
import { flatten } from '@ruam/shared/threads/flatDocument.ts';
import { passageLength, readQuote } from '@ruam/shared/threads/quote.ts';
import type { ThreadDependencies } from './dependencies.ts';

/**
 * The words at an anchor in the committed text. Throws `invalid` (not an anchor of a passage of this document, or too
 * long a passage), `notCommitted` (its letters are not committed yet: try again after their ack), `textChanged` (they
 * were deleted meanwhile), `notFound`.
 */
export async function quoteAt(
  { contentOf }: Pick<ThreadDependencies, 'contentOf'>,
  documentId: string,
  anchor: Anchor,
): Promise<string> {
  const read = await contentOf(documentId, (doc) => {
    const flat = flatten(doc);
    const place = placeOf(doc, anchor, flat);
    if (place.name !== 'passage') return { name: place.name };
    const isTooLong = passageLength(flat, place.passage) > maxPassageLength;
    return isTooLong
      ? { name: 'tooLong' as const }
      : { name: 'passage' as const, quote: readQuote(flat, place.passage) };
  });
  if (read === null) throw new AppError('notFound', 'there is no such document');
  switch (read.name) {
    case 'passage':
      return read.quote;
    case 'unknown':
      throw new AppError('notCommitted', 'the passage is not committed yet');
    case 'gone':
      throw new AppError('textChanged', 'the passage is no longer in the text');
    case 'wrong':
      throw new AppError('invalid', 'this is no anchor of a passage of the document');
    case 'tooLong':
      throw new AppError('invalid', `a passage has at most ${maxPassageLength} letters`, { maxPassageLength });
  }
}
