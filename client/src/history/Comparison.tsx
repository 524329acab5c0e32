import { ActionIcon, NativeSelect } from '@mantine/core';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import type { VersionAnswer } from '@ruam/shared/api/history.ts';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionDiffQuery } from '../api/history.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { DifferenceView } from '../item/DifferenceView.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { countChangedWords } from './countChangedWords.ts';
import { RestoreVersion } from './RestoreVersion.tsx';

/** What changed from one version to another, change by change. */
export function Comparison({
  cycle,
  document: text,
  versions,
  moments,
  from,
  to,
  mayRestore,
  onChange,
}: {
  cycle: string;
  document: DocumentAnswer;
  versions: readonly VersionAnswer[];
  /** Times that are no versions but can be compared with. */
  moments: readonly { readonly id: string; readonly label: string }[];
  from: string;
  to: string;
  mayRestore: boolean;
  onChange: (ends: { readonly from: string; readonly to: string }) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const difference = useQuery(versionDiffQuery(cycle, text.id, from, to));
  const isOffered = mayRestore && from !== 'now';
  const sinceThen = useQuery({ ...versionDiffQuery(cycle, text.id, from, 'now'), enabled: isOffered });
  const isOther = sinceThen.data?.document.blocks.some(({ change }) => change !== 'same') === true;
  const paper = useRef<HTMLDivElement>(null);
  const blocks = difference.data?.document.blocks;
  const changes = blocks?.filter(({ change }) => change !== 'same').length ?? 0;
  const words = useMemo(() => countChangedWords(blocks ?? []), [blocks]);
  const [at, setAt] = useChanges(paper, changes);
  const label = ({ type, name, at: when }: VersionAnswer): string =>
    `${name ?? t(`history.type.${type}`)} · ${format.moment(when, Date.now())}`;
  const data = [
    ...versions.map((version) => ({ value: version.id, label: label(version) })),
    ...moments.map(({ id, label: words_ }) => ({ value: id, label: words_ })),
  ];
  const known = (end: string) =>
    data.some(({ value }) => value === end) ? data : [...data, { value: end, label: end }];
  const fromLabel = known(from).find(({ value }) => value === from)?.label ?? from;
  return (
    <section className="history-comparison" aria-label={t('history.changes', { count: changes })}>
      <div className="history-ends">
        <NativeSelect
          label={t('history.from')}
          size="sm"
          value={from}
          onChange={(event) => onChange({ from: event.currentTarget.value, to })}
          data={known(from)}
        />
        <NativeSelect
          label={t('history.to')}
          size="sm"
          value={to}
          onChange={(event) => onChange({ from, to: event.currentTarget.value })}
          data={known(to)}
        />
        {changes > 0 && (
          <div className="history-steps">
            <ActionIcon aria-label={t('history.previous')} size={36} onClick={() => setAt(at - 1)}>
              <IconChevronUp size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
            <span role="status">
              {at === 0
                ? t('history.changes', { count: changes })
                : t('history.change', { number: at, count: changes })}
            </span>
            <ActionIcon aria-label={t('history.next')} size={36} onClick={() => setAt(at + 1)}>
              <IconChevronDown size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          </div>
        )}
      </div>
      <div className="history-paper ruam-paper">
        {difference.data !== undefined && (
          <div className="history-counts">
            {words.added > 0 && <ins>{t('history.added', { number: format.number(words.added) })}</ins>}
            {words.removed > 0 && <del>{t('history.removed', { number: format.number(words.removed) })}</del>}
            {words.added + words.removed > 0 && <span>{t('history.counted')}</span>}
            {isOffered && (
              <RestoreVersion cycle={cycle} document={text.id} version={from} name={fromLabel} isOther={isOther} />
            )}
          </div>
        )}
        {text.state === 'locked' && <p className="history-locked">{t('history.locked')}</p>}
        {difference.isError && <Trouble error={difference.error} onRetry={() => void difference.refetch()} />}
        {difference.isPending && <Skeleton widths={[94, 99, 60]} />}
        <div ref={paper}>
          {difference.data !== undefined &&
            (changes === 0 ? (
              <p className="difference-none">{t('history.same')}</p>
            ) : (
              <DifferenceView documents={[difference.data.document]} />
            ))}
        </div>
      </div>
    </section>
  );
}

/** The change that is looked at, from 1, 0 for none yet; Alt+↓ and Alt+↑ go from one to the next. */
function useChanges(paper: React.RefObject<HTMLElement | null>, count: number): [number, (at: number) => void] {
  const [at, setAt] = useState(0);
  const shown = Math.min(at, count);
  const go = (next: number): void => {
    const place = count === 0 ? 0 : ((next - 1 + count) % count) + 1;
    setAt(place);
    const drawn = paper.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [];
    for (const [index, block] of [...drawn].entries()) {
      block.toggleAttribute('data-current', index === place - 1);
      if (index === place - 1) block.scrollIntoView({ block: 'center' });
    }
  };
  const latest = useRef(go);
  latest.current = go;
  const current = useRef(shown);
  current.current = shown;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
      if (step === undefined) return;
      event.preventDefault();
      latest.current(current.current === 0 && step < 0 ? 0 : current.current + step);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return [shown, go];
}
