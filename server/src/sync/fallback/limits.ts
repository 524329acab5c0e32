/** Bounds of the sockets over HTTP (docs/sync.md S15). */
export interface LineLimits {
  /** Lines that a person may have at once: one a tab. */
  readonly linesPerPerson: number;
  /** Sockets on one line. */
  readonly channels: number;
  /** One body; more than the largest frame. */
  readonly bodyBytes: number;
  /** Bodies of one line that are under way at once. */
  readonly concurrentBodies: number;
  /** What may be arriving of one person's bodies, and of all; more than two of the largest. */
  readonly personBytes: number;
  readonly allBytes: number;
  /** A body that has not arrived by then is given up. */
  readonly bodyArrivalMs: number;
  /** Bodies that may wait for the one before them, and their bytes. */
  readonly heldBodies: number;
  readonly heldBytes: number;
  /** What may wait for the sockets before a body is let in, and for the reader before the sockets are paused. */
  readonly bufferedBytes: number;
  /** How long a body waits for that before it is to be sent again. */
  readonly bodyWaitMs: number;
  /** A line ends when nobody has read its events for so long, or nothing was said on it for so long. */
  readonly unreadMs: number;
  readonly silentMs: number;
  /** A reader that nothing was said to for so long hears a comment. */
  readonly heartbeatMs: number;
  /** How long an answer that is not a stream waits for something to say. */
  readonly pollMs: number;
}

const mebibyte = 1024 * 1024;

export const defaultLineLimits: LineLimits = {
  linesPerPerson: 16,
  channels: 16,
  bodyBytes: 17 * mebibyte,
  concurrentBodies: 4,
  personBytes: 40 * mebibyte,
  allBytes: 256 * mebibyte,
  bodyArrivalMs: 120_000,
  heldBodies: 8,
  heldBytes: mebibyte,
  bufferedBytes: mebibyte,
  bodyWaitMs: 20_000,
  unreadMs: 30_000,
  silentMs: 90_000,
  heartbeatMs: 15_000,
  pollMs: 20_000,
};
