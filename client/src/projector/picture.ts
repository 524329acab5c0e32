import type { ItemAnswer, LocalText } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import type { DocumentKind } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { BlockDiff } from '@ruam/shared/deciding/contentDiff.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { AgendaSection } from '@ruam/shared/meetings/agenda.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import type { EarlierScore, Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import type { TextSource } from './passages.ts';

/** What stands over a text: the item with the level that is on the table, or the name of another document. */
export type Heading =
  | { readonly kind: 'item'; readonly item: Pick<ItemAnswer, 'code' | 'title' | 'claimed' | 'approved'> }
  | { readonly kind: 'entry'; readonly entry: AgendaEntry }
  /** A text that is neither an item's nor on the agenda. */
  | { readonly kind: 'document'; readonly document: DocumentKind };

/** Which of an item's texts it is. */
export interface TextPart {
  readonly kind: DocumentKind;
  readonly level: Level | null;
}

/** What a picture shows, with all that is needed to draw it: it is drawn again from this alone. */
export type Shown =
  | {
      readonly mode: 'text';
      readonly heading: Heading;
      readonly part: TextPart;
      readonly text: TextSource;
      readonly document: string;
    }
  /** Under discussion is something without a text. */
  | { readonly mode: 'entry'; readonly heading: Exclude<Heading, { kind: 'document' }> }
  | {
      readonly mode: 'difference';
      readonly heading: Heading;
      readonly part: TextPart;
      /** What it is compared with: a claim of that time, or how it was at the end of that meeting; null: there is nothing to compare. */
      readonly against: { readonly claimAt: number } | { readonly meeting: string } | null;
      readonly blocks: readonly BlockDiff[];
    }
  | {
      readonly mode: 'scoreboard';
      readonly framework: Framework;
      readonly board: Scoreboard;
      readonly fiscalYearBE: number;
      /** Null: the first year here; undefined: not known yet. */
      readonly earlier: EarlierScore | null | undefined;
      readonly current: string | null;
      readonly approved: number;
    }
  | {
      readonly mode: 'whatIf';
      readonly framework: Framework;
      readonly board: Scoreboard;
      readonly levels: Stage['whatIf'];
      readonly current: string | null;
    }
  | { readonly mode: 'vote'; readonly vote: VoteAnswer }
  | {
      readonly mode: 'agenda';
      readonly entries: readonly ShownEntry[];
      readonly current: string | null;
    }
  | { readonly mode: 'countdown'; readonly endsAt: number; readonly label: string }
  /** Nothing to show was chosen yet. */
  | { readonly mode: 'paper' };

/** An entry of the agenda as it is drawn. */
export interface ShownEntry {
  readonly id: string;
  readonly section: AgendaSection;
  readonly entry: AgendaEntry;
  /** The short name of an item; null for any other. */
  readonly title: LocalText | null;
  /** It was discussed, or decided. */
  readonly isDone: boolean;
  /** The level that was approved; null: none, or it is no item. */
  readonly approved: Level | null;
}

/** A picture and how it is to be drawn. */
export interface Picture {
  readonly shown: Shown;
  readonly meeting: string;
  /** Number of the agenda's section under discussion, from 1; null: none. */
  readonly section: number | null;
  readonly stage: Pick<Stage, 'theme' | 'zoom' | 'page' | 'block'>;
  /** How far the server's clock is ahead of this one, ms. */
  readonly clockAheadMs: number;
  /** Of which revision of the stage this is the picture. */
  readonly revision: number;
}
