import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import type { AuditQuestion } from '../api/proof.ts';
import { useFormat } from '../i18n/useFormat.ts';
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
      <TextInput
        type="date"
        size="sm"
        label={t('proof.audit.from')}
        value={question.from}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
      />
      <TextInput
        type="date"
        size="sm"
        label={t('proof.audit.until')}
        value={question.until}
        onChange={({ currentTarget }) => set({ until: currentTarget.value })}
      />
      {Object.values(question).some((value) => value !== '') && (
        <Button variant="default" onClick={onClear}>
          {t('proof.audit.clear')}
        </Button>
      )}
    </search>
  );
}
