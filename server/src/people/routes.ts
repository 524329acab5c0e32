import { createRoute, z } from '@hono/zod-openapi';
import {
  accountSchema,
  cyclePersonSchema,
  emailChangeSchema,
  invitationMadeSchema,
  invitationRequestSchema,
  invitationSchema,
  linkMadeSchema,
  seatsRequestSchema,
} from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maySeatPeople } from '@ruam/shared/policy/people.ts';
import { type HttpContext, readerOf, signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import {
  type AccountDependencies,
  changeActive,
  changeEmail,
  listAccounts,
  makePasswordReset,
  removeSecondFactorOf,
} from './accounts.ts';
import type { Person } from './actor.ts';
import { type InvitationMailDependencies, mailInvitation } from './invitationMail.ts';
import { type InvitationDependencies, invite, listInvitations, withdrawInvitation } from './invitations.ts';
import { listPeople } from './readPeople.ts';
import { replaceSeats } from './seatCommands.ts';

export interface PeopleDependencies extends InvitationDependencies, AccountDependencies, InvitationMailDependencies {
  /** The public address, of which links are made. */
  readonly origin: string;
}

const cycleParameter = z.object({ cycle: z.string() });
const seatParameters = z.object({ cycle: z.string(), person: z.string() });
const invitationParameters = z.object({ cycle: z.string(), invitation: z.string() });
const personParameter = z.object({ person: z.string() });

/** People of a cycle, their seats and invitations; accounts of the agency. */
export function peopleRoutes(dependencies: PeopleDependencies): HttpApp {
  const app = createHttpApp();
  addSeatRoutes(app, dependencies);
  addInvitationRoutes(app, dependencies);
  addAccountRoutes(app, dependencies);
  return app;
}

function addSeatRoutes(app: HttpApp, dependencies: PeopleDependencies): void {
  const { database } = dependencies;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/people',
      summary: 'The active people with a seat in the cycle',
      request: { params: cycleParameter },
      responses: {
        200: json('By name; logins only for who may seat people', z.array(cyclePersonSchema)),
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      return context.json(await listPeople(database, readerOf(context, cycle), cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/accounts',
      summary: 'Everybody of the agency with their seats in the cycle, for who may seat people',
      request: { params: cycleParameter },
      responses: {
        200: json('By name', z.array(accountSchema)),
        403: problem('forbidden'),
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const { agencyId } = seaterOf(context, cycle);
      return context.json(await listAccounts(database, agencyId, cycle), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/cycles/{cycle}/people/{person}/seats',
      summary: "Replace a person's seats in the cycle, at once, also in what they have open",
      request: { params: seatParameters, body: jsonBody(seatsRequestSchema) },
      responses: {
        200: json('The people of the cycle', z.array(cyclePersonSchema)),
        403: problem('forbidden'),
        404: problem('notFound'),
        409: problem('lastSeat'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle, person } = context.req.valid('param');
      const { seats } = context.req.valid('json');
      return context.json(await replaceSeats(dependencies, seaterOf(context, cycle), { cycle, person, seats }), 200);
    },
  );
}

function addInvitationRoutes(app: HttpApp, dependencies: PeopleDependencies): void {
  const { database, origin } = dependencies;
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/invitations',
      summary: 'Invitations that can still be used, without their links',
      request: { params: cycleParameter },
      responses: {
        200: json('The newest first', z.array(invitationSchema)),
        403: problem('forbidden'),
        404: problem('notFound'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      seaterOf(context, cycle);
      return context.json(await listInvitations(database, cycle, Date.now()), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/cycles/{cycle}/invitations',
      summary: 'Invite somebody to a seat by a link, which is told once, and mailed to the address that is given',
      request: { params: cycleParameter, body: jsonBody(invitationRequestSchema) },
      responses: {
        201: json('The link', invitationMadeSchema),
        403: problem('forbidden'),
        404: problem('notFound'),
        422: problem('invalid'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const person = seaterOf(context, cycle);
      const request = context.req.valid('json');
      const { id, token, expiresAt } = await invite(dependencies, person, cycle, request);
      const { name = null, email = null } = request;
      const made = { id, link: `${origin}/invitation/${token}`, expiresAt };
      const mail = await mailInvitation(dependencies, person, { ...made, cycle, name, email });
      return context.json({ ...made, mail }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/cycles/{cycle}/invitations/{invitation}',
      summary: 'Withdraw an invitation',
      request: { params: invitationParameters },
      responses: { 204: { description: 'Withdrawn' }, 403: problem('forbidden'), 404: problem('notFound') },
    }),
    async (context) => {
      const { cycle, invitation } = context.req.valid('param');
      await withdrawInvitation(dependencies, seaterOf(context, cycle), { cycle, id: invitation });
      return context.body(null, 204);
    },
  );
}

function addAccountRoutes(app: HttpApp, dependencies: PeopleDependencies): void {
  const { origin } = dependencies;
  const refusals = { 403: problem('forbidden'), 404: problem('notFound') };
  for (const [word, isActive] of [
    ['deactivation', false],
    ['activation', true],
  ] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `/api/people/{person}/${word}`,
        summary: isActive ? 'Let a person in again' : 'Keep a person out, at once and everywhere',
        request: { params: personParameter },
        responses: { 204: { description: 'Done' }, ...refusals },
      }),
      async (context) => {
        await changeActive(dependencies, signedIn(context), context.req.valid('param').person, isActive);
        return context.body(null, 204);
      },
    );
  }
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/people/{person}/passwordReset',
      summary: 'A link by which the person sets a new password, told once',
      request: { params: personParameter },
      responses: { 201: json('The link', linkMadeSchema), ...refusals },
    }),
    async (context) => {
      const { person } = context.req.valid('param');
      const { token, expiresAt } = await makePasswordReset(dependencies, signedIn(context), person);
      return context.json({ link: `${origin}/reset/${token}`, expiresAt }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/people/{person}/email',
      summary: 'Where letters to a person go, by an administrator of the agency',
      request: { params: personParameter, body: jsonBody(emailChangeSchema) },
      responses: { 204: { description: 'Set' }, ...refusals, 422: problem('invalid') },
    }),
    async (context) => {
      const { email } = context.req.valid('json');
      await changeEmail(dependencies, signedIn(context), context.req.valid('param').person, email);
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/people/{person}/secondFactor',
      summary: 'Remove a second factor whose device is lost',
      request: { params: personParameter },
      responses: { 204: { description: 'Removed' }, ...refusals },
    }),
    async (context) => {
      await removeSecondFactorOf(dependencies, signedIn(context), context.req.valid('param').person);
      return context.body(null, 204);
    },
  );
}

/** The reader of the cycle, who must be allowed to seat people there. Throws `notFound`, `forbidden`. */
function seaterOf(context: HttpContext, cycle: string): Person {
  const person = readerOf(context, cycle);
  if (!maySeatPeople(person, cycle)) {
    throw new AppError('forbidden', 'people are seated by the secretariat and the administrators');
  }
  return person;
}
