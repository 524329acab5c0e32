/** Threads, their comments, mentions and followers. */
export interface ThreadTables {
  /** Anchors are Yjs relative positions, base64; null for a thread on the whole document. */
  thread: {
    id: string;
    cycleId: string;
    documentId: string;
    anchorStart: string | null;
    anchorEnd: string | null;
    /** The passage as the server read it when the thread was opened. */
    quote: string | null;
    state: 'open' | 'resolved';
    personId: string;
    at: number;
    stateBy: string | null;
    stateAt: number | null;
    /** The client's own name of its request: sent twice, it is done once. */
    requestKey: string | null;
  };
  comment: {
    id: string;
    threadId: string;
    personId: string;
    text: string;
    /** JSON of the people, bodies and units that are named. */
    mentions: string;
    at: number;
    editedAt: number | null;
    requestKey: string | null;
  };
  /** 1: told of every comment; 0: has stopped following. */
  threadFollow: { threadId: string; personId: string; follows: number };
}
