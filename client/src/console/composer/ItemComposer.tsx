import { Button } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { approvableLevels, type DecisionKind, resolutionPhrases } from '@ruam/shared/deciding/phrases.ts';
import { isUndecided } from '@ruam/shared/deciding/workflow.ts';
import { mayDecide } from '@ruam/shared/policy/policy.ts';
import { IconCheck, IconRubberStamp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decidingMeetingsQuery } from '../../api/deciding.ts';
import { type Draft, type DraftValues, isApproving, kindsFor, problemsOf } from '../../item/draft.ts';
import { ResolutionFields } from '../../item/ResolutionFields.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { LevelWord } from '../../ui/LevelChip.tsx';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { resolutionOn } from '../agendaRows.ts';
import type { Desk } from '../desk.ts';
import { useKept } from '../useKept.ts';
import { AttachBesides } from './AttachBesides.tsx';
import { EffectLine } from './EffectLine.tsx';
import { emptyItemDraft, itemDraftSchema, saidObservations } from './itemDraft.ts';
import { Observations } from './Observations.tsx';
import { ShowText } from './ShowText.tsx';
import { VoteField } from './VoteField.tsx';

/** In the order of the form: what is approved, what is not. */
const kindRows: readonly DecisionKind[] = ['approved', 'approvedWithConditions', 'returned', 'postponed', 'noted'];

/** The resolution on an item: composed here, kept while the meeting goes on, confirmed in the one way of deciding. */
export function ItemComposer({ desk, entry, item }: { desk: Desk; entry: AgendaEntry; item: ItemAnswer }) {
  const { t } = useTranslation();
  const { cycle, person, meeting, framework, items } = desk;
  const [draft, keep] = useKept(`ruam-resolution ${meeting.id} ${entry.id}`, itemDraftSchema, emptyItemDraft);
  const [isChecked, setIsChecked] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isAgain, setIsAgain] = useState(false);
  const meetings = useQuery(decidingMeetingsQuery(cycle.id, item.code));
  const levels = approvableLevels(item.claimed, item.approved);
  const kinds = kindsFor(item, levels);
  const kind = draft.kind !== null && kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'noted');
  const level = draft.level !== null && levels.includes(draft.level) ? draft.level : (levels[0] ?? null);
  const [phrase = ''] = resolutionPhrases({ kind, code: item.code, category: item.category, level });
  const { conditions, deadline, reason, until } = draft;
  const values: DraftValues = {
    ...{ kind, resolution: draft.resolution ?? phrase, conditions, deadline, reason, until, meetingId: meeting.id },
  };
  const fields: Draft = {
    values,
    problems: isChecked ? problemsOf(values) : [],
    setKind: (next) => keep({ ...draft, kind: next }),
    setMeeting: () => {},
    set: (changed) => keep({ ...draft, ...changed }),
    check: () => setIsChecked(true),
  };
  const made = resolutionOn(entry, desk.resolutions);
  const stop = stopOf(desk, item, meetings.data);
  if (made !== null && !isAgain)
    return (
      <section className="console-composer" aria-labelledby="console-composer">
        <Head code={item.code} />
        <p className="console-decided" role="status">
          <IconCheck size={18} stroke={2} aria-hidden /> {t('console.composer.decided')}
        </p>
        <p className="console-quoted" lang="th">
          <ThaiText>{made.text}</ThaiText>
        </p>
        <AttachBesides
          desk={desk}
          resolution={made}
          entry={entry.id}
          draft={draft}
          onKeep={(more) => keep({ ...draft, ...more })}
          onDone={() => keep(null)}
        />
        {stop === null && isUndecided({ ...item, hasOpenConditions: false }) && (
          <Button variant="default" size="sm" onClick={() => setIsAgain(true)}>
            {t('console.composer.again')}
          </Button>
        )}
      </section>
    );
  const approves = isApproving(kind);
  return (
    <section className="console-composer" aria-labelledby="console-composer">
      <Head code={item.code} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser */}
      <div className="console-kinds" role="group" aria-label={t('console.composer.kind')}>
        {kindRows
          .filter((one) => kinds.includes(one))
          .map((one, place) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              data-first={place === 0 ? '' : undefined}
              onClick={() => keep({ ...draft, kind: one })}
            >
              {t(`console.composer.kinds.${one}`)}
            </button>
          ))}
      </div>
      {kinds.length < kindRows.length && <p className="console-hint">{t('deciding.notClaimed')}</p>}
      {approves && levels.length > 1 && (
        <Choices
          label={t('deciding.form.level')}
          value={level ?? 'basic'}
          onChange={(chosen) => keep({ ...draft, level: chosen })}
          options={levels.map((value) => ({ value, label: <LevelWord level={value} /> }))}
        />
      )}
      <div className="console-fields">
        <ResolutionFields draft={fields} item={item} level={level} />
      </div>
      <EffectLine framework={framework} items={items} item={item} level={approves ? level : null} />
      <Observations
        cycle={cycle.id}
        value={draft.observations}
        isOfItem
        onChange={(observations) => keep({ ...draft, observations: [...observations] })}
      />
      <VoteField desk={desk} entry={entry.id} value={draft.vote} onChange={(vote) => keep({ ...draft, vote })} />
      {stop !== null && (
        <p className="console-stop">
          <ThaiText>{t(`console.composer.${stop}`)}</ThaiText>
        </p>
      )}
      <div className="console-confirm">
        <Button
          disabled={stop !== null || desk.isCut}
          leftSection={<IconRubberStamp size={20} stroke={1.75} aria-hidden />}
          onClick={() => {
            setIsChecked(true);
            if (problemsOf(values).length === 0) setIsConfirming(true);
          }}
        >
          {t('console.composer.confirm')}
        </Button>
        <ShowText desk={desk} text={values.resolution} />
      </div>
      {desk.isCut && (
        <p className="console-stop" role="status">
          <ThaiText>{t('console.composer.offline')}</ThaiText>
        </p>
      )}
      {isConfirming &&
        desk.slots.drawConfirm({
          cycle: cycle.id,
          person,
          meeting: meeting.id,
          code: item.code,
          level: item.kind === 'dimension' ? null : level,
          values,
          onRecorded: () => {
            setIsAgain(false);
            setIsChecked(false);
            const { observations, vote } = draft;
            // Only what was there when it was confirmed goes out by itself.
            const isAny = saidObservations(draft).length > 0 || vote !== null;
            keep({ ...emptyItemDraft, observations, vote, recordedAfter: isAny ? (made?.number ?? 0) : null });
          },
          onClose: () => setIsConfirming(false),
        })}
    </section>
  );
}

function Head({ code }: { code: string }) {
  const { t } = useTranslation();
  return (
    <div className="console-part-head">
      <h2 id="console-composer">
        <ThaiText>{t('console.composer.item', { code })}</ThaiText>
      </h2>
      <kbd>R</kbd>
    </div>
  );
}

type Stop = 'notRunning' | 'notHere' | 'notYours';

/** Why the item is not decided here and now; null when it can be. */
function stopOf(
  { person, cycle, meeting }: Desk,
  item: ItemAnswer,
  meetings: readonly { readonly id: string }[] | undefined,
): Stop | null {
  if (!mayDecide({ id: person.id, seats: person.roles }, cycle.id, item.category)) return 'notYours';
  if (meeting.state !== 'running') return 'notRunning';
  return meetings === undefined || meetings.some(({ id }) => id === meeting.id) ? null : 'notHere';
}
