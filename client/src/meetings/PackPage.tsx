import { Button } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { agendaNumbers, agendaSections } from '@ruam/shared/meetings/agenda.ts';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { meetingQuery, packQuery } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { HashedTexts } from './HashedTexts.tsx';
import './agenda.css';
import './meetings.css';
import './pack.css';

/** All that is on the agenda with its texts and their hashes, for paper: the browser prints it. */
export function PackPage({ cycle, id }: { cycle: CycleAnswer; id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMeetingWords();
  const meeting = useQuery(meetingQuery(cycle.id, id));
  const pack = useQuery(packQuery(cycle.id, id));
  const failed = [meeting, pack].find(({ isError, data }) => isError && data === undefined);
  useEffect(() => {
    document.title = `${t('meetings.pack.title')} ${meeting.data?.number ?? ''} · ${t('shell.product')}`;
  }, [t, meeting.data]);
  return (
    <main className="meetings pack" id="main">
      <div className="pack-screen meeting-way">
        <Link href={paths.meeting(cycle.id, id)}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden /> {t('meetings.pack.back')}
        </Link>
        <Button
          disabled={pack.data === undefined}
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('meetings.pack.print')}
        </Button>
      </div>
      {failed !== undefined && (
        <Trouble error={failed.error} onRetry={() => void Promise.all([meeting.refetch(), pack.refetch()])} />
      )}
      {failed === undefined && (meeting.data === undefined || pack.data === undefined) && (
        <>
          <h1 className="ruam-hidden">{t('meetings.pack.title')}</h1>
          <Skeleton widths={[52, 92, 86, 94, 70]} />
        </>
      )}
      {meeting.data !== undefined && pack.data !== undefined && (
        <article className="pack-paper ruam-paper">
          <header>
            <p lang="th">{cycle.agency}</p>
            <h1>
              <ThaiText>{`${t('meetings.pack.title')} ${t('meetings.numbered', { number: meeting.data.number })}`}</ThaiText>
            </h1>
            <p>
              <ThaiText>
                {[words.body(meeting.data.body), words.when(meeting.data), meeting.data.place]
                  .filter((one) => one !== '')
                  .join(' · ')}
              </ThaiText>
            </p>
            <p className="meetings-facts">{t('meetings.pack.at', { at: format.full(pack.data.at) })}</p>
          </header>
          <Sections meeting={meeting.data} texts={pack.data.texts} />
        </article>
      )}
    </main>
  );
}

type Texts = readonly { readonly entry: string; readonly contentHash: string; readonly hashed: string }[];

function Sections({ meeting, texts }: { meeting: MeetingDetail; texts: Texts }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const numbers = agendaNumbers(meeting.agenda);
  return agendaSections.map((section) => {
    const own = meeting.agenda.filter((entry) => entry.section === section);
    return (
      <section key={section}>
        <h2>
          <ThaiText>{words.section(section)}</ThaiText>
        </h2>
        {own.length === 0 && <p className="meetings-facts">{t('meetings.agenda.empty')}</p>}
        {own.map((entry) => (
          <Entry
            key={entry.id}
            meeting={meeting}
            entry={entry}
            number={numbers.get(entry.id) ?? ''}
            text={texts.find((one) => one.entry === entry.id) ?? null}
          />
        ))}
      </section>
    );
  });
}

function Entry({
  meeting,
  entry,
  number,
  text,
}: {
  meeting: MeetingDetail;
  entry: AgendaEntry;
  number: string;
  text: Texts[number] | null;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const items = useQuery(itemsQuery(meeting.cycle)).data ?? [];
  const item = items.find(({ code }) => code === entry.item);
  const papers = meeting.papers.filter((paper) => paper.entry === entry.id);
  return (
    <section className="pack-entry">
      <h3>
        {number} <ThaiText>{words.entry(entry, items)}</ThaiText>{' '}
        {item?.kind === 'process' && item.claimed !== null && <LevelChip level={item.claimed} standing="claimed" />}
      </h3>
      {entry.detail !== '' && (
        <p className="agenda-detail" lang="th">
          {entry.detail}
        </p>
      )}
      {text !== null && (
        <>
          <HashedTexts hashed={text.hashed} headings="h4" />
          <p className="pack-hash">
            {t('meetings.pack.hash')} <code>{text.contentHash}</code>
          </p>
        </>
      )}
      {papers.length > 0 && (
        <p>
          {t('meetings.papers.title')}: {papers.map(({ title }) => title).join(', ')}
        </p>
      )}
    </section>
  );
}
