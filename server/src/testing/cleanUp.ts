import { afterAll } from 'vitest';

/** Registers what is to be done at the end, the newest first: `onTestFinished`, or what `atEndOfSuite` gives. */
export type CleanUp = (end: () => void | Promise<void>) => void;

/** For what `beforeAll` makes; to be called where `describe` is, because a hook within a hook is never run. */
export function atEndOfSuite(): CleanUp {
  const ends: (() => void | Promise<void>)[] = [];
  afterAll(async () => {
    const problems: unknown[] = [];
    for (const end of ends.reverse())
      await Promise.resolve()
        .then(end)
        .catch((problem) => problems.push(problem));
    if (problems.length > 0) throw problems[0];
  });
  return (end) => ends.push(end);
}
