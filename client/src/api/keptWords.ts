import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

const keptKey = 'keptWords';

/** Which form, of what: `['claim', cycle, item]`. */
export type Place = readonly string[];

/** What was typed there and not sent; undefined: nothing. */
export function wordsAt(queryClient: QueryClient, place: Place): string | undefined {
  return queryClient.getQueryData<string>([keptKey, ...place]);
}

/** Keeps what is typed in this tab, however the form is closed, until it is sent (null) or the person signs out. */
export function keepWords(queryClient: QueryClient, place: Place, words: string | null): void {
  const queryKey = [keptKey, ...place];
  queryClient.setQueryDefaults([keptKey], { gcTime: Number.POSITIVE_INFINITY });
  if (words === null) queryClient.removeQueries({ queryKey, exact: true });
  else queryClient.setQueryData(queryKey, words);
}

/** The words of a text field that outlive its form: what stands in it, a way to change it, and one to forget it once sent. */
export function useKeptWords(place: Place, initial = ''): readonly [string, (words: string) => void, () => void] {
  const queryClient = useQueryClient();
  const [words, setWords] = useState(() => wordsAt(queryClient, place) ?? initial);
  const change = (next: string): void => {
    setWords(next);
    keepWords(queryClient, place, next);
  };
  return [words, change, () => keepWords(queryClient, place, null)];
}
