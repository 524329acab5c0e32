import { randomInt, randomUUID } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { archiveSchema } from '@ruam/shared/archive/archive.ts';
import type { BuildTask, BuiltCycle } from './builder.ts';
import { buildRows } from './buildRows.ts';

/** A cycle to be built; the archive is the JSON that was kept of it. */
export interface ArchiveTask extends Omit<BuildTask, 'archive'> {
  readonly archive: string;
}

export type ArchiveAnswer = { readonly task: number } & (
  | { readonly kind: 'built'; readonly built: BuiltCycle }
  | { readonly kind: 'failed'; readonly message: string }
);

parentPort?.on('message', (task: ArchiveTask & { task: number }) => parentPort?.postMessage(answer(task)));

function answer({ task, archive, ...more }: ArchiveTask & { task: number }): ArchiveAnswer {
  const random = { newId: randomUUID, newClient: () => randomInt(1, 2 ** 32 - 1) };
  try {
    const built = buildRows({ ...more, archive: archiveSchema.parse(JSON.parse(archive)) }, random);
    return { task, kind: 'built', built };
  } catch (error) {
    return { task, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
  }
}
