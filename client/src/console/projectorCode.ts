/** Letters and digits of a projector's code. */
const codeLetters = 8;

/** Whether as much is typed as a code has; case, spaces and hyphens do not matter. */
export function isWholeCode(typed: string): boolean {
  return typed.replace(/[\s\-–.]/g, '').length === codeLetters;
}
