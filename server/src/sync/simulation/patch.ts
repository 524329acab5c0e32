import { Room } from '../room.ts';
import type { QueryFault, SimulatedStore } from './store.ts';

/** Replaces a method; gives how to put the old one back. */
export function patch<Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
  change: (original: Owner[Key]) => Owner[Key],
): () => void {
  const original = owner[key];
  owner[key] = change(original);
  return () => {
    owner[key] = original;
  };
}

/** One end of several faults. */
export function all(...ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}

/** Changes what the store is asked or answers. */
export function queries(store: SimulatedStore, fault: QueryFault): () => void {
  store.fault = fault;
  return () => {
    store.fault = null;
  };
}

type Offer = Room['offer'];

/** Does something after a room was offered an update. */
export function afterOffer(
  then: (room: Room, offered: Parameters<Offer>[0], reception: ReturnType<Offer>) => void,
): () => void {
  return patch(
    Room.prototype,
    'offer',
    (offer) =>
      function (this: Room, offered, refusal) {
        const reception = offer.call(this, offered, refusal);
        then(this, offered, reception);
        return reception;
      },
  );
}

/** Changes why a source may not write. */
export function beforeOffer(change: (refusal: Parameters<Offer>[1]) => Parameters<Offer>[1]): () => void {
  return patch(
    Room.prototype,
    'offer',
    (offer) =>
      function (this: Room, offered, refusal) {
        return offer.call(this, offered, change(refusal));
      },
  );
}
