import type { TFunction } from 'i18next';
import { RequestError } from '../api/request.ts';

/** An error in the reader's language, chosen by its code: what happened, and what is safe and what to do. */
export function errorWords(t: TFunction, error: unknown): { readonly title: string; readonly advice: string } {
  const code = error instanceof RequestError ? error.code : 'unreadable';
  return { title: t(`error.${code}.title`), advice: t(`error.${code}.advice`) };
}
