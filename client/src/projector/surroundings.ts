/** What a projector needs of the browser around it. */
export interface Surroundings {
  /** `ws(s)://host`. */
  readonly origin: string;
  readonly WebSocket: typeof WebSocket;
  /** Epoch ms. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Calls later; returns how to take that back. */
  readonly later: (call: () => void, afterMs: number) => () => void;
}

/** Those of a window. */
export function surroundingsOf(window: Window & typeof globalThis): Surroundings {
  return {
    origin: window.location.origin.replace(/^http/, 'ws'),
    WebSocket: window.WebSocket,
    now: Date.now,
    random: Math.random,
    later: (call, afterMs) => {
      const timer = window.setTimeout(call, afterMs);
      return () => window.clearTimeout(timer);
    },
  };
}
