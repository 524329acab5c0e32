import { type Content, isText, textOf } from '@ruam/shared/document/content.ts';
import { rewriteContent } from '@ruam/shared/document/rewrite.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { entryPart, minutesForm } from '@ruam/shared/minutes/form.ts';
import { withForm, withResolutions } from '@ruam/shared/minutes/write.ts';
import { resolutionWords } from '@ruam/shared/resolutions/words.ts';
import type { Work } from '../commands/commands.ts';
import { freshClient } from '../document/freshClient.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';
import { listResolutions } from '../resolutions/readResolutions.ts';
import { appendHeld, holdDocuments, readHeld } from '../sync/gate.ts';
import { readFacts } from './readFacts.ts';

export interface MinutesWriting {
  readonly meeting: StoredMeeting;
  readonly personId: string | null;
  readonly maxDocumentBytes: number;
  /** `all`: the whole form is there afterwards, once the meeting is published. `needed`: untouched minutes get it, others what their resolutions need. */
  readonly form: 'all' | 'needed';
  /** What else is to be written. */
  readonly change?: (content: Content) => Content;
}

/** The minutes that something was written into. */
export interface WrittenMinutes {
  readonly document: string;
  readonly isChanged: boolean;
}

/**
 * Brings the form and the resolutions of a meeting into its minutes, in a transaction: what people wrote stays, and what
 * they write at this moment, too (docs/resolutions.md N2, R7). Null for a meeting without minutes. Call
 * `documentChanged` after the commit. Throws `locked` (with something to write), `tooLarge`.
 */
export async function writeMinutes(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  { meeting, personId, maxDocumentBytes, form, change = (content) => content }: MinutesWriting,
): Promise<WrittenMinutes | null> {
  const row = await transaction
    .selectFrom('document')
    .select(['id', 'sizeBytes'])
    .where('meetingId', '=', meeting.id)
    .where('kind', '=', 'minutes')
    .executeTakeFirst();
  if (row === undefined) return null;
  const document = row.id;
  // From here on nobody else writes into it, and what was resolved before is read.
  await holdDocuments(transaction, [document]);
  const resolutions = await listResolutions(transaction, meeting.id);
  const parts = minutesForm(await readFacts(transaction, meeting));
  const needed = new Set(resolutions.flatMap(({ entry }) => (entry === null ? [] : [entryPart(entry)])));
  const placed = resolutions.map((resolution) => ({
    id: resolution.id,
    entry: resolution.entry,
    isDeclared: resolution.kind === 'declared',
    words: resolutionWords(resolution),
  }));
  const update = await readHeld(transaction, document, (doc) => {
    const before = readContent(doc);
    // Before it is published nobody but the secretariat knows of a meeting (docs/meetings.md M2), and all read its minutes.
    const isWhole = meeting.status !== 'planned' && (form === 'all' || isUntouched(before));
    const formed = withForm(isEmpty(before) ? empty : before, parts, (part) => isWhole || needed.has(part));
    return rewriteContent(doc, change(withResolutions(formed, placed)), freshClient(doc));
  });
  if (update === null) return { document, isChanged: false };
  if (row.sizeBytes + update.length > maxDocumentBytes)
    throw new AppError('tooLarge', 'the minutes are full', { maxBytes: maxDocumentBytes });
  if (!(await appendHeld(transaction, document, { update, personId, at })))
    throw new AppError('locked', 'these minutes are confirmed');
  return { document, isChanged: true };
}

const empty: Content = { type: 'doc', content: [] };

/** Nobody wrote there: it holds what the server itself put in at most. */
function isUntouched({ content }: Content): boolean {
  return content.every(
    (node) =>
      !isText(node) &&
      (node.type === 'resolution' || typeof node.attrs?.part === 'string' || isEmpty({ type: 'doc', content: [node] })),
  );
}

/** Nothing stands there; a paragraph without words is what an editor begins with. */
function isEmpty({ content }: Content): boolean {
  return content.every((node) => node.type === 'paragraph' && textOf(node).trim() === '');
}
