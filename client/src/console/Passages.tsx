import { ActionIcon, NativeSelect } from '@mantine/core';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { textOf } from '@ruam/shared/document/content.ts';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from '../sync/useShownText.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Desk } from './desk.ts';
import { placeOf } from './passageSteps.ts';
import { documentsOf } from './shownDocument.ts';
import './passages.css';

/** Parts of a paragraph that is longer than the screen. */
const maxPage = 99;
const shownLetters = 160;

/** The paragraphs of the text on the screen; choosing one moves the screen there. */
export function Passages({ desk, text }: { desk: Desk; text: ShownText | null }) {
  const { t } = useTranslation();
  const { stage, entry, change, mayOperate } = desk;
  const texts = entry === null ? [] : documentsOf(entry, desk.documents);
  return (
    <section className="console-passages" aria-labelledby="console-passages">
      <div className="console-passages-head">
        <h2 id="console-passages">{t('console.passages.title')}</h2>
        {texts.length > 1 && <DocumentChoice desk={desk} texts={texts} />}
        <span className="console-spring" />
        {stage.document !== null && (
          <span className="console-parts">
            <ActionIcon
              variant="default"
              size={28}
              aria-label={t('console.passages.pageBack')}
              disabled={stage.page === 0 || !mayOperate}
              onClick={() => change({ page: stage.page - 1 })}
            >
              <IconChevronUp size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
            {stage.page > 0 && <output>{t('console.passages.page', { page: stage.page + 1 })}</output>}
            <ActionIcon
              variant="default"
              size={28}
              aria-label={t('console.passages.pageOn')}
              disabled={stage.page >= maxPage || !mayOperate}
              onClick={() => change({ page: stage.page + 1 })}
            >
              <IconChevronDown size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
      {stage.document === null ? (
        <p className="console-none">
          <ThaiText>{t('console.passages.none')}</ThaiText>
        </p>
      ) : text === null ? (
        <div role="status" aria-label={t('console.passages.reading')}>
          <Skeleton widths={[94, 99, 80]} />
        </div>
      ) : text.paragraphs.length === 0 ? (
        <p className="console-none">{t('console.passages.empty')}</p>
      ) : (
        <List desk={desk} text={text} />
      )}
    </section>
  );
}

function DocumentChoice({
  desk: { stage, change, mayOperate },
  texts,
}: {
  desk: Desk;
  texts: readonly DocumentAnswer[];
}) {
  const { t } = useTranslation();
  const nameOf = ({ kind, level }: DocumentAnswer): string =>
    kind === 'evidence' && level !== null
      ? t('part.evidenceOf', { level: t(`level.${level}`) })
      : t(`rescue.document.${kind}`);
  return (
    <NativeSelect
      size="xs"
      aria-label={t('console.passages.document')}
      disabled={!mayOperate}
      value={stage.document ?? ''}
      data={[
        ...(stage.document === null ? [{ value: '', label: t('console.passages.document') }] : []),
        ...texts.map((document) => ({ value: document.id, label: nameOf(document) })),
      ]}
      onChange={({ currentTarget }) => change({ document: currentTarget.value, mode: 'text', block: null, page: 0 })}
    />
  );
}

function List({ desk: { stage, item, change, mayOperate }, text }: { desk: Desk; text: ShownText }) {
  const current = Math.max(0, placeOf(stage, text));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const line = list.current?.children[current];
    // Not by the line itself: that would move the page, too.
    if (list.current && line instanceof HTMLElement) showWithin(list.current, line);
  }, [current]);
  const prefix = item === null ? '' : `${item.code}-`;
  return (
    <ol ref={list} className="ruam-paper">
      {text.paragraphs.map(({ id, block }, place) => {
        const label = `${prefix}¶${place + 1}`;
        return (
          <li key={id}>
            <button
              type="button"
              className="ruam-plain-button"
              aria-current={place === current ? 'true' : undefined}
              disabled={!mayOperate}
              onClick={() => change({ block: id, page: 0, mode: 'text' })}
            >
              <span className="console-number">{label}</span>
              <span lang="th">
                <ThaiText>{textOf(block).slice(0, shownLetters)}</ThaiText>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function showWithin(list: HTMLElement, line: HTMLElement): void {
  const [from, to] = [line.offsetTop, line.offsetTop + line.offsetHeight];
  if (from < list.scrollTop) list.scrollTop = from;
  else if (to > list.scrollTop + list.clientHeight) list.scrollTop = to - list.clientHeight;
}
