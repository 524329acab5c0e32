// Installs and builds what is missing or stale. Runs on the Node that npm found (20 or newer), without a dependency.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const node = join(root, 'node_modules/.bin/node');
const pnpmVersion = '12.21.0';
const cache = join(root, '.cache');

/** Runs a command with our output; rejects when it does not end with 0. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`)),
    );
  });
}

/** `pnpm install`, unless nothing has changed since the last one. */
export async function installPackages() {
  const manifests = [
    'package.json',
    'client/package.json',
    'server/package.json',
    'shared/package.json',
    'e2e/package.json',
  ];
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests].map((file) => readFileSync(join(root, file)));
  const platform = Buffer.from(`${process.platform} ${process.arch} ${pnpmVersion}`);
  const stamp = hash([...inputs, platform]);
  if (existsSync(node) && readStamp('install') === stamp) return;
  console.error('Installing packages …');
  await run('npx', ['-y', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CI: '1' },
  });
  writeStamp('install', stamp);
}

/** The client's build, unless its sources have not changed. */
export async function buildClient() {
  const files = ['client', 'shared/src'].flatMap((folder) => listFiles(join(root, folder))).sort();
  const sources = files.map((file) => `${file} ${hash([readFileSync(file)])}`).join('\n');
  const settings = ['pnpm-lock.yaml', 'vite.config.ts', 'offlineBuild.ts', 'zodWithoutJsonSchema.ts'].map((file) =>
    readFileSync(join(root, file)),
  );
  const stamp = hash([sources, ...settings]);
  if (existsSync(join(root, 'dist/client/index.html')) && readStamp('client') === stamp) return;
  console.error('Building the client …');
  await run(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
  writeStamp('client', stamp);
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name.includes('.test.')) return [];
    if (entry.isDirectory()) return listFiles(path);
    return statSync(path).isFile() ? [path] : [];
  });
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
}

function readStamp(name) {
  const file = join(cache, `${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function writeStamp(name, stamp) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}.stamp`), stamp);
}
