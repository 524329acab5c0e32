import { changeStageSchema, type StageChanges } from '@ruam/shared/api/stage.ts';
import { z } from 'zod';

const changesSchema = changeStageSchema.shape.changes;

/** The id of this tab as a console of a meeting: the same after a reload, another one in another tab. */
export function ownConsole(storage: Storage, meeting: string, newId: () => string): string {
  const key = `ruam-console ${meeting}`;
  const kept = z.uuid().safeParse(storage.getItem(key));
  if (kept.success) return kept.data;
  const id = newId();
  storage.setItem(key, id);
  return id;
}

/** Where changes of the stage wait that the server does not have yet. */
export function keptChanges(storage: Storage, meeting: string) {
  const key = `ruam-console-unsent ${meeting}`;
  return {
    read(): StageChanges {
      try {
        return changesSchema.catch({}).parse(JSON.parse(storage.getItem(key) ?? '{}'));
      } catch {
        return {};
      }
    },
    write(changes: StageChanges): void {
      if (Object.keys(changes).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(changes));
    },
  };
}
