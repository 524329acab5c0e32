import { Button, Checkbox, Modal } from '@mantine/core';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import { listProcessItems } from '@ruam/shared/framework/lookup.ts';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../../api/cycle.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { LevelWord } from '../../ui/LevelChip.tsx';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { provenChecks } from './provenChecks.ts';
import './proves.css';

const maxQuote = 160;

/**
 * Says which checks the selected words prove, or takes that back: those of the document's item, of its level and the
 * levels below. Each choice is written at once and is a step of undo.
 */
export function ProofDialog({
  document,
  editor,
  onClose,
}: {
  document: DocumentAnswer;
  /** Null: closed. */
  editor: Editor | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={editor !== null}
      onClose={onClose}
      title={t('checks.proves.label')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
      returnFocus={false}
    >
      {editor !== null && !editor.isDestroyed && <Choices document={document} editor={editor} onClose={onClose} />}
    </Modal>
  );
}

function Choices({ document, editor, onClose }: { document: DocumentAnswer; editor: Editor; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const framework = useQuery(frameworkQuery(document.cycle));
  const { proven, quote } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      proven: [...provenChecks(state)],
      quote: state.doc.textBetween(state.selection.from, state.selection.to, ' ', ' '),
    }),
  });
  const item = framework.data && listProcessItems(framework.data).find(({ code }) => code === document.item);
  if (framework.data === undefined) return null;
  if (item === undefined) return <p>{t('checks.proves.none')}</p>;
  const levels = item.levels.filter(({ level }) => levelRank(level) <= levelRank(document.level));
  const first = levels.flatMap(({ checks }) => checks)[0]?.id;
  const choose = (check: string, isProof: boolean): void => {
    if (isProof) editor.commands.addProof(check);
    else editor.commands.removeProof(check);
  };
  return (
    <div className="proof-choices">
      <blockquote lang="th">
        {quote.length > maxQuote ? `${quote.slice(0, maxQuote).toWellFormed()}…` : quote}
      </blockquote>
      {levels.map(({ level, checks }) => (
        <fieldset key={level}>
          <legend>
            <LevelWord level={level} />
          </legend>
          {checks.map(({ id, text }) => (
            <Checkbox
              key={id}
              {...(id === first ? { 'data-autofocus': true } : {})}
              label={<ThaiText>{format.text(text)}</ThaiText>}
              checked={proven.includes(id)}
              onChange={(event) => choose(id, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      ))}
      <div className="proof-done">
        <Button onClick={onClose}>{t('checks.proves.done')}</Button>
      </div>
    </div>
  );
}
