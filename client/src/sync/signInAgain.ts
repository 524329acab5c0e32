/** What came of signing in again. */
export type SignInAgain = 'signedIn' | 'badCredentials' | 'tooManyAttempts' | 'failed';

/** Signs the same person in again, so that a replica that was signed out can send what it holds (4401). */
export async function signInAgain(login: string, password: string): Promise<SignInAgain> {
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (answer.ok) return 'signedIn';
    if (answer.status === 401) return 'badCredentials';
    return answer.status === 429 ? 'tooManyAttempts' : 'failed';
  } catch {
    return 'failed';
  }
}
