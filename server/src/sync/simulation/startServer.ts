import { defaultSyncLimits, type SyncLimits } from '../limits.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { createSyncServer, type SyncServer } from '../server.ts';
import { documentVocabulary } from '../vocabulary.ts';
import { turns } from './clock.ts';
import type { SimulatedStore, StoreProcess } from './store.ts';

/** What a person may do with the document. */
export type Right = 'none' | 'read' | 'write';

/** What a simulated server is started with. */
export interface ServerOptions {
  readonly random: SeededRandom;
  readonly limits: Partial<SyncLimits>;
  /** How many turns a step of a transaction, or a question to the host, takes at most. */
  readonly maxLag: number;
  readonly store: SimulatedStore;
  readonly rightOf: (person: string) => Right;
  readonly newId: () => string;
  /** Hears what the server logs. */
  readonly complain: (message: string, reason: string) => void;
}

/** The real sync server, and the store as its process has it open. */
export interface RunningServer {
  readonly sync: SyncServer;
  readonly process: StoreProcess;
}

/** Starts the real sync server over the simulated store; each cookie's person is signed in. */
export function startServer({ random, limits, maxLag, store, rightOf, newId, complain }: ServerOptions): RunningServer {
  const lag = () => (random.chance(0.4) ? random.below(maxLag + 1) : 0);
  const process = store.process(lag);
  const log = (fields: object, message: string) => complain(message, reasonIn(fields));
  const sync = createSyncServer({
    database: process.database,
    host: {
      authenticate: async ({ headers }) => {
        await turns(lag());
        const id = headers.cookie?.replace('person=', '') ?? '';
        return { id, name: `Name of ${id}`, sessionId: id, sessionExpiresAt: Number.MAX_SAFE_INTEGER };
      },
      access: async ({ id }) => {
        await turns(lag());
        const right = rightOf(id);
        return { read: right !== 'none', write: right === 'write' };
      },
    },
    allowedOrigins: new Set(),
    isShared: false,
    limits: { ...defaultSyncLimits, updatesPerSecond: 0, bytesPerSecond: 0, ...limits },
    vocabulary: documentVocabulary,
    newId,
    now: Date.now,
    logger: { warn: log, error: log },
  });
  return { sync, process };
}

function reasonIn(fields: object): string {
  if (!('err' in fields && fields.err instanceof Error)) return '';
  const { message, cause } = fields.err;
  return `${message} ${cause instanceof Error ? (cause.stack ?? '') : String(cause ?? '')}`;
}
