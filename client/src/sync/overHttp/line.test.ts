import { closePayload, decodeRecords, encodeRecord, type LineRecord, recordKinds } from '@ruam/shared/sync/line.ts';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Line } from './line.ts';

/** Patient with a busy machine. */
const until = (isReached: () => boolean): Promise<boolean> => vi.waitUntil(isReached, 10_000);

interface Post {
  readonly number: number;
  readonly after: number;
  readonly records: readonly LineRecord[];
  readonly answer: (status: number) => void;
}

/** A server that does what the test says. */
function server() {
  const posts: Post[] = [];
  const streams: { readonly path: string; readonly say: (text: string) => void; readonly cut: () => void }[] = [];
  const asked: string[] = [];
  const fetchIt = async (path: string, init: RequestInit = {}): Promise<Response> => {
    asked.push(`${init.method ?? 'GET'} ${path}`);
    if (path === '/api/line') return new Response('{"id":"l"}', { status: 201 });
    const query = new URLSearchParams(path.split('?')[1]);
    if (path.includes('/events')) {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const quietly = (work: Promise<void>): void => void work.catch(() => undefined);
      init.signal?.addEventListener('abort', () => quietly(writer.abort(new Error('aborted'))));
      streams.push({
        path,
        say: (text) => quietly(writer.write(new TextEncoder().encode(text))),
        cut: () => quietly(writer.abort(new Error('cut'))),
      });
      return new Response(readable);
    }
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    return new Promise((resolve) => {
      posts.push({
        number: Number(query.get('number')),
        after: Number(query.get('after')),
        records: decodeRecords(new Uint8Array(init.body as ArrayBuffer)) ?? [],
        answer: (status) => resolve(new Response(null, { status })),
      });
    });
  };
  return { posts, streams, asked, fetch: fetchIt as typeof fetch };
}

function event(number: number, ...records: readonly LineRecord[]): string {
  const bytes = records.flatMap((record) => [...encodeRecord(record)]);
  return `id: ${number}\ndata: ${btoa(String.fromCharCode(...bytes))}\n\n`;
}

async function begun() {
  const one = server();
  const line = new Line(
    {
      fetch: one.fetch,
      schedule: (callback, delayMs) => {
        // Only the short waits between tries.
        const timer = delayMs <= 5_000 ? setTimeout(callback, 0) : undefined;
        return () => clearTimeout(timer);
      },
    },
    () => undefined,
  );
  onTestFinished(() => line.end());
  const socket = line.open('ws://host/sync/d?schema=2');
  const heard: (string | number)[] = [];
  socket.onopen = () => heard.push('open');
  socket.onmessage = ({ data }) => heard.push(data instanceof ArrayBuffer ? data.byteLength : data);
  socket.onclose = ({ code, reason }) => heard.push(`${code} ${reason}`);
  await until(() => one.posts.length === 1 && one.streams.length === 1);
  return { ...one, line, socket, heard };
}

const opened: LineRecord = { kind: recordKinds.open, channel: 0, payload: new Uint8Array() };
const text = (said: string): LineRecord => ({
  kind: recordKinds.text,
  channel: 0,
  payload: new TextEncoder().encode(said),
});

it('S15 a socket opens with its address, hears what is said to it and is closed with the server’s code', async () => {
  const { posts, streams, socket, heard } = await begun();
  expect(new TextDecoder().decode(posts[0]?.records[0]?.payload)).toBe('/sync/d?schema=2');
  const all = event(1, opened) + event(2, text('ก'), { ...text('ขคง'), kind: recordKinds.binary });
  for (const letter of `:  \n\n${all}`) streams[0]?.say(letter);
  const reason = new TextEncoder().encode('locked rescue=1');
  streams[0]?.say(event(3, { kind: recordKinds.close, channel: 0, payload: closePayload(4423, reason) }));
  await until(() => heard.length === 4);
  expect(heard).toEqual(['open', 'ก', 9, '4423 locked rescue=1']);
  expect(socket.readyState).toBe(3);
});

it('S15 one body at a time, and the same again until it is taken; what is said meanwhile waits for the next', async () => {
  const { posts, streams, socket, heard } = await begun();
  streams[0]?.say(event(1, opened));
  await until(() => heard.length === 1);
  socket.send('one');
  socket.send(Uint8Array.of(1, 2));
  posts[0]?.answer(502);
  await until(() => posts.length === 2);
  expect([posts[1]?.number, posts[1]?.records.map(({ kind }) => kind)]).toEqual([1, [recordKinds.open]]);
  posts[1]?.answer(204);
  await until(() => posts.length === 3);
  expect([posts[2]?.number, posts[2]?.after]).toEqual([2, 1]);
  expect(posts[2]?.records.map(({ kind }) => kind)).toEqual([recordKinds.text, recordKinds.binary]);
});

it('S15 a stream that is cut is asked for again behind what was heard; nothing counts twice', async () => {
  const { streams, heard } = await begun();
  streams[0]?.say(event(1, opened) + event(2, text('ก')));
  await until(() => heard.length === 2);
  streams[0]?.cut();
  await until(() => streams.length === 2);
  expect(streams[1]?.path).toContain('after=2');
  streams[1]?.say(event(2, text('ก')) + event(3, text('ข')));
  await until(() => heard.length === 3);
  expect(heard).toEqual(['open', 'ก', 'ข']);
});

it.each([
  [401, '4401 '],
  [404, '1006 '],
  [422, '1006 '],
])('S15 a body that is answered with %i ends every socket with %s', async (status, closed) => {
  const { posts, heard, asked } = await begun();
  posts[0]?.answer(status);
  await until(() => heard.length === 1);
  expect(heard).toEqual([closed]);
  expect(asked.at(-1)).toBe('DELETE /api/line/l');
});

it('S15 an event that is missing ends the line: nobody goes on with half of what was said', async () => {
  const { streams, heard } = await begun();
  streams[0]?.say(event(2, opened));
  await until(() => heard.length === 1);
  expect(heard).toEqual(['1006 ']);
});
