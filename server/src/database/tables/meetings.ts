import type { MeetingType } from '@ruam/shared/api/meetings.ts';
import type { AgendaSection } from '@ruam/shared/meetings/agenda.ts';
import type { Presence } from '@ruam/shared/meetings/quorum.ts';
import type { MeetingState } from '@ruam/shared/meetings/state.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import type { Generated } from 'kysely';

/** Meetings and what belongs to them (docs/meetings.md). */
export interface MeetingTables {
  meeting: {
    id: string;
    cycleId: string;
    body: string;
    number: string;
    /** ISO date. */
    date: string | null;
    status: MeetingState;
    createdAt: number;
    type: Generated<MeetingType>;
    /** `09:30`, Bangkok. */
    time: string | null;
    place: Generated<string>;
    /** JSON of `quorumRuleSchema`; null: the usual rule. */
    quorum: string | null;
    publishedAt: number | null;
    begunAt: number | null;
    endedAt: number | null;
    /** The highest number that an entry of its agenda was given by a command; -1 for none. */
    lastEntry: Generated<number>;
  };
  agendaItem: {
    meetingId: string;
    /** The entry's own number, given once; the order is `section`, then `rank`. */
    position: number;
    /** '' for what is not an item. */
    itemCode: string;
    kind: Generated<'item' | 'document' | 'text'>;
    section: Generated<AgendaSection>;
    /** Null: by `position`, as an import has left it. */
    rank: number | null;
    documentId: string | null;
    title: string | null;
    detail: Generated<string>;
    requestKey: string | null;
    /** How long it may take; null: not planned. */
    minutes: number | null;
    /** How long it was under discussion. */
    usedMs: Generated<number>;
  };
  /** Presence; from its beginning on also who is a member of the meeting. */
  meetingMember: { meetingId: string; personId: string; role: Role; presence: Presence | null };
  meetingPaper: {
    id: string;
    meetingId: string;
    /** `position` of the entry that it belongs to. */
    entry: number | null;
    evidenceId: string | null;
    fileId: string | null;
    title: string;
    personId: string;
    at: number;
  };
  raisedHand: { meetingId: string; personId: string; at: number };
  meetingNote: {
    id: string;
    meetingId: string;
    personId: string;
    text: string;
    at: number;
    readAt: number | null;
    requestKey: string | null;
  };
}
