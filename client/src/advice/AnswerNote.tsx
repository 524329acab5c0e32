import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemKind } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerNote } from '../api/advice.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

const maxReasonLetters = 4_000;

/** Accepts a note, so that it becomes a recommendation, or declines it with a reason; a question is answered in words. */
export function AnswerNote({ cycle, note, kind }: { cycle: string; note: NoteAnswer; kind: ItemKind }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<'accepted' | 'declined' | null>(null);
  const isQuestion = note.type === 'question';
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
  onClose,
}: {
  cycle: string;
  note: NoteAnswer;
  answer: 'accepted' | 'declined';
  isRecommended: boolean;
  hasLevels: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const reply = useAnswerNote(cycle, note.document);
  const [reason, setReason] = useState('');
  const [targetLevel, setTargetLevel] = useState<Level | null>(null);
  const [targetYear, setTargetYear] = useState<number | null>(null);
  const [units, setUnits] = useState('');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const words = reply.isError ? errorWords(t, reply.error) : null;
  const confirmWord = answer === 'declined' ? 'confirmDecline' : isRecommended ? 'confirmAccept' : 'confirmReply';
  const reasonWord = answer === 'declined' ? 'reason' : isRecommended ? 'reasonOptional' : 'replyText';

  const confirm = (): void => {
    const said = reason.trim();
    setIsReasonMissing(!isRecommended && said === '');
    if (reply.isPending || (!isRecommended && said === '')) return;
    const named = isRecommended ? units.split(/[,\n]/).map((unit) => unit.trim()) : [];
    reply.mutate({
      answer,
      reason: said === '' ? null : said,
      targetLevel: isRecommended ? targetLevel : null,
      targetFiscalYear: isRecommended ? targetYear : null,
      units: named.filter((unit) => unit !== ''),
    });
  };
  return (
    <form
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
      {words !== null && (
        <p role="alert" className="note-error">
          <b>{words.title}</b> {words.advice}
        </p>
      )}
      <footer className="note-form-foot">
        <Button size="sm" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" type="submit" loading={reply.isPending}>
          {t(`adviceNotes.answer.${confirmWord}`)}
        </Button>
      </footer>
    </form>
  );
}
