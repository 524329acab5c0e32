import {
  accountSchema,
  type CycleSeat,
  cyclePersonSchema,
  invitationMadeSchema,
  invitationOfferSchema,
  invitationSchema,
  invitationTakenSchema,
  linkMadeSchema,
  passwordResetSchema,
  type SignInPolicy,
  signInPolicySchema,
} from '@ruam/shared/api/people.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

/** The active people with a seat in the cycle, by name. */
export const peopleQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'people'],
    queryFn: () => request(z.array(cyclePersonSchema), `${cyclePath(cycle)}/people`),
  });

/** Everybody of the agency, for who may seat people. */
export const accountsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'accounts'],
    queryFn: () => request(z.array(accountSchema), `${cyclePath(cycle)}/accounts`),
  });

/** The invitations that can still be used, for who may seat people. */
export const invitationsQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'invitations'],
    queryFn: () => request(z.array(invitationSchema), `${cyclePath(cycle)}/invitations`),
  });

/** Replaces a person's seats in the cycle. */
export function useReplaceSeats(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ person, seats }: { person: string; seats: readonly CycleSeat[] }) =>
      request(z.unknown(), `${cyclePath(cycle)}/people/${encodeURIComponent(person)}/seats`, {
        method: 'PUT',
        body: { seats },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Makes an invitation; its link is in the answer and nowhere else. */
export function useInvite(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (invitation: CycleSeat & { name?: string; email?: string; days: number }) =>
      request(invitationMadeSchema, `${cyclePath(cycle)}/invitations`, { method: 'POST', body: invitation }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Withdraws an invitation. */
export function useWithdrawInvitation(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request(z.unknown(), `${cyclePath(cycle)}/invitations/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** What an administrator does to an account. */
export type AccountChange = 'deactivation' | 'activation' | 'secondFactorRemoval';

/** Keeps a person out, lets them in again, or removes their lost second factor. */
export function useChangeAccount(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ person, change }: { person: string; change: AccountChange }) =>
      change === 'secondFactorRemoval'
        ? request(z.unknown(), `${personPath(person)}/secondFactor`, { method: 'DELETE' })
        : request(z.unknown(), `${personPath(person)}/${change}`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Sets where letters to a person go; null: nowhere. */
export function useChangeEmail(cycle: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ person, email }: { person: string; email: string | null }) =>
      request(z.unknown(), `${personPath(person)}/email`, { method: 'PUT', body: { email } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
}

/** Makes a link to set a person's password; it is in the answer and nowhere else. */
export function useMakePasswordReset() {
  return useMutation({
    mutationFn: (person: string) => request(linkMadeSchema, `${personPath(person)}/passwordReset`, { method: 'POST' }),
  });
}

const policyKey = ['signInPolicy'] as const;

/** How the people of the agency sign in, for its administrators. */
export const signInPolicyQuery = queryOptions({
  queryKey: policyKey,
  queryFn: () => request(signInPolicySchema, '/api/agency/signInPolicy'),
});

/** Sets how the people of the agency sign in. */
export function useSetSignInPolicy() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (policy: SignInPolicy) =>
      request(signInPolicySchema, '/api/agency/signInPolicy', { method: 'PUT', body: policy }),
    onSuccess: (policy) => queryClient.setQueryData(policyKey, policy),
  });
}

/** What the holder of an invitation's link is offered. */
export const invitationOfferQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => request(invitationOfferSchema, `/api/invitations/${encodeURIComponent(token)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Takes an invitation, as a newcomer or (left out) as the signed-in person. */
export function useTakeInvitation(token: string) {
  return useMutation({
    mutationFn: (newcomer?: { login: string; name: string; password: string }) =>
      request(invitationTakenSchema, `/api/invitations/${encodeURIComponent(token)}`, {
        method: 'POST',
        body: newcomer === undefined ? {} : { newcomer },
      }),
  });
}

/** Whose password a link sets. */
export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: ['passwordReset', token],
    queryFn: () => request(passwordResetSchema, `/api/passwordResets/${encodeURIComponent(token)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Sets the password by the link. */
export function useTakePasswordReset(token: string) {
  return useMutation({
    mutationFn: (password: string) =>
      request(z.unknown(), `/api/passwordResets/${encodeURIComponent(token)}`, {
        method: 'POST',
        body: { password },
      }),
  });
}

function cyclePath(cycle: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}`;
}

function personPath(person: string): string {
  return `/api/people/${encodeURIComponent(person)}`;
}
