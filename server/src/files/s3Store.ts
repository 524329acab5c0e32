import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { AwsClient } from 'aws4fetch';
import { type BlobLocation, type BlobStore, checkKey } from './blobStore.ts';

const retries = 3;
/** For the store's answer to begin. To remove is done while a row is held (F9), so it is given up soon. */
const answerMs = { HEAD: 30_000, GET: 60_000, PUT: 600_000, DELETE: 3_000 } as const;

type S3Location = Extract<BlobLocation, { kind: 's3' }>;

/** A bucket of an S3-compatible store. A file is under its key when all of it has arrived and its hash is right. */
export function createS3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Location): BlobStore {
  const client = new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey, retries });
  const base = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}/`;

  async function ask(method: keyof typeof answerMs, key: string, init: RequestInit = {}): Promise<Response> {
    checkKey(key);
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), answerMs[method]);
    try {
      const answer = await client.fetch(`${base}${key}`, { method, signal: waiting.signal, ...init });
      if (answer.ok || answer.status === 404) return answer;
      await answer.body?.cancel();
      throw unavailable(`it answers ${answer.status}`);
    } catch (error) {
      throw error instanceof AppError ? error : unavailable('it cannot be reached');
    } finally {
      clearTimeout(timer);
    }
  }

  async function has(key: string): Promise<boolean> {
    return (await ask('HEAD', key)).ok;
  }

  return {
    has,
    async put(key, path, sha256) {
      if (await has(key)) return;
      const { status, body } = await ask('PUT', key, {
        body: await openAsBlob(path),
        headers: { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
      });
      await body?.cancel();
      if (status === 404) throw unavailable('it has no such bucket');
    },
    async read(key) {
      const { ok, body } = await ask('GET', key);
      if (ok && body !== null) return Readable.fromWeb(body as ReadableStream);
      await body?.cancel();
      return null;
    },
    async remove(key) {
      await (await ask('DELETE', key)).body?.cancel();
    },
  };
}

function unavailable(why: string): AppError {
  return new AppError('unavailable', `the file store does not do its work: ${why}`);
}
