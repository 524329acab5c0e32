import type { BlockDiff } from '@ruam/shared/deciding/contentDiff.ts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { DifferenceBlocks } from '../item/DifferenceView.tsx';
import { Foot } from './Foot.tsx';
import { HeadingLine } from './HeadingLine.tsx';
import type { Picture, Shown } from './picture.ts';
import { useTextPages } from './useTextPages.ts';

type ShownDifference = Extract<Shown, { mode: 'difference' }>;

/** What was written since the claim or the last meeting, page by page. */
export function DifferencePicture({ picture, shown }: { picture: Picture; shown: ShownDifference }) {
  const { t } = useTranslation();
  const format = useFormat();
  const room = useRef<HTMLDivElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const { page, pages } = useTextPages(room, flow, 'difference', picture.stage.page, picture);
  const { against, blocks } = shown;
  const since =
    against === null
      ? t('projector.nothingBefore')
      : 'claimAt' in against
        ? t('projector.sinceClaim', { at: format.full(against.claimAt) })
        : t('projector.sinceMeeting', { number: against.meeting });
  return (
    <>
      <HeadingLine heading={shown.heading} />
      <main className="projector-text" data-difference>
        <div className="projector-room" ref={room}>
          <div className="projector-flow" ref={flow}>
            <div className="projector-difference">
              {hasChanged(blocks) ? (
                <DifferenceBlocks blocks={blocks} />
              ) : (
                <p className="projector-nothing">{against === null ? since : t('deciding.diff.nothing')}</p>
              )}
            </div>
          </div>
        </div>
      </main>
      <Foot
        picture={picture}
        left={against !== null && since}
        right={pages > 1 ? [t('projector.page', { page, pages })] : []}
      />
    </>
  );
}

function hasChanged(blocks: readonly BlockDiff[]): boolean {
  return blocks.some(({ change }) => change !== 'same');
}
