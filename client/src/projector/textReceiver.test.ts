import { type Content, paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate } from '@ruam/shared/document/yjs.ts';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import type { FakeSocket } from '../sync/fakeSocket.ts';
import { fakeSockets } from '../sync/fakeSocket.ts';
import type { TextSource } from './passages.ts';
import { TextReceiver } from './textReceiver.ts';

const contentOf = (...texts: readonly string[]): Content => ({ type: 'doc', content: texts.map(paragraph) });

/** A document on the server. */
function documentOf(clientId: number, ...texts: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, contentAsUpdate(contentOf(...texts), clientId));
  return doc;
}

function bed() {
  const { made, WebSocket } = fakeSockets();
  const texts: TextSource[] = [];
  const lives: boolean[] = [];
  const waiting: (() => void)[] = [];
  const receiver = new TextReceiver(
    'd1',
    {
      ...{ origin: 'ws://host', WebSocket, now: () => 0, random: () => 0 },
      later: (call) => {
        waiting.push(call);
        return () => {};
      },
    },
    (text) => texts.push(text),
    (isLive) => lives.push(isLive),
  );
  const socketAt = (index: number): FakeSocket => {
    const socket = made[index];
    if (socket === undefined) throw new Error('no socket');
    return socket;
  };
  return { receiver, texts, lives, socketAt, again: () => waiting.shift()?.() };
}

const update = (socket: FakeSocket, doc: Y.Doc): void =>
  socket.receive((encoder) => {
    encoding.writeVarUint(encoder, 0);
    syncProtocol.writeUpdate(encoder, Y.encodeStateAsUpdate(doc));
  });

test('it shows a text with the identities of its paragraphs, and all that it ever sends is what it has', () => {
  const { texts, socketAt } = bed();
  const socket = socketAt(0);
  expect(socket.url).toMatch(/^ws:\/\/host\/sync\/d1\?projector=1&schema=\d+$/);
  socket.open();
  const server = documentOf(7, 'หนึ่ง', 'สอง');
  socket.join(server);
  expect(texts.at(-1)).toEqual({
    content: contentOf('หนึ่ง', 'สอง'),
    ids: [expect.stringMatching(/^7\.\d+$/), expect.anything()],
  });
  const first = server.getXmlFragment('default').get(0);
  if (first instanceof Y.XmlElement) first.insert(0, [new Y.XmlText('ที่ ')]);
  update(socket, server);
  expect(texts.at(-1)?.ids).toEqual(texts[0]?.ids);
  expect(JSON.stringify(texts.at(-1)?.content)).toContain('ที่ ');
  expect(socket.sent.map(([type, step]) => [type, step])).toEqual([[0, 0]]);
});

test('what it had stays through a cut; a document that was replaced meanwhile is not mixed with what it was', () => {
  const { texts, lives, socketAt, again } = bed();
  socketAt(0).open();
  socketAt(0).join(documentOf(7, 'เดิม'));
  socketAt(0).end(4503);
  expect(lives).toEqual([true, false]);
  expect(texts).toHaveLength(1);
  again();
  socketAt(1).open();
  expect(texts).toHaveLength(1);
  socketAt(1).join(documentOf(8, 'ใหม่'));
  expect(texts.at(-1)?.content).toEqual(contentOf('ใหม่'));
});

test('frames that are none change nothing', () => {
  const { texts, socketAt } = bed();
  socketAt(0).open();
  socketAt(0).receive((encoder) => encoding.writeVarUint(encoder, 1));
  socketAt(0).receive(() => {});
  expect(texts).toEqual([]);
});
