import { type PersonAnswer, sessionSchema, visitorSchema } from '@ruam/shared/api/api.ts';
import {
  oidcLinkSchema,
  openSessionSchema,
  recoveryCodesSchema,
  secondFactorBegunSchema,
  secondFactorSchema,
  signInOptionsSchema,
} from '@ruam/shared/api/people.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { RequestError, request } from './request.ts';

/** Where the signed-in person is kept. */
export const sessionKey = ['session'] as const;

const ownKey = ['own'] as const;
const secondFactorPath = '/api/session/secondFactor';

/** Whether the live channel was told that the session is over; what is on screen stays until the reader leaves it. */
export const signedOutQuery = queryOptions({
  queryKey: ['signedOut'],
  queryFn: () => false,
  initialData: false,
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The signed-in person; null when nobody is. Read by the `sessionReader` that main.tsx gives the query client. */
export function useSession() {
  return useQuery<PersonAnswer | null>({ queryKey: sessionKey, staleTime: Number.POSITIVE_INFINITY });
}

/** When what is on screen was kept in this browser, because the server did not answer at the start; else null. Epoch ms. */
export const keptOpeningQuery = queryOptions({
  queryKey: ['keptOpening'],
  queryFn: (): number | null => null,
  initialData: null as number | null,
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
});

/** A server that does not answer for so long is opened without. */
const openKeptMs = 6_000;

/** Reads who is signed in; without an answer `openKept` says who was here last (docs/sync.md S17). */
export function sessionReader(openKept: () => Promise<PersonAnswer | null>): () => Promise<PersonAnswer | null> {
  return async () => {
    const reading = readSession();
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, openKeptMs, 'late'));
    const answer = await Promise.race([reading, late]).catch((error: unknown) =>
      error instanceof RequestError && passing.has(error.code) ? ('late' as const) : Promise.reject(error),
    );
    return answer === 'late' ? ((await openKept()) ?? reading) : answer;
  };
}

/** The server is away, or something stands between. */
const passing: ReadonlySet<string> = new Set(['offline', 'unavailable', 'unreadable', 'internal']);

/** The ways to sign in besides login and password. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['signInOptions'],
  queryFn: () => request(signInOptionsSchema, '/api/signIn/options'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Signs in; the answer becomes the session. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { login: string; password: string; code?: string }) =>
      request(sessionSchema, '/api/session', { method: 'POST', body: credentials }),
    onSuccess: ({ person }) => queryClient.setQueryData(sessionKey, person),
  });
}

/** Signs out and forgets everything that was read. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(z.unknown(), '/api/session', { method: 'DELETE' }),
    onSuccess: () => {
      queryClient.setQueryData(sessionKey, null);
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
}

/** Changes one's own password; the other sessions end. */
export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { current: string; next: string }) =>
      request(z.unknown(), '/api/session/password', { method: 'PUT', body: change }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownKey }),
  });
}

/** Where the person is signed in, the newest first. */
export const openSessionsQuery = queryOptions({
  queryKey: [...ownKey, 'sessions'],
  queryFn: () => request(z.array(openSessionSchema), '/api/sessions'),
});

/** Ends one session (its id), or all others ('others'). */
export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (which: string) =>
      request(z.unknown(), which === 'others' ? '/api/sessions' : `/api/sessions/${encodeURIComponent(which)}`, {
        method: 'DELETE',
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ownKey }),
  });
}

/** Whether the person has a second factor, and must have one. */
export const secondFactorQuery = queryOptions({
  queryKey: [...ownKey, 'secondFactor'],
  queryFn: () => request(secondFactorSchema, secondFactorPath),
});

/** Begins to set up a second factor, with the person's password: the secret to show. */
export function useBeginSecondFactor() {
  return useMutation({
    mutationFn: (password: string) =>
      request(secondFactorBegunSchema, secondFactorPath, { method: 'POST', body: { password } }),
  });
}

/** Confirms it with a code of the app, which ends the other sessions; answers the recovery codes, which are told once. */
export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) => request(recoveryCodesSchema, secondFactorPath, { method: 'PUT', body: { code } }),
  });
}

/** Turns the second factor off. */
export function useRemoveSecondFactor() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (proof: { password: string; code: string }) =>
      request(z.unknown(), secondFactorPath, { method: 'DELETE', body: proof }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownKey }),
  });
}

/** Binds one's account to the sign-in provider: the browser goes there. */
export function useBindProvider() {
  return useMutation({
    mutationFn: (password: string) => request(oidcLinkSchema, '/api/oidc/link', { method: 'POST', body: { password } }),
    onSuccess: ({ address }) => location.assign(address),
  });
}

/** Reads anew who is signed in and what they may do; the second factor was set up, a seat was taken. */
export function useRefreshSession(): () => Promise<void> {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: sessionKey });
    await queryClient.invalidateQueries();
  };
}

async function readSession(): Promise<PersonAnswer | null> {
  return (await request(visitorSchema, '/api/session/person')).person;
}
