/** What a test reads of a process's system calls, as `strace` writes them down. */

/** Writes and syncs, with every byte and the path behind each file descriptor; append the file to write to. */
export const straceCommand = [
  'strace',
  ...['-f', '-y', '-qq'],
  ...['-s', '1000000'],
  ...['-e', 'signal=none'],
  ...['-e', 'trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fdatasync,fsync'],
  '-o',
];

/** One call of one thread. Moments are positions in the trace. */
interface SystemCall {
  readonly name: string;
  readonly path: string;
  /** What it was given to write, a character a byte; empty for a sync. */
  readonly bytes: string;
  readonly enteredAt: number;
  readonly returnedAt: number;
  /** Bytes written; negative when it failed. */
  readonly result: number;
}

/** Reads a trace. Throws when it is not complete. */
export function readTrace(text: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const unfinished = new Map<string, { readonly start: string; readonly at: number }>();
  for (const [at, line] of text.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (rest.endsWith(' <unfinished ...>')) {
      unfinished.set(thread, { start: rest.slice(0, -' <unfinished ...>'.length), at });
      continue;
    }
    const begun = resumed === null ? { start: rest, at } : unfinished.get(thread);
    if (begun === undefined) throw new Error(`a call that never began: ${line.slice(0, 200)}`);
    const call = readCall(resumed === null ? rest : begun.start + (resumed[1] ?? ''), begun.at, at);
    if (call !== null) calls.push(call);
  }
  return calls;
}

/** Null for lines that are no call on a descriptor, and for calls that the end of the process cut off. */
function readCall(line: string, enteredAt: number, returnedAt: number): SystemCall | null {
  const start = /^(\w+)\(\d+<((?:[^>\\]|\\.)*)>/.exec(line);
  const result = /= (-?\d+)(?: E\w+ \(.*\))?$/.exec(line)?.[1];
  if (start === null || result === undefined) return null;
  const [head, name = '', path = ''] = start;
  const strings = [...line.slice(head.length).matchAll(/"((?:[^"\\]|\\.)*)"(\.\.\.)?/g)];
  if (strings.some(([, , more]) => more !== undefined)) throw new Error('the trace leaves bytes out');
  const bytes = strings.map(([, escaped = '']) => unescaped(escaped)).join('');
  return { name, path, bytes, enteredAt, returnedAt, result: Number(result) };
}

const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{1,3}|.)/g, (_whole, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (letters[code] ?? code),
  );
}

/** A WebSocket message that left the process; `at` is the moment at which its first byte may have. */
interface SentFrame {
  readonly payload: string;
  readonly at: number;
}

/** Everything the process sent over WebSockets, as their server. */
export function sentFrames(calls: readonly SystemCall[]): SentFrame[] {
  const sockets = new Map<string, { stream: string; parts: { readonly from: number; readonly at: number }[] }>();
  for (const { path, bytes, enteredAt, result } of calls) {
    if (!path.startsWith('socket:') || result <= 0) continue;
    const socket = sockets.get(path) ?? { stream: '', parts: [] };
    sockets.set(path, socket);
    socket.parts.push({ from: socket.stream.length, at: enteredAt });
    socket.stream += bytes.slice(0, result);
  }
  return [...sockets.values()].flatMap(({ stream, parts }) => {
    const frames: SentFrame[] = [];
    if (!stream.startsWith('HTTP/1.1 101 ')) return frames;
    for (let position = stream.indexOf('\r\n\r\n') + 4; position < stream.length; ) {
      const at = parts.findLast(({ from }) => from <= position)?.at ?? 0;
      const { payloadAt, length } = readFrameHeader(stream, position);
      frames.push({ payload: stream.slice(payloadAt, payloadAt + length), at });
      position = payloadAt + length;
    }
    return frames;
  });
}

/** Of an unmasked frame (RFC 6455, 5.2). */
function readFrameHeader(stream: string, position: number): { payloadAt: number; length: number } {
  const bytesAt = (from: number, count: number): number =>
    [...stream.slice(from, from + count)].reduce((sum, character) => sum * 256 + character.charCodeAt(0), 0);
  const length = bytesAt(position + 1, 1);
  if (length < 126) return { payloadAt: position + 2, length };
  if (length === 126) return { payloadAt: position + 4, length: bytesAt(position + 2, 2) };
  return { payloadAt: position + 10, length: bytesAt(position + 2, 8) };
}
