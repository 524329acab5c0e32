import { isErrorCode } from '@ruam/shared/errors/errors.ts';
import type { TFunction } from 'i18next';
import { RequestError } from '../api/request.ts';

/** An error in the reader's language, chosen by its code: what happened, and what is safe and what to do. */
export function errorWords(t: TFunction, error: unknown): { readonly title: string; readonly advice: string } {
  return wordsOf(t, error instanceof RequestError ? error.code : 'unreadable');
}

/** The same for a code that the server keeps; null or one that nobody knows is a failure of the server. */
export function errorWordsOfCode(t: TFunction, code: string | null): ReturnType<typeof errorWords> {
  return wordsOf(t, code !== null && isErrorCode(code) ? code : 'internal');
}

function wordsOf(t: TFunction, code: RequestError['code']): ReturnType<typeof errorWords> {
  return { title: t(`error.${code}.title`), advice: t(`error.${code}.advice`) };
}
