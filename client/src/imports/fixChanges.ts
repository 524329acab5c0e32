import type { ImportFixes, ImportPlace } from '@ruam/shared/api/imports.ts';
import { placeKey, withoutLines, withPlace } from './places.ts';

/** One thing that a person said of a draft; null: what was said of it before no longer holds. */
export type FixChange =
  | { readonly of: 'title'; readonly said: string | null }
  | { readonly of: 'fiscalYearBE'; readonly said: number | null }
  | { readonly of: 'round'; readonly said: 6 | 12 | null }
  | { readonly of: 'level'; readonly code: string; readonly said: ImportFixes['levels'][string] | undefined }
  | { readonly of: 'lines'; readonly from: number; readonly to: number; readonly said: ImportPlace | null };

/** What was said from the one to the other. */
export function changesOf(before: ImportFixes, after: ImportFixes): readonly FixChange[] {
  const { title = null, fiscalYearBE = null, round = null } = after.facts;
  const codes = [...new Set([...Object.keys(before.levels), ...Object.keys(after.levels)])];
  return [
    ...(title === (before.facts.title ?? null) ? [] : [{ of: 'title' as const, said: title }]),
    ...(fiscalYearBE === (before.facts.fiscalYearBE ?? null)
      ? []
      : [{ of: 'fiscalYearBE' as const, said: fiscalYearBE }]),
    ...(round === (before.facts.round ?? null) ? [] : [{ of: 'round' as const, said: round }]),
    ...codes
      .filter((code) => before.levels[code] !== after.levels[code])
      .map((code) => ({ of: 'level' as const, code, said: after.levels[code] })),
    ...changedLines(before.places, after.places),
  ];
}

/** The fixes with what was said; everything else in them stays. */
export function withChanges(fixes: ImportFixes, changes: readonly FixChange[]): ImportFixes {
  return changes.reduce(withChange, fixes);
}

/** What of these changes the fixes do not say already. */
export function changesLeft(changes: readonly FixChange[], fixes: ImportFixes): readonly FixChange[] {
  return changes.filter((change) => changesOf(fixes, withChange(fixes, change)).length > 0);
}

function withChange(fixes: ImportFixes, change: FixChange): ImportFixes {
  switch (change.of) {
    case 'title':
    case 'fiscalYearBE':
    case 'round': {
      const { [change.of]: _before, ...others } = fixes.facts;
      return { ...fixes, facts: change.said === null ? others : { ...others, [change.of]: change.said } };
    }
    case 'level': {
      const { [change.code]: _before, ...others } = fixes.levels;
      return { ...fixes, levels: change.said === undefined ? others : { ...others, [change.code]: change.said } };
    }
    case 'lines': {
      const { from, to, said } = change;
      const { places } = fixes;
      return {
        ...fixes,
        places: said === null ? withoutLines(places, from, to) : withPlace(places, { from, to, place: said }),
      };
    }
  }
}

type Places = ImportFixes['places'];

/** Lines of which the two say something else, those in a row together. */
function changedLines(before: Places, after: Places): readonly FixChange[] {
  const bounds = new Set([...before, ...after].flatMap(({ from, to }) => [from, to + 1]));
  const starts = [...bounds].sort((one, other) => one - other);
  const changed: Extract<FixChange, { of: 'lines' }>[] = [];
  for (const [at, from] of starts.entries()) {
    const to = (starts[at + 1] ?? from) - 1;
    const said = placeOf(after, from);
    if (to < from || wordOf(placeOf(before, from)) === wordOf(said)) continue;
    const last = changed.at(-1);
    if (last !== undefined && last.to + 1 === from && wordOf(last.said) === wordOf(said))
      changed[changed.length - 1] = { ...last, to };
    else changed.push({ of: 'lines', from, to, said });
  }
  return changed;
}

function placeOf(places: Places, line: number): ImportPlace | null {
  return places.findLast(({ from, to }) => from <= line && line <= to)?.place ?? null;
}

function wordOf(place: ImportPlace | null): string {
  return place === null ? '' : placeKey(place);
}
