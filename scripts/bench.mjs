// npm run bench: figures as ratios against a peer of the same run; machines are shared and noisy.
import { installPackages, node, run } from './install.mjs';

await installPackages();
await run(node, ['e2e/bench/fanOut.ts']);
