// npm run dev: the trial with hot reload. The server restarts on a change, Vite serves the client on port 5173.
import { spawn } from 'node:child_process';
import { runServer } from './child.mjs';
import { installPackages, node, root } from './install.mjs';

await installPackages();
process.env.DEV_PORT ??= '5173';
process.env.ORIGIN ??= `http://127.0.0.1:${process.env.DEV_PORT}`;
const server = runServer([
  '--watch-path=server/src',
  '--watch-path=shared/src',
  '--watch-preserve-output',
  'server/src/main.ts',
  'trial',
]);
const vite = spawn(node, ['node_modules/vite/bin/vite.js'], { cwd: root, stdio: 'inherit' });
server.on('exit', () => vite.kill());
vite.on('exit', () => server.kill());
