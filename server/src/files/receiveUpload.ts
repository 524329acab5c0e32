import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Spool, SpooledFile } from './spool.ts';

/** Room for the multipart frame around the file. */
const frameBytes = 64 * 1024;
/** Who sends nothing for so long is gone. */
const idleMs = 60_000;

/** A file as a form has brought it. */
export interface ReceivedFile extends SpooledFile {
  readonly givenName: string;
}

/**
 * Reads the form field `file` of a request into the spool while it arrives, and gives what `use` gives for it. Nothing of
 * it is left afterwards. Throws `badRequest`, `invalid` (no file), `tooLarge`, `unavailable`.
 */
export async function receiveUpload<Result>(
  request: IncomingMessage,
  spool: Spool,
  maxBytes: number,
  use: (file: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + frameBytes) {
    await discardRest(request);
    throw tooLarge(maxBytes);
  }
  const form = openForm(request, maxBytes);
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  let file: Readable | null = null;
  let used: Promise<void> = Promise.resolve();
  let receivedBytes = 0;
  let hasFailed = false;
  const fail = (error: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    request.unpipe(form);
    form.destroy();
    file?.destroy(error instanceof Error ? error : undefined);
    discardRest(request).then(() => reject(error), reject);
  };
  form.on('file', (field, stream, name) => {
    if (field !== 'file') return stream.resume();
    file = stream;
    stream.once('limit', () => fail(tooLarge(maxBytes)));
    let broken: unknown = null;
    stream.on('error', (error) => {
      broken ??= error;
    });
    used = spool
      .receive(stream, maxBytes, (spooled) => use({ ...spooled, givenName: nameIn(name) }))
      .then(resolve, (error: unknown) => fail(error === broken ? incomplete() : error));
  });
  form.on('filesLimit', () => fail(new AppError('invalid', 'send one file at a time')));
  form.on('finish', () => {
    if (file === null) fail(new AppError('invalid', 'send the file as the form field "file"'));
  });
  form.on('error', () => fail(new AppError('badRequest', 'the form cannot be read')));
  const idle = setTimeout(() => fail(incomplete()), idleMs);
  request.on('data', (chunk: Buffer) => {
    idle.refresh();
    receivedBytes += chunk.length;
    if (receivedBytes > maxBytes + frameBytes) fail(tooLarge(maxBytes));
  });
  request.once('end', () => clearTimeout(idle));
  request.once('close', () => {
    if (!request.complete) fail(incomplete());
  });
  request.pipe(form);
  try {
    return await promise;
  } finally {
    clearTimeout(idle);
    // What has arrived is gone before anybody is answered.
    await used;
  }
}

/** So much of what nobody wants is still taken. */
const maxDiscardedBytes = 1024 * 1024 * 1024;
const discardIdleMs = 10_000;

/**
 * Takes the rest of a request and keeps nothing of it: who is still sending hears an answer only when all of it was taken,
 * and a connection that is closed before loses the answer too.
 */
function discardRest(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const end = (): void => {
      clearTimeout(idle);
      request.off('data', count).off('end', end).off('close', end);
      resolve();
    };
    const count = (chunk: Buffer): void => {
      idle.refresh();
      bytes += chunk.length;
      if (bytes > maxDiscardedBytes) end();
    };
    const idle = setTimeout(end, discardIdleMs);
    request.on('data', count).once('end', end).once('close', end);
    request.resume();
  });
}

function openForm(request: IncomingMessage, maxBytes: number): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new AppError('badRequest', 'send the file as multipart/form-data');
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { files: 1, fields: 10, parts: 12, fileSize: maxBytes, fieldSize: 1_000, headerPairs: 50 },
    });
  } catch {
    throw new AppError('badRequest', 'the form cannot be read');
  }
}

/** Browsers write these three letters so. */
function nameIn(name: string | undefined): string {
  return (name ?? '').replace(/%(22|0D|0A)/gi, ' ');
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('tooLarge', `a file has at most ${maxBytes} bytes`, { maxBytes });
}

function incomplete(): AppError {
  return new AppError('badRequest', 'the request ended before it was complete');
}
