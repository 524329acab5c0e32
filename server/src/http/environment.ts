import type { HttpBindings } from '@hono/node-server';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Context } from 'hono';
import type { ValidSession } from '../auth/sessions.ts';
import type { Person } from '../people/actor.ts';
import type { ProjectorPrincipal } from '../projectors/identity.ts';

/** What every request carries once the middlewares have run. */
export interface HttpEnvironment {
  Bindings: HttpBindings;
  Variables: {
    /** Of a projector, somebody who reads its cycle and is nobody (docs/stage.md G7). */
    person: Person | null;
    session: ValidSession | null;
    projector: ProjectorPrincipal | null;
  };
}

export type HttpContext = Context<HttpEnvironment>;

/** The signed-in person. Throws `notSignedIn`. */
export function signedIn(context: HttpContext): Person {
  const person = context.get('person');
  if (person === null) throw new AppError('notSignedIn', 'sign in first');
  return person;
}

/** The signed-in person, who must be able to read the cycle; others learn nothing of it: throws `notFound`. */
export function readerOf(context: HttpContext, cycleId: string): Person {
  const person = signedIn(context);
  if (!mayReadCycle(person, cycleId)) throw new AppError('notFound', 'there is no such cycle');
  return person;
}

/**
 * The client's address. Behind `trustProxy` proxies it is the entry of X-Forwarded-For that the outermost trusted one
 * wrote; what a client wrote itself before that never counts.
 */
export function addressOf(context: HttpContext, trustProxy: number): string {
  const peer = context.env.incoming.socket.remoteAddress ?? 'unknown';
  if (trustProxy === 0) return peer;
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  // Some proxies add the port, which is another one for every connection.
  return (forwarded.at(-trustProxy) || peer).replace(/^(\d+\.\d+\.\d+\.\d+):\d+$|^\[(.+)\](?::\d+)?$/, '$1$2');
}
