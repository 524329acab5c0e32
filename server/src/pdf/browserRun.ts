import { randomUUID } from 'node:crypto';
import { type Browser, chromium } from 'playwright-core';
import { killAll, processTree } from './processTree.ts';
import { letSessionYield } from './yieldToOthers.ts';

/** What one run of the browser may use. */
export interface RunLimits {
  readonly timeoutMs: number;
  /** All its processes together, where the system tells (Linux). */
  readonly memoryBytes: number;
  /** Of what it gives back. */
  readonly answerBytes: number;
}

/** Why a run was ended before its time. */
export type RunEnd = 'time' | 'memory' | 'size' | 'stopped';

/** Thrown by `runBrowser` for a run that was ended. */
export class RunEnded extends Error {
  readonly end: RunEnd;
  constructor(end: RunEnd) {
    super(`the browser was ended: ${end}`);
    this.name = 'RunEnded';
    this.end = end;
  }
}

const lookEveryMs = 250;
/** The browser gets none of the server's own settings: no address of a database, no password. */
const passedOn = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'FONTCONFIG_PATH', 'FONTCONFIG_FILE', 'LD_LIBRARY_PATH'];
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-plugins',
  '--no-first-run',
  '--no-pings',
  '--renderer-process-limit=1',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
];

/**
 * Starts a browser for one piece of work and ends it, whatever happens: after it, when it takes too long or too much memory,
 * and when `signal` says so. It hears from us by a pipe alone, and ends by itself when we die. Throws `RunEnded`, and what
 * the work throws.
 */
export async function runBrowser<Answer>(
  { executablePath, hasSandbox }: { readonly executablePath: string; readonly hasSandbox: boolean },
  { timeoutMs, memoryBytes }: RunLimits,
  signal: AbortSignal,
  work: (browser: Browser) => Promise<Answer>,
): Promise<Answer> {
  const mark = `--ruam-print=${randomUUID()}`;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  ended.catch(() => undefined);
  let isOver = false;
  const end = async (why: RunEnd): Promise<void> => {
    if (isOver) return;
    isOver = true;
    reject(new RunEnded(why));
    killAll(await processTree(mark));
  };
  const stop = (): void => void end('stopped');
  const timer = setTimeout(() => void end('time'), timeoutMs);
  const look = setInterval(() => {
    void processTree(mark).then((tree) => {
      if (tree.reduce((sum, one) => sum + one.memoryBytes, 0) > memoryBytes) void end('memory');
    });
  }, lookEveryMs);
  signal.addEventListener('abort', stop, { once: true });
  let browser: Browser | null = null;
  const launched = chromium.launch({
    ...{ executablePath, chromiumSandbox: hasSandbox, timeout: timeoutMs, args: [...flags, mark] },
    env: Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
  try {
    if (signal.aborted) throw new RunEnded('stopped');
    browser = await Promise.race([launched, ended]);
    for (const { id } of await processTree(mark)) letSessionYield(id);
    return await Promise.race([work(browser), ended]);
  } finally {
    isOver = true;
    clearTimeout(timer);
    clearInterval(look);
    signal.removeEventListener('abort', stop);
    await launched.then((one) => one.close()).catch(() => undefined);
    killAll(await processTree(mark));
  }
}
