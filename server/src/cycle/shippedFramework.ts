import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Framework, parseFramework } from '@ruam/shared/framework/framework.ts';

const file = fileURLToPath(import.meta.resolve('@ruam/shared/framework/editions/pmqa-4.0-2562.json'));

/** The edition that ships with Ruam: PMQA 4.0 of 2562. Throws AppError `invalid` when the file does not hold. */
export async function loadShippedFramework(): Promise<Framework> {
  return parseFramework(JSON.parse(await readFile(file, 'utf8')));
}
