import type { KyselyPlugin, RootOperationNode } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';

/** A transaction, and whether a row was changed through it. */
export interface WatchedTransaction {
  readonly transaction: DatabaseTransaction;
  hasChanged(): boolean;
}

/** Watches what is written through a transaction, without a question to the store. Raw SQL is not seen. */
export function watchChanges(transaction: DatabaseTransaction): WatchedTransaction {
  let isChanged = false;
  const writes = new WeakSet<object>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (isWrite(node)) writes.add(queryId);
      return node;
    },
    transformResult({ result, queryId }) {
      if (writes.has(queryId) && ((result.numAffectedRows ?? 0n) > 0n || result.rows.length > 0)) isChanged = true;
      return Promise.resolve(result);
    },
  };
  return { transaction: transaction.withPlugin(plugin), hasChanged: () => isChanged };
}

function isWrite(node: RootOperationNode): boolean {
  switch (node.kind) {
    case 'InsertQueryNode':
    case 'DeleteQueryNode':
      return true;
    case 'UpdateQueryNode':
      // A row that is set to what it is, is only held.
      return node.updates?.some(({ value }) => value.kind !== 'ReferenceNode') ?? true;
    default:
      return false;
  }
}
