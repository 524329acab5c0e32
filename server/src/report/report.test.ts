import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { parseAssessmentJson } from '@ruam/shared/import/parseAssessment.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { withoutSpaces } from '@ruam/shared/thai/normalize.ts';
import { repairExtractedText } from '@ruam/shared/thai/repair.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { linesOf, partsIn } from '../docx/testUnzip.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs, visitor } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');
const truthFile = join(import.meta.dirname, '../../../shared/src/import/fixtures/fy2562-assessment.json');
/** How far on the next line of the source may stand, in its own lengths: a short one is found anywhere. */
const reach = 4;
/** A line that holds nothing but the number of its page, or the line of dots at the end. */
const isDecoration = /^\s*([๐-๙]+|\.+)\s*$/;

const plain = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

describe.each(testStores)('the report of a cycle, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let secretariat: Visitor;
  let cycle: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    const body = new FormData();
    body.set('file', new File([new Uint8Array(await readFile(reportFile))], 'report.txt'));
    const { id } = importAnswerSchema.parse((await secretariat.ask('POST', '/api/imports', { body })).body);
    cycle = importCommitSchema.parse((await secretariat.ask('POST', `/api/imports/${id}/commit`)).body).cycle.id;
  });

  const path = (format: string): string => `/api/cycles/${cycle}/report?format=${format}`;
  /** The words of the report without the signs of Markdown. */
  const words = async (): Promise<string> =>
    (await secretariat.get(path('markdown'))).text
      .replaceAll('**', '')
      .replace(/\\([^\w\s])/g, '$1')
      .replace(/^(#+ |---$)/gm, '')
      .replace(/^\\?(\d+)\\?\. /gm, '$1. ');

  /** The lines of the Word file, headings, numbers and footnotes too. */
  const wordLines = async (query = ''): Promise<string[]> => {
    const { cookie } = secretariat;
    const answer = await fetch(`${server.url}${path('docx')}${query}`, { headers: { cookie } });
    return linesOf(partsIn(new Uint8Array(await answer.arrayBuffer())).get('word/document.xml') ?? '').map(plain);
  };

  it.each([
    ['text', () => words()],
    ['Word file', async () => (await wordLines()).join('\n')],
  ])('its %s is what was imported: the same words in the same order, at least 99 %%', async (_name, read) => {
    const source = repairExtractedText(await readFile(reportFile, 'utf8'));
    const lines = source
      .split('\n')
      .filter((line) => !isDecoration.test(line))
      .map(withoutSpaces);
    const text = withoutSpaces(await read());
    let at = 0;
    let letters = 0;
    for (const line of lines) {
      const found = text.slice(at, at + reach * line.length).indexOf(line);
      if (found === -1) continue;
      at += found + line.length;
      letters += line.length;
    }
    expect(letters / lines.join('').length).toBeGreaterThanOrEqual(0.99);
    expect(letters / text.length).toBeGreaterThanOrEqual(0.99);
  });

  it('the Word file has all 24 items in order, with their levels, and the 35 places of responsible units', async () => {
    const truth = parseAssessmentJson(JSON.parse(await readFile(truthFile, 'utf8'))).report;
    const items = truth.categories.flatMap((category) => category.items);
    const lines = await wordLines();
    const places = items.map(({ code }) => lines.findIndex((line) => line.startsWith(`${toThaiDigits(code)} `)));
    expect(places).toHaveLength(24);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    const named = items.map(({ result }) => levels.filter((level) => new RegExp(level, 'i').test(result ?? '')));
    const written = places.map((place) => {
      const result = lines.slice(lines.indexOf('ผลการดำเนินงาน', place) + 1)[0] ?? '';
      return levels.filter((level) => new RegExp(level, 'i').test(result));
    });
    expect(written).toEqual(named);
    expect(lines.join('\n').match(/\(ผู้รับผิดชอบ /g)).toHaveLength(35);
  });

  it('has all 24 items in order, with their levels, and the 35 places of responsible units', async () => {
    const truth = parseAssessmentJson(JSON.parse(await readFile(truthFile, 'utf8'))).report;
    const items = truth.categories.flatMap((category) => category.items);
    const text = await words();
    const places = items.map(({ code }) => text.indexOf(`\n${toThaiDigits(code)} `));
    expect(places).toHaveLength(24);
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const named = items.map(({ result }) => levels.filter((level) => new RegExp(level, 'i').test(result ?? '')));
    const written = places.map((place) => {
      const result = text.slice(place, text.indexOf('ข้อสังเกตและข้อเสนอแนะ', place)).split('ผลการดำเนินงาน')[1] ?? '';
      return levels.filter((level) => new RegExp(level, 'i').test(result.split('\n\n')[1] ?? ''));
    });
    expect(written).toEqual(named);
    expect(text.match(/\(ผู้รับผิดชอบ /g)).toHaveLength(35);
  });

  it('comes as a Word file that names the hash of the texts, and as nothing else than there is', async () => {
    const [file, again] = [await secretariat.get(path('docx')), await secretariat.get(path('markdown'))];
    expect([file.status, file.text.slice(0, 2)]).toEqual([200, 'PK']);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*\.docx/);
    expect(file.headers.get('x-content-hash')).toMatch(/^[0-9a-f]{64}$/);
    expect(again.headers.get('x-content-hash')).toBe(file.headers.get('x-content-hash'));
    expect(refusal(await secretariat.get(path('exe')))).toBe('422 invalid');
  });

  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['json', 'application/json', '{'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
  ])('comes as %s', async (format, mediaType, start) => {
    const file = await secretariat.get(path(format));
    expect([file.status, file.headers.get('content-type')]).toEqual([200, mediaType]);
    expect(file.text.slice(0, start.length)).toBe(start);
    expect(file.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; .*\\.${format}`));
  });

  it('is limited to items, and takes no option for another', async () => {
    const lines = await wordLines('&items=3.3,2.1&contents=true&thaiDigits=false');
    expect(lines.some((line) => /^3\.3 /.test(line))).toBe(true);
    expect(lines.some((line) => /^4\.1 /.test(line))).toBe(false);
    for (const query of ['&value=wishes', '&contents=maybe', '&secrecy=x', `&watermark=${'ก'.repeat(41)}`])
      expect([query, refusal(await secretariat.get(`${path('docx')}${query}`))]).toEqual([query, '422 invalid']);
  });

  it('comes as a PDF', { timeout: 60_000 }, async () => {
    const file = await secretariat.get(path('pdf'));
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.text.slice(0, 5)).toBe('%PDF-');
  });

  it('says that there is no Chromium, when there is none', async () => {
    const bare = await startTestServer(await locate(atEnd), atEnd, { CHROMIUM: '/nowhere/chromium' });
    const { cycle: other } = await makeWorld(bare.database);
    const answer = await (await visitAs(bare, 'observer')).get(`/api/cycles/${other}/report?format=pdf`);
    expect([refusal(answer), answer.body]).toMatchObject([
      '503 noPrinter',
      { error: { details: { browser: 'missing' } } },
    ]);
  });

  it('is for the readers of the cycle alone', async () => {
    for (const login of ['foreigner', 'seatless'])
      expect(refusal(await (await visitAs(server, login)).get(path('markdown')))).toBe('404 notFound');
    expect(refusal(await visitor(server).get(path('markdown')))).toBe('401 notSignedIn');
  });
});
