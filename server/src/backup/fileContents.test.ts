import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEvidenceBed } from '../evidence/testBed.ts';
import { spoolIn } from '../files/files.ts';
import { pdf } from '../files/testFiles.ts';
import { startTestS3 } from '../files/testS3.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { startTestServer, visitAs } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import type { FilesPlace } from './fileContents.ts';
import { restoreBackup } from './restoreBackup.ts';
import { backupOf, fileOf, linesIn } from './testBackup.ts';

/** Over several rows of a backup, and not a multiple of anything. */
const large = Buffer.concat([pdf().subarray(0, 9), randomBytes(1_300_007), Buffer.from('startxref')]);

describe.each(testStores)('a backup of $name with files', ({ locate }) => {
  it('an empty installation has the same downloads after a restore, from a folder into S3', async () => {
    const source = await locate(onTestFinished);
    const bed = await openEvidenceBed(source, onTestFinished);
    const entries = [];
    for (const bytes of [pdf('หนึ่ง'), large])
      entries.push(await bed.added('cat3-member', { file: (await bed.uploaded('cat3-member', { bytes })).id }));
    const [place] = placesOf(bed.server.dataDir);
    const path = await backupOf(source, onTestFinished, 1_000, place);
    await bed.server.stop();
    const s3 = await startTestS3(onTestFinished);
    const target = await locate(onTestFinished);
    const empty = await openTestDatabase(target, onTestFinished);
    const spool = temporaryDirectory(onTestFinished);
    await restoreBackup(empty, target.kind, { store: s3, spool }, path, 2_000);
    const server = await startTestServer(target, onTestFinished, {
      FILES_S3_ENDPOINT: s3.endpoint,
      FILES_S3_BUCKET: s3.bucket,
      FILES_S3_ACCESS_KEY: s3.accessKeyId,
      FILES_S3_SECRET_KEY: s3.secretAccessKey,
    });
    const { cookie } = await visitAs(server, 'cat3-chair');
    for (const [index, bytes] of [pdf('หนึ่ง'), large].entries()) {
      const answer = await fetch(`${server.url}/api/files/${entries[index]?.file?.id}`, { headers: { cookie } });
      expect(answer.status).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    }
  }, 30_000);

  it('a file that was changed in the backup is refused, and nothing was changed; one that is lost is left out', async () => {
    const location = await locate(onTestFinished);
    const bed = await openEvidenceBed(location, onTestFinished);
    const { hash } = await bed.uploaded('cat3-member');
    const lost = await bed.uploaded('cat3-member');
    const [place, other] = placesOf(bed.server.dataDir);
    rmSync(join(bed.server.dataDir, 'files', lost.hash.slice(0, 2), lost.hash));
    const path = await backupOf(location, onTestFinished, 1_000, place);
    const lines = linesIn(readFileSync(path));
    const rows = lines.filter((line) => line.startsWith(`["${hash}","`));
    expect([rows.length > 0, lines.some((line) => line.startsWith(`["${lost.hash}","`))]).toEqual([true, false]);
    await bed.server.stop();
    const changed = lines.map((line) =>
      rows.includes(line) && line.length > 200 ? line.replace('JVBERi', 'JVBERj') : line,
    );
    writeFileSync(path, fileOf(changed));
    const database = await openTestDatabase(location, onTestFinished);
    await expect(restoreBackup(database, location.kind, other, path, 2_000)).rejects.toMatchObject({ code: 'invalid' });
    expect(await database.selectFrom('file').select('id').execute()).toHaveLength(2);
  });
});

/** Of the server itself, and of nobody. */
function placesOf(dataDir: string): [FilesPlace, FilesPlace] {
  const nobodys = temporaryDirectory(onTestFinished);
  return [
    { store: { kind: 'disk', directory: join(dataDir, 'files') }, spool: spoolIn(dataDir) },
    { store: { kind: 'disk', directory: nobodys }, spool: nobodys },
  ];
}
