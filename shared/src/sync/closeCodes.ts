/**
 * Why the sync server closes a connection (docs/sync.md). 44xx: do not come back by itself.
 * 45xx and 1006: come back, with jitter.
 */
export const closeCodes = {
  malformed: 1007,
  tooBig: 1009,
  signedOut: 4401,
  forbidden: 4403,
  notFound: 4404,
  documentTooLarge: 4413,
  refused: 4423,
  failed: 4500,
  restarting: 4503,
  tooSlow: 4508,
  tooMany: 4529,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** y-websocket message types, and our ack (S4): `[100, n]`, `[101, epoch, state]`. */
export const messageTypes = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, ack: 100, lockState: 101 } as const;
