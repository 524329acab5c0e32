import { ActionIcon, NativeSelect } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { mayPlaceEvidence } from '@ruam/shared/policy/evidence.ts';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChangeEvidence } from '../api/evidence.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { placesIn, unprovenChecks } from './filters.ts';

/** The checks that an entry proves and the items that it belongs to; who may, adds and takes out. */
export function EntryPlaces({
  cycle,
  person,
  entry,
  framework,
}: {
  cycle: string;
  person: PersonAnswer;
  entry: EvidenceAnswer;
  framework: Framework;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChangeEvidence(cycle, entry.id);
  const places = placesIn(framework);
  const actor = { id: person.id, seats: person.roles };
  const isOpen = entry.removed === null && entry.file !== null;
  const mayPlace = (item: string): boolean =>
    isOpen && mayPlaceEvidence(actor, cycle, places.categories.get(item) ?? '');
  const all = unprovenChecks(framework, [], () => true);
  const textOf = new Map(all.map(({ id, text }) => [id, format.text(text)]));
  const free = all.filter(({ id, item }) => mayPlace(item) && !entry.checks.includes(id));
  return (
    <section className="evidence-part" aria-label={t('evidence.entry.checks')}>
      <h3>{t('evidence.entry.checks')}</h3>
      {entry.checks.length === 0 && <p className="evidence-hint">{t('evidence.provesNothing')}</p>}
      <ul className="evidence-places">
        {entry.checks.map((check) => (
          <li key={check}>
            <b>{check}</b>
            <span>
              <ThaiText>{textOf.get(check) ?? ''}</ThaiText>
            </span>
            {mayPlace(places.items.get(check) ?? '') && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('evidence.entry.removeCheck', { check })}
                onClick={() => change.mutate({ removeChecks: [check] })}
              >
                <IconX size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
        {entry.items.map((item) => (
          <li key={item}>
            <b>{item}</b>
            <span>{t('evidence.ofItem')}</span>
            {mayPlace(item) && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('evidence.entry.removeItem', { item })}
                onClick={() => change.mutate({ removeItems: [item] })}
              >
                <IconX size={16} stroke={1.75} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <NativeSelect
          label={t('evidence.entry.addCheck')}
          value=""
          data={[
            { value: '', label: t('evidence.entry.chooseCheck') },
            ...free.map(({ id, text }) => ({ value: id, label: `${id} ${format.text(text)}` })),
          ]}
          onChange={({ currentTarget }) =>
            currentTarget.value !== '' && change.mutate({ addChecks: [currentTarget.value] })
          }
        />
      )}
      <FormError error={change.error} />
    </section>
  );
}
