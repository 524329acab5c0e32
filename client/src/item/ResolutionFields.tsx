import { Menu, Textarea } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { resolutionPhrases } from '@ruam/shared/deciding/phrases.ts';
import { useTranslation } from 'react-i18next';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { type Draft, type DraftField, unfinishedDay } from './draft.ts';

const maxLetters = 20_000;

/** The words of the resolution, from set phrases, and what its kind needs beside them. */
export function ResolutionFields({ draft, item, level }: { draft: Draft; item: ItemAnswer; level: Level | null }) {
  const { t } = useTranslation();
  const { values, problems, set } = draft;
  const { kind } = values;
  const errorOf = (field: DraftField): string | null => (problems.includes(field) ? t('deciding.form.needed') : null);
  const typed = (day: string | null | undefined): string => (day === undefined ? unfinishedDay : (day ?? ''));
  const given = (day: string): string | null => (day === '' || day === unfinishedDay ? null : day);
  const phrases = resolutionPhrases({ kind, code: item.code, category: item.category, level });
  return (
    <>
      {kind === 'approvedWithConditions' && (
        <>
          <Textarea
            label={t('deciding.form.conditions')}
            description={t('deciding.form.conditionsHint')}
            required
            autosize
            minRows={2}
            maxLength={maxLetters}
            error={errorOf('conditions')}
            value={values.conditions}
            onChange={(event) => set({ conditions: event.currentTarget.value })}
          />
          <ThaiDateInput
            label={t('deciding.form.deadline')}
            error={errorOf('deadline')}
            value={given(values.deadline)}
            onChange={(day) => set({ deadline: typed(day) })}
          />
        </>
      )}
      {kind === 'returned' && (
        <Textarea
          label={t('deciding.form.reason')}
          description={t('deciding.form.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={maxLetters}
          error={errorOf('reason')}
          value={values.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      )}
      {(kind === 'returned' || kind === 'postponed') && (
        <ThaiDateInput
          label={t('deciding.form.optional', { label: t(`deciding.form.until.${kind}`) })}
          error={errorOf('until')}
          value={given(values.until)}
          onChange={(day) => set({ until: typed(day) })}
        />
      )}
      <div className="decide-resolution">
        <Menu position="bottom-end" width={440} withinPortal>
          <Menu.Target>
            <button type="button" className="ruam-plain-button decide-link">
              {t('deciding.form.phrases')}
            </button>
          </Menu.Target>
          <Menu.Dropdown aria-label={t('deciding.form.phrasesMenu')}>
            {phrases.map((phrase) => (
              <Menu.Item key={phrase} lang="th" onClick={() => set({ resolution: phrase })}>
                <ThaiText>{phrase}</ThaiText>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Textarea
          label={t('deciding.form.resolution')}
          lang="th"
          required
          autosize
          minRows={3}
          maxLength={maxLetters}
          error={errorOf('resolution')}
          value={values.resolution}
          onChange={(event) => set({ resolution: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
