import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Of what the client is made of: the same sources give the same build. */
export function buildIdOf(): string {
  const hash = createHash('sha256');
  for (const folder of ['client/src', 'shared/src']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  for (const file of ['client/index.html', 'pnpm-lock.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Chunks that only few need, and not to write: they come when they are asked for. */
const heavy = /pdf|docx|mammoth|qrcode|repair-/i;

/**
 * After the client: its service worker, which knows every file of it by name (docs/sync.md S17), and `version.json`, by
 * which a page knows that it is old.
 */
export function offlineBuild(buildId: string): Plugin {
  let files: readonly string[] = [];
  let outDir = '';
  return {
    name: 'ruam-offline',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle(_options, bundle) {
      files = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name) && !heavy.test(name));
    },
    async closeBundle() {
      if (files.length === 0) return;
      writeFileSync(join(outDir, 'version.json'), JSON.stringify({ build: buildId }));
      const manifest = [
        { url: '/index.html', revision: buildId },
        ...files.map((name) => ({ url: `/${name}`, revision: null })),
      ];
      await build({
        configFile: false,
        root: join(root, 'client'),
        logLevel: 'warn',
        define: { __RUAM_FILES__: JSON.stringify(manifest), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2023',
          rolldownOptions: {
            input: join(root, 'client/src/offline/serviceWorker.ts'),
            output: { format: 'iife', entryFileNames: 'serviceWorker.js', codeSplitting: false },
          },
        },
      });
    },
  };
}
