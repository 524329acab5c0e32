import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';

const page = `<!doctype html><meta charset="utf-8"><title>plain</title>
<style>body { font: 18px/1.7 Sarabun, sans-serif; max-width: 760px; margin: 40px auto; }</style>
<div id="editor"></div><script type="module" src="/bench/plain.js"></script>`;

/** Builds the rival's page: bare Tiptap with Collaboration, minified like our client. */
export async function buildPlainPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ruam-plain-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      root: import.meta.dirname,
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        outDir: folder,
        target: 'es2023',
        lib: { entry: join(import.meta.dirname, 'plainEditor.ts'), formats: ['es'], fileName: 'plain' },
      },
    });
    return readFileSync(join(folder, 'plain.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Serves it beside our own pages, on the same origin and so with the same session. */
export async function servePlainPage(context: BrowserContext, script: string): Promise<void> {
  await context.route('**/bench/plain.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await context.route('**/bench/plain?*', (route) => route.fulfill({ contentType: 'text/html', body: page }));
}
