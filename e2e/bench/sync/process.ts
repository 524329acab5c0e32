import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Servers on the first core, the load on the second: neither takes the other's time. */
export const serverCore = 0;
export const loadCore = 1;

/** Binds a process with all its threads, also those that it starts later, to a core; with one core nothing is bound. */
export function pin(pid: number, core: number): void {
  if (cpus().length > 1) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
}

/** What all threads of a process have computed so far, ms. Threads that ended are not among them. */
export function cpuMs(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ', 1)[0]);
    } catch {
      // It ended between the two calls.
    }
  }
  return nanoseconds / 1e6;
}

/** What a process holds in memory, bytes. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;
}

/** Time that the machine's cores were busy so far, ms. */
function machineBusyMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + soft + steal) * 10;
}

/** Work of others on this machine, from now on: as a share of one core. */
export function watchForeign(own: readonly number[]): () => number {
  const ownMs = (): number => own.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const [busy, mine, at] = [machineBusyMs(), ownMs(), performance.now()];
  return () => Math.max(0, machineBusyMs() - busy - (ownMs() - mine)) / (performance.now() - at);
}
