// npm run drill -- <name>|all [arguments]: one drill after the other (e2e/drills), a line of figures each. Non-zero if a
// bound was missed.
import { join } from 'node:path';
import { buildClient, installPackages, node, root, run } from './install.mjs';

const drills = [
  'lock200',
  'hostile',
  'coldOpen25k',
  'restart200',
  'stock10',
  'followers200',
  'bigReport',
  'eightTypists',
];
const [name = '', ...args] = process.argv.slice(2);
const chosen = name === 'all' ? drills : drills.filter((drill) => drill === name);
if (chosen.length === 0) {
  console.error(`Which drill? ${drills.join(', ')}, or all.`);
  process.exit(2);
}

await installPackages();
// For the one in browsers.
if (chosen.includes('eightTypists')) await buildClient();
const missed = [];
for (const drill of chosen)
  await run(node, [join(root, 'e2e/drills', `${drill}.ts`), ...args]).catch(() => missed.push(drill));
if (missed.length > 0) {
  console.error(`A bound was missed in ${missed.join(', ')}.`);
  process.exitCode = 1;
}
