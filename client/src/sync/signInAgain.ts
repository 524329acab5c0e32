import { sessionSchema } from '@ruam/shared/api/api.ts';
import { RequestError, request } from '../api/request.ts';
import { tellSignedIn } from './windowSessions.ts';

/** What came of signing in again. */
export type SignInAgain = 'signedIn' | 'badCredentials' | 'tooManyAttempts' | 'failed';

/** Signs the same person in again, so that a replica that was signed out can send what it holds (4401). */
export async function signInAgain(login: string, password: string): Promise<SignInAgain> {
  try {
    const { person } = await request(sessionSchema, '/api/session', { method: 'POST', body: { login, password } });
    tellSignedIn(window, person.id);
    return 'signedIn';
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return error.code === 'badCredentials' || error.code === 'tooManyAttempts' ? error.code : 'failed';
  }
}
