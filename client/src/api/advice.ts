import {
  type AdviceAnswerKind,
  type AdviceSeverity,
  type AdviceType,
  advisorSessionSchema,
  type NoteAnswer,
  noteSchema,
} from '@ruam/shared/api/advice.ts';
import { itemSchema } from '@ruam/shared/api/api.ts';
import { snapshotDiffSchema } from '@ruam/shared/api/deciding.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** What stands beside the text of a note. */
export interface NoteFacts {
  readonly type: AdviceType;
  readonly severity: AdviceSeverity;
  /** ISO date. */
  readonly visitDate: string | null;
  readonly passage: NoteAnswer['passage'];
}

/** What is said to a note; the target is read when it is accepted. */
export interface NoteReply {
  readonly answer: AdviceAnswerKind;
  readonly reason: string | null;
  readonly targetLevel: Level | null;
  readonly targetFiscalYear: number | null;
  readonly units: readonly string[];
}

/** The notes of a cycle, in item order, older versions and drafts among them. */
export const notesQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'advice'],
    queryFn: () => request(z.array(noteSchema), `${cyclePath(cycle)}/advice`),
  });

/** The visits of the advisors. */
export const advisorSessionsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'advisorSessions'],
    queryFn: () => request(z.array(advisorSessionSchema), `${cyclePath(cycle)}/advisorSessions`),
  });

/** What changed between two versions that are kept; it never changes again. */
export const snapshotDiffQuery = (before: string, after: string) =>
  queryOptions({
    queryKey: ['snapshotDiff', before, after],
    queryFn: () =>
      request(
        snapshotDiffSchema,
        `/api/snapshots/${encodeURIComponent(before)}/diff?against=${encodeURIComponent(after)}`,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where the annex is read and printed. */
export const annexPath = (cycle: string): string => `${cyclePath(cycle)}/advice/annex?format=html`;

/** Begins a note on an item. */
export function useCreateNote(cycle: string, item: string) {
  return useCycleMutation(cycle, (facts: NoteFacts) =>
    request(noteSchema, `${cyclePath(cycle)}/advice`, { method: 'POST', body: { item, ...facts } }),
  );
}

/** Changes what stands beside the text of a draft. */
export function useChangeNote(cycle: string, document: string) {
  return useCycleMutation(cycle, (facts: NoteFacts) =>
    request(noteSchema, notePath(document), { method: 'PUT', body: facts }),
  );
}

/** Submits a note. */
export function useSubmitNote(cycle: string, document: string) {
  return useCycleMutation(cycle, () => request(noteSchema, `${notePath(document)}/submission`, { method: 'POST' }));
}

/** Begins a new version of a submitted note. */
export function useNewVersion(cycle: string, document: string) {
  return useCycleMutation(cycle, () => request(noteSchema, `${notePath(document)}/version`, { method: 'POST' }));
}

/** Answers a note. */
export function useAnswerNote(cycle: string, document: string) {
  return useCycleMutation(cycle, (reply: NoteReply) =>
    request(noteSchema, `${notePath(document)}/answer`, { method: 'POST', body: reply }),
  );
}

/** Gives the advised level of an item, or takes it back (null). */
export function useAdviseLevel(cycle: string, code: string) {
  return useCycleMutation(cycle, (level: Level | null) =>
    request(itemSchema, `${cyclePath(cycle)}/items/${encodeURIComponent(code)}/advised`, {
      method: 'PUT',
      body: { level },
    }),
  );
}

/** Plans a visit of the advisors. */
export function useAddAdvisorSession(cycle: string) {
  return useCycleMutation(cycle, (session: { readonly date: string; readonly title: string }) =>
    request(advisorSessionSchema, `${cyclePath(cycle)}/advisorSessions`, { method: 'POST', body: session }),
  );
}

/** Keeps the cycle as it stands, as the version before or after a visit. */
export function useKeepAdvisorSession(cycle: string, session: string) {
  return useCycleMutation(cycle, (side: 'before' | 'after') =>
    request(advisorSessionSchema, `${cyclePath(cycle)}/advisorSessions/${encodeURIComponent(session)}/${side}`, {
      method: 'PUT',
    }),
  );
}

/** A command; what was read of the cycle is read again after it. */
function useCycleMutation<Input, Answer>(cycle: string, mutationFn: (input: Input) => Promise<Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Also after a refusal: somebody else may have been faster.
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

function cyclePath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}`;
}

function notePath(document: string): string {
  return `/api/advice/${encodeURIComponent(document)}`;
}
