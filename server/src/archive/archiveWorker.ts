import { randomInt, randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { archiveSchema } from '@ruam/shared/archive/archive.ts';
import type { BuildTask, BuiltCycle } from './builder.ts';
import { buildRows } from './buildRows.ts';

/** A cycle to be built; the archive is the JSON that was kept of it. */
export interface ArchiveTask extends Omit<BuildTask, 'archive'> {
  readonly archive: string;
}

export interface ArchiveAnswer {
  readonly task: number;
  readonly built: BuiltCycle;
}

parentPort?.on('message', ({ task, archive, ...more }: ArchiveTask & { task: number }) => {
  const random = { newId: randomUUID, newClient: () => randomInt(1, 2 ** 32 - 1) };
  const built = buildRows({ ...more, archive: archiveSchema.parse(JSON.parse(archive)) }, random);
  parentPort?.postMessage({ task, built } satisfies ArchiveAnswer);
});
