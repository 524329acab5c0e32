import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Check } from '@ruam/shared/framework/framework.ts';
import { mayPlaceEvidence } from '@ruam/shared/policy/evidence.ts';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { UploadZone } from './UploadZone.tsx';

type OpenCheck = Check & { readonly item: string; readonly level: Level };

/** The checks that no file proves yet; who may, adds a file right at the check. */
export function UnprovenChecks({
  cycle,
  person,
  checks,
  categories,
}: {
  cycle: string;
  person: PersonAnswer;
  checks: readonly OpenCheck[];
  /** Category by item. */
  categories: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const actor = { id: person.id, seats: person.roles };
  if (checks.length === 0)
    return (
      <p className="evidence-proven">
        <IconCircleCheck size={18} stroke={1.75} aria-hidden /> {t('evidence.allProven')}
      </p>
    );
  return (
    <details className="evidence-unproven">
      <summary>{t('evidence.unprovenCount', { count: checks.length })}</summary>
      <ul>
        {checks.map(({ id, item, level, text }) => (
          <li key={id}>
            <IconCircleDashed size={18} stroke={1.75} aria-hidden />
            <span>
              <b>{id}</b> <small>{t(`level.${level}`)}</small> <ThaiText>{format.text(text)}</ThaiText>
            </span>
            {mayPlaceEvidence(actor, cycle, categories.get(item) ?? '') && (
              <button
                type="button"
                className="ruam-plain-button ruam-text-link"
                aria-expanded={chosen === id}
                onClick={() => setChosen(chosen === id ? null : id)}
              >
                {t('evidence.drop.label')}
                <span className="ruam-hidden"> {id}</span>
              </button>
            )}
            {chosen === id && <UploadZone cycle={cycle} placed={{ checks: [id], items: [] }} isSmall />}
          </li>
        ))}
      </ul>
    </details>
  );
}
