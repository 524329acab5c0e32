import { type PersonAnswer, sessionSchema, visitorSchema } from '@ruam/shared/api/api.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './request.ts';

/** Where the signed-in person is kept. */
export const sessionKey = ['session'] as const;

/** The signed-in person; null when nobody is. */
export function useSession() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY });
}

/** Signs in; the answer becomes the session. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { login: string; password: string }) =>
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

async function readSession(): Promise<PersonAnswer | null> {
  return (await request(visitorSchema, '/api/session/person')).person;
}
