import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { samplePassword } from './ruam.ts';

/** A signed-in caller of the HTTP interface, outside a browser. */
export interface Caller {
  readonly cookie: string;
  readonly origin: string;
  get<Answer>(path: string): Promise<Answer>;
  text(path: string): Promise<string>;
  send(method: string, path: string, body?: BodyInit): Promise<Response>;
}

/** Signs in a role account of the trial. */
export async function signIn(url: string, login: string): Promise<Caller> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: samplePassword }),
  });
  if (answer.status !== 200) throw new Error(`signing in ${login}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const ask = async (path: string): Promise<Response> => {
    const reply = await fetch(url + path, { headers: { cookie } });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  return {
    cookie,
    origin: url,
    get: async (path) => (await ask(path)).json() as Promise<never>,
    text: async (path) => (await ask(path)).text(),
    send: (method, path, body) =>
      fetch(url + path, {
        method,
        headers: { cookie, origin: url, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) },
        ...(body === undefined ? {} : { body }),
      }),
  };
}

/** The id of the sample cycle. */
export async function sampleCycle(caller: Caller): Promise<string> {
  const [cycle] = await caller.get<{ id: string }[]>('/api/cycles');
  if (!cycle) throw new Error('there is no cycle');
  return cycle.id;
}

/** The id of an item's document. */
export async function documentOf(
  caller: Caller,
  cycle: string,
  code: string,
  kind: string,
  level?: string,
): Promise<string> {
  const items = await caller.get<ItemAnswer[]>(`/api/cycles/${cycle}/items`);
  const document = items
    .find((item) => item.code === code)
    ?.documents.find((d) => d.kind === kind && (level === undefined || d.level === level));
  if (!document) throw new Error(`${code} has no ${kind} ${level ?? ''}`);
  return document.id;
}
