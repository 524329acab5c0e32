import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';

export interface MeetingDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly texts: TextReader;
  readonly now: () => number;
}
