import { Button } from '@mantine/core';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleKey } from '../../api/cycle.ts';
import { amendResolution } from '../../api/resolutions.ts';
import { FormError } from '../../ui/FormError.tsx';
import type { Desk } from '../desk.ts';
import { type DraftObservation, type ItemDraft, saidObservations } from './itemDraft.ts';
import { Observations } from './Observations.tsx';
import { VoteField } from './VoteField.tsx';

/**
 * What a decision itself does not hold: it is written behind the resolution as soon as that is there, and can be added
 * afterwards, too.
 */
export function AttachBesides({
  desk,
  resolution,
  entry,
  draft,
  onKeep,
  onDone,
}: {
  desk: Desk;
  resolution: ResolutionAnswer;
  entry: string;
  draft: ItemDraft;
  onKeep: (more: { observations?: DraftObservation[]; vote?: string | null }) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { cycle, meeting } = desk;
  const observations = saidObservations(draft);
  const isAny = observations.length > 0 || draft.vote !== null;
  const attach = useMutation({
    mutationFn: () =>
      amendResolution(cycle.id, meeting.id, resolution.id, {
        ...(observations.length === 0 ? {} : { observations }),
        ...(draft.vote === null ? {} : { vote: draft.vote }),
      }),
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle.id) }),
  });
  const { mutate, isIdle } = attach;
  const isNew = draft.recordedAfter !== null && resolution.number > draft.recordedAfter;
  const isDue = isNew && isAny && isIdle;
  useEffect(() => {
    if (isDue) mutate();
  }, [isDue, mutate]);
  return (
    <div className="console-attach">
      {resolution.observations.map(({ text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an observation is known by its place
        <p key={place} className="console-hint" lang="th">
          {t('console.observations.text', { number: place + 1 })} {text}
        </p>
      ))}
      <Observations
        cycle={cycle.id}
        value={draft.observations}
        isOfItem={resolution.item !== null}
        onChange={(changed) => onKeep({ observations: [...changed] })}
      />
      {resolution.vote === null && (
        <VoteField desk={desk} entry={entry} value={draft.vote} onChange={(vote) => onKeep({ vote })} />
      )}
      {attach.isError && isNew && <p className="console-stop">{t('console.composer.notAttached')}</p>}
      <FormError error={attach.error} />
      {isAny && (
        <Button variant="default" size="sm" loading={attach.isPending} onClick={() => mutate()}>
          {t('console.composer.attach')}
        </Button>
      )}
    </div>
  );
}
