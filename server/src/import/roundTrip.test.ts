import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import { importDraftSchema } from '@ruam/shared/api/imports.ts';
import { type Report, type ReportParagraph, reportSchema } from '@ruam/shared/import/report.ts';
import { withoutSpaces } from '@ruam/shared/thai/normalize.ts';
import { diffWords } from '@ruam/shared/thai/wordDiff.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { startTestServer, type TestServer, testOrigin, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');

const itemsOf = ({ categories }: Report) => categories.flatMap(({ items }) => items);
const flat = (paragraphs: readonly ReportParagraph[]): ReportParagraph[] =>
  paragraphs.flatMap((one) => [one, ...flat(one.children)]);
const observationsOf = (report: Report): ReportParagraph[] =>
  flat([...itemsOf(report).flatMap(({ observations }) => observations), ...report.overallObservations]);
/** All that a report tells, in its order, without spaces. */
function wordsOf(report: Report): string {
  const observed = (paragraphs: readonly ReportParagraph[]): string[] =>
    flat(paragraphs).flatMap(({ marker, text, responsible, attribution }) => [
      ...[marker ?? '', text, responsible?.text ?? '', attribution?.text ?? ''],
    ]);
  const items = report.categories.flatMap(({ name, goal, items: own }) => [
    ...[name, goal ?? ''],
    ...own.flatMap((item) => [item.code, item.name, item.result ?? '', ...observed(item.observations)]),
  ]);
  const summaries = report.categories.map(({ summary }) => summary ?? '');
  const head = [report.title ?? '', ...summaries, report.overall?.text ?? '', ...report.introduction];
  const words = [...head, ...items, ...(report.results?.narrative ?? []), ...observed(report.overallObservations)];
  return withoutSpaces(words.join(''));
}

/** Which part of the letters stands in both, in the same order. */
function share(one: string, other: string): number {
  const same = diffWords(one, other).reduce((sum, { kind, text }) => sum + (kind === 'equal' ? text.length : 0), 0);
  return same / Math.max(one.length, other.length);
}

describe('a report of our own, read again', () => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let secretariat: Visitor;
  let cycle: string;
  let truth: Report;
  beforeAll(async () => {
    const [store] = testStores;
    if (!store) throw new Error('there is always SQLite');
    server = await startTestServer(await store.locate(atEnd), atEnd);
    await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    const read = await upload(new Uint8Array(await readFile(reportFile)));
    truth = read.report;
    cycle = importCommitSchema.parse((await secretariat.ask('POST', `/api/imports/${read.id}/commit`)).body).cycle.id;
  });

  async function upload(bytes: Uint8Array<ArrayBuffer>) {
    const body = new FormData();
    body.set('file', new File([bytes], 'report'));
    const { id, format, understood } = importAnswerSchema.parse(
      (await secretariat.ask('POST', '/api/imports', { body })).body,
    );
    return { id, format, report: reportSchema.parse(understood) };
  }

  async function exported(format: 'docx' | 'pdf'): Promise<Uint8Array<ArrayBuffer>> {
    const headers = { cookie: secretariat.cookie, origin: testOrigin };
    const answer = await fetch(`${server.url}/api/cycles/${cycle}/report?format=${format}`, { headers });
    if (answer.status !== 200) throw new Error(await answer.text());
    return new Uint8Array(await answer.arrayBuffer());
  }

  it.each([
    ['docx', 0.99],
    ['pdf', 0.97],
  ] as const)(
    'from %s: all 24 items with names and levels, 35 places of units, the same words',
    async (format, least) => {
      const { report, format: found, id } = await upload(await exported(format));
      expect(found).toBe(format);
      const about = (one: Report) => itemsOf(one).map(({ code, name, level }) => [code, withoutSpaces(name), level]);
      expect(about(report)).toEqual(about(truth));
      expect(about(report)).toHaveLength(24);
      expect(observationsOf(report).filter(({ responsible }) => responsible !== null)).toHaveLength(35);
      const figures = share(wordsOf(truth), wordsOf(report));
      expect(figures).toBeGreaterThanOrEqual(least);
      expect([report.agency, report.fiscalYearBE, report.round, report.meeting?.number]).toEqual([
        ...[truth.agency, truth.fiscalYearBE, truth.round, truth.meeting?.number],
      ]);
      const { source, placed } = importDraftSchema.parse((await secretariat.get(`/api/imports/${id}`)).body);
      expect(source.some(({ page }) => page === null)).toBe(format === 'docx');
      const parts = new Set(placed.map(({ place }) => place.part));
      for (const part of ['front', 'category', 'goal', 'item', 'result', 'observations', 'overall'])
        expect(parts).toContain(part);
    },
  );
});
