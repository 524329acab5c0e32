import { createRoute, z } from '@hono/zod-openapi';
import { ballotSchema, closeVoteSchema, newVoteSchema, voteSchema } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { type MeetingKey, readMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import { closeVote } from './closeVote.ts';
import { giveBallot, openVote, type VoteDependencies } from './commands.ts';
import { listVotes } from './readVotes.ts';

const path = '/api/cycles/{cycle}/meetings/{meeting}/votes';
const params = z.object({ cycle: z.string(), meeting: z.string() });
const ofVote = params.extend({ vote: z.string() });
const refused = { 403: problem('forbidden'), 404: problem('notFound'), 422: problem('invalid') };
const answer = json('The vote, with the own ballot', voteSchema);

/** Quick votes of a meeting (docs/stage.md V1-V4). */
export function voteRoutes(dependencies: VoteDependencies): HttpApp {
  const { database } = dependencies;
  const app = createHttpApp();

  async function readOne(person: Person, key: MeetingKey, id: string) {
    const votes = await listVotes(database, person, await readMeeting(database, person, key));
    const vote = votes.find((one) => one.id === id);
    if (!vote) throw new AppError('notFound', 'there is no such vote in this meeting');
    return vote;
  }

  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary:
        'The quick votes of a meeting, the newest first; numbers when they are closed, and nobody’s ballot but the own',
      request: { params },
      responses: { 200: json('Votes', z.array(voteSchema)), 404: problem('notFound') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      return context.json(await listVotes(database, person, await readMeeting(database, person, key)), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path,
      summary: 'Open a quick vote while the meeting runs, by the secretariat',
      request: { params, body: jsonBody(newVoteSchema) },
      responses: { 201: answer, ...refused, 409: problem('meetingState, keyUsed'), 413: problem('tooLarge') },
    }),
    async (context) => {
      const key = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      const id = await openVote(dependencies, person, key, context.req.valid('json'));
      return context.json(await readOne(person, key, id), 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{vote}/ballot`,
      summary: "Vote, or vote otherwise while it is open, by who sits in the meeting's body",
      request: { params: ofVote, body: jsonBody(ballotSchema) },
      responses: { 200: answer, ...refused, 409: problem('voteClosed') },
    }),
    async (context) => {
      const { vote, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await giveBallot(dependencies, person, key, vote, context.req.valid('json').choice);
      return context.json(await readOne(person, key, vote), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{vote}/state`,
      summary: 'Close a vote, with the ballots or with what was counted in the room, by the secretariat',
      request: { params: ofVote, body: jsonBody(closeVoteSchema) },
      responses: { 200: answer, ...refused, 409: problem('voteClosed') },
    }),
    async (context) => {
      const { vote, ...key } = context.req.valid('param');
      const person = readerOf(context, key.cycle);
      await closeVote(dependencies, person, key, vote, context.req.valid('json'));
      return context.json(await readOne(person, key, vote), 200);
    },
  );
  return app;
}
