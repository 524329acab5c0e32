import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { visitAs } from '../testing/server.ts';
import { openReportBed, type ReportBed } from './testBed.ts';

/** The files of a zip, by their names. */
function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          files.set(entry.fileName, Buffer.concat(await stream.toArray()));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}

describe.each(testStores)('what a report brings with it, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ReportBed;
  beforeAll(async () => {
    bed = await openReportBed(await locate(atEnd), atEnd);
  });

  /** The bytes of the report that stands now. */
  async function bytesOf(login: string, query: string): Promise<Buffer> {
    const { cookie } = await visitAs(bed.server, login);
    const answer = await fetch(`${bed.server.url}/api/cycles/${bed.world.cycle}/report?${query}`, {
      headers: { cookie },
    });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  }

  it('O17 the files of the register that the person may open come beside it, and a list of all', async () => {
    const open = await bed.uploaded('cat3-member', { name: '../../คำสั่ง.pdf' });
    const hidden = await bed.uploaded('cat3-member', { name: 'ลับ.pdf' });
    await bed.added('cat3-member', { file: open.id, title: '=คำสั่งแต่งตั้ง' });
    await bed.added('cat3-member', { file: hidden.id, title: 'เอกสารลับ', confidentiality: 'confidential' });
    const asked = 'format=markdown&evidence=files';
    const [others, own] = [
      await unzip(await bytesOf('observer', asked)),
      await unzip(await bytesOf('cat3-member', asked)),
    ];
    const list = 'หลักฐาน/รายการหลักฐาน.csv';
    const report = 'รายงาน PMQA ปีงบประมาณ 2562.md';
    expect([...others.keys()].sort()).toEqual([report, 'หลักฐาน/3.3/คำสั่ง.pdf', list].sort());
    expect([...own.keys()].sort()).toEqual([report, 'หลักฐาน/3.3/คำสั่ง.pdf', 'หลักฐาน/3.3/ลับ.pdf', list].sort());
    const hash = createHash('sha256')
      .update(others.get('หลักฐาน/3.3/คำสั่ง.pdf') ?? '')
      .digest('hex');
    expect(hash).toBe(open.hash);
    const lines = String(others.get(list)).split('\r\n');
    expect(lines[1]).toContain(`"'=คำสั่งแต่งตั้ง"`);
    expect(lines[2]).toContain('ไม่มีสิทธิ์');
    expect(String(others.get(list))).not.toContain(hidden.hash);
    expect(String(own.get(list))).toContain(hidden.hash);
    const { id } = await bed.ask202('observer', { format: 'markdown', options: { evidence: 'files' } });
    expect((await bed.finished('observer', id)).file).toMatchObject({
      name: 'รายงาน PMQA ปีงบประมาณ 2562.zip',
      mediaType: 'application/zip',
    });
  });

  it('pictures of the cycle stand in it, drawn anew and small enough; those of another cycle do not', async () => {
    const large = await sharp({ create: { width: 2_400, height: 600, channels: 3, background: '#1188cc' } })
      .png()
      .toBuffer();
    const { id } = await bed.uploaded('cat3-member', { name: 'ภาพ.png', bytes: large, use: 'text' });
    const foreign = await bed.uploaded('foreigner', {
      ...{ name: 'ภาพ.png', bytes: await sharp(large).negate().png().toBuffer(), use: 'text' },
      cycle: bed.world.foreignCycle,
    });
    const image = (file: string) => ({ type: 'image', attrs: { file, alt: 'ผังงาน', width: 100 } });
    await bed.writeBlocks(await bed.documentId('basic'), image(id), image(foreign.id));
    const parts = await unzip(await bytesOf('observer', 'format=docx&levels=all'));
    const media = [...parts].filter(([name]) => name.startsWith('word/media/'));
    expect(media).toHaveLength(1);
    const { width, height, format } = await sharp(media[0]?.[1]).metadata();
    expect([width, height, format]).toEqual([1_600, 400, 'jpeg']);
  });

  it('comments of the texts that are told come as notes, with who said it', async () => {
    const document = await bed.documentId('basic');
    await bed.ask('cat3-chair', 'POST', `/api/documents/${document}/threads`, { text: 'ขอหลักฐานเพิ่มเติม' });
    const notes = (await bytesOf('observer', 'format=markdown&levels=all&comments=notes')).toString('utf8');
    expect(notes).toContain('ขอหลักฐานเพิ่มเติม');
    expect(notes).toContain('ชื่อ cat3-chair');
    const without = (await bytesOf('observer', 'format=markdown&levels=all')).toString('utf8');
    expect(without).not.toContain('ขอหลักฐานเพิ่มเติม');
  });
});
