import type { KeptObservation, Observation } from '@ruam/shared/api/resolutions.ts';
import { inlineText } from '@ruam/shared/document/content.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { observationText } from '@ruam/shared/resolutions/words.ts';
import { fiscalYearBE } from '@ruam/shared/thai/dates.ts';
import type { Work } from '../commands/commands.ts';
import { appendBehind } from '../document/appendBehind.ts';

interface Observed {
  readonly cycle: string;
  /** Null: they are of no item, and stay with the resolution alone. */
  readonly item: string | null;
  /** What the recommendations say of where they come from. */
  readonly origin: string;
  readonly personId: string;
  readonly maxDocumentBytes: number;
}

/** A resolution has at most so many. */
const maxObservations = 50;

/** The observations that are not among the kept ones; said twice, one counts once. */
export function newObservations(kept: readonly Observation[], asked: readonly Observation[]): readonly Observation[] {
  const known = new Set(kept.map(nameOf));
  const fresh = [...new Map(asked.map((one) => [nameOf(one), one])).values()].filter((one) => !known.has(nameOf(one)));
  if (kept.length + fresh.length > maxObservations)
    throw new AppError('tooLarge', `a resolution has at most ${maxObservations} observations`);
  return fresh;
}

/**
 * Writes observations on an item into its recommendations, in the transaction of the resolution; where that text is
 * locked or full they stand in the resolution alone and say so (docs/resolutions.md R5). Gives them, and the text that
 * was written; call `documentChanged` for that after the commit.
 */
export async function keepObservations(
  work: Pick<Work, 'transaction' | 'at'>,
  { cycle, item, origin, personId, maxDocumentBytes }: Observed,
  observations: readonly Observation[],
): Promise<{ readonly kept: readonly KeptObservation[]; readonly written: string | null }> {
  const kept = (recommendation: KeptObservation['recommendation'], written: string | null) => ({
    kept: observations.map((one) => ({ ...one, recommendation })),
    written,
  });
  if (item === null || observations.length === 0) return kept('none', null);
  const document = await work.transaction
    .selectFrom('document')
    .select('id')
    .where('cycleId', '=', cycle)
    .where('item', '=', item)
    .where('kind', '=', 'recommendations')
    .executeTakeFirst();
  if (document === undefined) return kept('refused', null);
  try {
    const elements = observations.map((observation) => recommendationOf(observation, origin));
    await appendBehind(work, { documentId: document.id, elements, personId, maxDocumentBytes });
    return kept('written', document.id);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'locked' || error.code === 'tooLarge'))
      return kept('refused', null);
    throw error;
  }
}

function recommendationOf({ text, units, due }: Observation, origin: string) {
  const year = due === null ? {} : { targetFiscalYear: fiscalYearBE(due) };
  return {
    type: 'recommendation',
    attrs: {
      ...(units.length === 0 ? {} : { units: [...units], responsibleText: units.join(' ') }),
      ...year,
      origin,
      status: 'open',
    },
    ...inlineText(inOneLine(observationText({ text, due }))),
  };
}

function inOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

const nameOf = ({ text, units, due }: Observation): string => JSON.stringify([text, units, due]);
