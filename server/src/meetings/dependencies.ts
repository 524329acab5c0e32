import type { MeetingEvent } from '@ruam/shared/meetings/state.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';
import type { SharedAnswers } from '../http/sharedAnswers.ts';
import type { MeetingKey } from './readMeetings.ts';

export interface MeetingDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly texts: TextReader;
  readonly now: () => number;
  /** Shares what is the same for many. */
  readonly answers: SharedAnswers;
  /** A meeting was published, begun or ended, after the commit. */
  readonly stepped: (meeting: MeetingKey, event: MeetingEvent) => Promise<void>;
}
