import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const limitBytes = 200 * 1024;
const client = join(import.meta.dirname, '../../dist/client');
const assets = readdirSync(join(client, 'assets'));

/** What a screen needs before it is drawn: the script of the page, the screen's own, its words, and all they import. */
for (const screen of ['signIn', 'board']) {
  for (const language of ['th', 'en']) {
    test(`the first JavaScript of ${screen}, ${language}, is at most 200 KiB`, () => {
      const [, entry] = /<script type="module"[^>]* src="\/assets\/([^"]+)"/.exec(read('index.html')) ?? [];
      const files = withImports([entry ?? '', chunk(screen), chunk(`opening.${language}`)]);
      const sizeBytes = [...files].reduce((sum, file) => sum + gzipSync(read(`assets/${file}`)).length, 0);
      expect(files.size).toBeGreaterThan(3);
      expect(sizeBytes).toBeLessThanOrEqual(limitBytes);
    });
  }
}

function chunk(name: string): string {
  const found = assets.filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  expect(found, `one chunk ${name}`).toHaveLength(1);
  return found[0] ?? '';
}

function withImports(first: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [...first];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, imported] of read(`assets/${file}`).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      if (imported !== undefined) waiting.push(imported);
    }
  }
  return files;
}

function read(path: string): string {
  return readFileSync(join(client, path), 'utf8');
}
