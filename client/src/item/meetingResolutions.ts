import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { createContext } from 'react';

/** The records of the resolutions that stand in a text, by id; null: it is not known which. */
export const MeetingResolutions = createContext<{
  readonly records: ReadonlyMap<string, ResolutionAnswer>;
  /** The text is confirmed: it says what it said then, whatever the records say by now. */
  readonly isFinal: boolean;
} | null>(null);
