import { AppError } from '@ruam/shared/errors/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { ownerOf } from '../report/reader.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { startTestServer } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';
import { readArchive } from './readArchive.ts';
import { writeArchive } from './writeArchive.ts';

/** JSON that a test may bend. */
// biome-ignore lint/suspicious/noExplicitAny: a forged file has any form
type Forged = any;

const approval = (ref: string, more: object = {}) => ({
  ...{ ref, itemCode: '3.3', level: 'basic', resolution: 'เห็นชอบ', meetingId: 'm90', snapshotId: 's90', lockEpoch: 1 },
  ...{ personId: 'p1', at: 1, reopeningId: null, certificate: null },
  ...{ conditions: null, conditionsDeadline: null, conditionsMetAt: null, conditionsMetBy: null },
  ...more,
});
const decision = {
  ...{ ref: 'x1', itemCode: '4.1', kind: 'returned', resolution: 'ให้กลับไปแก้ไข', reason: null, until: null },
  ...{ meetingId: 'm90', personId: 'p1', at: 1 },
};

/** Once approved, opened again, and approved once more: as it may have been. */
function decide(archive: Forged): void {
  const { ref: document } = archive.documents.find(({ item, level }: Forged) => item === '3.3' && level === 'basic');
  archive.people = [{ ref: 'p1', login: 'secretariat', name: 'ก' }];
  archive.meetings.push({ ...archive.meetings[0], ref: 'm90', number: '90/2562', status: 'ended' });
  const kept = { document, kind: 'evidence', level: 'basic', content: 'asNow' };
  const facts = { itemCode: '3.3', personId: 'p1', at: 1, kind: 'approval', name: null, score: null };
  archive.snapshots = [{ ref: 's90', ...facts, documents: [kept] }];
  archive.reopenings = [{ ref: 'o1', itemCode: '3.3', reason: 'ทบทวน', personId: 'p1', at: 2 }];
  archive.approvals = [approval('a1', { reopeningId: 'o1' }), approval('a2')];
  archive.decisions = [decision];
}

const forgeries: readonly (readonly [string, (archive: Forged) => void, string])[] = [
  [
    'two that stand',
    ({ approvals }) => approvals.push(approval('a3')),
    'approvals that stand: 3.3 basic is there twice',
  ],
  [
    'in a meeting that is planned',
    ({ meetings }) => Object.assign(meetings.at(-1), { status: 'planned' }),
    'a1: the meeting m90 has not begun',
  ],
  [
    'returned in a meeting that is only published',
    ({ meetings }) => Object.assign(meetings.at(-1), { status: 'published' }),
    'x1: the meeting m90 has not begun',
  ],
  ['of nothing', ({ snapshots }) => snapshots[0].documents.pop(), 'a2: s90 has no texts'],
  ['of another item', ({ snapshots }) => Object.assign(snapshots[0], { itemCode: '4.1' }), 'a2: s90 is not of 3.3'],
  [
    'of a version with a text twice',
    ({ snapshots }) => snapshots[0].documents.push(snapshots[0].documents[0]),
    's90: d1 is there twice',
  ],
  [
    'opened by another item',
    ({ reopenings }) => Object.assign(reopenings[0], { itemCode: '4.1' }),
    'a1: o1 does not open 3.3',
  ],
];

describe.each(testStores.slice(0, 1))('A6 decisions that nobody can have made', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let original: string;
  let read: (archive: Forged) => ReturnType<typeof readArchive>;
  beforeAll(async () => {
    const { database } = await startTestServer(await locate(atEnd), atEnd);
    const { cycle } = await makeWorld(database);
    original = new TextDecoder().decode(await writeArchive(database, ownerOf(cycle), cycle));
    const frameworks = [await loadShippedFramework()];
    const known = { people: { secretariat: 'id' }, files: {} };
    read = (archive) => readArchive(archive, { frameworks, maxDocumentBytes: 200_000, known });
  });
  const decided = (): Forged => {
    const archive = JSON.parse(original);
    decide(archive);
    return archive;
  };
  function problemsOf(archive: Forged): unknown {
    try {
      read(archive);
      return 'read';
    } catch (error) {
      if (error instanceof AppError && error.code === 'notUnderstood') return error.message;
      throw error;
    }
  }

  it('as they may have been, they are read', () => {
    const { archive } = read(decided());
    expect(archive.items.find(({ code }) => code === '3.3')).toMatchObject({ approved: 'basic' });
  });

  it.each(forgeries)('%s: refused', (_what, forge, problem) => {
    const archive = decided();
    forge(archive);
    const [{ document }] = decided().snapshots[0].documents;
    expect(problemsOf(archive)).toContain(problem.replace('d1 ', `${document} `));
  });

  it('a text that is missing gets a name that is free, also beside the last there is', () => {
    const archive: Forged = JSON.parse(original);
    const gone = archive.documents.findIndex(({ kind }: Forged) => kind === 'overview');
    archive.documents.splice(gone, 1);
    const last = archive.documents.find(({ kind }: Forged) => kind === 'recommendations');
    Object.assign(last, { ref: 'd999999' });
    const settled = read(archive).archive;
    const refs = settled.documents.map(({ ref }) => ref);
    expect([new Set(refs).size, refs.length]).toEqual([archive.documents.length + 1, archive.documents.length + 1]);
    expect(read(settled).archive).toEqual(settled);
  });

  it('more records than can be brought in at once are refused, as are more texts with those that are made', () => {
    const many = JSON.parse(original);
    const comment = { personId: 'p1', at: 1, editedAt: null, mentions: [], text: 'ก' };
    const thread = {
      ...{ passage: null, quote: null, state: 'open', personId: 'p1', at: 1, stateBy: null, stateAt: null },
      ...{ followers: [], comments: Array.from({ length: 100 }, () => comment) },
    };
    many.people = [{ ref: 'p1', login: 'secretariat', name: 'ก' }];
    for (const document of many.documents.slice(0, 60)) document.threads = Array.from({ length: 10 }, () => thread);
    expect(problemsOf(many)).toContain('more than 60000 records');
    const texts = JSON.parse(original);
    const { ref: _ref, ...note } = texts.documents.find(({ kind }: Forged) => kind === 'recommendations');
    texts.documents = Array.from({ length: 19_950 }, (_, index) => ({
      ...note,
      ref: `d${index + 1}`,
      kind: 'advice',
    }));
    expect(problemsOf(texts)).toContain('more than 20000 texts');
  });
});
