import { shortUserAgent } from '@ruam/shared/people/userAgent.ts';
import { addressOf, type HttpContext } from '../http/environment.ts';
import type { SignInPlace } from './sessions.ts';

/** Where a request comes from, as the list of sessions tells it. */
export function placeOf(context: HttpContext, trustProxy: number): SignInPlace {
  return { address: addressOf(context, trustProxy), userAgent: shortUserAgent(context.req.header('user-agent')) };
}
