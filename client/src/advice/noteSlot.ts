import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReactNode } from 'react';
import type { PresentPerson } from '../sync/presence.ts';
import type { DocumentStatus } from '../sync/status.ts';

/** What a note asks of the pane in which its author writes it; the app puts the editor there. */
interface NoteSlotProps {
  readonly document: DocumentAnswer;
  readonly person: PersonAnswer;
  readonly paragraphPrefix: null;
  readonly label: string;
  readonly editable: boolean;
  readonly onStatus: (status: DocumentStatus) => void;
  readonly onPresence: (people: readonly PresentPerson[]) => void;
  readonly onCounts: () => void;
  /** Where the formatting row goes; null until that place exists. */
  readonly toolbar: HTMLElement | null;
}

/** Draws a note to be written. */
export type NoteSlot = (props: NoteSlotProps) => ReactNode;

/** Draws what members say about a note. */
export type CommentsSlot = (document: DocumentAnswer) => ReactNode;
