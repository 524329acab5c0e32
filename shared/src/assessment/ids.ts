import { z } from 'zod';

/** Ids are opaque strings; the brand keeps a cycle's id from being passed as a document's. */
export const agencyIdSchema = z.string().min(1).brand('AgencyId');
export const cycleIdSchema = z.string().min(1).brand('CycleId');
export const documentIdSchema = z.string().min(1).brand('DocumentId');
export const personIdSchema = z.string().min(1).brand('PersonId');
export const importIdSchema = z.string().min(1).brand('ImportId');

export type AgencyId = z.infer<typeof agencyIdSchema>;
export type CycleId = z.infer<typeof cycleIdSchema>;
export type DocumentId = z.infer<typeof documentIdSchema>;
export type PersonId = z.infer<typeof personIdSchema>;
export type ImportId = z.infer<typeof importIdSchema>;
