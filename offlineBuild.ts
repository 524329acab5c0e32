import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

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
  let styles: readonly string[] = [];
  let outDir = '';
  return {
    name: 'ruam-offline',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle(_options, bundle) {
      files = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name) && !heavy.test(name));
      styles = stylesOf(bundle, join(root, 'client/src/projector/ProjectorPage.tsx'));
    },
    async closeBundle() {
      if (files.length === 0) return;
      writeFileSync(join(outDir, 'version.json'), JSON.stringify({ build: buildId }));
      const boot = `assets/projectorBoot-${buildId}.js`;
      await buildScript('client/src/projector/boot.ts', outDir, boot);
      writeProjectorPage(outDir, boot, styles);
      const manifest = [
        { url: '/index.html', revision: buildId },
        { url: '/projector.html', revision: buildId },
        { url: `/${boot}`, revision: null },
        ...files.map((name) => ({ url: `/${name}`, revision: null })),
      ];
      await buildScript('client/src/offline/serviceWorker.ts', outDir, 'serviceWorker.js', {
        __RUAM_FILES__: JSON.stringify(manifest),
        'process.env.NODE_ENV': '"production"',
      });
    },
  };
}

/** Builds one script that is not part of the client's own modules. */
async function buildScript(
  source: string,
  outDir: string,
  name: string,
  define: Readonly<Record<string, string>> = {},
): Promise<void> {
  await build({
    configFile: false,
    root: join(root, 'client'),
    logLevel: 'warn',
    define,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(root, source),
        output: { format: 'iife', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}

/**
 * The page of the projector: the same as every other, with its styles in the head, and before them all a script that draws
 * the last picture, so that nothing is ever painted without it.
 */
function writeProjectorPage(outDir: string, boot: string, styles: readonly string[]): void {
  const page = readFileSync(join(outDir, 'index.html'), 'utf8');
  const links = styles
    .filter((name) => !page.includes(`"/${name}"`))
    .map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`);
  const head = [...links, `<script src="/${boot}"></script>`].map((line) => `    ${line}\n`).join('');
  writeFileSync(join(outDir, 'projector.html'), page.replace('  </head>', `${head}  </head>`));
}

/** The style sheets of a screen that is loaded later, and of all that it is made of. */
function stylesOf(bundle: Rolldown.OutputBundle, module: string): readonly string[] {
  const styles = new Set<string>();
  const seen = new Set<string>();
  const screen = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.moduleIds.includes(module));
  const waiting = screen === undefined ? [] : [screen.fileName];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name];
    if (seen.has(name) || chunk?.type !== 'chunk') continue;
    seen.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
    waiting.push(...chunk.imports);
  }
  return [...styles];
}
