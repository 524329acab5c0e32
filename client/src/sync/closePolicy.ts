import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';

/** Why a document does not come back by itself. The replica is kept in every case (docs/sync.md). */
export type StopReason = 'signedOut' | 'forbidden' | 'notFound' | 'tooLarge' | 'refused' | 'broken';

/** What the client does after a close. */
export type AfterClose = { readonly kind: 'return' } | { readonly kind: 'stop'; readonly reason: StopReason };

/** Malformed or too big, this many times in a row, will not get better by trying. */
const maxBrokenInARow = 3;
/** Many editors lose the same server at the same moment (S12). */
const jitterMs = 3_000;
const backoffStartMs = 100;
const maxBackoffMs = 10_000;

/**
 * The table of close codes.
 *
 * @param code null when the client itself closed a silent connection
 * @param brokenInARow closes with 1007 or 1009 without a success between, this one included
 */
export function afterClose(code: number | null, brokenInARow: number): AfterClose {
  switch (code) {
    case closeCodes.signedOut:
      return { kind: 'stop', reason: 'signedOut' };
    case closeCodes.forbidden:
      return { kind: 'stop', reason: 'forbidden' };
    case closeCodes.notFound:
      return { kind: 'stop', reason: 'notFound' };
    case closeCodes.documentTooLarge:
      return { kind: 'stop', reason: 'tooLarge' };
    case closeCodes.refused:
      return { kind: 'stop', reason: 'refused' };
    default:
      if (isBroken(code) && brokenInARow >= maxBrokenInARow) return { kind: 'stop', reason: 'broken' };
      if (code !== null && code >= 4400 && code < 4500) return { kind: 'stop', reason: 'forbidden' };
      return { kind: 'return' };
  }
}

/** Whether what a stop left unsent can go out later, without somebody looking at it first. */
export function mayGoOn(reason: StopReason): boolean {
  return reason === 'signedOut' || reason === 'refused';
}

/** Whether a close says that what was sent could not be read. */
export function isBroken(code: number | null): boolean {
  return code === closeCodes.malformed || code === closeCodes.tooBig;
}

/**
 * How long to wait before the next attempt, in ms: 0-3 s, and more and more after failed attempts.
 *
 * @param failures attempts without a sync since the last one, 0 for the first
 * @param random in [0, 1)
 */
export function returnDelayMs(failures: number, random: number): number {
  const backoffMs = failures === 0 ? 0 : Math.min(backoffStartMs * 2 ** failures, maxBackoffMs);
  return Math.round(backoffMs + random * jitterMs);
}
