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
 * What a log and acks cost at least: a relay that waits from flush to flush as Ruam does, writes what came to a file, syncs
 * it, and only then passes it on and acknowledges. No CRDT, rights, gate or database.
 *
 * node floor.ts <port> <file>
 */
const minPeriodMs = 8;
const gapPerCost = 2;
const maxGapMs = 25;
/** What a commit of the log in a database writes at least: its row's page and that of its key. */
const rowPages = Buffer.alloc(2 * 4_096);
/** Written over and over, as a write-ahead log is. */
const fileBytes = 4 * 1_024 * 1_024;

const log = openSync(process.argv[3] ?? '', 'w');
writeSync(log, Buffer.alloc(fileBytes));
let position = 0;
let costMs = 0;
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
  const started = performance.now();
  const rows = Buffer.concat([...[...waiting].flatMap((room) => room.said.map((one) => one.update)), rowPages]);
  if (position + rows.length > fileBytes) position = 0;
  position += writeSync(log, rows, 0, rows.length, position);
  fdatasyncSync(log);
  for (const room of waiting) tell(room);
  waiting.clear();
  const ended = performance.now();
  const gapMs = Math.min(maxGapMs, gapPerCost * Math.min(ended - started, costMs));
  costMs = ended - started;
  nextAt = Math.max(started + minPeriodMs, ended + gapMs);
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
