import { AppError } from '@ruam/shared/errors/errors.ts';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { isStorableText } from '../database/storableText.ts';
import type { HttpEnvironment } from './environment.ts';

/** Far above any JSON that a page sends; files come as forms and bytes, under limits of their own. */
const maxJsonBytes = 1024 * 1024;

const limit = bodyLimit({
  maxSize: maxJsonBytes,
  onError: () => {
    throw new AppError('tooLarge', `a JSON body has at most ${maxJsonBytes} bytes`, { maxBytes: maxJsonBytes });
  },
});

/** Bounds JSON bodies. Throws `tooLarge`. */
export const boundJson = createMiddleware<HttpEnvironment>((context, next) =>
  isJson(context.req.header('content-type')) ? limit(context, next) : next(),
);

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

function parseChecked(text: string): void {
  let holdsUnstorable = false;
  try {
    JSON.parse(text, (key, value: unknown) => {
      holdsUnstorable ||= !isStorableText(key) || (typeof value === 'string' && !isStorableText(value));
      return value;
    });
  } catch {
    throw new AppError('badRequest', 'the body is not JSON');
  }
  if (holdsUnstorable) throw new AppError('invalid', 'the text holds NUL or half a letter');
}
