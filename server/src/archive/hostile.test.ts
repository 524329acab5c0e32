import { archiveSchema } from '@ruam/shared/archive/archive.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { ownerOf } from '../report/reader.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';
import { isArchive, readArchive } from './readArchive.ts';
import { writeArchive } from './writeArchive.ts';

/** JSON that a test may bend. */
// biome-ignore lint/suspicious/noExplicitAny: a forged file has any form
type Forged = any;

const maxDocumentBytes = 200_000;
const paragraphs = (count: number): unknown =>
  count === 0 ? [{ type: 'paragraph' }] : [{ type: 'blockquote', content: paragraphs(count - 1) }];
const documentOf = (archive: Forged, kind: string): Forged =>
  archive.documents.find((one: Forged) => one.kind === kind);
const withContent = (content: unknown) => (archive: Forged) => {
  documentOf(archive, 'overview').content = { type: 'doc', content };
};
const image = {
  ref: 'f1',
  use: 'text',
  hash: 'a'.repeat(64),
  name: 'x',
  mediaType: 'text/html',
  sizeBytes: 1,
  personId: 'p1',
  at: 1,
};
const person = { ref: 'p1', login: 'secretariat', name: 'ก' };

/** Runs an assignment. */
const set = (assign: () => void): void => assign();

const forgeries: readonly (readonly [string, (archive: Forged) => void])[] = [
  [
    'another version',
    (archive) =>
      set(() => {
        archive.version = 2;
      }),
  ],
  [
    'a name that is not known',
    (archive) =>
      set(() => {
        archive.more = 1;
      }),
  ],
  [
    'a name that is not known within',
    (archive) =>
      set(() => {
        archive.cycle.agencyId = 'x';
      }),
  ],
  [
    'a framework that is not here',
    (archive) =>
      set(() => {
        archive.framework.id = 'pmqa-9';
      }),
  ],
  [
    'another edition of the framework',
    (archive) =>
      set(() => {
        archive.framework.hash = '0'.repeat(64);
      }),
  ],
  ['no documents', (archive) => delete archive.documents],
  [
    'a year of another era',
    (archive) =>
      set(() => {
        archive.cycle.fiscalYearBE = 2019;
      }),
  ],
  [
    'a time that is none',
    (archive) =>
      set(() => {
        archive.documents[0].createdAt = 1e300;
      }),
  ],
  [
    'NUL',
    (archive) =>
      set(() => {
        archive.cycle.title = 'ก\u0000ข';
      }),
  ],
  [
    'half a letter',
    (archive) =>
      set(() => {
        archive.units = [{ ...archive.units[0], name: 'ก\ud800' }];
      }),
  ],
  ['the same item twice', (archive) => archive.items.push(archive.items[0])],
  [
    'an item that the framework does not have',
    (archive) =>
      set(() => {
        archive.items[0].code = '9.9';
      }),
  ],
  [
    'a level of a dimension',
    (archive) =>
      set(() => {
        archive.items.find(({ code }: Forged) => code === '7.1').approved = 'basic';
      }),
  ],
  ['the same unit twice', (archive) => archive.units.push(archive.units[0])],
  ['the same text twice', (archive) => archive.documents.push({ ...archive.documents[0], ref: 'd900' })],
  ['the same name twice', (archive) => archive.documents.push({ ...documentOf(archive, 'advice') })],
  [
    'evidence of a dimension',
    (archive) =>
      set(() => {
        archive.documents[0].item = '7.1';
      }),
  ],
  [
    'minutes of no meeting',
    (archive) =>
      set(() => {
        documentOf(archive, 'minutes').meetingId = null;
      }),
  ],
  [
    'a meeting that is not there',
    (archive) =>
      set(() => {
        documentOf(archive, 'minutes').meetingId = 'm9';
      }),
  ],
  [
    'a reference of the wrong kind',
    (archive) =>
      set(() => {
        documentOf(archive, 'minutes').meetingId = 'd1';
      }),
  ],
  [
    'an author that is not there',
    (archive) =>
      set(() => {
        documentOf(archive, 'advice').authorId = 'p9';
      }),
  ],
  ['the same place on an agenda twice', (archive) => archive.meetings[0].agenda.push(archive.meetings[0].agenda[0])],
  [
    'a tick of no check',
    (archive) => {
      archive.people = [person];
      archive.checkTicks = [{ checkId: '3.3.zz', item: '3.3', personId: 'p1', at: 1, note: null }];
    },
  ],
  [
    'a file by a path',
    (archive) => {
      archive.people = [person];
      archive.files = [{ ...image, hash: '../../etc/passwd' }];
    },
  ],
  [
    'an approval of what is not there',
    (archive) => {
      archive.people = [person];
      archive.approvals = [
        {
          ...{
            ref: 'a1',
            itemCode: '3.3',
            level: 'basic',
            resolution: 'ก',
            meetingId: 'm1',
            snapshotId: 's7',
            lockEpoch: 1,
            personId: 'p1',
            at: 1,
          },
          ...{
            reopeningId: null,
            conditions: null,
            conditionsDeadline: null,
            conditionsMetAt: null,
            conditionsMetBy: null,
            certificate: null,
          },
        },
      ];
    },
  ],
  ['an element that no text has', withContent([{ type: 'script', content: [{ type: 'text', text: 'x' }] }])],
  ['an attribute that no text has', withContent([{ type: 'paragraph', attrs: { onclick: 'x' } }])],
  [
    'a mark that no text has',
    withContent([{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'style' }] }] }]),
  ],
  ['a text without words', withContent([{ type: 'paragraph', content: [{ type: 'text', text: '' }] }])],
  [
    'a text that is a string',
    (archive) =>
      set(() => {
        documentOf(archive, 'overview').content = 'ก';
      }),
  ],
  ['a text nested deeper than texts are', withContent(paragraphs(200))],
  ['a value larger than any', withContent([{ type: 'image', attrs: { alt: 'ก'.repeat(60_000) } }])],
];

