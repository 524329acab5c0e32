import { referencesIn } from '../evidence/references.ts';
import type { ArchiveRows } from './archiveRows.ts';
import { keptTexts } from './archiveTexts.ts';
import { type Names, ordered } from './names.ts';

type Approval = ArchiveRows['approvals'][number];

/** A certificate as it was signed, with the ids that the text it certifies has. */
interface ArchivedCertificate {
  readonly content: string;
  readonly ids: readonly (readonly [reference: string, id: string])[];
}

/** The certificate of each approval: its own, or the one that it was brought in with. */
export function certificatesOf(rows: ArchiveRows, names: Names): (approval: Approval) => ArchivedCertificate | null {
  const own = new Map(rows.certificates.map(({ approvalId, content }) => [approvalId, content]));
  const imported = new Map(rows.importedCertificates.map((one) => [one.approvalId, one]));
  const snapshots = new Map(rows.snapshots.map((snapshot) => [snapshot.id, snapshot]));
  return ({ id, snapshotId }) => {
    const brought = imported.get(id);
    if (brought !== undefined)
      return { content: brought.content, ids: inOrder(JSON.parse(brought.ids) as [string, string][], names) };
    const content = own.get(id);
    const snapshot = snapshots.get(snapshotId);
    if (content === undefined || snapshot === undefined) return null;
    return {
      content,
      ids: inOrder(
        namedIn(snapshot).map((named) => [named, named]),
        names,
      ),
    };
  };
}

/** The ids that stand in a kept text: of its documents, and of what these name. */
function namedIn(snapshot: ArchiveRows['snapshots'][number]): readonly string[] {
  const texts = keptTexts(snapshot);
  const within = texts.flatMap(({ content }) => referencesIn(content)).map(({ target }) => target);
  return [...new Set([...texts.map(({ id }) => id), ...within])];
}

function inOrder(pairs: readonly (readonly [here: string, there: string])[], names: Names): ArchivedCertificate['ids'] {
  const named = pairs.flatMap(([here, there]) => {
    const reference = names.any(here);
    return reference === null ? [] : [[reference, there] as const];
  });
  return ordered(named, ([reference]) => [reference.slice(0, 1), Number(reference.slice(1))]);
}
