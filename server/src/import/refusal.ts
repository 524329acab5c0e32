import { AppError } from '@ruam/shared/errors/errors.ts';

/** Why a file is not read (`details.reason` of `unknownFormat`). */
type Refusal = 'damaged' | 'encrypted' | 'macros' | 'notAllowed';

const reasons: Readonly<Record<Refusal, string>> = {
  damaged: 'it is cut off, damaged, or made to do harm',
  encrypted: 'it is locked by a password',
  macros: 'it holds macros',
  notAllowed: 'only plain text, Word (.docx), PDF and JSON are',
};

/** The error for a file that is not read. */
export function refused(reason: Refusal): AppError {
  return new AppError('unknownFormat', `this file is not read: ${reasons[reason]}`, { reason });
}
