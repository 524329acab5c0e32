import type { Content, ContentNode } from '@ruam/shared/document/content.ts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './request.ts';

const nodeSchema: z.ZodType<ContentNode> = z.lazy(() =>
  z.union([
    z.object({
      type: z.literal('text'),
      text: z.string(),
      marks: z.array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() })).optional(),
    }),
    z.object({
      type: z.string(),
      attrs: z.record(z.string(), z.unknown()).optional(),
      content: z.array(nodeSchema).optional(),
    }),
  ]),
) as z.ZodType<ContentNode>;
/** A content as the interface gives it. */
export const contentSchema: z.ZodType<Content> = z.object({ type: z.literal('doc'), content: z.array(nodeSchema) });

/** The committed content of a document. */
export const contentQuery = (document: string) =>
  queryOptions({
    queryKey: ['content', document],
    queryFn: () => request(contentSchema, `/api/documents/${encodeURIComponent(document)}/content?format=json`),
  });

/** Asks for a document's committed content while what shows it is still being drawn; null: there is none. */
export function useContentAhead(document: string | null): void {
  const client = useQueryClient();
  if (document !== null && client.getQueryState(contentQuery(document).queryKey) === undefined) {
    void client.prefetchQuery(contentQuery(document));
  }
}
