import { type Content, type ContentElement, isText, textOf } from '../document/content.ts';
import { numberedParagraphs } from '../document/paragraphs.ts';
import { type RecommendationAttributes, recommendationAttributesSchema } from '../document/schema.ts';

/** A recommendation as its text has it. */
export interface ReadRecommendation extends RecommendationAttributes {
  /** Of its paragraph, from 1. */
  readonly number: number;
  readonly text: string;
}

/** So many of one text stand in the register; a real one has some dozens. */
export const maxRecommendations = 2_000;
const maxText = 8_000;
const maxWords = 1_000;
const maxUnits = 60;
const maxUnit = 200;

const shape = recommendationAttributesSchema.shape;

/**
 * The recommendation blocks of a text, in reading order. What a client has written that is no value of an attribute is
 * read as none, and what is too long is cut.
 */
export function readRecommendations(content: Content): readonly ReadRecommendation[] {
  return numberedParagraphs(content)
    .flatMap(({ block, number }) => recommendationsIn(block).map((own) => ({ block: own, number })))
    .slice(0, maxRecommendations)
    .map(({ block, number }) => ({
      number,
      text: cut(textOf(block), maxText),
      ...readAttributes(block.attrs ?? {}),
    }));
}

/** One that stands in a table or a list has the number of that. */
function recommendationsIn(block: ContentElement): readonly ContentElement[] {
  if (block.type === 'recommendation') return [block];
  return (block.content ?? []).flatMap((child) => (isText(child) ? [] : recommendationsIn(child)));
}

function readAttributes(attributes: Readonly<Record<string, unknown>>): RecommendationAttributes {
  const units = valueIn(shape.units, attributes.units, []);
  return {
    marker: cutOrNull(valueIn(shape.marker, attributes.marker, null)),
    depth: valueIn(shape.depth, attributes.depth, 0),
    targetLevel: valueIn(shape.targetLevel, attributes.targetLevel, null),
    targetFiscalYear: year(valueIn(shape.targetFiscalYear, attributes.targetFiscalYear, null)),
    units: units.slice(0, maxUnits).map((unit) => cut(unit, maxUnit)),
    responsibleText: cutOrNull(valueIn(shape.responsibleText, attributes.responsibleText, null)),
    origin: cutOrNull(valueIn(shape.origin, attributes.origin, null)),
    status: valueIn(shape.status, attributes.status, null),
    carriedFrom: year(valueIn(shape.carriedFrom, attributes.carriedFrom, null)),
  };
}

interface Parser<Value> {
  safeParse(value: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

function valueIn<Value>(parser: Parser<Value>, value: unknown, otherwise: Value): Value {
  const parsed = parser.safeParse(value);
  return parsed.success ? parsed.data : otherwise;
}

/** A Buddhist year that somebody can mean. */
function year(value: number | null): number | null {
  return value !== null && value >= 2400 && value <= 2800 ? value : null;
}

function cutOrNull(text: string | null): string | null {
  return text === null ? null : cut(text, maxWords);
}

/** Without what PostgreSQL cannot hold. */
function cut(text: string, most: number): string {
  const clean = text.toWellFormed().replaceAll('\u0000', '');
  return clean.length > most ? `${clean.slice(0, most - 1).toWellFormed()}…` : clean;
}
