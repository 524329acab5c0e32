import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { letSessionYield } from './yieldToOthers.ts';

it('a process with a session of its own stands behind as a whole, where the system shares by sessions', async () => {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const ended = new Promise((done) => child.once('exit', done));
  try {
    const group = `/proc/${child.pid}/autogroup`;
    letSessionYield(child.pid ?? 0);
    const isShared = existsSync(group) && readFileSync(group, 'utf8').trim() !== '';
    if (isShared) expect(readFileSync(group, 'utf8')).toMatch(/nice 15$/m);
  } finally {
    child.kill();
    await ended;
  }
  // It has ended: nothing is thrown.
  letSessionYield(child.pid ?? 0);
});
