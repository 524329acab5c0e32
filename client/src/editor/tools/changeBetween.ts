import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import { isForeign } from '../foreignChanges.ts';

/** From the positions of one document to those of the next, by what differs. */
function changeBetween(before: Node, after: Node): Mapping {
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return new Mapping();
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return new Mapping([new StepMap([start, end.a + overlap - start, end.b + overlap - start])]);
}

/** Where positions of `before` are after a transaction, the user's own or one that brings what others wrote. */
export function mappingOf(transaction: Transaction, before: Node): Mapping {
  return isForeign(transaction) ? changeBetween(before, transaction.doc) : transaction.mapping;
}
