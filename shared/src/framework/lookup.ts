import { AppError } from '../errors/errors.ts';
import type { Category, Framework, FrameworkItem, ProcessItem } from './framework.ts';

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
