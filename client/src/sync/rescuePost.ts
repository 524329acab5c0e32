import { documentSchema, rescueKeptSchema } from '@ruam/shared/api/api.ts';
import { RequestError, request } from '../api/request.ts';

/** What came of posting a rescue. `kept` with `id` null: the document itself has all of it. */
export type PostedRescue =
  | { readonly name: 'kept'; readonly id: string | null }
  | { readonly name: 'signedOut' }
  | { readonly name: 'stuck'; readonly reason: 'tooLarge' | 'forbidden' }
  | { readonly name: 'unreachable' };

/** Asks the server to keep what a replica holds and the document does not (docs/sync.md S5). Never rejects. */
export async function postRescue(documentId: string, update: Uint8Array): Promise<PostedRescue> {
  try {
    const { id } = await request(rescueKeptSchema, `${pathOf(documentId)}/rescues`, { method: 'POST', body: update });
    return { name: 'kept', id };
  } catch (error) {
    switch (error instanceof RequestError ? error.code : 'internal') {
      case 'notSignedIn':
        return { name: 'signedOut' };
      case 'tooLarge':
        return { name: 'stuck', reason: 'tooLarge' };
      case 'forbidden':
      case 'notFound':
        return { name: 'stuck', reason: 'forbidden' };
      default:
        return { name: 'unreachable' };
    }
  }
}

/**
 * The generation that a document has now (S14); `known` when the person may not read it any more, null when the server
 * does not answer. Never rejects.
 */
export async function readGeneration(documentId: string, known: number): Promise<number | null> {
  try {
    return (await request(documentSchema.pick({ generation: true }), pathOf(documentId))).generation;
  } catch (error) {
    const isAnswer = error instanceof RequestError && (error.code === 'forbidden' || error.code === 'notFound');
    return isAnswer ? known : null;
  }
}

function pathOf(documentId: string): string {
  return `/api/documents/${encodeURIComponent(documentId)}`;
}
