import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { Seal } from '../ui/Seal.tsx';
import { AgendaPicture } from './AgendaPicture.tsx';
import { CountdownPicture } from './CountdownPicture.tsx';
import { coloursOf } from './colours.ts';
import { DifferencePicture } from './DifferencePicture.tsx';
import { EntryPicture } from './EntryPicture.tsx';
import { Foot, IsMoving, LostAt } from './Foot.tsx';
import { useFrameSize } from './frameSize.ts';
import type { Picture } from './picture.ts';
import { ScorePicture, WhatIfPicture } from './ScorePictures.tsx';
import { TextPicture } from './TextPicture.tsx';
import { type HeldText, usePicture } from './usePicture.ts';
import { VotePicture } from './VotePicture.tsx';
import './projector.css';
import './projectorPictures.css';

/** A longer message is written smaller. */
const longMessage = 70;

interface StagePictureProps {
  readonly cycle: string;
  readonly meeting: string;
  /** Null: not known yet. */
  readonly answer: StageAnswer | null;
  /** The text that is shown, as far as it is here. */
  readonly text: HeldText | null;
  /** Since when the server is not heard; null: it is. Epoch ms. */
  readonly lostAt?: number | null;
  /** What was shown before. */
  readonly before?: Picture | null;
  /** This is painted. */
  readonly onShown?: (shown: {
    readonly picture: Picture;
    readonly revision: number;
    readonly frame: HTMLElement;
  }) => void;
}

/**
 * What is on the wall, scaled into the element around it. A picture stays until the next one is whole: nothing on the way,
 * nothing that failed is ever seen.
 */
export function StagePicture({
  cycle,
  meeting,
  answer,
  text,
  lostAt = null,
  before = null,
  onShown,
}: StagePictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useFrameSize(place);
  const stage = answer?.stage ?? null;
  const next = usePicture(cycle, meeting, answer, text);
  const held = useRef<Picture | null>(before);
  if (next !== null && (stage?.isFrozen !== true || held.current === null)) held.current = next;
  const picture = held.current;
  const revision = stage?.isFrozen === true && answer !== null ? answer.revision : (picture?.revision ?? null);
  useShown(frame, picture, size === null ? null : revision, stage?.message ?? null, stage?.isBlank === true, onShown);
  return (
    <div className="projector-place" ref={place}>
      {size !== null && picture !== null && (
        <div
          className="projector-frame"
          ref={frame}
          data-theme={picture.stage.theme}
          data-mode={picture.shown.mode}
          data-message={stage?.message != null && stage.message !== ''}
          style={{
            ...coloursOf(picture.stage.theme),
            '--zoom': picture.stage.zoom / 100,
            width: size.width,
            height: size.height,
            transform: `scale(${size.scale})`,
          }}
        >
          <LostAt value={lostAt}>
            <IsMoving value={stage?.isFrozen !== true}>
              <div className="projector-picture" style={stage?.isBlank === true ? { visibility: 'hidden' } : {}}>
                {drawn(picture, lostAt === null && stage?.isFrozen !== true)}
              </div>
              {stage?.isBlank === true && (
                <div className="projector-blank">
                  <main>
                    <Seal />
                  </main>
                  {lostAt !== null && <Foot picture={picture} />}
                </div>
              )}
            </IsMoving>
          </LostAt>
          {stage?.message != null && stage.message !== '' && (
            <p className="projector-message" lang="th" data-long={stage.message.length > longMessage}>
              {stage.message}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function drawn(picture: Picture, isLive: boolean): ReactNode {
  const { shown } = picture;
  switch (shown.mode) {
    case 'text':
      return <TextPicture picture={picture} shown={shown} isLive={isLive} />;
    case 'entry':
      return <EntryPicture picture={picture} heading={shown.heading} />;
    case 'difference':
      return <DifferencePicture picture={picture} shown={shown} />;
    case 'scoreboard':
      return <ScorePicture picture={picture} shown={shown} />;
    case 'whatIf':
      return <WhatIfPicture picture={picture} shown={shown} />;
    case 'vote':
      return <VotePicture picture={picture} vote={shown.vote} />;
    case 'agenda':
      return <AgendaPicture picture={picture} entries={shown.entries} current={shown.current} />;
    case 'countdown':
      return <CountdownPicture picture={picture} endsAt={shown.endsAt} label={shown.label} />;
    case 'paper':
      return (
        <>
          <main className="projector-paper">
            <Seal />
          </main>
          <Foot picture={picture} />
        </>
      );
  }
}

/** Tells what is painted, two frames after it was drawn: the first begins to paint it, the second has. */
function useShown(
  frame: RefObject<HTMLElement | null>,
  picture: Picture | null,
  revision: number | null,
  message: string | null,
  isBlank: boolean,
  onShown: StagePictureProps['onShown'],
): void {
  const tell = useRef(onShown);
  useLayoutEffect(() => {
    tell.current = onShown;
  });
  useEffect(() => {
    void message;
    void isBlank;
    if (picture === null || revision === null) return;
    let asked = requestAnimationFrame(() => {
      asked = requestAnimationFrame(() => {
        if (frame.current !== null) tell.current?.({ picture, revision, frame: frame.current });
      });
    });
    return () => cancelAnimationFrame(asked);
  }, [frame, picture, revision, message, isBlank]);
}
