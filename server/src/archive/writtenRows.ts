import { referenceColumns } from '@ruam/shared/archive/references.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { mentionSchema } from '@ruam/shared/threads/mentions.ts';
import { z } from 'zod';
import { referencesIn } from '../evidence/references.ts';
import type { ArchiveRows } from './archiveRows.ts';
import { keptTexts, type ReadText } from './archiveTexts.ts';

/** The rows that are written: files that something written names, and people whom it names; nobody and nothing else. */
export function writtenRows(rows: ArchiveRows, texts: ReadonlyMap<string, ReadText>): ArchiveRows {
  const shown = namedFiles(rows, texts);
  const files = rows.files.filter(({ id }) => shown.has(id));
  const fileIds = new Set(files.map(({ id }) => id));
  const entryIds = new Set(rows.evidence.map(({ id }) => id));
  const written = {
    ...rows,
    files,
    evidenceVersions: rows.evidenceVersions.filter(({ fileId }) => fileIds.has(fileId)),
    papers: rows.papers.filter(({ evidenceId, fileId }) => entryIds.has(evidenceId ?? '') || fileIds.has(fileId ?? '')),
    follows: rows.follows.filter(({ follows }) => follows === 1),
    carried: rows.carried.filter(({ documentId, block }) => texts.get(documentId)?.recommendations.includes(block)),
  };
  // Of ballots only their counts are written.
  const named = peopleNamedIn({ ...written, ballots: [] });
  return { ...written, people: rows.people.filter(({ id }) => named.has(id)) };
}

/** Files that the register, a paper or a text names. */
function namedFiles(rows: ArchiveRows, texts: ReadonlyMap<string, ReadText>): ReadonlySet<string> {
  const kept = rows.snapshots.filter(({ hashed }) => hashed.includes('"image"')).flatMap(keptTexts);
  const contents: Content[] = [...texts.values(), ...kept].map(({ content }) => content);
  const inTexts = contents.flatMap(referencesIn).flatMap(({ kind, target }) => (kind === 'file' ? [target] : []));
  const ofPapers = rows.papers.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
  return new Set([...inTexts, ...ofPapers, ...rows.evidenceVersions.map(({ fileId }) => fileId)]);
}

const mentionsSchema = z.array(mentionSchema);

/** The ids of all people whom a column or a comment names. */
export function peopleNamedIn({
  people: _people,
  ...rows
}: Omit<ArchiveRows, 'people'> & Partial<ArchiveRows>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const list of Object.values(rows))
    for (const row of Array.isArray(list) ? (list as readonly object[]) : [])
      for (const [column, value] of Object.entries(row))
        if (referenceColumns[column] === 'person' && typeof value === 'string') ids.add(value);
  for (const { mentions } of rows.comments)
    for (const { kind, id } of mentionsSchema.parse(JSON.parse(mentions))) if (kind === 'person') ids.add(id);
  return ids;
}
