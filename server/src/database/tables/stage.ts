/** What projectors show, who operates them, and quick votes (docs/stage.md). */
export interface StageTables {
  meetingStage: {
    meetingId: string;
    revision: number;
    /** JSON of `stageSchema`. */
    stage: string;
    consoleId: string | null;
    personId: string | null;
    takenAt: number | null;
  };
  projector: {
    id: string;
    /** SHA-256 of the cookie's token, hex. */
    tokenHash: string;
    /** SHA-256 of the pairing code, hex. It pairs once: what has a meeting is not paired again. */
    codeHash: string | null;
    /** Of the code; once it is paired, of the whole projector. */
    expiresAt: number;
    meetingId: string | null;
    pairedAt: number | null;
    pairedBy: string | null;
    revokedAt: number | null;
  };
  vote: {
    id: string;
    meetingId: string;
    entry: string | null;
    question: string;
    /** JSON array; null: for, against, abstain. */
    choices: string | null;
    openedAt: number;
    closedAt: number | null;
    /** JSON array of numbers counted in the room; null: the ballots count. */
    counted: string | null;
    personId: string;
    requestKey: string | null;
  };
  ballot: { voteId: string; personId: string; choice: number; at: number };
}
