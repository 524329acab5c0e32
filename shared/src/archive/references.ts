import { z } from 'zod';

/**
 * What the records of an archive name each other by: a letter of its kind and a number in the order of the file. `gone` is
 * a document that only a kept version still has.
 */
export const referenceKinds = {
  person: 'p',
  file: 'f',
  evidence: 'e',
  meeting: 'm',
  vote: 'v',
  resolution: 'r',
  document: 'd',
  gone: 'g',
  snapshot: 's',
  reopening: 'o',
  approval: 'a',
  decision: 'x',
} as const;
export type ReferenceKind = keyof typeof referenceKinds;

const pattern = new RegExp(`^[${Object.values(referenceKinds).join('')}][1-9][0-9]{0,5}$`);

/** Whether a text reads as a reference of an archive. */
export function isReference(text: string): boolean {
  return pattern.test(text);
}

/** `m3` */
export function referenceSchema(...kinds: readonly ReferenceKind[]) {
  const letters = kinds.map((kind) => referenceKinds[kind]).join('');
  return z.string().regex(new RegExp(`^[${letters}][1-9][0-9]{0,5}$`), `must name a ${kinds.join(' or ')}`);
}

/** Of a record's columns, those that name another record, and of which kind. */
export const referenceColumns: Readonly<Record<string, ReferenceKind>> = {
  personId: 'person',
  authorId: 'person',
  answeredBy: 'person',
  stateBy: 'person',
  revealedBy: 'person',
  removedBy: 'person',
  conditionsMetBy: 'person',
  fileId: 'file',
  evidenceId: 'evidence',
  meetingId: 'meeting',
  confirmedIn: 'meeting',
  confirms: 'meeting',
  voteId: 'vote',
  corrects: 'resolution',
  documentId: 'document',
  passageDocumentId: 'document',
  previousId: 'document',
  snapshotId: 'snapshot',
  beforeSnapshotId: 'snapshot',
  afterSnapshotId: 'snapshot',
  reopeningId: 'reopening',
  approvalId: 'approval',
  decisionId: 'decision',
};
