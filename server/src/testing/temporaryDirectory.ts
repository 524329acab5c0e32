import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CleanUp } from './cleanUp.ts';

/** An empty folder with a short path (a socket must fit into it), removed at the end. */
export function temporaryDirectory(cleanUp: CleanUp): string {
  const path = mkdtempSync(join(tmpdir(), 'rt-'));
  cleanUp(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
