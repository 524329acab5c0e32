import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentQuery } from '../api/content.ts';
import type { ReadText } from '../api/imports.ts';
import { Choices } from '../ui/Choices.tsx';
import { ContentView } from '../ui/ContentView.tsx';
import { FormError } from '../ui/FormError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import type { Target } from './targets.ts';
import { useTextWords } from './useTextWords.ts';

const ways = ['append', 'replace'] as const;

/** One text of the draft: whether it is brought in, where to, how, and what stands there now. */
export function IntoText({
  text,
  offered,
  target,
  onChange,
}: {
  text: ReadText;
  offered: readonly DocumentAnswer[];
  target: Target;
  onChange: (target: Target) => void;
}) {
  const { t } = useTranslation();
  const words = useTextWords();
  const [isCompared, setIsCompared] = useState(false);
  const name = words(text);
  const open = offered.filter(({ state }) => state === 'open');
  const isLocked = offered.some(({ item, level, state }) => {
    return item === text.item && level === text.level && state === 'locked';
  });
  const document = open.find(({ id }) => id === target.document);
  return (
    <>
      <div className="into-row">
        <Checkbox
          label={name}
          aria-label={t('imports.into.choose', { name })}
          checked={target.isChosen && document !== undefined}
          disabled={open.length === 0}
          onChange={({ currentTarget }) =>
            onChange({
              ...target,
              isChosen: currentTarget.checked,
              document: document?.id ?? open[0]?.id ?? null,
            })
          }
        />
        {open.length === 0 ? (
          <span className="into-none">{t(isLocked ? 'imports.into.locked' : 'imports.into.noDocument')}</span>
        ) : (
          <>
            <NativeSelect
              size="sm"
              aria-label={t('imports.into.toOf', { name })}
              value={document?.id ?? ''}
              data={[
                ...(document === undefined ? [{ value: '', label: '–' }] : []),
                ...open.map((one) => ({ value: one.id, label: words(one) })),
              ]}
              onChange={({ currentTarget }) =>
                onChange({ ...target, document: currentTarget.value === '' ? null : currentTarget.value })
              }
            />
            <Choices
              label={t('imports.into.howOf', { name })}
              value={target.how}
              options={ways.map((value) => ({ value, label: t(`imports.into.${value}`) }))}
              onChange={(how) => onChange({ ...target, how })}
            />
          </>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isCompared}
          onClick={() => setIsCompared((before) => !before)}
        >
          {t('imports.into.compare')}
        </Button>
      </div>
      {isLocked && open.length > 0 && <p className="into-none">{t('imports.into.locked')}</p>}
      {isCompared && (
        <div className="into-compare">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section aria-label={t('imports.into.now')} tabIndex={0}>
            <h4>{t('imports.into.now')}</h4>
            {document === undefined ? <p>–</p> : <Standing document={document.id} />}
          </section>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section aria-label={t('imports.into.new')} tabIndex={0}>
            <h4>{t('imports.into.new')}</h4>
            <ContentView content={text.content} />
          </section>
        </div>
      )}
    </>
  );
}

function Standing({ document }: { document: string }) {
  const { t } = useTranslation();
  const content = useQuery({ ...contentQuery(document), staleTime: 0 });
  if (content.data === undefined) return content.isError ? <FormError error={content.error} /> : <Skeleton />;
  if (content.data.content.length === 0) return <p>{t('imports.into.empty')}</p>;
  return <ContentView content={content.data} />;
}
