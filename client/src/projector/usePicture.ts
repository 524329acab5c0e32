import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { agendaSections } from '@ruam/shared/meetings/agenda.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { useQuery } from '@tanstack/react-query';
import {
  cyclesQuery,
  documentsQuery,
  earlierScoreQuery,
  frameworkQuery,
  itemsQuery,
  scoreboardQuery,
} from '../api/cycle.ts';
import { sinceSnapshotQuery, standingClaimQuery } from '../api/deciding.ts';
import { versionDiffQuery, versionsQuery } from '../api/history.ts';
import { meetingQuery } from '../api/meetings.ts';
import { votesQuery } from '../api/stage.ts';
import type { TextSource } from './passages.ts';
import type { Heading, Picture, Shown, ShownEntry, TextPart } from './picture.ts';

/** A text as it is held: of which document. */
export interface HeldText {
  readonly document: string;
  readonly text: TextSource;
}

/**
 * The picture of a stage; null while something of it is still on its way, so that the picture before it stays. What was read
 * once is shown until it is read anew: a failure changes nothing.
 */
export function usePicture(
  cycle: string,
  meeting: string,
  answer: StageAnswer | null,
  held: HeldText | null,
): Picture | null {
  const detail = useQuery(meetingQuery(cycle, meeting)).data;
  const items = useQuery(itemsQuery(cycle)).data;
  const stage = answer?.stage ?? null;
  const others = useQuery({ ...documentsQuery(cycle), enabled: stage !== null && stage.document !== null }).data;
  const place =
    stage === null || detail === undefined || items === undefined ? null : placeOf(stage, detail, items, others ?? []);
  const difference = useDifference(cycle, stage, place);
  const score = useScore(cycle, stage);
  const framework = useQuery(frameworkQuery(cycle)).data;
  const votes = useQuery({ ...votesQuery(cycle, meeting), enabled: stage?.mode === 'vote' }).data;
  if (answer === null || stage === null || detail === undefined || items === undefined || place === null) return null;
  const shown = ((): Shown | null => {
    switch (stage.mode) {
      case 'text':
        if (stage.document === null) return withoutText(place);
        if (place.heading === null || place.part === null) return null;
        if (held === null || held.document !== stage.document) return null;
        return { mode: 'text', heading: place.heading, part: place.part, text: held.text, document: held.document };
      case 'difference':
        return stage.document === null ? withoutText(place) : difference;
      case 'scoreboard':
        if (score === null) return null;
        return {
          mode: 'scoreboard',
          ...score,
          current: place.item?.code ?? null,
          approved: items.filter(({ kind, approved }) => kind === 'process' && approved !== null).length,
        };
      case 'whatIf':
        if (score === null) return null;
        return {
          mode: 'whatIf',
          framework: score.framework,
          board: score.board,
          levels: stage.whatIf,
          current: place.item?.code ?? null,
        };
      case 'vote': {
        const vote = votes?.find(({ id }) => id === stage.vote);
        if (vote !== undefined) return { mode: 'vote', vote };
        return stage.vote === null ? { mode: 'paper' } : null;
      }
      case 'agenda':
        return {
          mode: 'agenda',
          entries: detail.agenda.map((entry) => entryOf(entry, items, framework, stage.entry)),
          current: stage.entry,
        };
      case 'countdown':
        return stage.countdown === null ? { mode: 'paper' } : { mode: 'countdown', ...stage.countdown };
    }
  })();
  if (shown === null) return null;
  const { theme, zoom, page, block } = stage;
  const entry = detail.agenda.find(({ id }) => id === stage.entry);
  return {
    shown,
    meeting: detail.number,
    section: entry === undefined ? null : agendaSections.indexOf(entry.section) + 1,
    stage: { theme, zoom, page, block },
    clockAheadMs: answer.now - Date.now(),
    revision: answer.revision,
  };
}

/** No text was chosen: what is under discussion, by its name. */
function withoutText({ heading }: Place): Shown {
  return heading === null || heading.kind === 'document' ? { mode: 'paper' } : { mode: 'entry', heading };
}

interface Place {
  readonly heading: Heading | null;
  readonly item: ItemAnswer | null;
  readonly part: TextPart | null;
}

