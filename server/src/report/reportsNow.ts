import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { MadeFile, ReportTask } from './reportTask.ts';
import { type ReportThread, startReportThread } from './reportThread.ts';
import type { WorkFolders } from './workFolders.ts';

interface Dependencies extends Pick<ReportTask, 'location' | 'files' | 'printer'> {
  readonly folders: WorkFolders;
  /** Epoch ms. */
  readonly now: () => number;
  /** What went wrong inside, for the log. */
  readonly failed: (error: unknown) => void;
}

type Asked = Pick<ReportTask, 'cycle' | 'format' | 'options' | 'reader'>;

/** A report as it stands now; whoever gets the bytes reads or destroys them. */
interface ReportNow extends Omit<MadeFile, 'path'> {
  readonly bytes: Readable;
}

/** Reports that somebody waits for, and of which nothing is kept. */
export interface ReportsNow {
  /**
   * Makes a report of what is committed now. One after the other. Throws `unavailable` (many wait, no time or memory), `noPrinter`,
   * `notFound`.
   * @param given aborted when nobody waits for it any more
   */
  now(asked: Asked, given: AbortSignal): Promise<ReportNow>;
  /** Ends what is being made. */
  close(): Promise<void>;
}

/** So many wait at most. */
const maxWaiting = 10;

export function openReportsNow({ folders, location, files, printer, now, failed }: Dependencies): ReportsNow {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let thread: ReportThread | null = null;

  async function makeNow(asked: Asked, given: AbortSignal): Promise<ReportNow> {
    if (isClosed || given.aborted) throw new AppError('unavailable', 'nobody waits for this report');
    const folder = await folders.begin();
    const end = (): void => void thread?.end();
    try {
      const about = { ...asked, location, files, printer, directory: folder.path, at: now() };
      thread = startReportThread(
        { ...about, of: { kind: 'now' } },
        { trouble: failed, step: () => undefined, keep: () => Promise.reject(new Error('nothing of it is kept')) },
      );
      given.addEventListener('abort', end);
      const { path, ...file } = await thread.file;
      const opened = await open(path);
      // It goes with whoever reads it.
      await rm(path);
      return { ...file, bytes: opened.createReadStream() };
    } finally {
      given.removeEventListener('abort', end);
      thread = null;
      await folder.end();
    }
  }

  return {
    async now(asked, given) {
      if (waiting >= maxWaiting) throw new AppError('unavailable', 'too many reports are being made; try again');
      waiting += 1;
      const made = last.then(() => makeNow(asked, given));
      last = made.catch(() => undefined);
      return made.finally(() => {
        waiting -= 1;
      });
    },
    async close() {
      isClosed = true;
      await thread?.end();
      await last;
    },
  };
}