describe.each(testStores.slice(0, 1))('A6 a forged archive', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let original: string;
  let read: (text: string) => ReturnType<typeof readArchive>;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    const { cycle } = await makeWorld(server.database);
    original = new TextDecoder().decode(await writeArchive(server.database, ownerOf(cycle), cycle));
    const frameworks = [await loadShippedFramework()];
    read = (text) => readArchive(JSON.parse(text), { frameworks, maxDocumentBytes, known: { people: {}, files: {} } });
  });

  function refused(text: string): string {
    try {
      read(text);
      return 'read';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  it('as it is, it is read', () => {
    expect(read(original).notUnderstood).toEqual([]);
  });

  it.each(forgeries)('%s is refused', (_what, forge) => {
    const archive: Forged = JSON.parse(original);
    forge(archive);
    expect(refused(JSON.stringify(archive))).toBe('notUnderstood');
  });

  it('a name of a prototype, anywhere, is refused', () => {
    expect(refused(original.replace('"people"', '"__proto__": {"isAdmin": true}, "people"'))).toBe('notUnderstood');
    const within = original.replace('"reportedResults": null', '"reportedResults": {"__proto__": {}}');
    expect([within === original, refused(within)]).toEqual([false, 'notUnderstood']);
  });

  it('a text that no document can hold is too large', () => {
    const archive: Forged = JSON.parse(original);
    withContent([{ type: 'paragraph', content: [{ type: 'text', text: 'ก'.repeat(100_000) }] }])(archive);
    expect(refused(JSON.stringify(archive))).toBe('tooLarge');
  });

  it('locks and levels follow the approvals that are there, whatever the file says beside them', () => {
    const archive: Forged = JSON.parse(original);
    archive.items[0].approved = 'significance';
    archive.items[0].status = 'approved';
    archive.documents[0].state = 'locked';
    const { archive: settled, notUnderstood } = read(JSON.stringify(archive));
    expect(settled.items[0]).toMatchObject({ approved: null, status: 'drafting' });
    expect(settled.documents[0]).toMatchObject({ state: 'open' });
    expect(notUnderstood.map(({ text }) => text)).toEqual([archive.items[0].code, 'd1']);
  });

  it('an item that is missing begins as a draft, and is listed', () => {
    const archive: Forged = JSON.parse(original);
    const [gone] = archive.items.splice(0, 1);
    const { archive: settled, notUnderstood } = read(JSON.stringify(archive));
    expect(archiveSchema.parse(settled).items[0]).toMatchObject({ code: gone.code, status: 'drafting' });
    expect(notUnderstood).toHaveLength(1);
  });

  it('a text that is missing is there, empty, and is listed', () => {
    const archive: Forged = JSON.parse(original);
    archive.documents = archive.documents.filter(({ kind }: Forged) => kind !== 'evidence');
    const { archive: settled, notUnderstood } = read(JSON.stringify(archive));
    expect(settled.documents.filter(({ kind }) => kind === 'evidence')).toHaveLength(72);
    expect([new Set(settled.documents.map(({ ref }) => ref)).size, notUnderstood.length]).toEqual([
      settled.documents.length,
      72,
    ]);
  });

  it.each([
    ['cut in the middle', () => original.slice(0, original.length / 2), '415 unknownFormat'],
    ['with a name doubled', () => original.replace('"version": 1', '"version": 7'), '422 notUnderstood'],
    ['nested without end', () => `{"format":"ruam-cycle","version":1,"x":${'['.repeat(50_000)}`, '422 notUnderstood'],
    ['of nothing but its name', () => '{"format":"ruam-cycle"}', '422 notUnderstood'],
    [
      'with 19 MB of people',
      () =>
        original.replace(
          '"people": []',
          `"people": [${Array.from({ length: 250_000 }, (_, n) => `{"ref":"p${n + 1}","login":"l${n}","name":"${'ก'.repeat(8)}"}`).join(',')}]`,
        ),
      '422 notUnderstood',
    ],
  ])('%s it leaves nothing', { timeout: 60_000 }, async (_what, forge, expected) => {
    const secretariat = await visitAs(server, 'secretariat');
    const count = async (): Promise<number> =>
      (await server.database.selectFrom('importDraft').select('id').execute()).length;
    const before = await count();
    const body = new FormData();
    body.set('file', new File([forge()], 'cycle.json'));
    expect(refusal(await secretariat.ask('POST', '/api/imports', { body }))).toBe(expected);
    expect(await count()).toBe(before);
  });

  it('what only looks like one is none', () => {
    for (const value of [null, 1, 'ruam-cycle', ['ruam-cycle'], { format: 'other' }])
      expect(isArchive(value)).toBe(false);
  });
});
