import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { agendaNumbers } from '@ruam/shared/meetings/agenda.ts';
import { IconCheck, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { AgendaRow } from './AgendaRow.tsx';
import { resolutionOn, type SectionRow, sectionRows } from './agendaRows.ts';
import type { Desk } from './desk.ts';
import { minutesOf } from './timer.ts';
import { useNow } from './useNow.ts';
import './agendaPane.css';

/** The agenda with its minutes; a click goes to an entry. `onChosen` is told then. */
export function AgendaPane({ desk, onChosen }: { desk: Desk; onChosen: () => void }) {
  const { t } = useTranslation();
  const now = desk.serverTime(useNow());
  const numbers = agendaNumbers(desk.meeting.agenda);
  return (
    <nav className="console-entries" aria-label={t('console.agenda.title')}>
      <p className="console-entries-head">
        <span>{t('console.agenda.title')}</span>
        <span>{t('console.agenda.used')}</span>
      </p>
      <ol>
        {sectionRows(desk.meeting.agenda, desk.items).map((row) => (
          <Section key={row.section} {...{ desk, row, now, numbers, onChosen }} />
        ))}
      </ol>
    </nav>
  );
}

function Section({
  desk,
  row: { section, number, entries, groups },
  now,
  numbers,
  onChosen,
}: {
  desk: Desk;
  row: SectionRow;
  now: number;
  numbers: ReadonlyMap<string, string>;
  onChosen: () => void;
}) {
  const { t } = useTranslation();
  const { used, planned } = minutesOf(entries, desk.stage, now);
  const isCurrent = entries.some(({ id }) => id === desk.stage.entry);
  const row = (entry: AgendaEntry) => (
    <AgendaRow key={entry.id} {...{ desk, entry, now, onChosen }} number={numbers.get(entry.id) ?? ''} />
  );
  return (
    <li>
      <p className="console-section" data-current={isCurrent}>
        <b>{number}</b>
        <span>
          <ThaiText>{t(`meetings.agenda.${section}`)}</ThaiText>
        </span>
        <span className="console-figure">
          {entries.length === 0 ? '–' : planned === null ? used : `${used} / ${planned}`}
        </span>
      </p>
      {entries.length > 0 && (
        <ol>
          {groups.map((group) =>
            group.kind === 'entry' ? (
              row(group.entry)
            ) : (
              <Category key={group.category} desk={desk} category={group.category} entries={group.entries}>
                {group.entries.map(row)}
              </Category>
            ),
          )}
        </ol>
      )}
    </li>
  );
}

/** The items of a category; open while one of them is under discussion, or when somebody opened it. */
function Category({
  desk,
  category,
  entries,
  children,
}: {
  desk: Desk;
  category: string;
  entries: readonly AgendaEntry[];
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isCurrent = entries.some(({ id }) => id === desk.stage.entry);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? isCurrent;
  const title = desk.framework.categories.find(({ code }) => code === category)?.shortTitle;
  const fell = entries.filter((entry) => resolutionOn(entry, desk.resolutions) !== null).length;
  const isDone = fell === entries.length;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <button
        type="button"
        className="ruam-plain-button console-category"
        aria-expanded={isOpen}
        data-done={isDone}
        onClick={() => setChosen(!isOpen)}
      >
        <Chevron size={16} stroke={1.75} aria-hidden />
        <span>
          <ThaiText>{`${t('category.numbered', { code: category })} ${title === undefined ? '' : format.text(title)}`}</ThaiText>
        </span>
        <span className="console-figure">
          {isDone && <IconCheck size={16} stroke={2} aria-hidden />}
          {isDone
            ? t('console.agenda.fell', { count: fell })
            : fell > 0 || isCurrent
              ? t('console.agenda.fellOf', { count: fell, all: entries.length })
              : t('console.agenda.items', { count: entries.length })}
        </span>
      </button>
      {isOpen && <ol>{children}</ol>}
    </li>
  );
}
