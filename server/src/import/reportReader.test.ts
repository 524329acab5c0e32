import { describe, expect, it, onTestFinished } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { ReadTask } from './readReport.ts';
import { createReportReader } from './reportReader.ts';
import { shortReport } from './testOffice.ts';

const megabyte = 1024 * 1024;

async function taskOf(bytes: Buffer): Promise<ReadTask> {
  const framework = await loadShippedFramework();
  const known = { people: {}, files: {} };
  return { kind: 'file', bytes: new Uint8Array(bytes), agencyName: '', framework, maxDocumentBytes: megabyte, known };
}

function readerOf(maxBytes: number) {
  const reader = createReportReader(maxBytes);
  onTestFinished(() => reader.close());
  return reader;
}

describe('what reading a file may take (docs/report.md I2)', () => {
  it('a file that takes more is ended', async () => {
    const task = await taskOf(Buffer.alloc(8 * megabyte, 'a line of no report\n'));
    await expect(readerOf(4 * megabyte).read(task)).rejects.toMatchObject({
      code: 'notUnderstood',
      message: expect.stringContaining('memory'),
    });
  });

  it('what others take at the same time is not counted', async () => {
    const read = readerOf(64 * megabyte).read(await taskOf(Buffer.from(shortReport.join('\n\n'))));
    const others = Array.from({ length: 16 }, () => Buffer.alloc(8 * megabyte, 1));
    expect((await read).read.format).toBe('txt');
    expect(others).toHaveLength(16);
  });
});
