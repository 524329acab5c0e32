import { readlinkSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A thirtieth of what those who type get where both want the processor: with a third their acks came 0.2 s late (docs/benchmarks.md). */
const niceness = 15;

/**
 * Lets this thread, what it starts and no other, stand behind when the processor is wanted by many: on Linux a priority is a
 * thread's own, and a process that it starts has the same. Where that cannot be, nothing happens.
 */
export function yieldToOthers(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
  } catch {
    // Another system, or one that does not allow it: then it works like any other thread.
  }
}

/**
 * The same for a process with a session of its own, and all that it starts: where Linux shares the processor out by sessions
 * first, the priorities of its threads count among themselves only, and a browser of the superuser raises them again.
 */
export function letSessionYield(leader: number): void {
  try {
    writeFileSync(`/proc/${leader}/autogroup`, String(niceness));
  } catch {
    // It has ended, or there is no such sharing: then the priority that it was started with counts.
  }
}
