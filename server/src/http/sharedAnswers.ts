import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Gauge, type Registry } from 'prom-client';
import type { CycleVersions } from './cycleVersion.ts';
import type { HttpContext } from './environment.ts';
import { joinNextOf } from './joinNext.ts';
import { problem } from './openApi.ts';

/** What is asked of a cycle: `name` is the same for all who get the same. */
interface Question {
  readonly cycle: string;
  readonly name: string;
  /** What it is made of, and nothing else. */
  readonly of: keyof CycleVersions;
}

/** Figures for monitoring. */
interface SharedFigures {
  /** Answers that were worked out, all that were given, and those of them that said "as it was". */
  readonly computed: number;
  readonly given: number;
  readonly unchanged: number;
}

/**
 * JSON answers that many get alike: worked out once for all who ask at once, and kept until something is committed; told
 * again only to who has not got it (docs/stage.md G10). Who may have an answer is asked before.
 */
export interface SharedAnswers {
  /** An answer that is kept until what it is made of moves. */
  answer(context: HttpContext, question: Question, compute: () => Promise<unknown>): Promise<Response>;
  /** The same for a part of answers, which nobody changes. */
  part<Part>(question: Question, compute: () => Promise<Part>): Promise<Part>;
  /** An answer of this person's own; with an ETag like the others. */
  own(context: HttpContext, answer: unknown): Promise<Response>;
  /** An answer that nothing names the version of: shared by those who ask before it is begun, and not kept. */
  answerAtOnce(
    context: HttpContext,
    name: string,
    compute: () => Promise<{ readonly text: string; readonly headers: Readonly<Record<string, string>> }>,
  ): Promise<Response>;
  readonly figures: () => SharedFigures;
}

/** Puts the figures among those of the server. */
export function countAnswers(registry: Registry, { figures }: SharedAnswers): void {
  const gauge = new Gauge({
    name: 'ruam_shared_answers',
    help: 'Answers that many get alike: computed, given, and given as unchanged',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const [kind, count] of Object.entries(figures())) gauge.set({ kind }, count);
    },
  });
}

/** Responses that a shared answer has besides, for `createRoute`. */
export const asItWas = { 304: { description: 'As it was' }, 404: problem('notFound') };

interface Body {
  readonly text: string;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null while nobody has asked for it, and for what is short. */
  packed: Promise<Uint8Array<ArrayBuffer>> | null;
}

interface Entry {
  readonly version: string;
  readonly part: Promise<unknown>;
}

const maxEntries = 300;
const maxTold = 50;
/** As the answers that are not shared (`compress`). */
const packedFromBytes = 1_024;
const asJson = { 'content-type': 'application/json' };
const pack = promisify(gzip);

export function createSharedAnswers(versions: CycleVersions): SharedAnswers {
  const entries = new Map<string, Entry>();
  /** Told of late, by ETag: what is packed once goes to all who get the same of their own. */
  const told = new Map<string, Body>();
  const atOnce = joinNextOf<Body>();
  const figures = { computed: 0, given: 0, unchanged: 0 };

  function keep(name: string, entry: Entry): void {
    entries.delete(name);
    entries.set(name, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
  }

  async function part<Part>({ cycle, name: named, of }: Question, work: () => Promise<Part>): Promise<Part> {
    const name = JSON.stringify([cycle, of, named]);
    // Read before it is made: it may be newer than its version says, never older.
    const version = await versions[of](cycle);
    const known = entries.get(name);
    // What has this name was made by this work.
    if (known?.version === version) return known.part as Promise<Part>;
    figures.computed += 1;
    const entry = { version, part: work() };
    keep(name, entry);
    entry.part.catch(() => {
      if (entries.get(name) === entry) entries.delete(name);
    });
    return entry.part;
  }

  async function give(context: HttpContext, body: Body): Promise<Response> {
    figures.given += 1;
    const headers = {
      ...body.headers,
      etag: body.etag,
      'cache-control': 'private, no-cache',
      vary: 'Accept-Encoding, Cookie, Ruam-Projector',
    };
    if (isKnown(context.req.header('if-none-match'), body.etag)) {
      figures.unchanged += 1;
      return context.body(null, 304, headers);
    }
    if (body.text.length < packedFromBytes || !takesGzip(context.req.header('accept-encoding')))
      return context.body(body.text, 200, headers);
    body.packed ??= pack(body.text).then((bytes) => new Uint8Array(bytes));
    return context.body(await body.packed, 200, { ...headers, 'content-encoding': 'gzip' });
  }

  return {
    part,
    answer: async (context, question, work) =>
      give(context, await part(question, async () => bodyOf(JSON.stringify(await work()), asJson))),
    own(context, answer) {
      const body = bodyOf(JSON.stringify(answer), asJson);
      const same = told.get(body.etag) ?? body;
      told.delete(body.etag);
      told.set(body.etag, same);
      const [oldest] = told.keys();
      if (told.size > maxTold && oldest !== undefined) told.delete(oldest);
      return give(context, same);
    },
    async answerAtOnce(context, name, work) {
      const body = await atOnce(name, async () => {
        figures.computed += 1;
        const { text, headers } = await work();
        return bodyOf(text, headers);
      });
      return give(context, body);
    },
    figures: () => ({ ...figures }),
  };
}

function bodyOf(text: string, headers: Readonly<Record<string, string>>): Body {
  const hash = createHash('sha256').update(JSON.stringify(headers)).update(text).digest('base64url').slice(0, 27);
  // Weak: the same answer goes packed and not packed.
  return { text, headers, etag: `W/"${hash}"`, packed: null };
}

/** `If-None-Match`, compared weakly (RFC 9110). */
function isKnown(header: string | undefined, etag: string): boolean {
  const weak = (one: string): string => one.trim().replace(/^W\//, '');
  return (header ?? '').split(',').some((one) => weak(one) === weak(etag));
}

/** As browsers ask; what has doubts gets it as it is. */
function takesGzip(header: string | undefined): boolean {
  return (header ?? '').split(',').some((one) => /^\s*gzip\s*(;\s*q=(1|0\.[1-9]).*)?$/i.test(one));
}
