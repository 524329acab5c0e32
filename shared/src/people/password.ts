/** Characters that a password has at least. */
export const minPasswordLength = 10;

/** Why a new password is not taken; null when it is. Characters are counted as a person sees them. */
export function passwordProblem(password: string, login: string): 'tooShort' | 'sameAsLogin' | null {
  const bare = password.normalize('NFC').trim();
  if ([...bare].length < minPasswordLength) return 'tooShort';
  return bare.toLowerCase() === login.toLowerCase() ? 'sameAsLogin' : null;
}
