import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import type { Content } from '../document/content.ts';
import type { HashedDocument } from './hashedContent.ts';

const hashedTextSchema = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      kind: documentKindSchema,
      level: levelSchema.nullable(),
      content: z.custom<Content>(isContent),
    }),
  ),
});

/** Reads the exact text that was hashed (`hashedContent`) back into its documents. Throws when it is no such text. */
export function readHashedText(hashed: string): readonly HashedDocument[] {
  return hashedTextSchema.parse(JSON.parse(hashed)).documents;
}

/** What is within was written by the server and is as deep as a document may be. */
function isContent(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'doc' &&
    'content' in value &&
    Array.isArray(value.content)
  );
}
