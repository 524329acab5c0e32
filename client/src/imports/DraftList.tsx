import { Button } from '@mantine/core';
import type { importListSchema } from '@ruam/shared/api/imports.ts';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { z } from 'zod';
import { useRemoveImport } from '../api/imports.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

type ListedDraft = z.infer<typeof importListSchema>[number];

/** Documents that were read and became nothing yet. */
export function DraftList({ drafts }: { drafts: readonly ListedDraft[] }) {
  const { t } = useTranslation();
  if (drafts.length === 0)
    return (
      <p className="imports-facts">
        <ThaiText>{t('imports.drafts.none')}</ThaiText>
      </p>
    );
  return (
    <ul className="imports-drafts ruam-paper">
      {drafts.map((draft) => (
        <li key={draft.id}>
          <DraftLine draft={draft} />
        </li>
      ))}
    </ul>
  );
}

function DraftLine({ draft }: { draft: ListedDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const removing = useRemoveImport();
  const [isAsked, setIsAsked] = useState(false);
  const { id, fileName: name } = draft;
  return (
    <>
      <span className="imports-draft-name">
        <Link href={paths.import(id)}>{name}</Link>
        <small title={format.full(draft.at)}>
          {t(`imports.format.${draft.format}`)} · {t('imports.readAt', { at: format.moment(draft.at, Date.now()) })}
        </small>
      </span>
      {!isAsked && (
        <>
          <Button
            component={Link}
            href={paths.import(id)}
            variant="default"
            size="sm"
            aria-label={t('imports.drafts.openOf', { name })}
          >
            {t('imports.drafts.open')}
          </Button>
          <Button
            variant="subtle"
            size="sm"
            leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
            aria-label={t('imports.drafts.removeOf', { name })}
            onClick={() => setIsAsked(true)}
          >
            {t('imports.drafts.remove')}
          </Button>
        </>
      )}
      {isAsked && (
        <fieldset className="imports-sure">
          <legend>
            <ThaiText>{t('imports.drafts.removeSure', { name })}</ThaiText>
          </legend>
          <Button variant="default" size="sm" onClick={() => setIsAsked(false)}>
            {t('common.cancel')}
          </Button>
          <Button size="sm" autoFocus loading={removing.isPending} onClick={() => removing.mutate(id)}>
            {t('imports.drafts.remove')}
          </Button>
        </fieldset>
      )}
      <FormError error={removing.error} />
    </>
  );
}
