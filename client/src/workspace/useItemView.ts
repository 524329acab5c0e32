import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { documentsQuery, frameworkQuery, itemsQuery } from '../api/cycle.ts';
import type { ItemView } from '../item/itemView.ts';

/** What is read of an item; `missing` when the category or the item does not exist. */
export type ItemReading =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly name: 'missing' }
  | { readonly name: 'ready'; readonly view: ItemView };

/** Reads an item with its category, siblings and documents; `code` null means the category's first item. */
export function useItemView(cycle: string, category: string, code: string | null): ItemReading {
  const framework = useQuery(frameworkQuery(cycle));
  const items = useQuery(itemsQuery(cycle));
  const documents = useQuery(documentsQuery(cycle));
  return useMemo((): ItemReading => {
    const failed = [framework, items, documents].find(({ isError, data }) => isError && data === undefined);
    if (failed !== undefined) return { name: 'failed', error: failed.error, retry: () => void failed.refetch() };
    if (!framework.data || !items.data || !documents.data) return { name: 'loading' };
    const found = framework.data.categories.find((one) => one.code === category);
    const definition = found?.items.find((one) => code === null || one.code === code);
    const item = items.data.find((one) => one.code === definition?.code);
    if (found === undefined || definition === undefined || item === undefined) return { name: 'missing' };
    const own = documents.data.filter((document) => document.item === item.code);
    return {
      name: 'ready',
      view: {
        category: found,
        definition,
        item,
        siblings: found.items.flatMap((one) => items.data.find((other) => other.code === one.code) ?? []),
        documents: own,
        advice: own.filter(({ kind }) => kind === 'advice'),
      },
    };
  }, [framework, items, documents, category, code]);
}
