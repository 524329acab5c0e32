import { Button } from '@mantine/core';
import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import { mayUpload } from '@ruam/shared/policy/evidence.ts';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { frameworkQuery } from '../api/cycle.ts';
import { evidenceQuery } from '../api/evidence.ts';
import { useInsertEvidence } from '../item/InsertEvidence.tsx';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { itemsOf, placesIn, unprovenChecks } from './filters.ts';
import { UnprovenChecks } from './UnprovenChecks.tsx';
import { UploadZone } from './UploadZone.tsx';
import './evidence.css';

/** Beside an item: its files, the checks that no file proves, and a place to add one, which goes into the text from here. */
export function EvidencePane({ cycle, person, view, document }: ItemSlotProps) {
  const { t } = useTranslation();
  const entries = useQuery(evidenceQuery(cycle));
  const framework = useQuery(frameworkQuery(cycle));
  const insert = useInsertEvidence(document?.id ?? null);
  const { item, category } = view;
  const actor = { id: person.id, seats: person.roles };
  const mayAdd = mayUpload(actor, cycle, 'evidence');
  const places = framework.data === undefined ? null : placesIn(framework.data);
  const own =
    places === null
      ? undefined
      : entries.data?.filter((entry) => entry.removed === null && itemsOf(entry, places).includes(item.code));
  return (
    <section aria-label={t('evidence.pane')} className="evidence-pane">
      <h2 className="ws-pane-head">
        <IconPaperclip size={19} stroke={1.75} aria-hidden />
        {t('evidence.pane')}
        {own !== undefined && own.length > 0 && <span className="ws-count">{own.length}</span>}
      </h2>
      {own === undefined &&
        (entries.isError ? <Trouble error={entries.error} onRetry={() => void entries.refetch()} /> : <Skeleton />)}
      {own?.length === 0 && (
        <p className="evidence-hint">
          <ThaiText>{t('evidence.noneHere')}</ThaiText>
        </p>
      )}
      <ul className="evidence-own">
        {own?.map((entry) => (
          <li key={entry.id}>
            <OwnEntry cycle={cycle} entry={entry} insert={insert} />
          </li>
        ))}
      </ul>
      {entries.data !== undefined && framework.data !== undefined && places !== null && item.kind === 'process' && (
        <UnprovenChecks
          key={item.code}
          cycle={cycle}
          person={person}
          checks={unprovenChecks(framework.data, entries.data, (code) => code === item.code)}
          categories={places.categories}
        />
      )}
      {mayAdd && (
        <UploadZone
          key={`${category.code} ${item.code}`}
          cycle={cycle}
          placed={{ checks: [], items: [item.code] }}
          isSmall
        />
      )}
      <Link href={paths.evidenceRegister(cycle)}>{t('evidence.all')}</Link>
    </section>
  );
}

function OwnEntry({
  cycle,
  entry,
  insert,
}: {
  cycle: string;
  entry: EvidenceAnswer;
  insert: ((evidence: string) => void) | null;
}) {
  const { t } = useTranslation();
  const [isInserted, setIsInserted] = useState(false);
  return (
    <>
      <Link href={paths.evidenceEntry(cycle, entry.id)} className="evidence-own-name">
        <ThaiText>{entry.title}</ThaiText>
      </Link>
      <span className="evidence-codes">
        {entry.checks.map((check) => (
          <span key={check}>{check}</span>
        ))}
        {entry.checks.length === 0 && <small className="evidence-open">{t('evidence.provesNothing')}</small>}
      </span>
      {insert !== null && (
        <Button
          variant="subtle"
          size="compact-sm"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            insert(entry.id);
            setIsInserted(true);
          }}
        >
          {isInserted ? t('evidence.inserted') : t('evidence.insert')}
          <span className="ruam-hidden"> {entry.title}</span>
        </Button>
      )}
    </>
  );
}
