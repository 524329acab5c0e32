import { rewriteIds } from '@ruam/shared/archive/content.ts';
import { isLockedByDecision } from '@ruam/shared/deciding/coverage.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { certificateSchema } from '@ruam/shared/proof/certificate.ts';
import { hashContents } from '../deciding/contentHash.ts';
import { type Builder, type BuildTask, contentOf } from './builder.ts';

const tables = ['claim', 'advisedLevel', 'approval', 'reopening', 'decision'] as const;

/**
 * What the audit chain says of each item (docs/decisions/0010): where it stands, what is locked, and every record of its
 * decisions as it was brought in, so that a change of them is found like any other (docs/proof.md V5).
 */
export function recordsOfItems(task: BuildTask, { rows, idOf }: Builder): readonly Readonly<Record<string, unknown>>[] {
  const certificates = certificatesOf(task);
  return task.archive.items.map(({ code, ...state }) => {
    const documents = (rows.document ?? [])
      .filter(({ item, kind }) => item === code && isLockedByDecision({ kind }))
      .map(({ id, state: own, lockEpoch }) => ({ id, state: own, lockEpoch }));
    const records = tables.flatMap((table) =>
      (rows[table] ?? [])
        .filter(({ itemCode }) => itemCode === code)
        .map(({ id, ...columns }) => ({ table, id, columns })),
    );
    const approvals = (rows.approval ?? []).filter(
      ({ itemCode, reopeningId }) => itemCode === code && reopeningId === null,
    );
    const hasOpenConditions = approvals.some(
      ({ conditions, conditionsMetAt }) => conditions !== null && conditionsMetAt === null,
    );
    const certified = certificates
      .filter(({ item }) => item === code)
      .map(({ item: _item, approval, ...told }) => ({ approval: idOf(approval), ...told }));
    return { item: code, state: { ...state, hasOpenConditions }, documents, records, certificates: certified };
  });
}

/** Of each certificate that came along: its number, and whether the text that came with it is the one that it certifies. */
function certificatesOf({ archive }: BuildTask) {
  const now = new Map(archive.documents.map(({ ref, content }) => [ref, content]));
  const said = new Map<string, Content>();
  const snapshots = new Map(archive.snapshots.map((snapshot) => [snapshot.ref, snapshot]));
  for (const { ref, documents } of archive.snapshots)
    for (const { document, content } of documents)
      said.set(`${ref} ${document}`, contentOf(content, document, { now, said }));
  return archive.approvals.flatMap(({ ref, itemCode, level, resolution, snapshotId, certificate }) => {
    const snapshot = snapshots.get(snapshotId);
    if (certificate === null || snapshot === undefined) return [];
    const ids = new Map(certificate.ids);
    const idThere = (reference: string): string => ids.get(reference) ?? reference;
    const documents = snapshot.documents.map(({ document, kind, level: own }) => ({
      ...{ id: idThere(document), kind, level: own },
      content: rewriteIds(
        said.get(`${snapshotId} ${document}`) ?? { type: 'doc', content: [] },
        (_kind, id) => ids.get(id) ?? null,
      ),
    }));
    const read = parse(certificate.content);
    const isOfApproval = read?.item.code === itemCode && read.level === level && read.resolution === resolution;
    const hash = hashContents(documents).contentHash;
    return [
      {
        ...{ item: itemCode, approval: ref, number: read?.number ?? null, contentHash: read?.contentHash ?? null },
        textEquals: isOfApproval && read.contentHash === hash,
      },
    ];
  });
}

function parse(content: string) {
  try {
    return certificateSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}
