import { useMemo } from 'react';
import type { ConsoleSlots, FrameSlotProps } from '../console/consoleSlots.ts';
import { ConfirmDecision } from '../deciding/ConfirmDecision.tsx';
import { Notes } from '../meetings/HandsAndNotes.tsx';
import { StagePicture } from '../projector/StagePicture.tsx';
import '../meetings/beside.css';

/** Puts the projector's own pictures, deciding and notes into the console. */
export const consoleSlots: ConsoleSlots = {
  drawFrame: (props) => <Frame {...props} />,
  drawConfirm: (props) => <ConfirmDecision {...props} />,
  drawNotes: (meeting) => <Notes meeting={meeting} />,
};

function Frame({ cycle, meeting, answer, text }: FrameSlotProps) {
  const held = useMemo(
    () =>
      text === null
        ? null
        : {
            document: text.document,
            text: { content: text.content, ids: text.paragraphs.map(({ id }) => id) },
          },
    [text],
  );
  return <StagePicture cycle={cycle.id} meeting={meeting.id} answer={answer} text={held} />;
}
