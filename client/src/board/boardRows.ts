import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Category, Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';

/** The three values of an item that the board can be drawn from. */
export const boardValues = ['claimed', 'advised', 'approved'] as const satisfies readonly ScoreValue[];
export type BoardValue = (typeof boardValues)[number];

/** The scoreboard of each value. */
export type Boards = Readonly<Record<BoardValue, Scoreboard>>;

/** Which items the table shows. */
export const filters = ['all', 'mine', 'limiting', 'waiting'] as const;
export type Filter = (typeof filters)[number];

/** What a person may do with an item: approved and locked, to be edited by them, or to be read. */
export type Access = 'locked' | 'write' | 'read';

/** An item as a row. */
export interface ItemRow {
  readonly item: ItemAnswer;
  readonly shortTitle: { readonly th: string; readonly en: string };
  readonly access: Access;
  readonly isLimiting: boolean;
  /** Whether the reader may decide it. */
  readonly mayDecide: boolean;
}

/** A category as a row with those of its items that the filter lets through. */
export interface CategoryRow {
  readonly category: Category;
  readonly levels: Readonly<Record<BoardValue, Level | null>>;
  readonly approvedItems: number;
  readonly allItems: number;
  readonly updatedAt: number | null;
  readonly access: Access;
  readonly items: readonly ItemRow[];
}

/** The rows of the board, in the framework's order. `decides` tells what the reader may decide. */
export function makeRows(
  framework: Framework,
  items: readonly ItemAnswer[],
  documents: readonly DocumentAnswer[],
  boards: Boards,
  value: BoardValue,
  decides: (item: ItemAnswer) => boolean,
): readonly CategoryRow[] {
  const writable = new Set(documents.filter(({ mayWrite }) => mayWrite).map(({ item }) => item));
  const limiting = new Set(boards[value].trace.limitedBy);
  return framework.categories.map((category) => {
    const own = category.items.flatMap(({ code, shortTitle }): ItemRow[] => {
      const item = items.find((one) => one.code === code);
      if (item === undefined) return [];
      return [
        {
          item,
          shortTitle,
          access: accessOf(item, writable),
          isLimiting: limiting.has(code),
          mayDecide: decides(item),
        },
      ];
    });
    const levelIn = (board: Scoreboard): Level | null =>
      board.categories.find(({ code }) => code === category.code)?.level ?? null;
    return {
      category,
      levels: {
        claimed: levelIn(boards.claimed),
        advised: levelIn(boards.advised),
        approved: levelIn(boards.approved),
      },
      approvedItems: own.filter(({ item }) => item.approved !== null).length,
      allItems: own.length,
      updatedAt: own.length === 0 ? null : Math.max(...own.map(({ item }) => item.updatedAt)),
      access: categoryAccess(own),
      items: own,
    };
  });
}

/** Whether a filter shows an item; the filters count process items. */
export function passes(filter: Filter, { item, access, isLimiting }: ItemRow): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'mine':
      return access === 'write';
    case 'limiting':
      return isLimiting;
    case 'waiting':
      return item.status === 'claimed' || item.status === 'advised' || item.status === 'scheduled';
  }
}

function accessOf(item: ItemAnswer, writable: ReadonlySet<string | null>): Access {
  if (item.approved !== null) return 'locked';
  return writable.has(item.code) ? 'write' : 'read';
}

function categoryAccess(items: readonly ItemRow[]): Access {
  if (items.some(({ access }) => access === 'write')) return 'write';
  return items.length > 0 && items.every(({ access }) => access === 'locked') ? 'locked' : 'read';
}
