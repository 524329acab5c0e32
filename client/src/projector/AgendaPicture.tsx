import { agendaSections } from '@ruam/shared/meetings/agenda.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { type AgendaRow, agendaRows } from './agendaRows.ts';
import { Foot } from './Foot.tsx';
import type { Picture, ShownEntry } from './picture.ts';
import { useRows } from './useRows.ts';

/** The agenda: its sections, and around what is under discussion as many entries as there is room for. */
export function AgendaPicture({
  picture,
  entries,
  current,
}: {
  picture: Picture;
  entries: readonly ShownEntry[];
  current: string | null;
}) {
  const { t } = useTranslation();
  const { element, rows } = useRows();
  const done = entries.filter(({ isDone }) => isDone).length;
  const shown = agendaRows(
    agendaSections.map((section) => entries.filter((entry) => entry.section === section)),
    current,
    rows,
  );
  return (
    <>
      <header className="projector-head">
        <h1 className="projector-title" data-kind="agenda">
          {t('projector.agenda')}
        </h1>
      </header>
      <main className="projector-agenda" ref={element}>
        {shown.map((row) => (
          <Row key={keyOf(row)} row={row} current={current} />
        ))}
      </main>
      <Foot
        picture={picture}
        left={entries.length > 0 && done > 0 && t('projector.entriesDone', { count: done, all: entries.length })}
      />
    </>
  );
}

function Row({ row, current }: { row: AgendaRow; current: string | null }) {
  const { t } = useTranslation();
  switch (row.kind) {
    case 'section':
      return (
        <div className="projector-row" data-kind="section" data-done={row.isDone}>
          <span>{row.index + 1}</span>
          <h2>
            <ThaiText>{t(`meetings.agenda.${agendaSections[row.index] ?? 'others'}`)}</ThaiText>
          </h2>
          {row.count > 0 && <span className="projector-row-end">{t('projector.entries', { count: row.count })}</span>}
        </div>
      );
    case 'more':
      return (
        <div className="projector-row" data-kind="more">
          {t(row.at === 'before' ? 'projector.before' : 'projector.after', { count: row.count })}
        </div>
      );
    case 'entry':
      return (
        <div
          className="projector-row"
          data-kind="entry"
          data-done={row.entry.isDone}
          aria-current={row.entry.id === current}
        >
          <span className="projector-done">{row.entry.isDone ? '✓' : ''}</span>
          <span className="projector-entry">
            <EntryName entry={row.entry} />
          </span>
          {row.entry.approved !== null && (
            <span className="projector-row-end">
              <LevelWord level={row.entry.approved} />
            </span>
          )}
        </div>
      );
  }
}

function keyOf(row: AgendaRow): string {
  switch (row.kind) {
    case 'section':
      return `section ${row.index}`;
    case 'more':
      return row.at;
    case 'entry':
      return `entry ${row.entry.id}`;
  }
}

function EntryName({ entry }: { entry: ShownEntry }) {
  const format = useFormat();
  const words = useMeetingWords();
  if (entry.entry.kind === 'item' && entry.title !== null) {
    return (
      <>
        <b>{entry.entry.item}</b> <ThaiText>{format.text(entry.title)}</ThaiText>
      </>
    );
  }
  return <ThaiText>{words.entry(entry.entry, [])}</ThaiText>;
}
