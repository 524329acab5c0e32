import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemKind } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerNote } from '../api/advice.ts';
import { useKeptWords } from '../api/keptWords.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Banner } from '../ui/Banner.tsx';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const maxReasonLetters = 4_000;

/**
 * Accepts a note, so that it becomes a recommendation, or declines it with a reason; a question is answered in words. A
 * form that was begun stays when somebody else answers first: it tells so, and keeps what was typed.
 */
export function AnswerNote({
  cycle,
  note,
  kind,
  isWaiting,
}: {
  cycle: string;
  note: NoteAnswer;
  kind: ItemKind;
  /** Nobody has answered it, and no newer version took its place. */
  isWaiting: boolean;
}) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<'accepted' | 'declined' | null>(null);
  const isQuestion = note.type === 'question';
  if (choice === null && !isWaiting) return null;
  if (choice === null) {
    return (
      <div className="note-buttons">
        <Button size="sm" variant="default" onClick={() => setChoice('accepted')}>
          {t(isQuestion ? 'adviceNotes.answer.reply' : 'adviceNotes.answer.accept')}
        </Button>
        <Button size="sm" variant="default" onClick={() => setChoice('declined')}>
          {t('adviceNotes.answer.decline')}
        </Button>
      </div>
    );
  }
  return (
    <AnswerForm
      cycle={cycle}
      note={note}
      answer={choice}
      isRecommended={choice === 'accepted' && !isQuestion}
      hasLevels={kind === 'process'}
      isWaiting={isWaiting}
      onClose={() => setChoice(null)}
    />
  );
}

function AnswerForm({
  cycle,
  note,
  answer,
  isRecommended,
  hasLevels,
  isWaiting,
  onClose,
}: {
  cycle: string;
  note: NoteAnswer;
  answer: 'accepted' | 'declined';
  isRecommended: boolean;
  hasLevels: boolean;
  isWaiting: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const reply = useAnswerNote(cycle, note.document);
  const [reason, setReason, forgetReason] = useKeptWords(['answer', note.document]);
  const [targetLevel, setTargetLevel] = useState<Level | null>(null);
  const [targetYear, setTargetYear] = useState<number | null>(null);
  const [units, setUnits] = useState('');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  // It opens at the end of a pane that scrolls: its button would stay below the edge.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);
  // The news of the own answer may come before the answer itself.
  const isLate = !isWaiting && !reply.isPending && !reply.isSuccess;
  const confirmWord = answer === 'declined' ? 'confirmDecline' : isRecommended ? 'confirmAccept' : 'confirmReply';
  const reasonWord = answer === 'declined' ? 'reason' : isRecommended ? 'reasonOptional' : 'replyText';

  const confirm = (): void => {
    const said = reason.trim();
    setIsReasonMissing(!isRecommended && said === '');
    if (reply.isPending || !isWaiting || (!isRecommended && said === '')) return;
    const named = isRecommended ? units.split(/[,\n]/).map((unit) => unit.trim()) : [];
    const wish = {
      answer,
      reason: said === '' ? null : said,
      targetLevel: isRecommended ? targetLevel : null,
      targetFiscalYear: isRecommended ? targetYear : null,
      units: named.filter((unit) => unit !== ''),
    };
    reply.mutate(wish, {
      onSuccess: () => {
        forgetReason();
        onClose();
      },
    });
  };
  return (
    <form
      ref={form}
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      {isRecommended && (
        <>
          <p className="note-hint">
            <ThaiText>{t('adviceNotes.answer.effect')}</ThaiText>
          </p>
          {hasLevels && (
            <Select
              label={t('adviceNotes.answer.targetLevel')}
              placeholder={t('adviceNotes.answer.noTarget')}
              data={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
              value={targetLevel}
              onChange={(value) => setTargetLevel(levels.find((level) => level === value) ?? null)}
              clearable
              clearButtonProps={{ 'aria-label': t('adviceNotes.answer.noTarget') }}
            />
          )}
          <NumberInput
            label={t('adviceNotes.answer.targetYear')}
            placeholder={t('adviceNotes.answer.noTarget')}
            min={2500}
            max={2700}
            allowDecimal={false}
            thousandSeparator=""
            hideControls
            value={targetYear ?? ''}
            onChange={(value) => setTargetYear(typeof value === 'number' ? value : null)}
          />
          <TextInput
            label={t('adviceNotes.answer.units')}
            description={t('adviceNotes.answer.unitsHint')}
            maxLength={1_000}
            value={units}
            onChange={({ currentTarget }) => setUnits(currentTarget.value)}
          />
        </>
      )}
      <Textarea
        label={t(`adviceNotes.answer.${reasonWord}`)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={maxReasonLetters}
        value={reason}
        error={isReasonMissing && t('adviceNotes.answer.reasonNeeded')}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormError error={reply.error} />
      {isLate && (
        <Banner kind="refused" title={t(`error.${note.answer === null ? 'replaced' : 'alreadyAnswered'}.title`)}>
          {note.answer === null
            ? t('error.replaced.advice')
            : t('adviceNotes.answer.by', { name: note.answer.by.name, date: format.full(note.answer.at) })}
          <p>
            <ThaiText>{t('adviceNotes.answer.kept')}</ThaiText>
          </p>
        </Banner>
      )}
      <footer className="note-form-foot">
        <Button size="sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" type="submit" loading={reply.isPending} disabled={!isWaiting && !reply.isPending}>
          {t(`adviceNotes.answer.${confirmWord}`)}
        </Button>
      </footer>
    </form>
  );
}
