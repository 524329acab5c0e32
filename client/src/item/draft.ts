import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { type DecisionKind, decisionKinds, resolutionPhrases } from '@ruam/shared/deciding/phrases.ts';
import { useState } from 'react';

/** A day of which only a part is typed yet. */
export const unfinishedDay = 'unfinished';

/** What is typed of a resolution; days are ISO dates, '' when empty, `unfinishedDay`. */
export interface DraftValues {
  readonly kind: DecisionKind;
  readonly resolution: string;
  readonly conditions: string;
  readonly deadline: string;
  readonly reason: string;
  readonly until: string;
  /** Null: the meeting that comes first. */
  readonly meetingId: string | null;
}

export type DraftField = 'resolution' | 'conditions' | 'deadline' | 'reason' | 'until';

/** A resolution that is being written. */
export interface Draft {
  readonly values: DraftValues;
  /** The fields that must be filled in, once it was tried to confirm without. */
  readonly problems: readonly DraftField[];
  readonly setKind: (kind: DecisionKind) => void;
  readonly setMeeting: (meetingId: string) => void;
  readonly set: (change: Partial<Omit<DraftValues, 'kind' | 'meetingId'>>) => void;
  readonly check: () => void;
}

export function isApproving(kind: DecisionKind): kind is 'approved' | 'approvedWithConditions' {
  return kind === 'approved' || kind === 'approvedWithConditions';
}

/** What can be decided: nothing is approved that nobody has claimed. */
export function kindsFor(item: ItemAnswer, levels: readonly Level[]): readonly DecisionKind[] {
  return item.kind === 'dimension' || levels.length > 0
    ? decisionKinds
    : decisionKinds.filter((kind) => !isApproving(kind));
}

/** Fields that are empty and must not be, and days that are not finished. */
export function problemsOf(values: DraftValues): readonly DraftField[] {
  const needed: readonly DraftField[] = [
    'resolution',
    ...(values.kind === 'approvedWithConditions' ? (['conditions', 'deadline'] as const) : []),
    ...(values.kind === 'returned' ? (['reason'] as const) : []),
  ];
  const asksUntil = values.kind === 'returned' || values.kind === 'postponed';
  const days: readonly DraftField[] = asksUntil && values.until === unfinishedDay ? ['until'] : [];
  const isMissing = (field: DraftField): boolean => values[field].trim() === '' || values[field] === unfinishedDay;
  return [...needed.filter(isMissing), ...days];
}

/** A draft that begins with the set phrase of its kind and level, until somebody writes other words. */
export function useDraft({
  kinds,
  item,
  level,
}: {
  readonly kinds: readonly DecisionKind[];
  readonly item: ItemAnswer;
  readonly level: Level | null;
}): Draft {
  const [kind, setKind] = useState<DecisionKind>(kinds[0] ?? 'noted');
  const [typed, setTyped] = useState<string | null>(null);
  const [more, setMore] = useState({ conditions: '', deadline: '', reason: '', until: '' });
  const [meetingId, setMeeting] = useState<string | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const shown = kinds.includes(kind) ? kind : (kinds[0] ?? 'noted');
  const [phrase = ''] = resolutionPhrases({ kind: shown, code: item.code, category: item.category, level });
  const values = { ...more, kind: shown, resolution: typed ?? phrase, meetingId };
  return {
    values,
    problems: isChecked ? problemsOf(values) : [],
    setKind,
    setMeeting,
    set: ({ resolution, ...others }) => {
      if (resolution !== undefined) setTyped(resolution);
      setMore((before) => ({ ...before, ...others }));
    },
    check: () => setIsChecked(true),
  };
}
