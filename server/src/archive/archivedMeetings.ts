import type { ArchiveRows } from './archiveRows.ts';
import { type Names, ordered } from './names.ts';

/** The meetings of a cycle with what belongs to them; of one that the reader may not see the facts alone. */
export function meetingRecords(rows: ArchiveRows, names: Names) {
  return ordered(rows.meetings, ({ id }) => [names.place('meeting', id)]).map((meeting) => {
    const own = <Row extends { readonly meetingId: string }>(list: readonly Row[]): Row[] =>
      list.filter(({ meetingId }) => meetingId === meeting.id);
    const minutes = own(rows.minutes)[0];
    const papers = own(rows.papers).filter(
      ({ evidenceId, fileId }) => names.of('evidence', evidenceId) !== null || names.of('file', fileId) !== null,
    );
    return {
      ref: names.of('meeting', meeting.id),
      ...names.record(meeting, ['isOpen']),
      quorum: meeting.quorum === null ? null : JSON.parse(meeting.quorum),
      agenda: ordered(own(rows.agenda), ({ position }) => [position]).map((entry) =>
        names.record(entry, ['meetingId']),
      ),
      members: ordered(own(rows.members), ({ personId }) => [names.place('person', personId)]).map((member) =>
        names.record(member, ['meetingId']),
      ),
      papers: ordered(papers, (paper) => [paper.at, paper.title, JSON.stringify(names.record(paper))]).map((paper) =>
        names.record(paper, ['meetingId']),
      ),
      votes: ordered(own(rows.votes), ({ id }) => [names.place('vote', id)]).map((vote) => ({
        ref: names.of('vote', vote.id),
        ...names.record(vote, ['meetingId']),
        choices: vote.choices === null ? null : JSON.parse(vote.choices),
        counted: countsOf(rows, vote),
      })),
      resolutions: ordered(own(rows.resolutions), ({ number }) => [number]).map((resolution) => ({
        ref: names.of('resolution', resolution.id),
        ...names.record(resolution, ['meetingId']),
        observations: JSON.parse(resolution.observations),
        score: resolution.score === null ? null : JSON.parse(resolution.score),
      })),
      minutes: minutes === undefined ? null : names.record(minutes, ['meetingId']),
    };
  });
}

/** For, against, abstain. */
const usualChoices = 3;

function countsOf({ ballots }: ArchiveRows, { id, counted, choices }: ArchiveRows['votes'][number]): number[] {
  if (counted !== null) return JSON.parse(counted);
  const count = choices === null ? usualChoices : (JSON.parse(choices) as string[]).length;
  const own = ballots.filter(({ voteId }) => voteId === id);
  return Array.from({ length: count }, (_, at) => own.filter(({ choice }) => choice === at).length);
}
