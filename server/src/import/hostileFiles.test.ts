import { readdirSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ErrorCode, errorStatus } from '@ruam/shared/errors/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, testOrigin, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld } from '../testing/world.ts';
import { readReport } from './readReport.ts';
import { body, hostileFiles, text, word } from './testHostileFiles.ts';
import { pdfOf, pdfPage, relationsOf } from './testOffice.ts';

const maxBytes = 3_000_000;
const mostMs = 20_000;
/** On a machine that has other tests to run; alone it is a few milliseconds. */
const healthyMs = 3_000;
/** Those that take time or memory, and one of each kind: the others are refused before anything else happens. */
const overHttp: ReadonlySet<string> = new Set([
  ...['sixty megabytes of spaces', 'more than it says', 'cut at its end', 'macros', 'a billion laughs'],
  ...['a hundred thousand tables in tables', 'more elements than a text has', 'NUL in its text'],
  ...['a page that unpacks to more than a text is', 'a page packed twice', 'ten thousand pages', 'a locked PDF'],
]);

describe('what is read of files that were made to do harm, or are broken', () => {
  it.each(hostileFiles)('%s: nothing, and the reason is told', async (_what, make, expected) => {
    const framework = await loadShippedFramework();
    const against = { agencyName: '', framework, maxDocumentBytes: 1_000_000, known: { people: {}, files: {} } };
    const told = await readReport({ kind: 'file', bytes: new Uint8Array(make()), ...against }).catch((error) => error);
    const reason = (told.details as { reason?: string } | undefined)?.reason ?? '';
    expect(`${errorStatus[told.code as ErrorCode]} ${told.code} ${reason}`.trim()).toBe(expected);
  });
});

describe('files that were made to do harm, or are broken', () => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let secretariat: Visitor;
  let asked = 0;
  let outside = '';
  beforeAll(async () => {
    const [store] = testStores;
    if (!store) throw new Error('there is always SQLite');
    server = await startTestServer(await store.locate(atEnd), atEnd, { LIMIT_IMPORT_BYTES: String(maxBytes) });
    await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    const stranger = createServer((_question, answer) => {
      asked += 1;
      answer.end();
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    atEnd(() => void stranger.close());
    outside = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  });

  const upload = (bytes: Buffer) => {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], 'report.docx'));
    return secretariat.ask('POST', '/api/imports', { body: form });
  };
  /** What an upload could leave behind. */
  const traces = async () => {
    const tables = ['importDraft', 'importPicture', 'cycle', 'document', 'file', 'blob'] as const;
    const rows = await Promise.all(
      tables.map(async (table) => (await server.database.selectFrom(table).selectAll().execute()).length),
    );
    return [...rows, ...readdirSync(join(server.dataDir, 'files', 'incoming'))];
  };
  const reasonOf = ({ body: answer }: { readonly body: unknown }): string =>
    (answer as { error: { details?: { reason?: string } } }).error.details?.reason ?? '';

  it.each(hostileFiles.filter(([what]) => overHttp.has(what)))(
    '%s: refused with the reason, leaves nothing, and holds up nobody',
    async (_what, make, expected) => {
      const before = await traces();
      const file = make();
      const start = performance.now();
      const uploaded = upload(file);
      const healthy = performance.now();
      expect((await secretariat.get('/healthz')).status).toBe(200);
      expect(performance.now() - healthy).toBeLessThan(healthyMs);
      const answer = await uploaded;
      expect(`${refusal(answer)} ${reasonOf(answer)}`.trim()).toBe(expected);
      expect(performance.now() - start).toBeLessThan(mostMs);
      expect(await traces()).toEqual(before);
    },
  );

  it('pictures, templates and links that lead outside are asked for by nobody', async () => {
    const relations = relationsOf([
      ['r1', 'image', `${outside}/picture.png`, 'External'],
      ['r2', 'attachedTemplate', `${outside}/template.dotm`, 'External'],
      ['r3', 'hyperlink', `${outside}/link`, 'External'],
      ['r4', 'subDocument', `${outside}/part.docx`, 'External'],
      ['r5', 'image', '../../../etc/passwd'],
    ]);
    const parts = ['r1', 'r5'].map(
      (id) =>
        `<w:p><w:r><w:drawing><wp:inline><a:blip r:link="${id}" r:embed="${id}"/></wp:inline></w:drawing></w:r></w:p>`,
    );
    const linked = `<w:p><w:hyperlink r:id="r3"><w:r><w:t>ดูที่นี่</w:t></w:r></w:hyperlink></w:p><w:subDoc r:id="r4"/>`;
    const file = word(`${body}${linked}${parts.join('')}`, [
      { name: 'word/_rels/document.xml.rels', bytes: relations },
    ]);
    expect((await upload(file)).status).toBe(201);
    const actions = ['/S /URI /URI', '/S /Launch /F', '/S /JavaScript /JS'];
    for (const action of actions) {
      const pdf = pdfOf(pdfPage(text, `/OpenAction << ${action} (${outside}) >>`));
      expect(refusal(await upload(pdf))).toBe('422 notUnderstood');
    }
    expect(asked).toBe(0);
  });

  it('five hundred megabytes are refused when more than the limit has come, and are held nowhere', async () => {
    const before = await traces();
    const rss = process.memoryUsage.rss();
    const piece = Buffer.alloc(256 * 1024, 0x61);
    let sent = 0;
    const status = await new Promise<number>((resolve) => {
      const headers = {
        ...{ origin: testOrigin, cookie: secretariat.cookie, 'transfer-encoding': 'chunked' },
        'content-type': 'multipart/form-data; boundary=x',
      };
      const question = request(`${server.url}/api/imports`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode ?? 0);
        question.destroy();
      });
      question.on('error', () => resolve(0));
      question.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
      // One piece after the other, so that this thread hears the answer too.
      const send = (): void => {
        if (sent >= 500 * 1024 * 1024 || question.destroyed) return;
        sent += piece.length;
        question.write(piece, () => void setImmediate(send));
      };
      send();
    });
    expect(status).toBe(413);
    expect(process.memoryUsage.rss() - rss).toBeLessThan(150 * 1024 * 1024);
    expect(await traces()).toEqual(before);
  });
});
