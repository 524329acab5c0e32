import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { CleanUp } from '../testing/cleanUp.ts';

/** What the mail server took: who it is for, and the letter as it came over the wire. */
interface TakenLetter {
  readonly to: readonly string[];
  readonly source: string;
}

/** A real SMTP server on the loopback. */
export interface TestSmtp {
  readonly url: string;
  readonly taken: TakenLetter[];
  /** Answers the next letters with these codes instead of taking them. */
  readonly refusals: number[];
  close(): Promise<void>;
}

export async function startTestSmtp(cleanUp: CleanUp): Promise<TestSmtp> {
  const taken: TakenLetter[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const code = refusals.shift();
        if (code !== undefined) return done(Object.assign(new Error('not now'), { responseCode: code }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ to, source: Buffer.concat(parts).toString('latin1') });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): Promise<void> => new Promise((closed) => server.close(() => closed()));
  cleanUp(close);
  return { url: `smtp://127.0.0.1:${port}`, taken, refusals, close };
}

/** The parts of a letter, decoded as a mail program does it. */
export function readLetter(source: string): { subject: string; text: string; html: string; messageId: string } {
  const [head = ''] = source.split('\r\n\r\n', 1);
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  const part = (type: string): string => {
    const found = new RegExp(
      `Content-Type: ${type}; charset=utf-8\\r\\nContent-Transfer-Encoding: (\\S+)\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`,
      'i',
    ).exec(source);
    return decoded(found?.[1] ?? '', found?.[2] ?? '');
  };
  return {
    subject: words(field('Subject')),
    text: part('text/plain'),
    html: part('text/html'),
    messageId: field('Message-ID'),
  };
}

function decoded(encoding: string, body: string): string {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding.toLowerCase() !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8');
  return unquoted(body.replace(/=\r\n/g, ''));
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** RFC 2047. */
function words(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : unquoted(text.replaceAll('_', ' ')),
    );
}
