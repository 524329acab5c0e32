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
   * Makes a report of what is committed now. One after the other, those who wait in turn. Throws `tooManyRequests` (many of this
   * person wait), `unavailable` (many wait, no time or memory, nobody waits any more), `noPrinter`, `notFound`.
   * @param given aborted when nobody waits for it any more
   */
  now(asked: Asked, given: AbortSignal): Promise<ReportNow>;
  /** Ends what is being made; those who wait get none. */
  close(): Promise<void>;
}

/** So many wait at most, and of one person: one of each other format beside the one that is being made. */
const maxWaiting = 20;
const maxOfOne = 5;

interface Waiter {
  readonly personId: string;
  begin(): Promise<void>;
  leave(): void;
}

export function openReportsNow({ folders, location, files, printer, now, failed }: Dependencies): ReportsNow {
  let line: readonly Waiter[] = [];
  /** Whose report was begun last. */
  let served: string | null = null;
  let making: Promise<void> | null = null;
  let isClosed = false;
  let thread: ReportThread | null = null;

  async function makeNow(asked: Asked, given: AbortSignal): Promise<ReportNow> {
    const folder = await folders.begin();
    const end = (): void => void thread?.end();
    try {
      if (isClosed || given.aborted) throw unwanted();
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

  function makeNext(): void {
    if (making !== null) return;
    // Who has more that waits lets the others go before.
    const next = line.find(({ personId }) => personId !== served) ?? line[0];
    if (next === undefined) return;
    served = next.personId;
    const others = line.filter((other) => other !== next);
    const isOwn = ({ personId }: Waiter): boolean => personId === served;
    line = [...others.filter((other) => !isOwn(other)), ...others.filter(isOwn)];
    making = next.begin().finally(() => {
      making = null;
      makeNext();
    });
  }

  return {
    async now(asked, given) {
      if (isClosed || given.aborted) throw unwanted();
      const personId = asked.reader.id;
      if (line.filter((other) => other.personId === personId).length >= maxOfOne)
        throw new AppError('tooManyRequests', 'first wait for the reports that are being made', { most: maxOfOne });
      if (line.length >= maxWaiting) throw new AppError('unavailable', 'too many reports are being made; try again');
      const { promise, resolve, reject } = Promise.withResolvers<ReportNow>();
      const waiter: Waiter = {
        personId,
        begin() {
          given.removeEventListener('abort', waiter.leave);
          return makeNow(asked, given).then(resolve, reject);
        },
        leave() {
          line = line.filter((other) => other !== waiter);
          reject(unwanted());
        },
      };
      given.addEventListener('abort', waiter.leave, { once: true });
      line = [...line, waiter];
      makeNext();
      return promise;
    },
    async close() {
      isClosed = true;
      for (const waiter of line) waiter.leave();
      await thread?.end();
      await making;
    },
  };
}

const unwanted = (): AppError => new AppError('unavailable', 'nobody waits for this report');
