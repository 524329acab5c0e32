/** The attackers of the drill `hostile`, in a process of their own. */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { until } from './drill.ts';
import { Editor } from './editor.ts';
import { ackFrame, emptyQuestion, updateFrame, varUint } from './frames.ts';
import { answerAsHelper } from './helper.ts';

/** Somebody signed in, and where to. */
export interface Peer {
  readonly cookie: string;
  readonly origin: string;
  readonly documentId: string;
}

export type FloodQuestion = {
  readonly name: 'stopReading' | 'readAlong' | 'write' | 'hangUp' | 'fill' | 'ask' | 'bombs' | 'bigFrame' | 'messages';
  readonly peer: Peer;
  /** How many: readers, MB, questions, bombs, messages. */
  readonly count: number;
};

/** What the server did about it, in words. */
export type FloodAnswer = string;

/** In the flood: the keystroke, an ack asked for, a question who is there, and carets. */
const messagesPerKeystroke = 20;

/** The server takes so many frames a second; the rest waits. */
const floodMs = 150_000;

const sockets: WebSocket[] = [];

answerAsHelper<FloodQuestion, FloodAnswer>(async ({ name, peer, count }) => {
  switch (name) {
    case 'stopReading':
    case 'readAlong': {
      for (const socket of await joinAll(peer, count)) if (name === 'stopReading') socket.pause();
      return `${count} readers`;
    }
    case 'hangUp':
      for (const socket of sockets.splice(0)) socket.terminate();
      return 'gone';
    case 'write':
      await Promise.all([write(peer, count / 2), write(peer, count / 2)]);
      return `${sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length} readers still connected`;
    case 'fill':
      await fill(peer, count);
      return `${count} MB`;
    case 'ask': {
      const [socket] = await joinAll(peer, 1);
      socket?.pause();
      for (let asked = 0; asked < count; asked++) socket?.send(emptyQuestion);
      return `${count} questions`;
    }
    case 'bombs': {
      const bombers = await joinAll(peer, count);
      const bomb = Uint8Array.from([1, ...varUint(2 ** 25), 1, 0, 4, 1, 1, 116, 1, 97]);
      for (const bomber of bombers) bomber.send(updateFrame(bomb));
      return closedWith(bombers);
    }
    case 'bigFrame': {
      const big = await joinAll(peer, 1);
      big[0]?.send(Buffer.alloc(count * 1_000_000));
      return closedWith(big);
    }
    case 'messages':
      return flood(peer, count);
  }
});

async function joinAll({ origin, cookie, documentId }: Peer, count: number): Promise<WebSocket[]> {
  const joining = Array.from({ length: count }, () => {
    const address = `${origin.replace('http', 'ws')}/sync/${documentId}`;
    return new WebSocket(address, { headers: { cookie }, perMessageDeflate: false });
  });
  sockets.push(...joining);
  let joined = 0;
  for (const socket of joining) {
    socket.on('error', () => undefined);
    socket.once('open', () => socket.send(emptyQuestion));
    const listen = (data: Buffer) => {
      if (data[0] !== 0 || data[1] !== 1) return;
      joined += 1;
      socket.off('message', listen);
    };
    socket.on('message', listen);
  }
  await until(() => joined === count, 'the attackers have joined');
  return joining;
}

async function closedWith(attackers: readonly WebSocket[]): Promise<string> {
  const codes: number[] = [];
  for (const attacker of attackers) attacker.once('close', (code) => codes.push(code));
  await until(() => codes.length === attackers.length, 'the attackers are thrown out');
  return `closed with ${[...new Set(codes)].join(' and ')}`;
}

/** Writes and deletes again, each time acknowledged, until so many MB have passed. */
async function write(peer: Peer, megabytes: number): Promise<void> {
  const writer = new Editor(peer, peer.documentId, `w${randomBytes(4).toString('hex')}`);
  writer.connect(() => 500);
  await until(() => writer.syncedAt !== null, 'the writer is synced');
  writer.type();
  const text = writer.ownText;
  const chunk = 100_000;
  for (let passed = 0; passed < megabytes * 1_000_000; passed += chunk) {
    const before = text.length;
    text.insert(before, randomBytes((chunk * 3) / 4).toString('base64'));
    text.delete(before, chunk);
    writer.type();
    await until(() => writer.acknowledged === writer.typed, 'the ack of the writer');
  }
  writer.stop();
}

async function fill(peer: Peer, megabytes: number): Promise<void> {
  const writer = new Editor(peer, peer.documentId, 'fill');
  writer.connect(() => 500);
  await until(() => writer.syncedAt !== null, 'the writer is synced');
  writer.type();
  writer.ownText.insert(0, randomBytes(megabytes * 750_000).toString('base64'));
  writer.type();
  await until(() => writer.acknowledged === writer.typed, 'the large text is acknowledged');
  writer.stop();
}

/** Keystrokes, carets, questions who is there, and acks asked for, as fast as the network takes them. */
async function flood(peer: Peer, count: number): Promise<string> {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(updateFrame(update)));
  const text = new Y.XmlText();
  doc.getXmlFragment('default').push([text]);
  for (let index = 1; index < count / messagesPerKeystroke; index++) text.insert(index - 1, 'x');
  const [socket] = await joinAll(peer, 1);
  if (socket === undefined) throw new Error('nobody has joined');
  let acked = 0;
  socket.on('message', (data: Buffer) => {
    if (data[0] === 100) acked += 1;
  });
  let closed: number | null = null;
  socket.once('close', (code) => {
    closed = code;
  });
  const started = performance.now();
  for (const [index, update] of updates.entries()) {
    socket.send(update);
    socket.send(ackFrame(index + 1));
    socket.send(Uint8Array.of(3));
    for (let move = 3; move < messagesPerKeystroke; move++) socket.send(caret(doc.clientID, index * 100 + move));
  }
  const last = Uint8Array.from(ackFrame(updates.length + 1));
  let isDone = false;
  socket.on('message', (data: Buffer) => {
    if (data.equals(last)) isDone = true;
  });
  socket.send(last);
  await until(() => isDone || closed !== null, 'the flood is through', floodMs);
  const seconds = (performance.now() - started) / 1_000;
  return closed === null ? `through in ${seconds.toFixed(1)} s, ${acked} acks` : `closed with ${closed}`;
}

function caret(clientId: number, clock: number): Uint8Array {
  const state = new TextEncoder().encode(JSON.stringify({ cursor: clock }));
  const entries = [1, ...varUint(clientId), ...varUint(clock), ...varUint(state.length), ...state];
  return Uint8Array.from([1, ...varUint(entries.length), ...entries]);
}
