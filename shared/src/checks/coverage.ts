import { type Level, levelRank } from '../assessment/level.ts';
import type { Framework } from '../framework/framework.ts';
import { listProcessItems } from '../framework/lookup.ts';

/** A check with what is known of it in a cycle. */
export interface CheckStanding {
  readonly id: string;
  readonly item: string;
  readonly level: Level;
  readonly passageCount: number;
  readonly fileCount: number;
  readonly tick: object | null;
}

/** A check of the framework, and whose it is. */
export interface FrameworkCheck {
  readonly id: string;
  readonly item: string;
  readonly level: Level;
}

/** Every check of a framework, in its order: item by item, from the lowest level. */
export function listChecks(framework: Framework): readonly FrameworkCheck[] {
  return listProcessItems(framework).flatMap(({ code, levels }) =>
    levels.flatMap(({ level, checks }) => checks.map(({ id }) => ({ id, item: code, level }))),
  );
}

/** A check is proven by at least one passage or file; a tick alone proves nothing (docs/projections.md J7). */
export function isProven({ passageCount, fileCount }: Pick<CheckStanding, 'passageCount' | 'fileCount'>): boolean {
  return passageCount > 0 || fileCount > 0;
}

/** How many of the checks are proven and ticked. */
export interface Coverage {
  readonly total: number;
  readonly proven: number;
  readonly ticked: number;
}

export function coverageOf(checks: readonly CheckStanding[]): Coverage {
  return {
    total: checks.length,
    proven: checks.filter(isProven).length,
    ticked: checks.filter(({ tick }) => tick !== null).length,
  };
}

/** What an item lacks before a level can be claimed with all that it asks for. */
export interface Missing<Check> {
  /** Nothing proves them. */
  readonly unproven: readonly Check[];
  /** Something proves them; nobody of the body has said that they are met. */
  readonly unticked: readonly Check[];
}

/** The checks of one item that are open for a level: its own and those of the levels below it. */
export function missingFor<Check extends CheckStanding>(checks: readonly Check[], level: Level): Missing<Check> {
  const asked = checks.filter((check) => levelRank(check.level) <= levelRank(level));
  return {
    unproven: asked.filter((check) => !isProven(check)),
    unticked: asked.filter((check) => isProven(check) && check.tick === null),
  };
}
