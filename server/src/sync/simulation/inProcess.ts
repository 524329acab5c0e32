import type * as Zlib from 'node:zlib';
import type { PassageReader } from '../passageReader.ts';
import { broughtText } from '../passages.ts';

/**
 * What in production happens on other threads, here at once, so that a seed repeats a round; neither is what the
 * simulation judges.
 */
export const passageReading = {
  createPassageReader: (): PassageReader => ({
    read: (_base, update) => Promise.resolve(broughtText(update)),
    close: () => undefined,
  }),
};

/** Compression that takes one turn of the event loop. */
export function zlibIn({ zstdCompressSync }: typeof Zlib) {
  return {
    zstdCompress(bytes: Zlib.InputType, done: (error: Error | null, result: Buffer) => void): void {
      setImmediate(() => done(null, zstdCompressSync(bytes)));
    },
  };
}
