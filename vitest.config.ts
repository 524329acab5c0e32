import { defineConfig } from 'vitest/config';

/** Unit and contract tests, one project a package; the browser stories are Playwright's (`e2e/`). */
export default defineConfig({
  test: {
    // Half of the time of a test is waiting: for a disk, another process, a pace.
    maxWorkers: 3,
    projects: [
      // Pure rules: the files of a worker share its modules, whose loading took longer than most of the tests.
      { test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'], isolate: false } },
      {
        test: {
          name: 'server',
          root: 'server',
          include: ['src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: 'client', root: 'client', include: ['src/**/*.test.{ts,tsx}'] } },
    ],
  },
});
