import { readFileSync } from 'node:fs';

/** Looks all the time at what a process holds in memory; `stop` gives the least and the most that it saw, in MB. */
export function watchMemory(pid: number): { stop(): { readonly leastMb: number; readonly mostMb: number } } {
  const seen = [residentMb(pid)];
  const timer = setInterval(() => seen.push(residentMb(pid)), 50);
  return {
    stop() {
      clearInterval(timer);
      return { leastMb: Math.min(...seen), mostMb: Math.max(...seen) };
    },
  };
}

function residentMb(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1_024;
}
