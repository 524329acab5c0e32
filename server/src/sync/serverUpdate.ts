import { AppError, type ErrorCode } from '@ruam/shared/errors/errors.ts';
import { MalformedError } from './byteReader.ts';
import type { Reception } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { Rejection, UpdateSource } from './updateQueue.ts';

/** Commits the server's update through the room, so that everyone in it sees it. Rejects with AppError. */
export async function writeServerUpdate(
  rooms: Rooms,
  documentId: string,
  update: Uint8Array,
  personId: string | null,
): Promise<void> {
  const room = await rooms.open(documentId);
  if (room === null) throw new AppError('notFound', 'no such document');
  if (room.isClosed) return writeServerUpdate(rooms, documentId, update, personId);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const source: UpdateSource = {
    personId,
    settled: () => resolve(),
    flushed: () => undefined,
    rejected: (_ticket, why) => reject(new AppError(rejectionErrors[why], `the update was not committed: ${why}`)),
    askState: () => undefined,
  };
  try {
    const reception = room.offer({ source, ticket: 0, update }, true);
    room.queue.dropParked(source);
    if (reception === 'known') return;
    const code = receptionErrors[reception];
    if (code !== null) throw new AppError(code, `the update was not accepted: ${reception}`);
    await promise;
  } catch (error) {
    if (error instanceof MalformedError) throw new AppError('invalid', error.message);
    throw error;
  } finally {
    rooms.left(room);
  }
}

const rejectionErrors: Readonly<Record<Rejection, ErrorCode>> = {
  failed: 'unavailable',
  refused: 'locked',
  tooLarge: 'tooLarge',
  tooDeep: 'invalid',
  gone: 'notFound',
};

const receptionErrors: Readonly<Record<Exclude<Reception, 'known'>, ErrorCode | null>> = {
  accepted: null,
  parked: 'invalid',
  tooMuchParked: 'invalid',
  refused: 'locked',
  tooLarge: 'tooLarge',
  tooDeep: 'invalid',
};
