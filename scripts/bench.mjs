// npm run bench [-- <name> …]: figures as ratios against a limit or a peer of the same run; machines are shared and noisy.
import { join } from 'node:path';
import { buildClient, installPackages, node, root, run } from './install.mjs';
import { ensureInstalled, findChromium } from './systemPackages.mjs';

const ofServer = ['sync', 'search'];
/** What `sync` measures, each a name of its own. */
const syncParts = [
  ...['fanOut50', 'fanOut200', 'rate50', 'rate200', 'rooms300', 'rate300', 'coldOpen', 'awareness'],
  ...['memory', 'slowReaders', 'structBombs', 'joinStorm'],
];
const ofBrowser = ['firstScript', 'openCategory', 'keystrokes', 'heap'];
const names = process.argv.slice(2);
const ofSync = names.filter((name) => syncParts.includes(name));
const chosen = [...ofServer, ...ofBrowser].filter(
  (bench) => names.length === 0 || names.includes(bench) || (bench === 'sync' && ofSync.length > 0),
);
if (chosen.length === 0) {
  console.error(
    `Which benchmark? ${[...ofServer, ...ofBrowser].join(', ')}, or a part of sync: ${syncParts.join(', ')}; without a name all of them.`,
  );
  process.exit(2);
}

await installPackages();
const env = { ...process.env };
if (chosen.some((bench) => ofBrowser.includes(bench))) {
  await buildClient();
  const chromium = ensureInstalled('chromium', findChromium);
  if (chromium === null) throw new Error('Chromium is not installed');
  env.CHROMIUM = chromium;
}
for (const bench of chosen) {
  console.log();
  const file = bench === 'search' ? 'server/src/search/searchBench.ts' : `e2e/bench/${bench}.ts`;
  await run(node, [join(root, file), ...(bench === 'sync' ? ofSync : [])], { env });
}
