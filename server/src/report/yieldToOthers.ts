import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A thirtieth of what those who type get where both want the processor: with a third their acks came 0.2 s late (docs/benchmarks.md). */
const niceness = 15;

/**
 * Lets this thread, what it starts and no other, stand behind when the processor is wanted by many: on Linux a priority is a
 * thread's own, and a browser that it starts has the same. Where that cannot be, nothing happens.
 */
export function yieldToOthers(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), niceness);
  } catch {
    // Another system, or one that does not allow it: then it works like any other thread.
  }
}
