import { Button, NumberInput, TextInput } from '@mantine/core';
import { confidentialitySchema, type EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import { maxTitleLetters } from '@ruam/shared/evidence/bounds.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeEvidence } from '../api/evidence.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Title, dates and who may open the file; only what was changed here is sent. */
export function EntryForm({ cycle, entry }: { cycle: string; entry: EvidenceAnswer }) {
  const { t } = useTranslation();
  const change = useChangeEvidence(cycle, entry.id);
  const [title, setTitle] = useState(entry.title);
  const [effectiveDate, setEffectiveDate] = useState<string | null | undefined>(entry.effectiveDate);
  const [fiscalYear, setFiscalYear] = useState<number | null>(entry.fiscalYearBE);
  const [confidentiality, setConfidentiality] = useState(entry.confidentiality);
  const changed = {
    ...(title.trim() === entry.title ? {} : { title }),
    ...(effectiveDate === entry.effectiveDate || effectiveDate === undefined ? {} : { effectiveDate }),
    ...(fiscalYear === entry.fiscalYearBE ? {} : { fiscalYearBE: fiscalYear }),
    ...(confidentiality === entry.confidentiality ? {} : { confidentiality }),
  };
  const isChanged = Object.keys(changed).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !change.isPending && effectiveDate !== undefined) change.mutate(changed);
  };
  return (
    <form className="evidence-form" onSubmit={submit}>
      <TextInput
        label={t('evidence.entry.name')}
        value={title}
        maxLength={maxTitleLetters}
        required
        withAsterisk={false}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <ThaiDateInput
        label={t('evidence.entry.effectiveDate')}
        value={entry.effectiveDate}
        onChange={setEffectiveDate}
      />
      <NumberInput
        label={t('evidence.entry.fiscalYear')}
        value={fiscalYear ?? ''}
        min={2400}
        max={2800}
        hideControls
        allowDecimal={false}
        onChange={(value) => setFiscalYear(typeof value === 'number' ? value : null)}
      />
      <div className="evidence-field">
        <span>{t('evidence.entry.confidentiality')}</span>
        <Choices
          label={t('evidence.entry.confidentiality')}
          value={confidentiality}
          options={confidentialitySchema.options.map((value) => ({
            value,
            label: t(`evidence.confidentiality.${value}`),
          }))}
          onChange={setConfidentiality}
        />
        <p className="evidence-hint">
          <ThaiText>{t(`evidence.confidentialityAbout.${confidentiality}`)}</ThaiText>
        </p>
      </div>
      <FormError error={change.error} />
      <div className="evidence-actions">
        <Button
          type="submit"
          variant={isChanged ? 'filled' : 'default'}
          disabled={!isChanged}
          loading={change.isPending}
        >
          {t('evidence.entry.save')}
        </Button>
        <span role="status">{change.isSuccess && !isChanged && t('evidence.entry.saved')}</span>
      </div>
    </form>
  );
}
