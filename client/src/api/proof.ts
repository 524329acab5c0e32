import { auditEntrySchema } from '@ruam/shared/api/api.ts';
import {
  auditCheckSchema,
  auditPeopleSchema,
  publicCertificateSchema,
  standingSchema,
} from '@ruam/shared/api/proof.ts';
import { certificateSchema } from '@ruam/shared/proof/certificate.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { RequestError, request } from './request.ts';

/** Where the files of a certificate are. */
export const certificateFiles = (id: string) => {
  const certificate = `/api/certificates/${encodeURIComponent(id)}`;
  return { certificate, hashed: `${certificate}/hashed`, key: '/api/certificates/key' } as const;
};

/** The public keys of this server, PEM. Throws RequestError. */
export async function readPublicKey(): Promise<string> {
  const response = await fetch(certificateFiles('').key).catch((error: unknown) => {
    throw new RequestError('offline', String(error));
  });
  if (!response.ok) throw new RequestError('unreadable', `status ${response.status}`);
  return response.text();
}

/** A certificate; it never changes. */
export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificate', id],
    queryFn: () => request(certificateSchema, certificateFiles(id).certificate),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether a certificate still says what is so. */
export const standingQuery = (cycle: string, id: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'standing', id],
    queryFn: () => request(standingSchema, `${certificateFiles(id).certificate}/standing`),
  });

/** What anybody may see of a certificate. */
export const publicCertificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['verify', id],
    queryFn: () => request(publicCertificateSchema, `/api/verify/${encodeURIComponent(id)}`),
  });

/** What is asked of an audit log; '' does not matter. Days are ISO dates. */
export interface AuditQuestion {
  /** Types with commas between them. */
  readonly types: string;
  readonly person: string;
  readonly item: string;
  readonly from: string;
  readonly until: string;
}

/** How many entries come at once. */
const auditPageSize = 50;

/** The entries of a cycle's audit log, newest first, a page at a time. */
export const auditQuery = (cycle: string, question: AuditQuestion) =>
  infiniteQueryOptions({
    queryKey: [...cycleKey(cycle), 'audit', question],
    queryFn: ({ pageParam }) =>
      request(z.array(auditEntrySchema), `/api/audit?${searchOf(cycle, question, pageParam)}`),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < auditPageSize ? null : (page.at(-1)?.seq ?? null)),
  });

/** Who acts in a cycle's audit log. */
export const auditPeopleQuery = (cycle: string) =>
  queryOptions({
    queryKey: [...cycleKey(cycle), 'auditPeople'],
    queryFn: () => request(auditPeopleSchema, `/api/audit/people?cycle=${encodeURIComponent(cycle)}`),
  });

/** Whether a cycle's audit log is whole. It reads all of it, so it is asked for once and again on demand. */
export const auditCheckQuery = (cycle: string) =>
  queryOptions({
    queryKey: ['auditCheck', cycle],
    queryFn: () => request(auditCheckSchema, `/api/audit/check?cycle=${encodeURIComponent(cycle)}`),
  });

/** Where a cycle's audit log with its signed heads is. */
export const auditExportPath = (cycle: string): string => `/api/audit/export?cycle=${encodeURIComponent(cycle)}`;

function searchOf(cycle: string, question: AuditQuestion, before: number | null): URLSearchParams {
  const { types, person, item, from, until } = question;
  const all = {
    cycle,
    order: 'newest',
    limit: String(auditPageSize),
    before: before === null ? '' : String(before),
    type: types,
    person,
    item,
    from: from === '' ? '' : String(Date.parse(`${from}T00:00:00+07:00`)),
    until: until === '' ? '' : String(Date.parse(`${until}T23:59:59.999+07:00`)),
  };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
}
