import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password.ts';

describe('a new password', () => {
  it.each([
    ['nine characters', 'abcdefghi', 'tooShort'],
    ['nine characters and blanks around', '   abcdefghi   ', 'tooShort'],
    ['five letters of four bytes each', '😀😀😀😀😀', 'tooShort'],
    ['the login in capitals', 'Somebody.Long', 'sameAsLogin'],
    ['ten characters', 'abcdefghij', null],
    ['ten Thai characters', 'รหัสผ่านใหม่', null],
  ])('%s: %s → %s', (_what, password, problem) => {
    expect(passwordProblem(password, 'somebody.long')).toBe(problem);
  });
});
