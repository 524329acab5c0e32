import { type Content, type ContentElement, isText, textOf } from '@ruam/shared/document/content.ts';
import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';

/** A block of text of a document, as it is searched. */
export interface SearchedPassage {
  /** The number beside it: every block of text has one, a list entry one for all that stands in it. */
  readonly number: number;
  readonly block: string;
  readonly text: string;
  readonly folded: string;
  readonly ownLength: number;
}

/** What one document gives to search; more is no text that people read. */
const maxPassages = 10_000;
const maxLetters = 20_000;

/** The blocks of text of a content in reading order; empty ones are numbered and left out. */
export function passagesOf(content: Content): readonly SearchedPassage[] {
  return numberedParagraphs(content)
    .slice(0, maxPassages)
    .flatMap(({ block, number }) => textBlocksIn(block).map((text) => passageOf(text, number)))
    .filter((passage) => passage !== null)
    .slice(0, maxPassages);
}

const textBlocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'recommendation']);
const numbered: ReadonlySet<string> = new Set(['listItem', 'taskItem']);

/** Those of a list entry, without those of entries within it: they have numbers of their own. */
function textBlocksIn(block: ContentElement): readonly ContentElement[] {
  if (textBlocks.has(block.type)) return [block];
  return (block.content ?? []).flatMap((child) =>
    isText(child) || numbered.has(child.type) ? [] : textBlocksIn(child),
  );
}

function passageOf(node: ContentElement, number: number): SearchedPassage | null {
  const own = plainText(textOf(node).slice(0, maxLetters));
  if (own === '') return null;
  const units = node.type === 'recommendation' ? unitsOf(node) : '';
  const text = own + units;
  return { number, block: node.type, text, folded: foldText(text), ownLength: own.length };
}

/** Who is responsible, as written and by their full names. */
function unitsOf({ attrs = {} }: ContentElement): string {
  const parsed = recommendationAttributesSchema.safeParse(attrs);
  if (!parsed.success) return '';
  const { responsibleText, units } = parsed.data;
  const written = responsibleText ?? '';
  const names = [written, ...units.filter((unit) => !written.includes(unit))].filter((name) => name !== '');
  return names.length === 0 ? '' : ` (ผู้รับผิดชอบ ${plainText(names.join(' · '))})`;
}
