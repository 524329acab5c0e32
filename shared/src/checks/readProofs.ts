import { type Content, type ContentNode, isText } from '../document/content.ts';
import { numberedParagraphs } from '../document/paragraphs.ts';

/** A passage that its writer says proves a check. */
export interface ReadProof {
  readonly checkId: string;
  readonly quote: string;
  /** Of the paragraph in which it stands, from 1. */
  readonly number: number;
}

/** So many of one text are read; a category's evidence has some dozens. */
export const maxProofs = 5_000;
const maxQuote = 300;
/** Longer than any id of a check. */
const maxCheck = 100;

/**
 * The passages of a text that carry the mark `proves`, in reading order: what stands side by side in one paragraph is
 * one passage. Of blanks alone there is no proof.
 */
export function readProofs(content: Content): readonly ReadProof[] {
  const proofs: ReadProof[] = [];
  for (const { block, number } of numberedParagraphs(content)) {
    for (const { checkId, quote } of passagesOf(block)) {
      if (proofs.length === maxProofs) return proofs;
      if (quote.trim() !== '') proofs.push({ checkId, quote: cut(quote.trim()), number });
    }
  }
  return proofs;
}

interface Passage {
  readonly checkId: string;
  quote: string;
}

function passagesOf(block: ContentNode): readonly Passage[] {
  const passages: Passage[] = [];
  let open = new Map<string, Passage>();
  const visit = (node: ContentNode): void => {
    if (!isText(node)) {
      // A line break stands in a passage; another block ends it.
      if (node.type === 'hardBreak') for (const passage of open.values()) passage.quote += ' ';
      else {
        if (node.content?.some((child) => isText(child))) open = new Map();
        node.content?.forEach(visit);
      }
      return;
    }
    const next = new Map<string, Passage>();
    for (const checkId of checksOf(node.marks ?? [])) {
      const passage = open.get(checkId) ?? { checkId, quote: '' };
      if (!open.has(checkId)) passages.push(passage);
      // What is beyond the quote is never shown.
      if (passage.quote.length <= maxQuote) passage.quote += node.text;
      next.set(checkId, passage);
    }
    open = next;
  };
  visit(block);
  return passages;
}

function checksOf(marks: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[]) {
  const checks = marks.flatMap(({ type, attrs }) =>
    type === 'proves' && typeof attrs?.check === 'string' && attrs.check.length <= maxCheck
      ? [attrs.check.toWellFormed().replaceAll('\u0000', '')]
      : [],
  );
  return new Set(checks);
}

function cut(text: string): string {
  const clean = text.toWellFormed().replaceAll('\u0000', '');
  return clean.length > maxQuote ? `${clean.slice(0, maxQuote - 1).toWellFormed()}…` : clean;
}
