import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReactNode } from 'react';
import type { PresentPerson } from '../sync/presence.ts';
import type { DocumentStatus } from '../sync/status.ts';

/** How much text there is: words, and letters as people count them. */
export interface TextCounts {
  readonly words: number;
  readonly characters: number;
  /** Unicode code points, as other programs count. */
  readonly codePoints: number;
}

/** What the workspace tells and asks of the pane that shows a document; the app puts the editor there. */
export interface DocumentSlotProps {
  readonly document: DocumentAnswer;
  readonly person: PersonAnswer;
  /** "3.3": paragraphs are numbered 3.3-¶1; null: "¶1". */
  readonly paragraphPrefix: string | null;
  /** The accessible name of the text. */
  readonly label: string;
  readonly editable: boolean;
  readonly onStatus: (status: DocumentStatus) => void;
  readonly onPresence: (people: readonly PresentPerson[]) => void;
  readonly onCounts: (counts: TextCounts) => void;
  /** How much is selected; null: nothing. */
  readonly onSelection?: (counts: TextCounts | null) => void;
  /** Where the comments' button of a phone goes, in the bar at its foot; null: there is no such bar. */
  readonly bar?: HTMLElement | null;
  /** Where the formatting row goes, beside the tabs; null until that place exists. */
  readonly toolbar: HTMLElement | null;
}

/** Draws a document. */
export type DocumentSlot = (props: DocumentSlotProps) => ReactNode;
