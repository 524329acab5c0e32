import type { CycleAnswer, DocumentAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import type { StageAnswer, StageChanges } from '@ruam/shared/api/stage.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import type { ConsoleSlots } from './consoleSlots.ts';
import { changesFor } from './shownDocument.ts';
import type { OwnStage } from './useStage.ts';

/** What lies before the presenter: the meeting, the stage and what both speak of. */
export interface Desk {
  readonly cycle: CycleAnswer;
  readonly person: PersonAnswer;
  readonly meeting: MeetingDetail;
  readonly items: readonly ItemAnswer[];
  readonly documents: readonly DocumentAnswer[];
  readonly framework: Framework;
  readonly resolutions: readonly ResolutionAnswer[];
  readonly own: OwnStage;
  readonly answer: StageAnswer;
  readonly stage: Stage;
  /** The entry under discussion. */
  readonly entry: AgendaEntry | null;
  readonly item: ItemAnswer | null;
  /** The server is out of reach: what is shown can be changed, nothing can be resolved. */
  readonly isCut: boolean;
  /** This console may change what is shown. */
  readonly mayOperate: boolean;
  readonly change: (changes: StageChanges) => void;
  /** The server's clock, ms, at a moment of this machine's. */
  readonly serverTime: (now: number) => number;
  readonly slots: ConsoleSlots;
}

/** The item of an entry. */
export function itemOf({ items }: Pick<Desk, 'items'>, entry: AgendaEntry | null): ItemAnswer | null {
  return items.find(({ code }) => code === entry?.item) ?? null;
}

/** Puts an entry under discussion and its text on the screen. */
export function goTo(desk: Desk, entry: AgendaEntry): void {
  desk.change(changesFor(entry, itemOf(desk, entry), desk.documents));
}
