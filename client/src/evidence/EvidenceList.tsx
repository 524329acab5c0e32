import { Table } from '@mantine/core';
import type { EvidenceAnswer } from '@ruam/shared/api/evidence.ts';
import { isPicture } from '@ruam/shared/evidence/mediaTypes.ts';
import { IconEyeOff, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thumbnailPath } from '../api/files.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { useViewport } from '../ui/useViewport.ts';

const page = 100;

/** Entries as a table, or as cards on a phone. */
export function EvidenceList({
  entries,
  onOpen,
}: {
  entries: readonly EvidenceAnswer[];
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const [count, setCount] = useState(page);
  const shown = entries.slice(0, count);
  return (
    <>
      {isPhone ? (
        <ul className="evidence-cards">
          {shown.map((entry) => (
            <li key={entry.id} className="ruam-paper">
              <Name entry={entry} onOpen={onOpen} />
              <Proves entry={entry} />
              <small>
                {t(`evidence.confidentiality.${entry.confidentiality}`)} · <Uses entry={entry} />
              </small>
            </li>
          ))}
        </ul>
      ) : (
        <div className="evidence-table ruam-paper">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('evidence.entry.name')}</Table.Th>
                <Table.Th>{t('evidence.proves')}</Table.Th>
                <Table.Th>{t('evidence.usedIn')}</Table.Th>
                <Table.Th>{t('evidence.entry.effectiveDate')}</Table.Th>
                <Table.Th>{t('evidence.entry.confidentiality')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Th scope="row">
                    <Name entry={entry} onOpen={onOpen} />
                  </Table.Th>
                  <Table.Td>
                    <Proves entry={entry} />
                  </Table.Td>
                  <Table.Td>
                    <Uses entry={entry} />
                  </Table.Td>
                  <Table.Td>
                    <Dated entry={entry} />
                  </Table.Td>
                  <Table.Td>{t(`evidence.confidentiality.${entry.confidentiality}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {entries.length > count && (
        <button type="button" className="ruam-plain-button ruam-text-link" onClick={() => setCount(count + page)}>
          {t('threads.showMore', { count: entries.length - count })}
        </button>
      )}
    </>
  );
}

function Name({ entry, onOpen }: { entry: EvidenceAnswer; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { id, title, file } = entry;
  return (
    <button type="button" className="ruam-plain-button evidence-name" data-entry={id} onClick={() => onOpen(id)}>
      {file !== null && isPicture(file.mediaType) && <img src={thumbnailPath(file.id)} alt="" loading="lazy" />}
      {file !== null && !isPicture(file.mediaType) && <IconPaperclip size={18} stroke={1.75} aria-hidden />}
      {file === null && <IconEyeOff size={18} stroke={1.75} aria-hidden />}
      <span>
        <ThaiText>{title}</ThaiText>
        {file === null && entry.removed === null && <span className="ruam-hidden"> {t('evidence.titleOnly')}</span>}
      </span>
    </button>
  );
}

function Proves({ entry: { checks, items } }: { entry: EvidenceAnswer }) {
  const { t } = useTranslation();
  if (checks.length === 0 && items.length === 0)
    return <span className="evidence-open">{t('evidence.provesNothing')}</span>;
  return (
    <span className="evidence-codes">
      {[...checks, ...items].map((code) => (
        <span key={code}>{code}</span>
      ))}
    </span>
  );
}

function Uses({ entry: { usedIn } }: { entry: EvidenceAnswer }) {
  const { t } = useTranslation();
  const items = [...new Set(usedIn.map(({ item, kind }) => item ?? t(`rescue.document.${kind}`)))];
  return items.length === 0 ? <span>{t('evidence.usedNowhere')}</span> : <span>{items.join(', ')}</span>;
}

function Dated({ entry: { effectiveDate, fiscalYearBE } }: { entry: EvidenceAnswer }) {
  const format = useFormat();
  if (effectiveDate !== null) return format.date(effectiveDate);
  return fiscalYearBE ?? '–';
}
