import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { keepWords, wordsAt } from './keptWords.ts';

it('what is typed stays in its place until it is sent, however often anything is read anew', async () => {
  const client = new QueryClient();
  keepWords(client, ['claim', 'c', '3.1'], 'เหตุผล');
  keepWords(client, ['claim', 'c', '3.2'], 'อีกข้อ');
  await client.invalidateQueries();
  expect(wordsAt(client, ['claim', 'c', '3.1'])).toBe('เหตุผล');
  keepWords(client, ['claim', 'c', '3.1'], null);
  expect(wordsAt(client, ['claim', 'c', '3.1'])).toBeUndefined();
  expect(wordsAt(client, ['claim', 'c', '3.2'])).toBe('อีกข้อ');
  expect(wordsAt(client, ['claim', 'c'])).toBeUndefined();
});

it('who signs out leaves nothing to the next person', () => {
  const client = new QueryClient();
  keepWords(client, ['claim', 'c', '3.1'], 'เหตุผล');
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  expect(wordsAt(client, ['claim', 'c', '3.1'])).toBeUndefined();
});
