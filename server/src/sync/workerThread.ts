import { Worker } from 'node:worker_threads';

/** What a thread is given and gives back: `task` tells which answer is whose. */
interface Numbered {
  readonly task: number;
}

/** Work in a thread of its own, one piece at a time, so that a large or hostile one holds up nobody's typing. */
export interface WorkerThread<Task, Answer> {
  /** Null when it took too much time or memory, or the thread was closed. */
  run(task: Task): Promise<Answer | null>;
  close(): void;
}

/**
 * A thread that is started with its first task. `file` listens to `message` and answers each task with its number.
 *
 * @param timeoutMs for one task
 */
export function createWorkerThread<Task, Answer extends Numbered>(
  file: string,
  { timeoutMs, maxHeapMb }: { readonly timeoutMs: number; readonly maxHeapMb: number },
): WorkerThread<Task, Answer> {
  let last: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;
  let tasks = 0;
  let isClosed = false;

  function started(): Worker {
    if (worker !== null) return worker;
    worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    // One that comes when nobody waits any more must not end the process.
    worker.on('error', () => undefined);
    worker.unref();
    return worker;
  }

  function runNow(given: Task): Promise<Answer | null> {
    if (isClosed) return Promise.resolve(null);
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const thread = started();
    tasks += 1;
    const task = tasks;
    const end = (answer: Answer | null): void => {
      clearTimeout(timer);
      thread.off('message', answered);
      thread.off('error', failed);
      thread.off('exit', failed);
      resolve(answer);
    };
    const failed = (): void => {
      if (worker === thread) worker = null;
      thread.terminate().catch(() => undefined);
      end(null);
    };
    // Under `node --watch` a thread also tells which files it has loaded.
    const answered = (answer: Answer | object): void => {
      if ('task' in answer && answer.task === task) end(answer);
    };
    const timer = setTimeout(failed, timeoutMs);
    thread.on('message', answered);
    thread.once('error', failed);
    thread.once('exit', failed);
    thread.postMessage({ ...given, task });
    return promise;
  }

  return {
    run(task) {
      const ran = last.then(() => runNow(task));
      last = ran;
      return ran;
    },
    close() {
      isClosed = true;
      worker?.terminate().catch(() => undefined);
    },
  };
}
