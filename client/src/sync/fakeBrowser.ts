import { IDBFactory } from 'fake-indexeddb';
import type { ReplicaEnvironment } from './replicaHome.ts';

/** What a browser keeps for all its tabs, for tests: real IndexedDB semantics and Node's own Web Locks. */
export interface FakeBrowser {
  readonly databases: IDBFactory;
  readonly pointers: Map<string, string>;
  /** What one tab gets of it. */
  tab(): ReplicaEnvironment;
  /** All tabs die at once: their locks are free, what they kept is there. */
  crash(): void;
}

/** A browser with nothing in it. */
export function fakeBrowser(): FakeBrowser {
  const databases = new IDBFactory();
  const pointers = new Map<string, string>();
  const listeners = new Set<(key: string | null) => void>();
  let life = crypto.randomUUID();
  return {
    databases,
    pointers,
    tab() {
      const own = new Set<(key: string | null) => void>();
      const changed = (key: string): void => {
        for (const listener of [...listeners]) if (!own.has(listener)) listener(key);
      };
      return {
        databases,
        pointers: {
          getItem: (key) => pointers.get(key) ?? null,
          setItem: (key, value) => {
            pointers.set(key, value);
            changed(key);
          },
          removeItem: (key) => {
            pointers.delete(key);
            changed(key);
          },
        },
        onPointer: (listener) => {
          listeners.add(listener);
          own.add(listener);
          return () => listeners.delete(listener);
        },
        locks: locksOf(life),
        makeId: () => crypto.randomUUID(),
        now: Date.now,
      };
    },
    crash() {
      listeners.clear();
      life = crypto.randomUUID();
    },
  };
}

/** The process's locks, under names that only one life of a browser uses. */
function locksOf(life: string): LockManager {
  const { locks } = navigator;
  return {
    request: (name: string, ...rest: unknown[]) => Reflect.apply(locks.request, locks, [`${life} ${name}`, ...rest]),
    query: () => locks.query(),
  } as LockManager;
}
