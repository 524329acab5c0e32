import { importCommitSchema } from '@ruam/shared/api/api.ts';
import {
  type ImportFixes,
  importDraftSchema,
  importedIntoSchema,
  importedTextSchema,
  type importIntoSchema,
  importListSchema,
} from '@ruam/shared/api/imports.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { contentSchema } from './content.ts';
import { cycleKey, cyclesQuery } from './cycle.ts';
import { sendFile } from './files.ts';
import { request } from './request.ts';
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

/** Sets right what was read; one after the other, and the answer is what is understood with it. */
export function useSetRight(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: `import ${id}` },
    mutationFn: (fixes: ImportFixes) => request(draftSchema, importPath(id), { method: 'PUT', body: fixes }),
    onSuccess: (draft) => queryClient.setQueryData(importQuery(id).queryKey, draft),
  });
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

/** Brings texts of a draft into documents of a cycle. */
export function useBringInto(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (chosen: z.infer<typeof importIntoSchema>) =>
      request(importedIntoSchema, `${importPath(id)}/into`, { method: 'POST', body: chosen }),
    onSettled: (_answer, _error, { cycle }) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
        queryClient.invalidateQueries({ queryKey: ['content'] }),
      ]),
  });
}
