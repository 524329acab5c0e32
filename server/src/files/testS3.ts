import S3rver from 's3rver';
import type { CleanUp } from '../testing/cleanUp.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import type { BlobLocation } from './blobStore.ts';

/** An S3-compatible store of its own on this machine, with one bucket. */
export async function startTestS3(cleanUp: CleanUp): Promise<Extract<BlobLocation, { kind: 's3' }>> {
  const bucket = 'ruam-files';
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: temporaryDirectory(cleanUp),
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  cleanUp(() => server.close());
  return {
    kind: 's3',
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
}
