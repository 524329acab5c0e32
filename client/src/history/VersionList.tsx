import type { VersionAnswer } from '@ruam/shared/api/history.ts';
import {
  IconBookmark,
  IconDeviceFloppy,
  IconFlag,
  IconHistory,
  IconRotate,
  IconRubberStamp,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { colorIndexOf } from '../sync/presence.ts';
import { Choices } from '../ui/Choices.tsx';
import { Face } from '../ui/Face.tsx';

const filters = ['all', 'named', 'decided'] as const;
type Filter = (typeof filters)[number];

const icons = {
  now: IconDeviceFloppy,
  automatic: IconHistory,
  created: IconFlag,
  named: IconBookmark,
  claim: IconBookmark,
  approval: IconRubberStamp,
  beforeRestore: IconBookmark,
  restored: IconRotate,
} as const;

/** The versions by month; the one that is chosen is compared with the current one. */
export function VersionList({
  versions,
  from,
  to,
  onChoose,
}: {
  versions: readonly VersionAnswer[];
  from: string;
  to: string;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = versions.filter((version) => isShown(version, filter));
  return (
    <>
      <Choices
        label={t('history.filter')}
        value={filter}
        onChange={setFilter}
        options={filters.map((value) => ({ value, label: t(`history.filters.${value}`) }))}
      />
      {shown.length === 0 && <p className="history-none">{t('history.noneOfKind')}</p>}
      <ol>
        {shown.map((version) => (
          <li key={version.id}>
            <button
              type="button"
              className="history-version"
              data-end={version.id === to ? 'to' : version.id === from ? 'from' : undefined}
              aria-current={version.id === from || version.id === to ? 'true' : undefined}
              onClick={() => onChoose(version.id)}
            >
              <Version version={version} />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function Version({ version: { type, name, at, people } }: { version: VersionAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = icons[type];
  const [first, ...others] = people;
  return (
    <>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className="history-version-words">
        <b>{name ?? t(`history.type.${type}`)}</b>
        <time dateTime={new Date(at).toISOString()} title={format.full(at)}>
          {format.moment(at, Date.now())}
        </time>
        {first !== undefined && (
          <small>
            <span className="history-faces" aria-hidden="true">
              {people.slice(0, 3).map(({ id, name: who }) => (
                <Face key={id} name={who} colorIndex={colorIndexOf(id)} isSelf={false} small />
              ))}
            </span>
            {first.name} {others.length > 0 && t('history.more', { count: others.length })}
          </small>
        )}
      </span>
    </>
  );
}

function isShown({ type }: VersionAnswer, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'named':
      return type === 'named' || type === 'restored' || type === 'beforeRestore';
    case 'decided':
      return type === 'claim' || type === 'approval';
  }
}
