import { Button, NativeSelect } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditQuestion } from '../api/proof.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { type EventKind, eventKinds } from './eventTypes.ts';

const kinds = Object.keys(eventKinds) as EventKind[];
const typesOf = (kind: EventKind): string => eventKinds[kind].join(',');

/** What of the audit log is shown. */
export function AuditFilters({
  question,
  people,
  items,
  onChange,
  onClear,
}: {
  question: AuditQuestion;
  people: readonly { readonly id: string; readonly name: string }[];
  items: readonly ItemAnswer[];
  onChange: (question: AuditQuestion) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  // The fields of a day hold what is typed of it: new ones are empty.
  const [clearings, setClearings] = useState(0);
  const all = { value: '', label: t('proof.audit.all') };
  const set = (changed: Partial<AuditQuestion>) => onChange({ ...question, ...changed });
  return (
    <search className="audit-filters" aria-label={t('proof.audit.filters')}>
      <NativeSelect
        size="sm"
        label={t('proof.audit.kind')}
        value={question.types}
        data={[all, ...kinds.map((kind) => ({ value: typesOf(kind), label: t(`proof.kind.${kind}`) }))]}
        onChange={({ currentTarget }) => set({ types: currentTarget.value })}
      />
      <NativeSelect
        size="sm"
        label={t('proof.audit.person')}
        value={question.person}
        data={[all, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget }) => set({ person: currentTarget.value })}
      />
      <NativeSelect
        size="sm"
        label={t('proof.audit.item')}
        value={question.item}
        data={[all, ...items.map(({ code, title }) => ({ value: code, label: `${code} ${format.text(title)}` }))]}
        onChange={({ currentTarget }) => set({ item: currentTarget.value })}
      />
      {(['from', 'until'] as const).map((end) => (
        <ThaiDateInput
          key={`${end} ${clearings}`}
          label={t(`proof.audit.${end}`)}
          value={question[end] === '' ? null : question[end]}
          onChange={(day) => set({ [end]: day ?? '' })}
        />
      ))}
      {Object.values(question).some((value) => value !== '') && (
        <Button
          variant="default"
          onClick={() => {
            setClearings(clearings + 1);
            onClear();
          }}
        >
          {t('proof.audit.clear')}
        </Button>
      )}
    </search>
  );
}
