import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type ReportFormat, type ReportOptions, secrecySchema } from '@ruam/shared/api/reports.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { commentWays, evidenceWays, heldOptions, isHeld } from './heldOptions.ts';

interface Part {
  readonly format: ReportFormat;
  readonly options: ReportOptions;
  readonly onChange: (changed: Partial<ReportOptions>) => void;
}

const adviceWays = ['within', 'annex', 'none'] as const satisfies readonly ReportOptions['advice'][];

/** What stands beside the texts: comments, advice, evidence. */
export function BesideOptions({ format, options, onChange }: Part) {
  const { t } = useTranslation();
  const { comments, advice, evidence } = heldOptions(format, options);
  const inComments = commentWays(format);
  const inEvidence = evidenceWays(format);
  return (
    <fieldset className="reports-group">
      <legend>{t('reports.group.beside')}</legend>
      <div className="reports-columns">
        {isHeld(format, 'comments') && (
          <NativeSelect
            label={t('reports.comments.label')}
            value={comments}
            data={inComments.map((value) => ({ value, label: t(`reports.comments.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              onChange({ comments: inComments.find((way) => way === value) ?? 'none' })
            }
          />
        )}
        {isHeld(format, 'advice') && (
          <NativeSelect
            label={t('reports.advice.label')}
            value={advice}
            data={adviceWays.map((value) => ({ value, label: t(`reports.advice.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              onChange({ advice: adviceWays.find((way) => way === value) ?? 'within' })
            }
          />
        )}
        {isHeld(format, 'evidence') && (
          <NativeSelect
            label={t('reports.evidence.label')}
            value={evidence}
            data={inEvidence.map((value) => ({
              value,
              label: t(
                `reports.evidence.${value === 'list' || inEvidence.includes('list') ? value : (`${value}Only` as const)}`,
              ),
            }))}
            onChange={({ currentTarget: { value } }) =>
              onChange({ evidence: inEvidence.find((way) => way === value) ?? 'none' })
            }
          />
        )}
      </div>
    </fieldset>
  );
}

const ticks = ['contents', 'paragraphNumbers', 'thaiDigits'] as const;

/** How the pages look. */
export function PageOptions({ format, options, onChange }: Part) {
  const { t } = useTranslation();
  const shown = ticks.filter((tick) => isHeld(format, tick));
  if (shown.length === 0) return null;
  return (
    <fieldset className="reports-group">
      <legend>{t('reports.group.page')}</legend>
      <div className="reports-ticks">
        {shown.map((tick) => (
          <Checkbox
            key={tick}
            label={t(`reports.${tick}`)}
            checked={options[tick]}
            onChange={({ currentTarget }) => onChange({ [tick]: currentTarget.checked })}
          />
        ))}
      </div>
      <div className="reports-columns">
        {isHeld(format, 'watermark') && <Watermark words={options.watermark} onChange={onChange} />}
        {isHeld(format, 'secrecy') && (
          <NativeSelect
            label={t('reports.secrecy.label')}
            value={options.secrecy}
            data={secrecySchema.options.map((value) => ({ value, label: t(`reports.secrecy.${value}`) }))}
            onChange={({ currentTarget }) => onChange({ secrecy: secrecySchema.parse(currentTarget.value) })}
          />
        )}
      </div>
    </fieldset>
  );
}

/** The words that are printed across every page are Thai, whatever the reader's language. */
const watermarks = { none: '', draft: 'ร่าง', consider: 'เพื่อพิจารณา', copy: 'สำเนา' } as const;
const names = ['none', 'draft', 'consider', 'copy', 'other'] as const;
const maxLetters = 40;

function Watermark({ words, onChange }: { words: string; onChange: Part['onChange'] }) {
  const { t } = useTranslation();
  const [isOther, setIsOther] = useState(false);
  const known = names.find((name) => name !== 'other' && watermarks[name] === words);
  const chosen = isOther ? 'other' : (known ?? 'other');
  const choose = (name: string): void => {
    const found = names.find((one) => one === name) ?? 'none';
    setIsOther(found === 'other');
    if (found !== 'other') onChange({ watermark: watermarks[found] });
  };
  return (
    <>
      <NativeSelect
        label={t('reports.watermark.label')}
        value={chosen}
        data={names.map((value) => ({ value, label: t(`reports.watermark.${value}`) }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {chosen === 'other' && (
        <TextInput
          label={t('reports.watermark.words')}
          lang="th"
          maxLength={maxLetters}
          value={words}
          onChange={({ currentTarget }) => onChange({ watermark: currentTarget.value })}
        />
      )}
    </>
  );
}
