import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { isNumberedItem } from '@ruam/shared/document/paragraphs.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '../api/cycle.ts';
import { useShownText } from '../sync/useShownText.ts';
import { ContentView } from '../ui/ContentView.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** The text on the screen: the paragraph that the presenter is at, or all of it with that one marked. */
export function JoinText({
  cycle,
  person,
  stage,
  document,
}: {
  cycle: string;
  person: PersonAnswer;
  stage: Stage;
  document: string;
}) {
  const documents = useQuery(documentsQuery(cycle)).data;
  const found = documents?.find(({ id }) => id === document);
  if (documents === undefined) return <Skeleton />;
  return found === undefined ? null : <LiveText person={person} stage={stage} document={found} />;
}

function LiveText({ person, stage, document }: { person: PersonAnswer; stage: Stage; document: DocumentAnswer }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const text = useShownText(document.id, person, document.generation);
  const place = useShownPlace(text?.paragraphs.map(({ id }) => id) ?? [], stage.block);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWhole && place > 0) element.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'center' });
  }, [isWhole, place]);
  const name =
    document.kind === 'evidence' && document.level !== null
      ? t('part.evidenceOf', { level: t(`level.${document.level}`) })
      : t(`rescue.document.${document.kind}`);
  const shown = text?.paragraphs[place];
  return (
    <div className="join-text" ref={element}>
      <h3>
        {name}
        {shown !== undefined && ` · ${document.item === null ? '' : `${document.item}-`}¶${place + 1}`}
      </h3>
      {text === null && <Skeleton widths={[94, 99, 80]} />}
      {text !== null && shown === undefined && <p className="meetings-facts">{t('meetings.pack.empty')}</p>}
      {text !== null && shown !== undefined && (
        <>
          {isWhole ? (
            <ContentView content={text.content} marked={place + 1} />
          ) : (
            <div aria-live="polite">
              <ContentView content={{ type: 'doc', content: blocksOf(shown.block) }} />
            </div>
          )}
          {text.paragraphs.length > 1 && (
            <button
              type="button"
              className="ruam-plain-button join-more"
              aria-pressed={isWhole}
              onClick={() => setIsWhole(!isWhole)}
            >
              {t(isWhole ? 'meetings.join.lessText' : 'meetings.join.wholeText')}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** Where the presenter is; when that paragraph has gone, where it stood. */
function useShownPlace(ids: readonly string[], block: string | null): number {
  const before = useRef(0);
  const found = block === null ? 0 : ids.indexOf(block);
  const place = found >= 0 ? found : Math.max(0, Math.min(before.current, ids.length - 1));
  useEffect(() => {
    before.current = place;
  }, [place]);
  return place;
}

/** An entry of a list stands by itself here: without its list, by what is in it. */
function blocksOf(block: ContentElement) {
  return isNumberedItem(block.type) ? (block.content ?? []) : [block];
}
