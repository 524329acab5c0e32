import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call } from './verbs.ts';

interface Asked {
  readonly cycle: string;
  readonly format: string;
  /** Null: under the name that the report has, in the current folder. */
  readonly out: string | null;
  readonly force: boolean;
  /** Of the report, as in its address. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * `export <cycle> <format>`: writes the report into a file, under its own name only when it is whole. Throws when there is a file
 * that is not to be replaced.
 */
export function exportCall({ cycle, format, out, force, options }: Asked): Call {
  const refuseExisting = (path: string): void => {
    if (!force && existsSync(path)) throw new Error(`${path} exists; --force replaces it`);
  };
  if (out !== null) refuseExisting(out);
  let part: string | null = null;
  return {
    question: {
      path: `/cycles/${encodeURIComponent(cycle)}/report?${new URLSearchParams({ ...options, format })}`,
      body: () => Readable.from([]),
      needsData: true,
    },
    async receive(answer, name) {
      const path = resolve(out ?? basename(name ?? `report.${format}`));
      refuseExisting(path);
      part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
      const hash = createHash('sha256');
      let sizeBytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          sizeBytes += chunk.length;
          done(null, chunk);
        },
      });
      await pipeline(answer, counted, createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
      refuseExisting(path);
      await rename(part, path);
      return { holds: true, text: `${path}\n${sizeBytes} bytes, SHA-256 ${hash.digest('hex')}` };
    },
    end() {
      if (part !== null) rmSync(part, { force: true });
    },
  };
}
