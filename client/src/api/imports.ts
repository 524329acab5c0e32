import { importCommitSchema } from '@ruam/shared/api/api.ts';
import {
  type ImportFixes,
  importDraftSchema,
  importedIntoSchema,
  importedTextSchema,
  type importIntoSchema,
  importListSchema,
  maxTextsInto,
} from '@ruam/shared/api/imports.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { contentSchema } from './content.ts';
import { cycleKey, cyclesQuery } from './cycle.ts';
import { sendFile } from './files.ts';
import { RequestError, request } from './request.ts';
import { useRefreshSession } from './session.ts';

const readTextSchema = importedTextSchema.extend({ content: contentSchema });
/** A text of a draft for a document. */
export type ReadText = z.infer<typeof readTextSchema>;

const draftSchema = importDraftSchema.extend({ understood: reportSchema, texts: z.array(readTextSchema) });
/** An import as it was left, with what was understood of it. */
export type Draft = z.infer<typeof draftSchema>;

const importsPath = '/api/imports';
const importPath = (id: string): string => `${importsPath}/${encodeURIComponent(id)}`;

/** Imports of the person's agency that became nothing yet, the newest first. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => request(importListSchema, importsPath),
});

/** An import as it was left. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: () => request(draftSchema, importPath(id)),
  });

/**
 * Sends a report to be read; answers the id of its draft. Throws RequestError (`unknownFormat`, `notUnderstood`, `tooLarge`,
 * `forbidden`, `unavailable`), and what the signal was aborted with.
 */
export async function uploadReport(file: File, way: Parameters<typeof sendFile>[3]): Promise<string> {
  return (await sendFile(z.object({ id: z.string() }), importsPath, file, way)).id;
}

/**
 * Sets right what was read, as it stood at a revision; answers what is understood with it. `isReplaced`: somebody else has
 * set it right since; nothing was changed, and the answer is what stands. Throws RequestError (`inUse`, `notFound`, `invalid`,
 * `tooLarge`, `offline`).
 */
export async function setRight(
  queryClient: QueryClient,
  id: string,
  fixes: ImportFixes,
  revision: number,
): Promise<{ readonly draft: Draft; readonly isReplaced: boolean }> {
  const { queryKey } = importQuery(id);
  const body = { ...fixes, revision };
  const taken = await request(draftSchema, importPath(id), { method: 'PUT', body }).catch((error: unknown) => {
    const code = error instanceof RequestError ? error.code : null;
    // It became a cycle meanwhile: the page says so.
    if (code === 'inUse') void queryClient.invalidateQueries({ queryKey });
    if (code !== 'replaced') throw error;
    return null;
  });
  const draft = taken ?? (await request(draftSchema, importPath(id)));
  // What was asked before may be older.
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, draft);
  return { draft, isReplaced: taken === null };
}

/** Throws a draft away. */
export function useRemoveImport() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request(z.unknown(), importPath(id), { method: 'DELETE' }),
    onSuccess: (_, id) => {
      queryClient.removeQueries({ queryKey: importQuery(id).queryKey });
      return queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
    },
  });
}

/** Makes a cycle of a draft; answers its id once the person's seats in it are known. */
export function useMakeCycle(id: string) {
  const queryClient = useQueryClient();
  const refresh = useRefreshSession();
  return useMutation({
    mutationFn: async () => {
      const { cycle } = await request(importCommitSchema, `${importPath(id)}/commit`, { method: 'POST' });
      await refresh();
      await queryClient.refetchQueries({ queryKey: cyclesQuery.queryKey });
      return cycle.id;
    },
  });
}

/** What became of a document that a text was brought into. */
export type Brought = z.infer<typeof importedIntoSchema>['documents'][number];

/** Brings texts of a draft into documents of a cycle, some at a time; `onBrought` hears of each lot. */
export function useBringInto(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({
      cycle,
      texts,
      onBrought,
    }: z.infer<typeof importIntoSchema> & { onBrought: (documents: readonly Brought[]) => void }) => {
      for (let at = 0; at < texts.length; at += maxTextsInto) {
        const body = { cycle, texts: texts.slice(at, at + maxTextsInto) };
        onBrought((await request(importedIntoSchema, `${importPath(id)}/into`, { method: 'POST', body })).documents);
      }
    },
    onSettled: (_answer, _error, { cycle }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
        queryClient.invalidateQueries({ queryKey: ['content'] }),
      ]),
  });
}
