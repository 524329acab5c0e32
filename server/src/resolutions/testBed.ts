import { randomUUID } from 'node:crypto';
import {
  type MinutesAnswer,
  minutesSchema,
  type ResolutionAnswer,
  resolutionSchema,
} from '@ruam/shared/api/resolutions.ts';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { type MeetingBed, openMeetingBed } from '../meetings/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, visitAs } from '../testing/server.ts';

/** A meeting bed in which things are resolved. */
export interface ResolutionBed extends MeetingBed {
  /** A meeting of the Steering Committee that runs; any other one is ended. */
  run(request?: Readonly<Record<string, unknown>>): Promise<string>;
  step(path: string, event: string): Promise<void>;
  /** Makes an item claimed at a level, with nothing approved. */
  claim(code: string, level?: 'basic' | 'advance' | 'significance'): Promise<void>;
  /** `what` is `approval` or `decision`. */
  decide(code: string, what: string, json: Readonly<Record<string, unknown>>, login?: string): Promise<Answer>;
  resolve(path: string, json: Readonly<Record<string, unknown>>, login?: string): Promise<Answer>;
  resolved(path: string, json: Readonly<Record<string, unknown>>): Promise<ResolutionAnswer>;
  list(path: string, login?: string): Promise<ResolutionAnswer[]>;
  minutes(path: string, login?: string): Promise<MinutesAnswer>;
  /** The committed text of a meeting's minutes. */
  text(path: string, format?: string): Promise<string>;
  /** A closed vote with these numbers. */
  vote(path: string, counted: readonly number[]): Promise<string>;
}

export async function openResolutionBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<ResolutionBed> {
  const bed = await openMeetingBed(location, cleanUp);
  const { server, world } = bed;
  const { database } = server;
  const own: ResolutionBed = {
    ...bed,
    async run(request) {
      await database.updateTable('meeting').set({ status: 'ended' }).where('status', '=', 'running').execute();
      const path = await bed.plan(request);
      await own.step(path, 'publish');
      await own.step(path, 'begin');
      return path;
    },
    async step(path, event) {
      await bed.done('secretariat', 'PUT', `${path}/state`, { event });
    },
    async claim(code, claimed = 'basic') {
      const set = { claimed, approved: null, status: 'claimed' } as const;
      await database.updateTable('item').set(set).where('cycleId', '=', world.cycle).where('code', '=', code).execute();
    },
    async decide(code, what, json, login = 'steering-chair') {
      return (await visitAs(server, login)).ask('POST', `/api/cycles/${world.cycle}/items/${code}/${what}`, { json });
    },
    resolve: (path, json, login = 'secretariat') => bed.ask(login, 'POST', `${path}/resolutions`, json),
    async resolved(path, json) {
      const answer = await own.resolve(path, json);
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return resolutionSchema.parse(answer.body);
    },
    list: async (path, login = 'secretariat') =>
      z.array(resolutionSchema).parse((await bed.ask(login, 'GET', `${path}/resolutions`)).body),
    minutes: async (path, login = 'secretariat') =>
      minutesSchema.parse((await bed.ask(login, 'GET', `${path}/minutes`)).body),
    async text(path, format = 'text') {
      const { minutes } = await bed.read(path);
      return (await (await visitAs(server, 'observer')).get(`/api/documents/${minutes}/content?format=${format}`)).text;
    },
    async vote(path, counted) {
      const id = randomUUID();
      await database
        .insertInto('vote')
        .values({
          ...{ id, meetingId: path.slice(1), entry: null, question: 'เห็นชอบหรือไม่', choices: null },
          ...{ openedAt: 1, closedAt: 2, counted: JSON.stringify(counted), requestKey: null },
          personId: world.personIds.secretariat ?? '',
        })
        .execute();
      return id;
    },
  };
  return own;
}
