import { Modal } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { frameworkQuery, itemsQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { type DraftValues, isApproving } from '../item/draft.ts';
import { LevelChip } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { DecidedPaper } from './DecidedPaper.tsx';
import { EffectTable } from './EffectTable.tsx';
import { useConfirmation } from './useConfirmation.ts';
import { useLookedAt } from './useLookedAt.ts';
import './deciding.css';
import './decideForm.css';
import './confirmDecision.css';

interface Confirming {
  readonly cycle: string;
  /** In which it is decided. */
  readonly meeting: string;
  readonly code: string;
  /** What is approved. */
  readonly level: Level | null;
  readonly values: DraftValues;
  readonly onRecorded: () => void;
  readonly onClose: () => void;
}

/** The confirmation of a resolution that was composed elsewhere: the text that is decided about, what it does, one button. */
export function ConfirmDecision(props: Confirming) {
  const { t } = useTranslation();
  const item = useQuery(itemsQuery(props.cycle)).data?.find(({ code }) => code === props.code);
  if (item === undefined) return null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('deciding.confirming', { code: props.code })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={1180}
      classNames={{ body: 'confirm-decision' }}
    >
      <Confirmation {...props} item={item} />
    </Modal>
  );
}

function Confirmation({ cycle, meeting, item, level, values, onRecorded, onClose }: Confirming & { item: ItemAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const items = useQuery(itemsQuery(cycle)).data ?? [];
  const framework = useQuery(frameworkQuery(cycle)).data;
  const text = useLookedAt(cycle, item.code, item.kind === 'dimension' ? null : (level ?? 'basic'));
  const { confirm, isPending, failure } = useConfirmation(cycle, item);
  const { kind, resolution, conditions, deadline, reason, until } = values;
  const approves = isApproving(kind);
  const isBlocked = text.contentHash === null || text.difference !== null;
  const send = async (): Promise<void> => {
    if (isPending || isBlocked || text.contentHash === null) return;
    await confirm(values, { meetingId: meeting, contentHash: text.contentHash, level });
    onRecorded();
    onClose();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, so the keyboard must reach it */}
      <section className="confirm-decision-paper" aria-label={t('deciding.text')} tabIndex={0}>
        <DecidedPaper cycle={cycle} code={item.code} text={text} />
      </section>
      <form
        className="decide-form"
        onSubmit={(event) => {
          event.preventDefault();
          // What went wrong is told beside the button; what was composed stays.
          send().catch(() => {});
        }}
      >
        <section>
          <h3>
            {t(`deciding.form.kinds.${kind}`)}{' '}
            {approves && level !== null && <LevelChip level={level} standing="approved" />}
          </h3>
          <p className="confirm-decision-words" lang="th">
            <ThaiText>{resolution.trim()}</ThaiText>
          </p>
          {kind === 'approvedWithConditions' && (
            <p className="decide-note" lang="th">
              <ThaiText>
                {t('deciding.standing.conditions', { text: conditions.trim(), deadline: format.date(deadline) })}
              </ThaiText>
            </p>
          )}
          {kind === 'returned' && (
            <p className="decide-note" lang="th">
              <ThaiText>{`${t('deciding.form.reason')}: ${reason.trim()}`}</ThaiText>
            </p>
          )}
          {(kind === 'returned' || kind === 'postponed') && until !== '' && (
            <p className="decide-note">
              <ThaiText>{`${t(`deciding.form.until.${kind}`)} ${format.date(until)}`}</ThaiText>
            </p>
          )}
        </section>
        {approves && item.kind === 'process' && level !== null && framework !== undefined && (
          <section aria-label={t('deciding.effect.title')}>
            <h3>{t('deciding.effect.title')}</h3>
            <EffectTable framework={framework} items={items} item={item} level={level} />
          </section>
        )}
        <ConfirmStep {...{ approves, failure, isPending, isBlocked }} isChanged={text.difference !== null} />
      </form>
    </>
  );
}
