import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { contentQuery } from '../api/content.ts';
import { hashedQuery } from '../api/deciding.ts';
import { ContentView } from '../ui/ContentView.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { HashedTexts } from './HashedTexts.tsx';

/** One entry on a phone: its name, and its text when it is asked for. */
export function JoinEntry({
  cycle,
  entry,
  number,
  name,
  item,
}: {
  cycle: string;
  entry: AgendaEntry;
  number: string;
  name: string;
  item: ItemAnswer | null;
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li>
      <div className="join-entry">
        <span className="agenda-number">{number}</span>
        <div className="agenda-words">
          <ThaiText>{name}</ThaiText>
          {entry.detail !== '' && (
            <p className="agenda-detail">
              <ThaiText>{entry.detail}</ThaiText>
            </p>
          )}
          {item?.kind === 'process' && (
            <p>
              {item.approved === null ? (
                <LevelChip level={item.claimed} standing="claimed" />
              ) : (
                <LevelChip level={item.approved} standing="approved" />
              )}
            </p>
          )}
          {(item !== null || entry.document !== null) && (
            <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
              <summary>{t('meetings.join.readText')}</summary>
              {isOpen && item !== null && <ItemText cycle={cycle} item={item} />}
              {isOpen && entry.document !== null && <DocumentText document={entry.document.id} />}
            </details>
          )}
        </div>
      </div>
    </li>
  );
}

function ItemText({ cycle, item: { code, category, kind, claimed } }: { cycle: string; item: ItemAnswer }) {
  const { t } = useTranslation();
  const level: Level | null = kind === 'process' ? (claimed ?? 'basic') : null;
  const text = useQuery(hashedQuery(cycle, code, level));
  if (text.data === undefined)
    return text.isError ? <Trouble error={text.error} onRetry={() => void text.refetch()} /> : <Skeleton />;
  return (
    <>
      <HashedTexts hashed={text.data.hashed} headings="h4" />
      <Link href={paths.item(cycle, category, code)} className="join-to-item">
        {t('meetings.join.toItem')} <IconArrowRight size={16} stroke={1.75} aria-hidden />
      </Link>
    </>
  );
}

function DocumentText({ document }: { document: string }) {
  const { t } = useTranslation();
  const content = useQuery(contentQuery(document));
  if (content.data === undefined)
    return content.isError ? <Trouble error={content.error} onRetry={() => void content.refetch()} /> : <Skeleton />;
  if (content.data.content.length === 0) return <p className="meetings-facts">{t('meetings.pack.empty')}</p>;
  return <ContentView content={content.data} />;
}
