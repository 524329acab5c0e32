import { z } from 'zod';

/** What a document holds; see the table in docs/architecture.md. */
export const documentKinds = ['evidence', 'recommendations', 'results', 'advice', 'overview', 'minutes'] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentStateSchema = z.enum(['open', 'locked']);
export type DocumentState = z.infer<typeof documentStateSchema>;

/** Where an item stands on its way to a decision. */
export const itemStatusSchema = z.enum([
  'drafting',
  'claimed',
  'advised',
  'scheduled',
  'approved',
  'approvedWithConditions',
  'returned',
  'noted',
  'postponed',
  'reopened',
]);
export type ItemStatus = z.infer<typeof itemStatusSchema>;

export const itemKindSchema = z.enum(['process', 'dimension']);
export type ItemKind = z.infer<typeof itemKindSchema>;

export const cycleStatusSchema = z.enum(['draft', 'open', 'closed']);
export type CycleStatus = z.infer<typeof cycleStatusSchema>;

/** Which of an item's three values a score is made of; `latest` = approved, else advised, else claimed. */
export const scoreValueSchema = z.enum(['claimed', 'advised', 'approved', 'latest']);
export type ScoreValue = z.infer<typeof scoreValueSchema>;

export const scoreProfileSchema = z.enum(['weakest-link', 'points-500']);
export type ScoreProfile = z.infer<typeof scoreProfileSchema>;
