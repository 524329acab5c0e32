// Finds the system's Chromium, PostgreSQL and strace for the tests; installs them from Debian when we may.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const isRoot = process.getuid?.() === 0;
let updated = false;

/** The path of Chromium, or null. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return process.env.CHROMIUM ?? names.map(onPath).find((found) => found !== null) ?? null;
}

/** The path of strace, or null. */
export function findStrace() {
  return onPath('strace');
}

/** The folder of initdb, pg_ctl and postgres, or null. Debian keeps it off the PATH. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'pg_ctl'))) ?? null;
}

/** `find()`, after installing `name` when it finds nothing. Null, with the reason printed, when that is not possible. */
export function ensureInstalled(name, find) {
  const found = find();
  if (found !== null) return found;
  if (!isRoot || !['/usr/bin', '/bin'].some((folder) => isExecutable(join(folder, 'apt-get')))) {
    console.error(
      `${name} is needed for the tests and is not installed. Install the system's package "${name}" and run again.`,
    );
    return null;
  }
  console.log(`Installing ${name} …`);
  try {
    if (!updated) apt(['update', '-q']);
    updated = true;
    apt(['install', '-q', '-y', '--no-install-recommends', name]);
  } catch (error) {
    console.error(`${name} could not be installed: ${error.message}`);
    return null;
  }
  return find();
}

/** The path of a program on the PATH, or null. */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function apt(args) {
  execFileSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
