import { Textarea, TextInput } from '@mantine/core';
import type { ImportFixes } from '@ruam/shared/api/imports.ts';
import { toArabicDigits } from '@ruam/shared/thai/digits.ts';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/imports.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { LevelWord } from '../ui/LevelChip.tsx';
import type { Fixing } from './useFixes.ts';

const rounds = ['6', '12'] as const;
const years = { first: 2500, last: 2699 };
const maxTitle = 1_000;

/** What the report says of itself; title, year and round can be set right. */
export function Facts({ draft, fixing }: { draft: Draft; fixing: Fixing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { understood } = draft;
  const { fixes, mayFix } = fixing;
  const { agency, framework, meeting, order, advisor, overall } = understood;
  const title = fixes.facts.title ?? understood.title ?? '';
  const year = fixes.facts.fiscalYearBE ?? understood.fiscalYearBE;
  const round = fixes.facts.round ?? understood.round;
  const set = (facts: ImportFixes['facts']): void => fixing.change({ ...fixes, facts: { ...fixes.facts, ...facts } });
  const day = (iso: string | null): string => (iso === null ? '' : format.date(iso));
  return (
    <section className="facts" aria-labelledby="facts">
      <h3 id="facts">{t('imports.facts.title')}</h3>
      <TitleField key={title} title={title} isFixed={!mayFix} onChange={(next) => set({ title: next })} />
      <div className="facts-row">
        <YearField key={year} year={year} isFixed={!mayFix} onChange={(next) => set({ fiscalYearBE: next })} />
        <div>
          <span className="facts-label">{t('imports.facts.round')}</span>
          {mayFix ? (
            <Choices
              label={t('imports.facts.round')}
              value={round === null ? '' : `${round}`}
              options={rounds.map((value): { value: string; label: string } => ({
                value,
                label: t('imports.facts.months', { round: value }),
              }))}
              onChange={(next) => set({ round: next === '6' ? 6 : 12 })}
            />
          ) : (
            <span>{round === null ? t('imports.facts.unknown') : t('imports.facts.months', { round })}</span>
          )}
        </div>
      </div>
      <dl>
        <Fact name={t('imports.facts.agency')}>{agency}</Fact>
        <Fact name={t('imports.facts.framework')}>{framework}</Fact>
        <Fact name={t('imports.facts.meeting')}>
          {meeting &&
            t('imports.facts.meetingSays', { body: meeting.body, number: meeting.number, date: day(meeting.date) })}
        </Fact>
        <Fact name={t('imports.facts.order')}>{order?.text ?? null}</Fact>
        <Fact name={t('imports.facts.advisor')}>
          {advisor && (advisor.role === null ? advisor.name : `${advisor.name} ${advisor.role}`)}
        </Fact>
        <Fact name={t('imports.facts.overall')}>{overall && <LevelWord level={overall.level} />}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{name}</dt>
      <dd data-unknown={children === null || undefined} lang={children === null ? undefined : 'th'}>
        {children ?? t('imports.facts.unknown')}
      </dd>
    </>
  );
}

/** Leaving the field or Enter sets it. */
function TitleField({
  title,
  isFixed,
  onChange,
}: {
  title: string;
  isFixed: boolean;
  onChange: (title: string) => void;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState(title);
  const set = (): void => {
    if (words.trim() !== '' && words.trim() !== title) onChange(words.trim());
  };
  return (
    <Textarea
      label={t('imports.facts.name')}
      size="sm"
      lang="th"
      maxLength={maxTitle}
      maxRows={5}
      readOnly={isFixed}
      value={words}
      onChange={({ currentTarget }) => setWords(currentTarget.value.replaceAll('\n', ' '))}
      onKeyDown={blurOnEnter}
      onBlur={set}
    />
  );
}

function YearField({
  year,
  isFixed,
  onChange,
}: {
  year: number | null;
  isFixed: boolean;
  onChange: (year: number) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [words, setWords] = useState(year === null ? '' : `${year}`);
  const said = Number(toArabicDigits(words.trim()));
  const isYear = Number.isInteger(said) && said >= years.first && said <= years.last;
  const set = (): void => {
    if (isYear && said !== year) onChange(said);
  };
  return (
    <TextInput
      id={id}
      label={t('imports.facts.year')}
      size="sm"
      inputMode="numeric"
      maxLength={4}
      readOnly={isFixed}
      value={words}
      error={words !== '' && !isYear ? t('imports.facts.yearBad') : undefined}
      onChange={({ currentTarget }) => setWords(currentTarget.value)}
      onKeyDown={blurOnEnter}
      onBlur={set}
    />
  );
}

function blurOnEnter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.currentTarget.blur();
}
