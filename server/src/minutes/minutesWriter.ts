import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import { writeMinutes } from './writeMinutes.ts';

/** Keeps the minutes of meetings in step with what they have resolved. */
export interface MinutesWriter {
  /**
   * Brings the resolutions of a meeting into its minutes. Never fails: the resolution stands all the same, and the next
   * one, the circulation or the confirmation brings it (docs/resolutions.md R7).
   */
  bring(meetingId: string, personId: string | null): Promise<void>;
  /** The same where a document is minutes; of others nothing. */
  bringInto(documentId: string): Promise<void>;
}

interface Dependencies {
  readonly database: Database;
  readonly maxDocumentBytes: number;
  readonly now: () => number;
  readonly documentChanged: (documentId: string) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export function createMinutesWriter({
  database,
  maxDocumentBytes,
  now,
  documentChanged,
  failed,
}: Dependencies): MinutesWriter {
  const writer: MinutesWriter = {
    async bring(meetingId, personId) {
      try {
        const written = await database.transaction().execute(async (transaction) => {
          const meetings = transaction.selectFrom('meeting').selectAll().where('id', '=', meetingId);
          const meeting = await meetings.executeTakeFirst();
          if (meeting === undefined) return null;
          const writing = { meeting, personId, maxDocumentBytes, form: 'needed' } as const;
          return writeMinutes({ transaction, at: now() }, writing);
        });
        if (written?.isChanged) await documentChanged(written.document);
      } catch (error) {
        // Confirmed minutes stay as they were confirmed.
        if (!(error instanceof AppError && error.code === 'locked')) failed(error);
      }
    },
    async bringInto(documentId) {
      const documents = database.selectFrom('document').select('meetingId').where('id', '=', documentId);
      const meetingId = (await documents.executeTakeFirst())?.meetingId ?? null;
      if (meetingId !== null) await writer.bring(meetingId, null);
    },
  };
  return writer;
}
