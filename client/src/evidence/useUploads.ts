import type { UploadedFile } from '@ruam/shared/api/evidence.ts';
import { useEffect, useRef, useState } from 'react';
import { useAddEvidence } from '../api/evidence.ts';
import { uploadFile } from '../api/files.ts';
import { titleOf } from './filters.ts';

/** Where new entries belong. */
export interface Placed {
  readonly checks: readonly string[];
  readonly items: readonly string[];
}

/** A file on its way into the register. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly state:
    | { readonly name: 'waiting' }
    | { readonly name: 'sending'; readonly part: number }
    | { readonly name: 'same'; readonly file: UploadedFile }
    | { readonly name: 'failed'; readonly error: unknown }
    | { readonly name: 'done'; readonly file: UploadedFile };
}

interface Job extends Upload {
  readonly file: File;
  readonly placed: Placed;
  readonly stop: AbortController;
}

/** Sent at the same time; the others wait. */
const maxSending = 2;

/** Sends files and makes an entry of each; one that the register has already waits for a choice. */
export function useUploads(cycle: string) {
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const { mutateAsync: addEntry } = useAddEvidence(cycle);
  const all = useRef(jobs);
  all.current = jobs;
  // Who leaves the page leaves the sending, too; what was added stays.
  useEffect(
    () => () => {
      for (const { stop } of all.current) stop.abort();
    },
    [],
  );

  const set = (key: string, state: Upload['state']): void =>
    setJobs((now) => now.map((job) => (job.key === key ? { ...job, state } : job)));
  const forget = (key: string): void => setJobs((now) => now.filter((job) => job.key !== key));

  async function enter({ key, name, placed }: Job, file: UploadedFile): Promise<void> {
    await addEntry({ file: file.id, title: titleOf(name), checks: [...placed.checks], items: [...placed.items], key });
    set(key, { name: 'done', file });
  }

  async function send(job: Job): Promise<void> {
    const { key, file, stop } = job;
    set(key, { name: 'sending', part: 0 });
    try {
      const onProgress = (part: number): void => set(key, { name: 'sending', part });
      const sent = await uploadFile(cycle, file, { use: 'evidence', signal: stop.signal, onProgress });
      if (sent.sameAs.length > 0) set(key, { name: 'same', file: sent });
      else await enter(job, sent);
    } catch (error) {
      if (!stop.signal.aborted) set(key, { name: 'failed', error });
    }
  }

  const sending = jobs.filter(({ state }) => state.name === 'sending').length;
  const next = sending < maxSending ? jobs.find(({ state }) => state.name === 'waiting') : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one more is sent when another one waits or has ended
  useEffect(() => {
    if (next !== undefined) void send(next);
  }, [next?.key]);

  return {
    uploads: jobs as readonly Upload[],
    add: (files: readonly File[], placed: Placed): void =>
      setJobs((now) => [
        ...now,
        ...files.map((file) => ({
          ...{ key: crypto.randomUUID(), name: file.name.normalize('NFC'), file, placed },
          ...{ stop: new AbortController(), state: { name: 'waiting' } as const },
        })),
      ]),
    cancel(key: string): void {
      jobs.find((job) => job.key === key)?.stop.abort();
      forget(key);
    },
    retry: (key: string): void => set(key, { name: 'waiting' }),
    /** Makes an entry of a file that another entry has already. */
    async addAnyway(key: string): Promise<void> {
      const job = jobs.find((one) => one.key === key);
      if (job?.state.name !== 'same') return;
      const { file } = job.state;
      await enter(job, file).catch((error: unknown) => set(key, { name: 'failed', error }));
    },
    /** What the file was to prove, so that the entry that has it already can prove it. */
    placedOf: (key: string): Placed | undefined => jobs.find((job) => job.key === key)?.placed,
    forget,
  };
}
