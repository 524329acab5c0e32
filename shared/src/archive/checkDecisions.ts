import type { Archive } from './archive.ts';

interface Telling {
  readonly tell: (problem: string) => void;
  /** Tells of keys that are there twice. */
  readonly once: (where: string, keys: readonly string[]) => void;
}

/** Tells of decisions that nobody can have made: twice the same, in a meeting that never began, of nothing, opened by another item. */
export function checkDecisions(
  { approvals, decisions, reopenings, meetings, snapshots }: Archive,
  { tell, once }: Telling,
): void {
  const begun = new Map(meetings.map(({ ref, status }) => [ref, status === 'running' || status === 'ended']));
  const versions = new Map(snapshots.map((snapshot) => [snapshot.ref, snapshot]));
  const opened = new Map(reopenings.map(({ ref, itemCode }) => [ref, itemCode]));
  for (const { ref, documents } of snapshots)
    once(
      ref,
      documents.map(({ document }) => document),
    );
  once(
    'approvals that stand',
    approvals.flatMap(({ itemCode, level, reopeningId }) => (reopeningId === null ? [`${itemCode} ${level}`] : [])),
  );
  for (const { ref, meetingId } of [...approvals, ...decisions])
    if (begun.get(meetingId) === false) tell(`${ref}: the meeting ${meetingId} has not begun`);
  for (const { ref, itemCode, snapshotId, reopeningId } of approvals) {
    const version = versions.get(snapshotId);
    if (version?.documents.length === 0) tell(`${ref}: ${snapshotId} has no texts`);
    if (version !== undefined && version.itemCode !== itemCode) tell(`${ref}: ${snapshotId} is not of ${itemCode}`);
    if (reopeningId !== null && opened.get(reopeningId) !== itemCode)
      tell(`${ref}: ${reopeningId} does not open ${itemCode}`);
  }
}
