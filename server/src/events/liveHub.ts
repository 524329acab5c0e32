import type { Database } from '../database/database.ts';
import { auditHead, cycleChain, readAudit } from './audit.ts';

/** A frame of `/live/:cycleId`: an audit entry's number, type and ids; what carries no `seq` may be lost. */
export interface LiveFrame {
  readonly seq?: number;
  readonly type: string;
  readonly [id: string]: unknown;
}

interface LiveSubscriber {
  send(frame: LiveFrame): void;
}

/**
 * Sends each cycle's audit entries to its subscribers, in order and without a gap: the audit log is the outbox, the hub
 * only remembers how far each subscriber has read.
 */
export interface LiveHub {
  /** New entries of this audit chain are committed. */
  published(chain: string): void;
  /** From `lastSeq` on (null: from now on). More than `maxMissed` missed entries become one `reload`. */
  subscribe(cycleId: string, lastSeq: number | null, subscriber: LiveSubscriber): Promise<() => void>;
  /** A passing event without `seq`. */
  announce(cycleId: string, frame: LiveFrame): void;
  /** A backup was restored: everybody reloads, also who comes back with a `seq` up to those that were replaced. */
  replaced(heads: ReadonlyMap<string, number>): Promise<void>;
}

const maxMissed = 1_000;
const pageSize = 200;

interface Reader {
  readonly subscriber: LiveSubscriber;
  seq: number;
}

interface Topic {
  readonly readers: Set<Reader>;
  pump: Promise<void> | null;
  again: boolean;
}

/** @param failed told when the log could not be read; the readers' next event tries again */
export function createLiveHub(database: Database, failed: (error: unknown) => void): LiveHub {
  const topics = new Map<string, Topic>();
  /** The newest entry of each chain before it was replaced: up to there a seq can name one that is gone. */
  const replacedHeads = new Map<string, number>();

  async function readOn(chain: string, topic: Topic): Promise<void> {
    do {
      topic.again = false;
      for (;;) {
        const from = Math.min(...[...topic.readers].map((reader) => reader.seq));
        if (!Number.isFinite(from)) return;
        const entries = await readAudit(database, chain, from, pageSize);
        for (const entry of entries) {
          for (const reader of topic.readers) {
            if (reader.seq !== entry.seq - 1) continue;
            reader.seq = entry.seq;
            reader.subscriber.send({ ...entry.subject, seq: entry.seq, type: entry.type });
          }
        }
        if (entries.length < pageSize) break;
      }
    } while (topic.again);
  }

  function published(chain: string): void {
    const topic = topics.get(chain);
    if (!topic) return;
    topic.again = true;
    topic.pump ??= readOn(chain, topic)
      .catch(failed)
      .finally(() => {
        topic.pump = null;
        if (topic.again) published(chain);
      });
  }

  async function tellAnew(chain: string, topic: Topic): Promise<void> {
    await topic.pump;
    const seq = await auditHead(database, chain);
    for (const reader of topic.readers) {
      reader.seq = seq;
      reader.subscriber.send({ seq, type: 'reload' });
    }
  }

  return {
    published,
    async subscribe(cycleId, lastSeq, subscriber) {
      const chain = cycleChain(cycleId);
      const head = await auditHead(database, chain);
      const isOfAnother = lastSeq !== null && (lastSeq > head || lastSeq <= (replacedHeads.get(chain) ?? -1));
      const tooOld = lastSeq !== null && (isOfAnother || head - lastSeq > maxMissed);
      const reader: Reader = { subscriber, seq: lastSeq === null || tooOld ? head : lastSeq };
      const topic = topics.get(chain) ?? { readers: new Set(), pump: null, again: false };
      topics.set(chain, topic);
      topic.readers.add(reader);
      if (tooOld) subscriber.send({ seq: head, type: 'reload' });
      published(chain);
      return () => {
        topic.readers.delete(reader);
        if (topic.readers.size === 0 && topics.get(chain) === topic) topics.delete(chain);
      };
    },
    async replaced(heads) {
      for (const [chain, seq] of heads) replacedHeads.set(chain, Math.max(seq, replacedHeads.get(chain) ?? 0));
      await Promise.all([...topics].map(([chain, topic]) => tellAnew(chain, topic)));
    },
    announce(cycleId, frame) {
      for (const reader of topics.get(cycleChain(cycleId))?.readers ?? []) reader.subscriber.send(frame);
    },
  };
}
