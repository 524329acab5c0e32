import type { signInWaysTh } from './signInWays.th.ts';
import type { Words } from './words.ts';

/** Signing in with a code or a provider, English. */
export const signInWaysEn: Words<typeof signInWaysTh> = {
  code: 'Sign-in code',
  codeHint: 'Six digits from your authenticator app, or a recovery code',
  back: 'Use another account',
  or: 'or',
  oidc: 'Sign in with {{name}}',
  noAccount: {
    title: 'No account is bound to this provider yet',
    advice:
      "If you have an account, sign in with your password and bind it under My account. If not, ask your agency's secretariat or administrator for an invitation.",
  },
  failed: {
    title: 'Signing in with the provider failed',
    advice: 'Nothing has changed. Try again, or use your login name and password.',
  },
};
