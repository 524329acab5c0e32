import { listItems } from '@ruam/shared/framework/lookup.ts';
import type { Builder } from './builder.ts';

/** Bytes that the agency has are the file's again; else the entry stands without them. */
export function buildEvidence({ task, random, add, idOf, stored }: Builder): void {
  const { archive, cycle: cycleId, files, at } = task;
  const checkItems = new Map(
    listItems(task.framework).flatMap((item) =>
      item.kind === 'process'
        ? item.levels.flatMap(({ checks }) => checks.map(({ id }) => [id, item.code] as const))
        : [],
    ),
  );
  for (const file of archive.files) {
    const here = Object.hasOwn(files, file.hash) ? files[file.hash] : undefined;
    add('file', {
      ...stored(file),
      ...here,
      id: idOf(file.ref),
      cycleId,
      isUsed: 1,
      sweptAt: here === undefined ? at : null,
    });
  }
  for (const { versions, checks, items, ...entry } of archive.evidence) {
    const evidenceId = idOf(entry.ref);
    const newest = versions.at(-1);
    const fileId = newest === undefined ? random.newId() : idOf(newest.fileId);
    // Without a version it was not to be opened by who wrote the archive: it has a file that nobody has.
    if (newest === undefined) {
      const none = { use: 'evidence', hash: '', name: '', mediaType: '', sizeBytes: 0, isUsed: 1, sweptAt: at };
      add('file', { id: fileId, cycleId, personId: idOf(entry.personId), at: entry.at, ...none });
    }
    add('evidence', { ...stored(entry), id: evidenceId, cycleId, fileId, requestKey: null });
    for (const version of versions) add('evidenceVersion', { ...stored(version), evidenceId });
    if (newest === undefined)
      add('evidenceVersion', { evidenceId, number: 1, fileId, personId: idOf(entry.personId), at: entry.at });
    for (const checkId of checks)
      add('evidenceCheck', { evidenceId, checkId, itemCode: checkItems.get(checkId), cycleId });
    for (const itemCode of items) add('evidenceItem', { evidenceId, itemCode, cycleId });
  }
}
