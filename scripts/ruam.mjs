// npm run ruam -- <verb>
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { installPackages, node, root } from './install.mjs';

await installPackages();
const child = spawn(node, [resolve(root, 'server/src/cli/main.ts'), ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env: { ...process.env, DATA_DIR: resolve(root, process.env.DATA_DIR ?? './data') },
  stdio: 'inherit',
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
