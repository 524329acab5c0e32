import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { versionRoutes } from './versionRoutes.ts';

it('/api/version names the client that is served now, also when it was replaced meanwhile', async () => {
  const folder = temporaryDirectory(onTestFinished);
  const app = versionRoutes(folder);
  const asked = async () => (await app.request('/api/version')).json();
  expect(await asked()).toEqual({ build: null });
  for (const build of ['one', 'two']) {
    writeFileSync(join(folder, 'version.json'), JSON.stringify({ build }));
    expect(await asked()).toEqual({ build });
  }
  writeFileSync(join(folder, 'version.json'), '{"build":7}');
  expect(await asked()).toEqual({ build: null });
});
