import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { Foot } from './Foot.tsx';
import { type Fresh, freshAfter, placesIn } from './fresh.ts';
import { HeadingLine } from './HeadingLine.tsx';
import { PassageView } from './PassageView.tsx';
import { indexOfBlock, type Passage, passagesOf } from './passages.ts';
import type { Picture, Shown, TextPart } from './picture.ts';
import { useTextPages } from './useTextPages.ts';

type ShownText = Extract<Shown, { mode: 'text' }>;

/** No more passages than this are short enough to stand on one screen. */
const maxTogether = 9;
const countEveryMs = 1_000;

/** The live text: the presenter's passage on top, as large as it is read from the last row. */
export function TextPicture({ picture, shown, isLive }: { picture: Picture; shown: ShownText; isLive: boolean }) {
  const { t } = useTranslation();
  const passages = useMemo(() => passagesOf(shown.text), [shown.text]);
  const fresh = useFresh(shown.document, passages);
  const index = useIndex(shown.document, passages, picture.stage.block);
  const current = passages[index];
  const room = useRef<HTMLDivElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const { page, pages } = useTextPages(room, flow, current?.key ?? '', picture.stage.page, picture);
  const prefix = shown.heading.kind === 'item' ? shown.heading.item.code : null;
  const now = Date.now();
  const places = placesIn(fresh);
  const numbered = passages.filter(({ number }) => number !== null).length;
  return (
    <>
      <HeadingLine heading={shown.heading} />
      <main className="projector-text">
        <div className="projector-room" ref={room}>
          <div className="projector-flow" ref={flow}>
            {passages.slice(index, index + maxTogether).map((passage) => (
              <PassageView
                key={passage.key}
                passage={passage}
                prefix={prefix}
                fresh={fresh.get(passage.key) ?? []}
                now={now}
              />
            ))}
          </div>
        </div>
        {passages.length === 0 && <p className="projector-none">{t('projector.noText')}</p>}
      </main>
      <Foot
        picture={picture}
        left={
          <>
            {isLive && <span className="projector-live">{t('projector.live')}</span>}
            {isLive && places > 0 && <span>{t('projector.edited', { count: places })}</span>}
            {(!isLive || places === 0) && <PartWords part={shown.part} />}
          </>
        }
        right={[
          ...(current?.number == null || numbered === 0
            ? []
            : [t('projector.paragraph', { number: current.number, all: numbered })]),
          ...(pages > 1 ? [t('projector.page', { page, pages })] : []),
        ]}
      />
    </>
  );
}

function PartWords({ part: { kind, level } }: { part: TextPart }) {
  const { t } = useTranslation();
  if (kind !== 'evidence' || level === null) return <span>{t(`rescue.document.${kind}`)}</span>;
  return (
    <span>
      {t('projector.evidenceOf')}{' '}
      <span className={`level-word ${levelClass(level)}`}>
        <LevelGlyph level={level} /> {t(`level.${level}`)}
      </span>
    </span>
  );
}

/** Where the presenter is; a passage that is gone leaves its place to the next. */
function useIndex(document: string, passages: readonly Passage[], block: string | null): number {
  const before = useRef({ document, index: 0 });
  const last = before.current.document === document ? before.current.index : 0;
  const index = indexOfBlock(passages, block, last);
  before.current = { document, index };
  return index;
}

/** What was written in the last seconds, as far as it was seen coming. */
function useFresh(document: string, passages: readonly Passage[]): Fresh {
  const seen = useRef<{ document: string; passages: readonly Passage[]; fresh: Fresh }>({
    document,
    passages: [],
    fresh: new Map(),
  });
  const [, setTick] = useState(0);
  if (seen.current.document !== document) seen.current = { document, passages: [], fresh: new Map() };
  if (seen.current.passages !== passages) {
    const fresh = freshAfter(seen.current.passages, passages, seen.current.fresh, Date.now());
    seen.current = { document, passages, fresh };
  }
  const { fresh } = seen.current;
  useEffect(() => {
    if (fresh.size === 0) return;
    // What has been counted long enough goes, also when nobody writes on.
    const timer = setInterval(() => {
      seen.current = {
        ...seen.current,
        fresh: freshAfter(seen.current.passages, seen.current.passages, seen.current.fresh, Date.now()),
      };
      setTick((tick) => tick + 1);
    }, countEveryMs);
    return () => clearInterval(timer);
  }, [fresh]);
  return fresh;
}
