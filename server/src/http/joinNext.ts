/**
 * Runs `work` for all who ask before it begins: who asks while it runs gets the next run, so that nobody gets what was read
 * before they asked. Of many at once two runs are made.
 */
export function joinNext<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let isRunning = false;
  let next: PromiseWithResolvers<Result> | null = null;

  function run(): Promise<Result> {
    isRunning = true;
    const result = work();
    const ended = (): void => {
      isRunning = false;
      const waiting = next;
      next = null;
      waiting?.resolve(run());
    };
    result.then(ended, ended);
    return result;
  }

  return () => {
    if (!isRunning) return run();
    next ??= Promise.withResolvers();
    return next.promise;
  };
}

/** The same for each key by itself, with works that do the same for the same key; what nobody waits for is forgotten. */
export function joinNextOf<Result>(): (key: string, work: () => Promise<Result>) => Promise<Result> {
  const asked = new Map<string, { readonly ask: () => Promise<Result>; waiting: number }>();
  return async (key, work) => {
    const own = asked.get(key) ?? { ask: joinNext(work), waiting: 0 };
    asked.set(key, own);
    own.waiting += 1;
    try {
      return await own.ask();
    } finally {
      own.waiting -= 1;
      if (own.waiting === 0) asked.delete(key);
    }
  };
}
