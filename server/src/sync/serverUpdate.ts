import { AppError, type ErrorCode } from '@ruam/shared/errors/errors.ts';
import { MalformedError } from './byteReader.ts';
import type { RefusalReason } from './refusal.ts';
import type { Reception } from './roomPeer.ts';
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
    ownerId: null,
    isRefused: false,
    spent: () => undefined,
    settled: () => resolve(),
    flushed: () => undefined,
    rejected: (_offered, why) => reject(new AppError(rejectionErrors[why], `the update was not committed: ${why}`)),
    askState: () => undefined,
  };
  try {
    const reception = room.offer({ source, ticket: 0, sent: update, isTried: true }, null);
    room.queue.takeParked(source);
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

const refusalErrors: Readonly<Record<RefusalReason, ErrorCode>> = {
  locked: 'locked',
  noRight: 'forbidden',
  schema: 'invalid',
  tooDeep: 'invalid',
  identity: 'invalid',
  gap: 'invalid',
  tooLarge: 'tooLarge',
  generation: 'invalid',
  unreadable: 'invalid',
};

const rejectionErrors: Readonly<Record<Rejection, ErrorCode>> = {
  ...refusalErrors,
  failed: 'unavailable',
  gone: 'notFound',
};

const receptionErrors: Readonly<Record<Exclude<Reception, 'known'>, ErrorCode | null>> = {
  ...refusalErrors,
  accepted: null,
  parked: 'invalid',
  tooMuchParked: 'invalid',
  heavy: 'invalid',
};
