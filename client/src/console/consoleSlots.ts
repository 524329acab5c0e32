import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { ReactNode } from 'react';
import type { DraftValues } from '../item/draft.ts';
import type { ShownText } from '../sync/useShownText.ts';

/** A picture of the projector. */
export interface FrameSlotProps {
  readonly cycle: CycleAnswer;
  readonly meeting: MeetingDetail;
  /** With the stage to draw. */
  readonly answer: StageAnswer;
  /** Its text, as far as it is here. */
  readonly text: ShownText | null;
}

/** A resolution on an item that is to be confirmed. */
interface ConfirmSlotProps {
  readonly cycle: string;
  readonly person: PersonAnswer;
  readonly meeting: string;
  readonly code: string;
  /** What is approved; null: nothing is, or a dimension. */
  readonly level: Level | null;
  readonly values: DraftValues;
  readonly onRecorded: () => void;
  readonly onClose: () => void;
}

/** What other features draw in the console; the app puts them there. */
export interface ConsoleSlots {
  /** What the projector shows, as large as the element around it. */
  readonly drawFrame: (props: FrameSlotProps) => ReactNode;
  /** The one way in which a decision is recorded: its text, its effect, the confirmation. */
  readonly drawConfirm: (props: ConfirmSlotProps) => ReactNode;
  /** What members have written to the secretary. */
  readonly drawNotes: (meeting: MeetingDetail) => ReactNode;
}
