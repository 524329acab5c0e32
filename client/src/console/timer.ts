import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';

const minuteMs = 60_000;

/** How long an entry was under discussion, ms, this moment in it. @param now the server's clock */
export function usedMsOf(entry: AgendaEntry, { entry: current, entryAt }: Stage, now: number): number {
  const running = entry.id === current && entryAt !== null ? Math.max(0, now - entryAt) : 0;
  return entry.usedMs + running;
}

/** Minutes of several entries together: used, begun ones not counted, and planned; null where nothing is planned. */
export function minutesOf(
  entries: readonly AgendaEntry[],
  stage: Stage,
  now: number,
): { readonly used: number; readonly planned: number | null } {
  const used = entries.reduce((sum, entry) => sum + usedMsOf(entry, stage, now), 0);
  const planned = entries.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
  return {
    used: Math.floor(used / minuteMs),
    planned: planned.length === 0 ? null : planned.reduce((sum, one) => sum + one, 0),
  };
}

/** `12:40`, from an hour on `1:02:40`; never below zero. */
export function writeClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
