import { Button, CloseButton, Group } from '@mantine/core';
import type { DiffRun } from '@ruam/shared/thai/wordDiff.ts';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { ownUndoStep } from './ownUndoStep.ts';
import { findRepair, type PasteRepair, repairedRuns, repairTransaction } from './repairPaste.ts';
import type { WritingHost } from './writingHost.ts';

const maxShown = 40;

/**
 * Offers to repair pasted text that was damaged in a PDF, and shows what it would change. The text was pasted as it is
 * already: nothing waits for the answer.
 */
export function RepairOffer({ editor, host }: { editor: Editor; host: WritingHost }) {
  const { t } = useTranslation();
  const [found, setFound] = useState<PasteRepair | null>(null);
  const [isTooLate, setIsTooLate] = useState(false);
  useEffect(() => {
    let newest = 0;
    const look = async (): Promise<void> => {
      const own = ++newest;
      setFound(null);
      setIsTooLate(false);
      // With its lexicon, for those who paste.
      const { repairExtractedText } = await import('@ruam/shared/thai/repair.ts');
      if (own === newest && !editor.isDestroyed) setFound(findRepair(editor.state, repairExtractedText));
    };
    host.onPasted = () => void look();
    return () => {
      newest = -1;
      host.onPasted = () => undefined;
    };
  }, [editor, host]);
  if (found === null) return null;
  const close = (): void => {
    setFound(null);
    editor.commands.focus(null, { scrollIntoView: false });
  };
  const accept = (): void => {
    const transaction = repairTransaction(editor.state, found);
    if (transaction === null) {
      setIsTooLate(true);
      return;
    }
    ownUndoStep(editor, () => editor.view.dispatch(transaction));
    close();
  };
  const lines = repairedRuns(found);
  return (
    <section
      className="repair-offer"
      aria-label={t('tools.repair.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div className="repair-head">
        <strong role="status">{t('tools.repair.title')}</strong>
        <CloseButton size="sm" aria-label={t('tools.close')} onClick={close} />
      </div>
      <p>{t('tools.repair.text', { count: lines.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ul className="repair-lines difference" tabIndex={0} lang="th">
        {lines.slice(0, maxShown).map((runs, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines stay as they are
          <li key={index}>
            <Line runs={runs} />
          </li>
        ))}
        {lines.length > maxShown && <li>{t('tools.repair.more', { count: lines.length - maxShown })}</li>}
      </ul>
      {isTooLate && <p role="alert">{t('tools.repair.changed')}</p>}
      <Group gap="sm" justify="flex-end">
        <Button size="sm" variant="default" onClick={close}>
          {t('tools.repair.keep')}
        </Button>
        <Button size="sm" onClick={accept} disabled={isTooLate}>
          {t('tools.repair.accept')}
        </Button>
      </Group>
    </section>
  );
}

/** Letters of what stays the same that are shown beside a change. */
const maxSame = 28;

function Line({ runs }: { runs: readonly DiffRun[] }) {
  const { t } = useTranslation();
  return runs.map(({ kind, text }, index) => {
    const key = `${index}-${kind}`;
    if (kind === 'equal')
      return <ThaiText key={key}>{shortened(text, index === 0, index === runs.length - 1)}</ThaiText>;
    const Tag = kind === 'insert' ? 'ins' : 'del';
    return (
      <Tag key={key}>
        <span className="ruam-hidden">{t(kind === 'insert' ? 'tools.repair.after' : 'tools.repair.before')} </span>
        {text}
      </Tag>
    );
  });
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  const letters = [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text.slice(0, 4_000))].map(
    ({ segment }) => segment,
  );
  if (letters.length <= 2 * maxSame) return text;
  const start = isFirst ? '' : letters.slice(0, maxSame).join('');
  const end = isLast ? '' : letters.slice(-maxSame).join('');
  return `${start}…${end}`;
}
