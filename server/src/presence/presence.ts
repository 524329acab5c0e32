import type { PresenceFrame, PresencePlace, PresentInCycle } from '@ruam/shared/sync/presenceFrames.ts';

/** A tab that follows a cycle. */
export interface PresenceTab {
  /** The tab shows this document, or none. */
  at(document: string | null): void;
  /** What the person may do has changed, perhaps. */
  refresh(): void;
  leave(): void;
}

/** Who is here, per cycle; derived from the connections of the live channel, and only from these (docs/sync.md S16). */
export interface Presence {
  /** @param send frames for this tab: everybody at once, then what changes */
  enter(
    cycle: string,
    person: { readonly id: string; readonly name: string },
    send: (frame: PresenceFrame) => void,
  ): PresenceTab;
}

interface Options {
  /** What a document is to a person; null when it is not one of the cycle. */
  readonly placeOf: (person: string, cycle: string, document: string) => Promise<PresencePlace | null>;
  /** A place could not be read. */
  readonly failed: (error: unknown) => void;
  /** At most one frame a cycle in so many ms. */
  readonly gapMs?: number;
}

interface Tab {
  readonly person: { readonly id: string; readonly name: string };
  readonly send: (frame: PresenceFrame) => void;
  place: PresencePlace | null;
}

interface Cycle {
  readonly tabs: Set<Tab>;
  /** What was said to all of each person, as JSON. */
  readonly told: Map<string, string>;
  timer: NodeJS.Timeout | null;
}

/** Said to newcomers only. */
const toldToSome = '';

/** Half a second: faces may be late, and many who come at once cost one frame. */
const defaultGapMs = 500;

export function createPresence({ placeOf, failed, gapMs = defaultGapMs }: Options): Presence {
  const cycles = new Map<string, Cycle>();

  function changed(cycle: Cycle): void {
    cycle.timer ??= setTimeout(() => {
      cycle.timer = null;
      tell(cycle);
    }, gapMs).unref();
  }

  return {
    enter(cycleId, person, send) {
      const cycle = cycles.get(cycleId) ?? { tabs: new Set(), told: new Map(), timer: null };
      cycles.set(cycleId, cycle);
      const tab: Tab = { person, send, place: null };
      cycle.tabs.add(tab);
      const people = peopleOf(cycle);
      send({ type: 'presence', all: true, people, gone: [] });
      // Whoever goes before the next frame is in none, and yet must be told as gone to who has just heard of them.
      for (const { id } of people) if (!cycle.told.has(id)) cycle.told.set(id, toldToSome);
      changed(cycle);
      let wanted: { readonly document: string | null } | null = null;
      let isReading = false;
      /** One question at a time, and not more often than anybody is told; of several answers only the last counts. */
      async function read(): Promise<void> {
        if (isReading) return;
        isReading = true;
        let last: string | null = null;
        try {
          while (wanted !== null && cycle.tabs.has(tab)) {
            last = wanted.document;
            wanted = null;
            tab.place = last === null ? null : await placeOf(person.id, cycleId, last);
            changed(cycle);
            await new Promise((again) => setTimeout(again, gapMs / 2).unref());
          }
        } catch (error) {
          failed(error);
        } finally {
          isReading = false;
        }
      }
      let shown: string | null = null;
      const at = (document: string | null): void => {
        shown = document;
        wanted = { document };
        void read();
      };
      return {
        at,
        refresh: () => at(shown),
        leave() {
          cycle.tabs.delete(tab);
          changed(cycle);
          if (cycle.tabs.size > 0) return;
          if (cycle.timer !== null) clearTimeout(cycle.timer);
          if (cycles.get(cycleId) === cycle) cycles.delete(cycleId);
        },
      };
    },
  };
}

/** Says what is new, and only that. */
function tell(cycle: Cycle): void {
  const now = peopleOf(cycle);
  const people = now.filter((person) => cycle.told.get(person.id) !== JSON.stringify(person));
  const present = new Set(now.map(({ id }) => id));
  const gone = [...cycle.told.keys()].filter((id) => !present.has(id));
  if (people.length === 0 && gone.length === 0) return;
  for (const person of people) cycle.told.set(person.id, JSON.stringify(person));
  for (const id of gone) cycle.told.delete(id);
  for (const { send } of [...cycle.tabs]) send({ type: 'presence', all: false, people, gone });
}

function peopleOf({ tabs }: Cycle): PresentInCycle[] {
  const people = new Map<string, { id: string; name: string; places: PresencePlace[] }>();
  for (const { person, place } of tabs) {
    const known = people.get(person.id) ?? { ...person, places: [] };
    people.set(person.id, known);
    if (place === null || known.places.some((one) => JSON.stringify(one) === JSON.stringify(place))) continue;
    known.places.push(place);
  }
  // In one order, whichever tab came first: an equal list is no news.
  const order = ({ item, document }: PresencePlace): string => `${item} ${document}`;
  return [...people.values()].map((person) => ({
    ...person,
    places: person.places.sort((one, other) => (order(one) < order(other) ? -1 : 1)),
  }));
}
