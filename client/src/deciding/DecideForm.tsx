import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { decidingMeetingsQuery } from '../api/deciding.ts';
import { isApproving, kindsFor, problemsOf, useDraft } from '../item/draft.ts';
import { ResolutionFields } from '../item/ResolutionFields.tsx';
import { Choices } from '../ui/Choices.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import type { Recorded } from './DecisionResult.tsx';
import { EffectTable } from './EffectTable.tsx';
import { MeetingField } from './MeetingField.tsx';
import { useConfirmation } from './useConfirmation.ts';
import type { LookedAt } from './useLookedAt.ts';
import './decideForm.css';

/** The resolution: what the meeting decides, with which words, and what that does; one confirmation records it once. */
export function DecideForm({
  cycle,
  person,
  item,
  items,
  framework,
  levels,
  level,
  onLevel,
  text,
  isStopped,
  onConfirming,
  onRecorded,
}: {
  cycle: string;
  person: PersonAnswer;
  item: ItemAnswer;
  items: readonly ItemAnswer[];
  framework: Framework;
  /** Those that can be approved, highest first. */
  levels: readonly Level[];
  level: Level | null;
  onLevel: (level: Level) => void;
  text: LookedAt;
  /** Nothing can be decided any more; what is typed stays. */
  isStopped: boolean;
  /** Told when the confirmation is sent, and when it has failed. */
  onConfirming: (isConfirming: boolean) => void;
  onRecorded: (recorded: Recorded) => void;
}) {
  const { t } = useTranslation();
  const kinds = kindsFor(item, levels);
  const draft = useDraft({ kinds, item, level });
  const meetings = useQuery(decidingMeetingsQuery(cycle, item.code));
  const { confirm: record, isPending, failure } = useConfirmation(cycle, item);
  const { kind } = draft.values;
  const problems = problemsOf(draft.values);
  const meeting = meetings.data?.find(({ id }) => id === draft.values.meetingId) ?? meetings.data?.[0] ?? null;
  const isBlocked = isStopped || text.contentHash === null || text.difference !== null || meeting === null;

  const confirm = async (): Promise<void> => {
    draft.check();
    if (isPending || isBlocked || problems.length > 0 || text.contentHash === null || meeting === null) return;
    onConfirming(true);
    onRecorded(await record(draft.values, { meetingId: meeting.id, contentHash: text.contentHash, level }));
  };

  const approves = isApproving(kind);
  return (
    <form
      className="decide-form ruam-paper"
      aria-labelledby="decide-resolution"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // What went wrong is told below the words, which stay.
        confirm().catch(() => onConfirming(false));
      }}
    >
      <section>
        <div className="decide-form-head">
          <h2 id="decide-resolution">{t('deciding.form.title')}</h2>
          <span>{t('deciding.form.recorder', { name: person.name })}</span>
        </div>
        {kinds.length < 5 && <p className="decide-note">{t('deciding.notClaimed')}</p>}
        <Choices
          label={t('deciding.form.kind')}
          value={kind}
          onChange={draft.setKind}
          options={kinds.map((value) => ({ value, label: t(`deciding.form.kinds.${value}`) }))}
        />
        {approves && levels.length > 0 && (
          <div className="decide-level">
            <span>{t('deciding.form.level')}</span>
            <Choices
              label={t('deciding.form.level')}
              value={level ?? 'basic'}
              onChange={onLevel}
              options={levels.map((value) => ({ value, label: <LevelChip level={value} standing="approved" /> }))}
            />
          </div>
        )}
      </section>
      <section aria-label={t('deciding.effect.title')}>
        <h3>{t('deciding.effect.title')}</h3>
        {!approves ? (
          <p className="decide-note">{t('deciding.effect.none')}</p>
        ) : item.kind === 'dimension' || level === null ? (
          <p className="decide-note">{t('deciding.effect.dimension')}</p>
        ) : (
          <EffectTable framework={framework} items={items} item={item} level={level} />
        )}
      </section>
      <section className="decide-fields">
        <ResolutionFields draft={draft} item={item} level={level} />
        <MeetingField meetings={meetings.data} value={meeting?.id ?? null} onChange={draft.setMeeting} />
      </section>
      <ConfirmStep {...{ approves, failure, isPending, isBlocked }} isChanged={text.difference !== null} />
    </form>
  );
}
