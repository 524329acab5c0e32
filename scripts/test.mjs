// npm test: checks, unit and contract tests on SQLite and PostgreSQL, browser stories. Non-zero if anything failed or
// was not run. TEST_POSTGRES=skip leaves the PostgreSQL run out, and says so.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildClient, installPackages, node, root, run } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { ensureInstalled, findChromium, findPostgres, findStrace } from './systemPackages.mjs';

const results = join(root, '.cache/results');
const unitResults = join(results, 'unit.json');
const browserResults = join(results, 'browser.json');
const problems = [];

async function step(name, body) {
  console.log(`\n── ${name}`);
  try {
    await body();
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}

async function withPostgres(body) {
  if (process.env.TEST_POSTGRES === 'skip') {
    console.log('NOT RUN, by choice (TEST_POSTGRES=skip): the contract tests on PostgreSQL');
    return body({});
  }
  if (process.env.TEST_DATABASE_URL) return body({ TEST_DATABASE_URL: process.env.TEST_DATABASE_URL });
  const bin = ensureInstalled('postgresql', findPostgres);
  if (bin === null) {
    problems.push('PostgreSQL: not run, because it is not installed (TEST_POSTGRES=skip leaves it out on purpose)');
    return body({});
  }
  const cluster = await startPostgres(bin);
  process.once('exit', cluster.stop);
  try {
    return await body({ TEST_DATABASE_URL: cluster.url });
  } finally {
    cluster.stop();
  }
}

/** Runs `body` with a folder in memory for temporary files, where there is room for one: the stores are synced often. */
async function withTemporaryFolder(body) {
  const memory = '/dev/shm';
  const isRoomy = existsSync(memory) && statfsSync(memory).bavail * statfsSync(memory).bsize > 2 ** 31;
  if (!isRoomy) return body({});
  const folder = mkdtempSync(join(memory, 'ruam-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return body({ TMPDIR: folder });
}

await installPackages();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

await step('Lint', () => run(join(root, 'node_modules/.bin/biome'), ['check', '--error-on-warnings']));
await step('Types', () => run(join(root, 'node_modules/.bin/tsc'), ['-b']));
await step('Unused code', () => run(node, ['node_modules/knip/bin/knip.js']));
await step('Client', buildClient);
await step('Unit and contract tests', () => {
  // The order of commit, sync and broadcast is read from the server's system calls; without it that test fails.
  ensureInstalled('strace', findStrace);
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitResults}`];
  return withTemporaryFolder((folder) =>
    withPostgres((environment) =>
      run(node, ['node_modules/vitest/vitest.mjs', ...args], { env: { ...process.env, ...folder, ...environment } }),
    ),
  );
});
await step('Browser stories', () => {
  const chromium = ensureInstalled('chromium', findChromium);
  if (chromium === null) throw new Error('not run, because Chromium is not installed');
  return run(node, ['e2e/node_modules/@playwright/test/cli.js', 'test', '--config=e2e/playwright.config.ts'], {
    env: { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: browserResults },
  });
});

const counts = [countUnit(), countBrowser()];
for (const { title, why, isFlaky } of failures().sort((a, b) => Number(b.isFlaky) - Number(a.isFlaky)))
  console.error(`\n${isFlaky ? 'PASSED ONLY WHEN TRIED AGAIN' : 'FAILED'} ${title}\n${why}`);
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
if (counts.some(({ passed }) => passed === 0)) problems.push('a suite ran no test');
if (sum('skipped') > 0 && process.env.TEST_POSTGRES !== 'skip') problems.push(`${sum('skipped')} tests were skipped`);
for (const problem of problems) console.error(`\nFAILED ${problem}`);
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = problems.length > 0 ? 1 : 0;

/** What failed and why, once more below everything else, the worst last: a log is often read from its end. */
function failures() {
  const failed = [];
  const add = (title, errors, isFlaky = false) => {
    const lines = stripVTControlCharacters(errors.join('\n')).split('\n');
    failed.push({ title, why: lines.slice(0, 16).join('\n'), isFlaky });
  };
  if (existsSync(unitResults)) {
    for (const { name, assertionResults, message } of JSON.parse(readFileSync(unitResults, 'utf8')).testResults) {
      if (message) add(name, [message]);
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed') add(fullName, failureMessages);
    }
  }
  const visit = ({ specs = [], suites = [] }) => {
    for (const { title, ok, tests } of specs) {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      if (!ok || errors.length > 0)
        add(
          title,
          errors.map(({ message }) => message),
          ok,
        );
    }
    suites.forEach(visit);
  };
  if (existsSync(browserResults)) visit(JSON.parse(readFileSync(browserResults, 'utf8')));
  return failed;
}

function countUnit() {
  if (!existsSync(unitResults)) return { passed: 0, failed: 0, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(unitResults, 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + (numTodoTests ?? 0) };
}

function countBrowser() {
  if (!existsSync(browserResults)) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(browserResults, 'utf8')).stats;
  if (flaky > 0) console.log(`\n${flaky} browser stories passed only when tried again`);
  return { passed: expected + flaky, failed: unexpected, skipped };
}
