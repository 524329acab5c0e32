import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import type { CleanUp } from '../testing/cleanUp.ts';

/** Somebody at the provider. */
interface ProviderAccount {
  readonly email: string;
  readonly emailVerified: boolean;
}

/** A real OpenID Connect provider for tests, at which everybody is who the login hint of the form says. */
export interface TestProvider {
  readonly issuer: string;
  readonly accounts: Map<string, ProviderAccount>;
  /** Goes through the provider's forms as this account; the address that the browser is sent back to. */
  signIn(address: string, account: string): Promise<string>;
}

export const clientId = 'ruam';
export const clientSecret = 'a secret of the test that is long enough';

/** Starts it on the loopback; `redirectUri` is the one that it sends back to. */
export async function startTestProvider(redirectUri: string, cleanUp: CleanUp): Promise<TestProvider> {
  const accounts = new Map<string, ProviderAccount>();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  cleanUp(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    cookies: { keys: ['test'] },
    claims: { email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const account = accounts.get(id);
      if (!account) return undefined;
      const { email, emailVerified } = account;
      return { accountId: id, claims: () => ({ sub: id, email, email_verified: emailVerified }) };
    },
  });
  server.on('request', provider.callback());
  return { issuer, accounts, signIn: (start, account) => walk(start, account, redirectUri) };
}

/** Follows redirects and answers the two forms of the provider's built-in pages, with the cookies of one browser. */
async function walk(start: string, account: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step++) {
    const answer: Response = await fetch(address, {
      redirect: 'manual',
      method: form === null ? 'GET' : 'POST',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === null ? {} : { body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next !== null) {
      address = new URL(next, address).href;
      form = null;
      if (address.startsWith(redirectUri)) return address;
      continue;
    }
    const page = await answer.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider answered ${answer.status}: ${page.slice(0, 500)}`);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    address = new URL(action, address).href;
    form = new URLSearchParams(prompt === 'login' ? { prompt, login: account, password: 'x' } : { prompt });
  }
  throw new Error('the provider never sent the browser back');
}
