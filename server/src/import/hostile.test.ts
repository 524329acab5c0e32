import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importAnswerSchema } from '@ruam/shared/api/api.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';

const fixture = fileURLToPath(import.meta.resolve('@ruam/shared/import/fixtures/fy2562-assessment.json'));

interface Assessment {
  title: string;
  fiscalYear: { be: number };
  responsibleUnits: { bureaus: { name: string }[] };
  categories: { items: { number: string; name: string }[] }[];
}

describe.each(testStores)('a report that is well formed and yet wrong, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let secretariat: Visitor;
  let original: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    original = await readFile(fixture, 'utf8');
  });

  async function upload(change: (assessment: Assessment) => void): Promise<Answer> {
    const assessment: Assessment = JSON.parse(original);
    change(assessment);
    const body = new FormData();
    body.set('file', new File([JSON.stringify(assessment)], 'report.json'));
    return secretariat.ask('POST', '/api/imports', { body });
  }

  async function commit(answer: Answer): Promise<number> {
    const { id } = importAnswerSchema.parse(answer.body);
    return (await secretariat.ask('POST', `/api/imports/${id}/commit`)).status;
  }

  it('as it is, it becomes a cycle', async () => {
    expect(await commit(await upload(() => undefined))).toBe(201);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['half a letter', 'a\ud800b'],
  ])('text with %s, which no store and no hash can hold, is refused before a draft is kept', async (_what, text) => {
    const changes: ((assessment: Assessment) => void)[] = [
      (assessment) => {
        assessment.title = text;
      },
      (assessment) => {
        for (const item of assessment.categories[0]?.items ?? []) item.name = text;
      },
    ];
    for (const change of changes) expect(refusal(await upload(change))).toBe('422 notUnderstood');
  });

  it.each([0, -2562, 2019, 99_999_999_999])('a fiscal year that is none in the Buddhist era: %d', async (be) => {
    const answer = await upload((assessment) => {
      assessment.fiscalYear.be = be;
    });
    const { understood, notUnderstood } = importAnswerSchema.parse(answer.body);
    expect(understood).toMatchObject({ fiscalYearBE: null });
    expect(notUnderstood).toContainEqual(expect.objectContaining({ text: String(be), line: 0 }));
    expect(await commit(answer)).toBe(201);
  });

  it('a unit named twice is one unit', async () => {
    const answer = await upload(({ responsibleUnits: { bureaus } }) => {
      const [first] = bureaus;
      for (const bureau of bureaus) bureau.name = first?.name ?? '';
    });
    expect(await commit(answer)).toBe(201);
  });

  it('an item that stands twice, and one that the framework does not have, are no reason to fail', async () => {
    const answer = await upload(({ categories: [first] }) => {
      const [one, two] = first?.items ?? [];
      if (one && two) two.number = one.number;
    });
    if (answer.status === 201) expect(await commit(answer)).toBe(201);
    else expect(refusal(answer)).toMatch(/^422 /);
  });
});