/** What the shown text, or the entry under discussion, is about. */
function placeOf(
  { document, entry: entryId }: Stage,
  { agenda }: MeetingDetail,
  items: readonly ItemAnswer[],
  documents: readonly DocumentAnswer[],
): Place {
  const entry = agenda.find(({ id }) => id === entryId) ?? null;
  const discussed = items.find(({ code }) => entry?.kind === 'item' && code === entry.item) ?? null;
  if (document === null) {
    const heading: Place['heading'] =
      discussed !== null ? headingOf(discussed) : entry === null ? null : { kind: 'entry', entry };
    return { heading, item: discussed, part: null };
  }
  const item = items.find((one) => one.documents.some(({ id }) => id === document));
  const own = item?.documents.find(({ id }) => id === document);
  if (item !== undefined && own !== undefined)
    return { heading: headingOf(item), item, part: { kind: own.kind, level: own.level ?? null } };
  const named = agenda.find((one) => one.document?.id === document);
  if (named?.document != null)
    return {
      heading: { kind: 'entry', entry: named },
      item: discussed,
      part: { kind: named.document.kind, level: null },
    };
  const other = documents.find(({ id }) => id === document);
  if (other === undefined) return { heading: null, item: discussed, part: null };
  return {
    heading: { kind: 'document', document: other.kind },
    item: discussed,
    part: { kind: other.kind, level: other.level },
  };
}

function headingOf({ code, title, claimed, approved }: ItemAnswer): Extract<Heading, { kind: 'item' }> {
  return { kind: 'item', item: { code, title, claimed, approved } };
}

/** What was under discussion for less was only passed on the way. */
const discussedMs = 30_000;

function entryOf(
  entry: AgendaEntry,
  items: readonly ItemAnswer[],
  framework: Framework | undefined,
  current: string | null,
): ShownEntry {
  const item = items.find(({ code }) => entry.kind === 'item' && code === entry.item);
  const short = framework?.categories
    .flatMap(({ items: own }) => own.map(({ code, shortTitle }) => ({ code, shortTitle })))
    .find(({ code }) => code === item?.code)?.shortTitle;
  const { id, section, usedMs } = entry;
  return {
    ...{ id, section, entry },
    title: short ?? item?.title ?? null,
    isDone:
      id !== current &&
      (usedMs >= discussedMs || item?.status === 'approved' || item?.status === 'approvedWithConditions'),
    approved: item?.approved ?? null,
  };
}

/** The difference of the shown text; null while it is on its way. */
function useDifference(cycle: string, stage: Stage | null, place: Place | null): Shown | null {
  const document = stage?.document ?? null;
  const isOn = stage?.mode === 'difference' && document !== null && place !== null;
  const isClaim = isOn && stage.against === 'claim' && place.item !== null;
  const claim = useQuery({ ...standingClaimQuery(cycle, place?.item?.code ?? ''), enabled: isClaim }).data;
  const snapshot = claim?.snapshotId ?? null;
  const since = useQuery({ ...sinceSnapshotQuery(cycle, snapshot ?? ''), enabled: isClaim && snapshot !== null }).data;
  const isMeeting = isOn && !isClaim;
  const history = useQuery({ ...versionsQuery(cycle, document ?? ''), enabled: isMeeting }).data;
  const last = history?.lastMeeting ?? null;
  const from = `t${last?.at ?? 0}`;
  const versions = useQuery({
    ...versionDiffQuery(cycle, document ?? '', from, 'now'),
    enabled: isMeeting && last !== null,
  }).data;
  if (!isOn || place.heading === null) return null;
  const head = {
    mode: 'difference',
    heading: place.heading,
    part: place.part ?? { kind: 'minutes', level: null },
  } as const;
  const nothing: Shown = { ...head, against: null, blocks: [] };
  if (isClaim) {
    if (claim === undefined) return null;
    if (claim === null || snapshot === null) return nothing;
    if (since === undefined) return null;
    const blocks = since.documents.find(({ id }) => id === document)?.blocks ?? [];
    return { ...head, against: { claimAt: claim.at }, blocks };
  }
  if (history === undefined) return null;
  if (last === null) return nothing;
  return versions === undefined
    ? null
    : { ...head, against: { meeting: last.number }, blocks: versions.document.blocks };
}

function useScore(cycle: string, stage: Stage | null) {
  const isOn = stage?.mode === 'scoreboard' || stage?.mode === 'whatIf';
  const framework = useQuery({ ...frameworkQuery(cycle), enabled: isOn }).data;
  const { value, profile } = stage ?? { value: 'latest' as const, profile: 'weakest-link' as const };
  const board = useQuery({ ...scoreboardQuery(cycle, value, profile), enabled: isOn }).data;
  const earlier = useQuery({ ...earlierScoreQuery(cycle), enabled: isOn }).data;
  const own = useQuery({ ...cyclesQuery, enabled: isOn }).data?.find(({ id }) => id === cycle);
  if (framework === undefined || board === undefined || own === undefined) return null;
  return { framework, board, fiscalYearBE: own.fiscalYearBE, earlier };
}
