import type { DocumentKind } from '../assessment/assessment.ts';
import type { Level } from '../assessment/level.ts';
import { type Content, namesIn } from '../document/content.ts';
import { schemaVersionOf } from '../document/schema.ts';

/** A document as it is hashed: `content` is what `GET …/content?format=json` gives. */
export interface HashedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  /** Null where the kind has none. */
  readonly level: Level | null;
  readonly content: Content;
}

/**
 * What the content hash of a decision is made of: its RFC 8785 JSON is the exact text that is hashed (SHA-256, hex) and
 * kept. `schemaVersion` is the lowest that has what the documents hold, so that a text keeps its hash when the schema grows.
 * The documents are in the order of their ids' code units. A value that JSON does not have becomes what JSON
 * writes for it, and half a letter, which RFC 8785 does not have, U+FFFD: nobody can write what cannot be approved.
 */
export function hashedContent(documents: readonly HashedDocument[]): unknown {
  const ordered = documents
    .map(({ id, kind, level, content }) => ({ id, kind, level, content }))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const schemaVersion = schemaVersionOf(ordered.flatMap(({ content }) => [...namesIn(content)]));
  return wellFormed(JSON.parse(JSON.stringify({ schemaVersion, documents: ordered })));
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, within]) => [name.toWellFormed(), wellFormed(within)]));
}
