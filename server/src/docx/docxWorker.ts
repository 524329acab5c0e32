import { parentPort } from 'node:worker_threads';
import { textDocument, type WordText } from './textDocument.ts';
import { wordFile } from './wordFile.ts';

/** A text to be made a file of. */
export type DocxTask = WordText;

export interface DocxAnswer {
  readonly task: number;
  readonly bytes: Uint8Array;
}

parentPort?.on('message', async ({ task, ...text }: DocxTask & { task: number }) => {
  const bytes = await wordFile(textDocument(text), new Map());
  parentPort?.postMessage({ task, bytes } satisfies DocxAnswer);
});
