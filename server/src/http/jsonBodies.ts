import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { hasSessionCookie } from '../auth/sessions.ts';
import { holdsStorableText } from '../database/storableText.ts';
import type { HttpEnvironment } from './environment.ts';

/** Far above any JSON that a page sends; files come as forms and bytes, under limits of their own. */
const maxJsonBytes = 1024 * 1024;

/** More than a sign-in, a taken invitation or a new password: what is sent by who has no session. */
const maxStrangersJsonBytes = 16 * 1024;

const [limit, limitStrangers] = [maxJsonBytes, maxStrangersJsonBytes].map((maxBytes) =>
  bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new AppError('tooLarge', `a JSON body has at most ${maxBytes} bytes`, { maxBytes });
    },
  }),
) as [ReturnType<typeof bodyLimit>, ReturnType<typeof bodyLimit>];

/** Bounds JSON bodies. Throws `tooLarge`. */
export const boundJson = createMiddleware<HttpEnvironment>((context, next) => {
  if (!isJson(context.req.header('content-type'))) return next();
  return (hasSessionCookie(context.req.header('cookie')) ? limit : limitStrangers)(context, next);
});

/** Refuses text that no store and no hash can hold. Throws `badRequest` for what is not JSON, `invalid`. */
export const checkText = createMiddleware<HttpEnvironment>(async (context, next) => {
  if (/%00/.test(context.req.url)) throw new AppError('badRequest', 'no address holds NUL');
  if (isJson(context.req.header('content-type'))) {
    const text = await context.req.text();
    if (text !== '') parseChecked(text);
  }
  await next();
});

function isJson(contentType: string | undefined): boolean {
  return /^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType ?? '');
}

/** Only as an escape can a body that was UTF-8 hold them; JSON itself refuses a bare NUL. */
const unstorableEscape = /\\u(0000|d[89a-f])/i;

function parseChecked(text: string): void {
  let isStorable: boolean;
  try {
    const value: unknown = JSON.parse(text);
    isStorable = !unstorableEscape.test(text) || holdsStorableText(value);
  } catch {
    // Also what is nested deeper than anybody could read.
    throw new AppError('badRequest', 'the body is not JSON');
  }
  if (!isStorable) throw new AppError('invalid', 'the text holds NUL or half a letter');
}
