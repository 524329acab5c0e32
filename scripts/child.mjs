// Runs the server under the pinned Node and ends it when whoever started us ends: npm does not pass SIGTERM on.
import { spawn } from 'node:child_process';
import { node, root } from './install.mjs';

/** Starts `node <args>`; this process ends as that one does. */
export function runServer(args) {
  const child = spawn(node, [...args, '--end-with-parent'], { cwd: root, stdio: 'inherit' });
  const parent = process.ppid;
  const stop = (signal) => child.kill(signal);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
    process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM');
  }, 500);
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    process.exitCode = code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1);
  });
  return child;
}
