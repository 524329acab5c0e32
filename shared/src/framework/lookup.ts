import type { Level } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import type { Category, Framework, FrameworkItem, ProcessItem, TextLimits } from './framework.ts';

/** Every item and dimension of a framework, in its order. */
export function listItems(framework: Framework): FrameworkItem[] {
  return framework.categories.flatMap((category): FrameworkItem[] => category.items);
}

/** The process items, in the framework's order: the ones that have levels and gate the overall level (docs/score.md P2). */
export function listProcessItems(framework: Framework): ProcessItem[] {
  return framework.categories.flatMap((category) => (category.kind === 'process' ? category.items : []));
}

/** The category an item belongs to. Throws AppError `invalid` for a code that the framework does not have. */
export function categoryOf(framework: Framework, itemCode: string): Category {
  const found = framework.categories.find((category) => category.items.some(({ code }) => code === itemCode));
  if (found === undefined) throw new AppError('invalid', `framework ${framework.id} has no item ${itemCode}`);
  return found;
}

/**
 * How long the evidence text of an item may be at a level: what the level says, else the item, else the edition's limit
 * for all. Null when the edition states none.
 */
export function limitsOf(framework: Framework, itemCode: string, level: Level | null): TextLimits | null {
  const item = listItems(framework).find(({ code }) => code === itemCode);
  const own = item?.kind === 'process' ? item.levels.find((one) => one.level === level)?.limits : undefined;
  const ofItem = item?.kind === 'process' ? item.limits : undefined;
  const { value, certainty } = framework.evidenceRules?.narrativeLimitCharacters ?? {
    value: null,
    certainty: 'unknown',
  };
  return own ?? ofItem ?? (item === undefined || value === null ? null : { maxGraphemes: value, certainty });
}
