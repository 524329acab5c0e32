import { parentPort } from 'node:worker_threads';
import { type WordText, wordFile } from './wordFile.ts';

/** A text to be made a file of. */
export type DocxTask = WordText;

export interface DocxAnswer {
  readonly task: number;
  readonly bytes: Uint8Array;
}

parentPort?.on('message', async ({ task, ...text }: DocxTask & { task: number }) => {
  const bytes = await wordFile(text);
  parentPort?.postMessage({ task, bytes } satisfies DocxAnswer);
});
