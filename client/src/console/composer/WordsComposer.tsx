import { Button, Menu, Textarea } from '@mantine/core';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { NewResolution, ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { IconCheck, IconRubberStamp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleKey, scoreboardQuery } from '../../api/cycle.ts';
import { meetingsQuery } from '../../api/meetings.ts';
import { makeResolution, minutesQuery } from '../../api/resolutions.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { LevelWord } from '../../ui/LevelChip.tsx';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { resolutionOn } from '../agendaRows.ts';
import type { Desk } from '../desk.ts';
import { type WordedKind, wordedPhrases } from '../phrases.ts';
import { useKept } from '../useKept.ts';
import { saidObservations, type WordsDraft, wordsDraftSchema } from './itemDraft.ts';
import { Observations } from './Observations.tsx';
import { ShowText } from './ShowText.tsx';
import { VoteField } from './VoteField.tsx';

const maxLetters = 20_000;

/** A resolution that is no decision on an item: in words, on earlier minutes, on the overall level; or a correction. */
export function WordsComposer({
  desk,
  entry,
  corrects,
  onMade = () => {},
}: {
  desk: Desk;
  entry: AgendaEntry | null;
  /** The resolution in whose place the new one comes. */
  corrects: ResolutionAnswer | null;
  onMade?: () => void;
}) {
  const { t } = useTranslation();
  const { cycle, meeting } = desk;
  const queryClient = useQueryClient();
  const [fresh] = useState<WordsDraft>(() => ({
    ...{ kind: null, text: null, observations: [], vote: null, key: crypto.randomUUID() },
  }));
  const place = corrects === null ? `entry ${entry?.id}` : `corrects ${corrects.id}`;
  const [draft, keep] = useKept(`ruam-resolution ${meeting.id} ${place}`, wordsDraftSchema, fresh);
  const [isAgain, setIsAgain] = useState(false);
  const kinds = kindsOf(entry, corrects);
  const kind = draft.kind !== null && kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'resolved');
  const overall = useQuery({ ...scoreboardQuery(cycle.id, 'latest', 'weakest-link'), enabled: kind === 'declared' })
    .data?.overall;
  const minutes = useConfirmed(desk, kind === 'confirmed' ? entry : null);
  const phrases = wordedPhrases(kind, minutes?.number ?? '', overall?.level ?? null);
  const text = draft.text ?? (corrects === null ? (phrases[0] ?? '') : '');
  const record = useMutation({
    mutationFn: (resolution: NewResolution) => makeResolution(cycle.id, meeting.id, resolution),
    onSuccess: () => {
      // The next one is another request.
      keep({ ...fresh, key: crypto.randomUUID() });
      setIsAgain(false);
      onMade();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle.id) }),
  });
  const made = entry === null || corrects !== null ? null : resolutionOn(entry, desk.resolutions);
  const cannot =
    meeting.state !== 'running'
      ? t('console.composer.notRunning')
      : kind === 'confirmed' && minutes !== null && minutes.state !== 'circulated'
        ? t(`console.composer.minutesState.${minutes.state}`)
        : null;
  const isKnown = (kind !== 'declared' || overall !== undefined) && (kind !== 'confirmed' || minutes !== null);
  const send = (): void => {
    const observations = saidObservations(draft);
    record.mutate({
      ...{ kind, text: text.trim(), key: draft.key, observations },
      ...(entry === null ? {} : { entry: entry.id }),
      ...(draft.vote === null ? {} : { vote: draft.vote }),
      ...(corrects === null ? {} : { corrects: corrects.id }),
      ...(kind === 'declared' && overall !== undefined ? { expected: { level: overall.level } } : {}),
      ...(kind === 'confirmed' && minutes !== null ? { expectedContentHash: minutes.contentHash } : {}),
    });
  };
  const heading = corrects === null ? 'console-composer' : 'console-correcting';
  const head =
    corrects === null ? (
      <div className="console-part-head">
        <h2 id={heading}>{t('console.composer.words')}</h2>
        <kbd>R</kbd>
      </div>
    ) : (
      <h2 id={heading} className="ruam-hidden">
        {t('console.made.correcting', { number: corrects.number })}
      </h2>
    );
  if (made !== null && !isAgain)
    return (
      <section className="console-composer" aria-labelledby={heading}>
        {head}
        <p className="console-decided" role="status">
          <IconCheck size={18} stroke={2} aria-hidden /> {t('console.composer.decided')}
        </p>
        <p className="console-quoted" lang="th">
          <ThaiText>{made.text}</ThaiText>
        </p>
        <Button variant="default" size="sm" onClick={() => setIsAgain(true)}>
          {t('console.composer.again')}
        </Button>
      </section>
    );
  return (
    <section className="console-composer" aria-labelledby={heading}>
      {head}
      {kinds.length > 1 && (
        <Choices
          label={t('console.composer.kind')}
          value={kind}
          onChange={(chosen) => keep({ ...draft, kind: chosen, text: null })}
          options={kinds.map((value) => ({ value, label: t(`console.composer.otherKinds.${value}`) }))}
        />
      )}
      {kind === 'declared' && overall !== undefined && (
        <p className="console-overall">
          {t('console.composer.declaredLevel')} <LevelWord level={overall.level} />
        </p>
      )}
      <form
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="decide-resolution">
          <Menu position="bottom-end" width={380} withinPortal>
            <Menu.Target>
              <button type="button" className="ruam-plain-button decide-link">
                {t('console.phrases.menu')}
              </button>
            </Menu.Target>
            <Menu.Dropdown aria-label={t('console.phrases.list')}>
              {phrases.map((phrase) => (
                <Menu.Item key={phrase} lang="th" onClick={() => keep({ ...draft, text: phrase })}>
                  <ThaiText>{phrase}</ThaiText>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Textarea
            data-first=""
            label={t('console.composer.text')}
            lang="th"
            required
            autosize
            minRows={3}
            maxLength={maxLetters}
            value={text}
            onChange={({ currentTarget }) => keep({ ...draft, text: currentTarget.value })}
          />
        </div>
        <Observations
          cycle={cycle.id}
          value={draft.observations}
          isOfItem={false}
          onChange={(observations) => keep({ ...draft, observations: [...observations] })}
        />
        {entry !== null && (
          <VoteField desk={desk} entry={entry.id} value={draft.vote} onChange={(vote) => keep({ ...draft, vote })} />
        )}
        {cannot !== null && (
          <p className="console-stop">
            <ThaiText>{cannot}</ThaiText>
          </p>
        )}
        {desk.isCut && (
          <p className="console-stop" role="status">
            <ThaiText>{t('console.composer.offline')}</ThaiText>
          </p>
        )}
        <FormError error={record.error} />
        <div className="console-confirm">
          <Button
            type="submit"
            loading={record.isPending}
            disabled={cannot !== null || !isKnown || desk.isCut || text.trim() === ''}
            leftSection={<IconRubberStamp size={20} stroke={1.75} aria-hidden />}
          >
            {t('console.composer.record')}
          </Button>
          {corrects === null && <ShowText desk={desk} text={text} />}
        </div>
      </form>
    </section>
  );
}

/** What can be resolved there; the usual one first. */
function kindsOf(entry: AgendaEntry | null, corrects: ResolutionAnswer | null): readonly WordedKind[] {
  if (corrects !== null) return corrects.kind === 'declared' ? ['declared'] : ['resolved'];
  if (entry?.document?.kind === 'minutes') return ['confirmed', 'resolved'];
  if (entry?.document?.kind === 'overview') return ['declared', 'resolved'];
  return ['resolved', 'declared'];
}

/** The minutes that an entry is about; null while they are read, and for other entries. */
function useConfirmed({ cycle }: Desk, entry: AgendaEntry | null) {
  const meetings = useQuery({ ...meetingsQuery(cycle.id), enabled: entry !== null }).data ?? [];
  const document = entry?.document?.id ?? null;
  const id = document === null ? null : (meetings.find(({ minutes }) => minutes === document)?.id ?? null);
  return useQuery({ ...minutesQuery(cycle.id, id ?? ''), enabled: id !== null }).data ?? null;
}
