import { type ProjectorAnswer, projectorSchema } from '@ruam/shared/api/stage.ts';
import type { MeetingBed } from '../meetings/testBed.ts';
import { type Answer, refusal, type TestServer, type Visitor, visitor } from '../testing/server.ts';

/** A browser that is a projector, or waits to be one. */
export interface TestProjector {
  /** `name=value` of its cookie, and of whatever else the browser has. */
  readonly cookie: string;
  readonly code: string;
  /** As the projector. */
  get(path: string): Promise<Answer>;
  ask(method: string, path: string, json?: unknown): Promise<Answer>;
  /** What it says of itself; throws when it is none. */
  read(): Promise<ProjectorAnswer>;
}

/** Begins to wait with a code. @param others cookies that the browser has besides */
export async function beginProjector(server: TestServer, others = ''): Promise<TestProjector> {
  const answer = await visitor(server, others).ask('POST', '/api/projector');
  if (answer.status >= 300) throw new Error(refusal(answer));
  const own = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const begun = projectorSchema.parse(answer.body);
  const who: Visitor = visitor(server, others === '' ? own : `${others}; ${own}`);
  const ask = (method: string, path: string, json?: unknown) =>
    who.ask(method, path, { headers: { 'ruam-projector': '1' }, ...(json === undefined ? {} : { json }) });
  return {
    ...{ cookie: who.cookie, code: begun.state === 'waiting' ? begun.code : '', ask },
    get: (path) => ask('GET', path),
    async read() {
      const read = await who.get('/api/projector');
      if (read.status >= 300) throw new Error(refusal(read));
      return projectorSchema.parse(read.body);
    },
  };
}

/** One that is paired with a meeting by the secretariat; gives its id, too. */
export async function pairedProjector(bed: MeetingBed, path: string, others = '') {
  const projector = await beginProjector(bed.server, others);
  const answer = await bed.ask('secretariat', 'POST', `${path}/projectors`, { code: projector.code });
  if (answer.status !== 201) throw new Error(refusal(answer));
  return { ...projector, id: (answer.body as { id: string }).id };
}
