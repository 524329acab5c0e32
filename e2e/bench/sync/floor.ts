import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

interface Said {
  readonly by: WebSocket;
  readonly update: Buffer;
}

class FloorRoom {
  readonly people = new Map<WebSocket, Socket>();
  said: Said[] = [];
  readonly asked = new Map<WebSocket, Buffer>();
}

/**
 * What no server with a log and acks can fall below: a relay that waits as long as Ruam does, appends what came to a file,
 * syncs it, and only then passes it on and acknowledges. No CRDT, rights, gate or database.
 *
 * node floor.ts <port> <file>
 */
const periodMs = 8;
/** What a commit of the log in a database writes at least: its row's page and that of its key. */
const rowPages = Buffer.alloc(2 * 4_096);

const log = openSync(process.argv[3] ?? '', 'a');
const rooms = new Map<string, FloorRoom>();
const waiting = new Set<FloorRoom>();
let isDue = false;
let nextAt = 0;

function frameOf(message: Buffer): Buffer {
  const { length } = message;
  const head = length < 126 ? [0x82, length] : [0x82, 126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), message]);
}

function flush(): void {
  isDue = false;
  nextAt = performance.now() + periodMs;
  const said = [...waiting].flatMap((room) => room.said);
  writeSync(log, Buffer.concat([...said.map((one) => one.update), rowPages]));
  fdatasyncSync(log);
  for (const room of waiting) tell(room);
  waiting.clear();
}

/** Everybody in one write; who has spoken hears the others and the ack. */
function tell(room: FloorRoom): void {
  const frames = room.said.map((one) => ({ by: one.by, frame: frameOf(one.update) }));
  const all = Buffer.concat(frames.map(({ frame }) => frame));
  const authors = new Set(frames.map(({ by }) => by));
  for (const author of authors) {
    const asked = room.asked.get(author);
    const others = frames.filter(({ by }) => by !== author).map(({ frame }) => frame);
    room.people.get(author)?.write(Buffer.concat([...others, ...(asked ? [frameOf(asked)] : [])]));
  }
  for (const [person, socket] of room.people) if (!authors.has(person)) socket.write(all);
  room.said = [];
  room.asked.clear();
}

function take(room: FloorRoom, by: WebSocket, message: Buffer): void {
  if (message[0] === 100) room.asked.set(by, message);
  if (message[0] !== 0 || message[1] !== 2) return;
  room.said.push({ by, update: message });
  waiting.add(room);
  if (isDue) return;
  isDue = true;
  const waitMs = nextAt - performance.now();
  if (waitMs <= 0) setImmediate(flush);
  else setTimeout(flush, waitMs);
}

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false });
server.on('connection', (person, request) => {
  const path = request.url ?? '/';
  const room = rooms.get(path) ?? new FloorRoom();
  rooms.set(path, room);
  room.people.set(person, request.socket);
  person.on('message', (message) => {
    if (Buffer.isBuffer(message)) take(room, person, message);
  });
  person.on('close', () => room.people.delete(person));
  person.on('error', () => person.terminate());
});
process.on('disconnect', () => process.exit(0));
server.on('listening', () => process.send?.('listening'));
