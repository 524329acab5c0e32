import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';

/** How many presence colours there are: `--ruam-presence-1` … `-8`. */
const presenceColors = 8;

/** A person in a document, once whatever the number of tabs. */
export interface PresentPerson {
  readonly id: string;
  readonly name: string;
  /** 1-8, an index and never a colour: each reader paints it in the own theme. */
  readonly colorIndex: number;
  readonly isSelf: boolean;
}

type PresentUser = Omit<PresentPerson, 'isSelf'>;

const userSchema = z.object({ id: z.string(), name: z.string(), color: z.unknown() });
const stateSchema = z.object({ user: userSchema });
/** A state is never changed, only replaced; all of them are looked at whenever one caret moves. */
const known = new WeakMap<object, PresentUser | null>();

/** The `user` of an awareness state; the server has put the true id and name in (S6). Null when there is none. */
export function userOf(state: object): PresentUser | null {
  const before = known.get(state);
  if (before !== undefined) return before;
  const parsed = stateSchema.safeParse(state);
  const user = parsed.success ? withColor(parsed.data.user) : null;
  known.set(state, user);
  return user;
}

function withColor({ id, name, color }: z.infer<typeof userSchema>): PresentUser {
  return { id, name, colorIndex: isColorIndex(color) ? color : colorIndexOf(id) };
}

/** A stable colour for a person: FNV-1a over the id. */
export function colorIndexOf(personId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < personId.length; index++) {
    hash = Math.imul(hash ^ personId.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) % presenceColors) + 1;
}

const byName = new Intl.Collator('th');

/** Who is here, by name, oneself last. */
export function presentPeople(awareness: Awareness, selfId: string): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  for (const state of awareness.getStates().values()) {
    const user = userOf(state);
    if (user !== null && !people.has(user.id)) people.set(user.id, { ...user, isSelf: user.id === selfId });
  }
  return [...people.values()].sort(
    (a, b) => Number(a.isSelf) - Number(b.isSelf) || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1),
  );
}

/** Whether both lists show the same faces, so that nothing needs drawing. */
export function isSamePresence(a: readonly PresentPerson[], b: readonly PresentPerson[]): boolean {
  return (
    a.length === b.length &&
    a.every((person, index) => {
      const other = b[index];
      return other?.id === person.id && other.name === person.name && other.colorIndex === person.colorIndex;
    })
  );
}

function isColorIndex(color: unknown): color is number {
  return typeof color === 'number' && Number.isInteger(color) && color >= 1 && color <= presenceColors;
}
