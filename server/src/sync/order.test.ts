import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openTestDatabase } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { ByteReader } from './byteReader.ts';
import { startServerProcess } from './serverProcess.ts';
import { readTrace, sentFrames, straceCommand } from './systemCalls.ts';
import { insertDocument, RawPeer, updateOf } from './testBed.ts';

const writerCount = 3;
const marksPerWriter = 40;

it('S3 on the way of every edit the sync of the log to the disk returns before anybody is shown it or told that it is safe', async () => {
  const { shown, acknowledged, early } = await watchServer({ isUnsafe: false });
  expect([shown, acknowledged]).toEqual([writerCount * marksPerWriter, writerCount * marksPerWriter]);
  expect(early).toEqual([]);
});

it('S3 a server that does not wait for the disk is found out in the same way', async () => {
  const { shown, acknowledged, early } = await watchServer({ isUnsafe: true });
  expect([shown, acknowledged]).toEqual([writerCount * marksPerWriter, writerCount * marksPerWriter]);
  expect(early.length).toBe(writerCount * marksPerWriter);
});

/** What the trace of a server's system calls says: how many marks left it, and which of them too early. */
interface Verdict {
  readonly shown: number;
  readonly acknowledged: number;
  readonly early: readonly string[];
}

/** Three people write marks, somebody watches, somebody comes later; every system call of the server is written down. */
async function watchServer({ isUnsafe }: { isUnsafe: boolean }): Promise<Verdict> {
  const folder = temporaryDirectory(onTestFinished);
  const location = { kind: 'sqlite', path: join(folder, 'log.db') } as const;
  const database = await openTestDatabase(location, () => undefined);
  await insertDocument(database, 'd');
  await database.destroy();

  const trace = join(folder, 'trace');
  const through = [...straceCommand, trace];
  const server = startServerProcess({ location, isUnsafe }, onTestFinished, { through });
  const url = await server.url;
  const joinAs = (name: string) =>
    new RawPeer(new WebSocket(`${url}/d`, { headers: { cookie: `person=${name}` } })).joined();
  await joinAs('watcher');
  const writers = await Promise.all(Array.from({ length: writerCount }, (_, index) => joinAs(`w${index}`)));
  const texts = writers.map(() => new Y.XmlText());
  for (let round = 0; round < marksPerWriter; round++) {
    if (round === marksPerWriter / 2) await joinAs('late');
    await Promise.all(
      writers.map(async (writer, index) => {
        const n = round * writerCount + index;
        writer.sendUpdate(updateOf(writer.doc, () => write(writer.doc, texts[index] ?? new Y.XmlText(), markOf(n))));
        await writer.acked(n);
      }),
    );
  }
  await server.end();
  return judge(readFileSync(trace, 'latin1'));
}

function write(doc: Y.Doc, text: Y.XmlText, mark: string): void {
  if (text.doc === null) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    doc.getXmlFragment('default').push([paragraph]);
  }
  text.insert(text.length, mark);
}

function markOf(n: number): string {
  return `<mark-${n}>`;
}

function judge(trace: string): Verdict {
  const calls = readTrace(trace);
  const onLog = calls.filter(({ path }) => path.endsWith('-wal'));
  const syncs = onLog.filter(({ name, result }) => name.endsWith('sync') && result === 0);
  /** From when on the mark is on the disk: the first sync after its first frames in the log. */
  const safeAt = (mark: string): number => {
    const written = onLog.find(({ bytes }) => bytes.includes(mark));
    const synced = written && syncs.find(({ enteredAt }) => enteredAt > written.returnedAt);
    return synced?.returnedAt ?? Number.POSITIVE_INFINITY;
  };
  const safe = new Map(marksBelow(writerCount * marksPerWriter).map((n) => [n, safeAt(markOf(n))]));
  const shown = new Set<number>();
  const acknowledged = new Set<number>();
  const early = new Set<number>();
  for (const { payload, at } of sentFrames(calls)) {
    const acked = payload.charCodeAt(0) === messageTypes.ack ? ackedBy(payload) : [];
    const seen = [...payload.matchAll(/<mark-(\d+)>/g)].map(([, n]) => Number(n));
    for (const n of acked) acknowledged.add(n);
    for (const n of seen) shown.add(n);
    for (const n of [...acked, ...seen]) if (at < (safe.get(n) ?? 0)) early.add(n);
  }
  return { shown: shown.size, acknowledged: acknowledged.size, early: [...early].map(markOf) };
}

/** An ack says that all earlier marks of the same writer are safe, too. */
function ackedBy(payload: string): number[] {
  const reader = new ByteReader(Buffer.from(payload, 'latin1'));
  reader.skip(1);
  const acked = reader.readVarUint();
  return marksBelow(acked + 1).filter((n) => n % writerCount === acked % writerCount);
}

function marksBelow(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
