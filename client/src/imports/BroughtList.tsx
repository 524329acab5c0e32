import { Button } from '@mantine/core';
import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Brought } from '../api/imports.ts';
import { paths } from '../ui/paths.ts';
import { useTextWords } from './useTextWords.ts';

/** What became of each document, with the way to it and to the versions before and after. */
export function BroughtList({
  cycle,
  brought,
  documents,
  items,
  onClose,
}: {
  cycle: string;
  brought: readonly Brought[];
  documents: readonly DocumentAnswer[];
  items: readonly ItemAnswer[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useTextWords();
  return (
    <>
      <ul className="into-texts" aria-label={t('imports.into.done')}>
        {brought.map(({ document: id, before, after }) => {
          const document = documents.find((one) => one.id === id);
          if (document === undefined) return null;
          const name = words(document);
          const { item } = document;
          return (
            <li key={id} className="into-brought" data-changed={after !== null || undefined}>
              {after === null ? (
                <IconCircleDashed size={18} stroke={1.75} aria-hidden />
              ) : (
                <IconCircleCheck size={18} stroke={1.75} aria-hidden />
              )}
              <span>
                <b>{name}</b> {t(after === null ? 'imports.into.same' : 'imports.into.done')}
              </span>
              <Link href={pathOf(cycle, document, items)} aria-label={t('imports.into.openOf', { name })}>
                {t('imports.into.open')}
              </Link>
              {item !== null && before !== null && after !== null && (
                <Link
                  href={`${paths.history(cycle, item)}?${new URLSearchParams({ document: id, from: `v${before}`, to: `v${after}` })}`}
                  aria-label={t('imports.into.historyOf', { name })}
                >
                  {t('imports.into.history')}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
      <div className="into-foot desk-actions">
        <Button data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </>
  );
}

function pathOf(cycle: string, { item, kind, level }: DocumentAnswer, items: readonly ItemAnswer[]): string {
  const category = items.find(({ code }) => code === item)?.category;
  if (item === null || category === undefined) return paths.overview(cycle);
  if (kind === 'evidence' && level !== null) return paths.evidence(cycle, category, item, level);
  return kind === 'recommendations' ? paths.recommendations(cycle, category, item) : paths.item(cycle, category, item);
}
