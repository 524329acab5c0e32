import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { RequestError } from '../api/request.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { useSize } from '../i18n/useSize.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

const refusals = ['tooLarge', 'unknownFormat', 'notUnderstood'] as const;
/** What the server says in `details.reason`. */
const reasonsSchema = z.object({
  reason: z.enum(['empty', 'encrypted', 'scanned', 'damaged', 'macros']),
});

/** How much the server takes, of `tooLarge`. */
const limitSchema = z.object({ maxBytes: z.int().positive() });

/** Why a file was not read, what helps, and that nothing was kept. */
export function RefusedWords({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const size = useSize();
  const details = error instanceof RequestError ? error.details : null;
  const said = reasonsSchema.safeParse(details).data?.reason;
  const code = refusals.find((one) => error instanceof RequestError && error.code === one);
  const { title, advice } = errorWords(t, error);
  const limit = code === 'tooLarge' ? limitSchema.safeParse(details).data?.maxBytes : undefined;
  const why = limit === undefined ? (said ?? code) : 'tooLargeFor';
  return (
    <p>
      <ThaiText>
        {why === undefined ? `${title} ${advice}` : t(`imports.refused.${why}`, { size: size(limit ?? 0) })}
      </ThaiText>{' '}
      {why !== undefined && <ThaiText>{t('imports.refused.nothing')}</ThaiText>}
    </p>
  );
}

/** The same bytes would be refused again: another file is chosen instead. */
export function isFinal(error: unknown): boolean {
  return error instanceof RequestError && (error.code === 'forbidden' || refusals.some((code) => code === error.code));
}
