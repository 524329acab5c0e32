/** Bounds of the sync server (docs/sync.md S8). Some are settings of the environment (docs/operations.md). */
export interface SyncLimits {
  readonly frameBytes: number;
  readonly documentBytes: number;
  /** Updates a second and connection, sustained; above it the socket is paused. 0 = off. */
  readonly updatesPerSecond: number;
  /** Bytes a second and connection, sustained; twice that at once, so that a whole frame passes. 0 = off. */
  readonly bytesPerSecond: number;
  /** What may wait in the socket of a slow reader before it gets one difference instead of every update. */
  readonly bufferedBytes: number;
  /** Ms of the loop that a person's updates may take in a second, sustained; twice that at once. 0 = off. */
  readonly loopMsPerSecond: number;
  /** Updates with more structs than this that do not follow each other are tried beside the loop first (S9). */
  readonly untriedStructs: number;
  /** Where several processes share a store, sessions and rights are asked for again this often. */
  readonly recheckMs: number;
  /** Messages before the join is through (S2); past either the socket is paused. */
  readonly earlyBytes: number;
  readonly earlyFrames: number;
  /** Updates in one group commit, and waiting in one room before its senders are paused. */
  readonly batchUpdates: number;
  readonly queuedUpdates: number;
  readonly queuedBytes: number;
  /** Updates that wait for a missing predecessor (S4), for each connection. */
  readonly parkedUpdates: number;
  readonly parkedBytes: number;
  readonly parkedMs: number;
  /** How long a refused peer may take to say all it has (S5). */
  readonly refusalAnswerMs: number;
  /** Rescues of a person in one document, and in all. */
  readonly rescueBytes: number;
  readonly personRescueBytes: number;
  /** Client ids that a person may have bound in a document and not written under (S7). */
  readonly unusedIds: number;
  readonly awarenessBytes: number;
  readonly awarenessGapMs: number;
  /** A connection to which nothing was sent for so long gets an empty awareness message (S6). */
  readonly silenceMs: number;
  /** A reader that takes nothing for so long is hopeless (4508). */
  readonly stalledMs: number;
  /** A room without people is kept for so long. */
  readonly quietMs: number;
  /** A client id that nothing was written under is its person's for so long. */
  readonly unusedIdMs: number;
  readonly concurrentLoads: number;
  readonly waitingLoads: number;
  /** How long `close` waits for the last commits, and after that for the peers' close frames. */
  readonly lastCommitMs: number;
  readonly goodbyeMs: number;
  /** Log rows, and their bytes, after which a busy room is compacted; fewer rows are kept by a room that unloads. */
  readonly compactRows: number;
  readonly compactBytes: number;
  readonly unloadRows: number;
  /** Updates behind the ready state, after which a room that nobody has written in for `restMs` is compacted. */
  readonly restUpdates: number;
  readonly restMs: number;
}

const mebibyte = 1024 * 1024;

/** How often connections and gaps are looked at. */
export const tickMs = 1_000;

export const defaultSyncLimits: SyncLimits = {
  frameBytes: 16 * mebibyte,
  documentBytes: 10 * mebibyte,
  updatesPerSecond: 200,
  bytesPerSecond: 8 * mebibyte,
  bufferedBytes: mebibyte,
  loopMsPerSecond: 250,
  untriedStructs: 1_000,
  recheckMs: 30_000,
  earlyBytes: 256 * 1024,
  earlyFrames: 64,
  batchUpdates: 2_000,
  queuedUpdates: 2_000,
  queuedBytes: 32 * mebibyte,
  parkedUpdates: 256,
  parkedBytes: mebibyte,
  parkedMs: 10_000,
  refusalAnswerMs: 2_000,
  rescueBytes: 20 * mebibyte,
  personRescueBytes: 100 * mebibyte,
  unusedIds: 200,
  awarenessBytes: 4 * 1024,
  awarenessGapMs: 40,
  silenceMs: 15_000,
  stalledMs: 60_000,
  quietMs: 30_000,
  unusedIdMs: 30 * 24 * 3_600_000,
  concurrentLoads: 8,
  waitingLoads: 2_000,
  lastCommitMs: 2_000,
  goodbyeMs: 1_000,
  compactRows: 2_000,
  compactBytes: 4 * mebibyte,
  unloadRows: 20,
  restUpdates: 500,
  restMs: 2_000,
};
