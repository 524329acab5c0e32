import { sessionSchema } from '@ruam/shared/api/api.ts';
import { RequestError, request } from '../api/request.ts';
import { tellSignedIn } from './openSessions.ts';

/** What came of signing in again. */
export type SignInAgain = 'signedIn' | (typeof told)[number] | 'failed';

const told = ['badCredentials', 'secondFactorNeeded', 'badCode', 'tooManyAttempts'] as const;

/** Signs the same person in again, so that a replica that was signed out can send what it holds (4401). */
export async function signInAgain(login: string, password: string, code: string | null): Promise<SignInAgain> {
  try {
    const body = { login, password, ...(code === null ? {} : { code }) };
    const { person } = await request(sessionSchema, '/api/session', { method: 'POST', body });
    tellSignedIn(window, person.id);
    return 'signedIn';
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { code: problem } = error;
    return told.find((one) => one === problem) ?? 'failed';
  }
}
