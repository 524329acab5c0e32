import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { votesQuery } from '../../api/stage.ts';
import type { Desk } from '../desk.ts';

/** The vote that was taken on the entry, if one was. */
export function VoteField({
  desk: { cycle, meeting },
  entry,
  value,
  onChange,
}: {
  desk: Desk;
  entry: string;
  value: string | null;
  onChange: (vote: string | null) => void;
}) {
  const { t } = useTranslation();
  const votes = useQuery(votesQuery(cycle.id, meeting.id)).data ?? [];
  const own = votes.filter((vote) => vote.state === 'closed' && vote.entry === entry);
  if (own.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      label={t('console.voteOf.title')}
      value={value ?? ''}
      data={[
        { value: '', label: t('console.voteOf.none') },
        ...own.map(({ id, question, counts }) => ({ value: id, label: `${question} (${counts.join(' : ')})` })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.value)}
    />
  );
}
