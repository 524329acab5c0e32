import { createRoute } from '@hono/zod-openapi';
import { type SignInPolicy, signInPolicySchema } from '@ruam/shared/api/people.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayAdministerAgency } from '@ruam/shared/policy/people.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import { signedIn } from '../http/environment.ts';
import { createHttpApp, type HttpApp, json, jsonBody, problem } from '../http/openApi.ts';
import { loadPerson, type Person, requiredRoles } from '../people/actor.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/** `GET` and `PUT /api/agency/signInPolicy`, by the agency's administrators. */
export function signInPolicyRoutes(dependencies: Dependencies): HttpApp {
  const app = createHttpApp();
  const path = '/api/agency/signInPolicy';
  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'How the people of the agency sign in',
      responses: { 200: json('The policy', signInPolicySchema), 403: problem('forbidden') },
    }),
    async (context) => {
      const person = signedIn(context);
      demandAdministrator(person);
      return context.json(await readPolicy(dependencies.database, person.agencyId), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path,
      summary: 'Which roles need a second factor, at once',
      request: { body: jsonBody(signInPolicySchema) },
      responses: { 200: json('The policy', signInPolicySchema), 403: problem('forbidden') },
    }),
    async (context) => {
      const policy = context.req.valid('json');
      await setPolicy(dependencies, signedIn(context), policy);
      return context.json(policy, 200);
    },
  );
  return app;
}

/** Whether one of the person's roles needs a second factor. */
export async function needsSecondFactor(database: Database, { agencyId, seats }: Person): Promise<boolean> {
  const { requireSecondFactor } = await readPolicy(database, agencyId);
  return seats.some(({ role }) => requireSecondFactor.includes(role));
}

async function setPolicy(
  { database, commands, rightsChanged }: Dependencies,
  actor: Person,
  policy: SignInPolicy,
): Promise<void> {
  const { agencyId } = actor;
  await commands.run(actor.id, async ({ transaction, take, audit }) => {
    await take(agencyChain(agencyId));
    demandAdministrator(await loadPerson(transaction, actor.id));
    const before = await readPolicy(transaction, agencyId);
    await transaction
      .updateTable('agency')
      .set({ signInPolicy: JSON.stringify(policy) })
      .where('id', '=', agencyId)
      .execute();
    const from = before.requireSecondFactor;
    const subject = { policy: 'signIn', requireSecondFactor: { from, to: policy.requireSecondFactor } };
    await audit(agencyChain(agencyId), 'policy.changed', subject);
  });
  for (const person of await peopleWithout(database, agencyId)) await rightsChanged(person);
}

/** Active people of the agency without a second factor: they are the ones whom a policy may keep out. */
async function peopleWithout(database: Database, agencyId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('person')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select('person.id')
    .where('agencyId', '=', agencyId)
    .where('active', '=', 1)
    .where('secondFactor.confirmedAt', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

async function readPolicy(database: Database | DatabaseTransaction, agencyId: string): Promise<SignInPolicy> {
  const { signInPolicy } = await database
    .selectFrom('agency')
    .select('signInPolicy')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return { requireSecondFactor: [...requiredRoles(signInPolicy)] };
}

function demandAdministrator(person: Person | null): void {
  if (person === null || !mayAdministerAgency(person)) {
    throw new AppError('forbidden', "the sign-in policy is the agency's administrators'");
  }
}
