import { AppError } from '../errors/errors.ts';

/** The parts of an agenda in the order of Thai offices; the first is ระเบียบวาระที่ 1 (docs/meetings.md M3). */
export const agendaSections = [
  'chairInforms',
  'confirmMinutes',
  'mattersArising',
  'forConsideration',
  'others',
] as const;
export type AgendaSection = (typeof agendaSections)[number];

/** What must be known of an entry to order it. */
interface Placed {
  readonly id: string;
  readonly section: AgendaSection;
}

/** Where an entry goes: into a section, behind another entry of it; null: first. */
export interface AgendaPlace {
  readonly section: AgendaSection;
  readonly after: string | null;
}

/**
 * The agenda with one of its entries in another place; every other entry keeps its order, so that two who move at once
 * lose nothing (M4). Throws `notFound` (no such entry) and `replaced` (the one to stand behind is not there any more).
 */
export function moveEntry<Entry extends Placed>(
  agenda: readonly Entry[],
  id: string,
  { section, after }: AgendaPlace,
): Entry[] {
  const moved = agenda.find((entry) => entry.id === id);
  if (!moved) throw new AppError('notFound', 'there is no such entry');
  if (after === id) return [...agenda];
  const rest = agenda.filter((entry) => entry.id !== id);
  const own = rest.filter((entry) => entry.section === section);
  const at = after === null ? 0 : own.findIndex((entry) => entry.id === after) + 1;
  if (after !== null && at === 0) throw new AppError('replaced', 'the entry before it has moved; look again');
  const placed = own.toSpliced(at, 0, { ...moved, section });
  return agendaSections.flatMap((each) => (each === section ? placed : rest.filter((entry) => entry.section === each)));
}

/** One step up (-1) or down (1), over the border of a section, too; null at the end of the agenda. */
export function stepOf(agenda: readonly Placed[], id: string, step: -1 | 1): AgendaPlace | null {
  const entry = agenda.find((one) => one.id === id);
  if (!entry) return null;
  const own = agenda.filter(({ section }) => section === entry.section);
  const at = own.indexOf(entry);
  const neighbour = own[at + step];
  if (neighbour) return { section: entry.section, after: step === 1 ? neighbour.id : (own[at - 2]?.id ?? null) };
  const section = agendaSections[agendaSections.indexOf(entry.section) + step];
  if (section === undefined) return null;
  const there = agenda.filter((one) => one.section === section);
  return { section, after: step === 1 ? null : (there.at(-1)?.id ?? null) };
}

/** `4.2` for each entry of an ordered agenda, by id. */
export function agendaNumbers(agenda: readonly Placed[]): ReadonlyMap<string, string> {
  return new Map(
    agendaSections.flatMap((section, index) =>
      agenda.filter((entry) => entry.section === section).map(({ id }, at) => [id, `${index + 1}.${at + 1}`] as const),
    ),
  );
}
