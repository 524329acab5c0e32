import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { cyclesQuery } from '../api/cycle.ts';
import { BoardPage } from '../board/BoardPage.tsx';
import { useSignedIn } from '../sync/useUnsent.ts';
import { paths } from '../ui/paths.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { NoPage } from './NoPage.tsx';
import { OwnSettings } from './OwnSettings.tsx';
import {
  AdvicePage,
  AuditPage,
  CertificatePage,
  ConsensusPage,
  ConsoleRoute,
  DecidePage,
  EvidencePage,
  HistoryPage,
  ImportPage,
  ImportsPage,
  MeetingJoinPage,
  MeetingPackPage,
  MeetingPage,
  MeetingsPage,
  MinutesRoute,
  NotificationSettings,
  OverviewRoute,
  PeoplePage,
  ProfilePage,
  RecommendationsPage,
  ReportsPage,
  RescuesPage,
  ScoresPage,
  ThreadsPage,
  WorkPage,
  WorkspaceRoute,
} from './pages.ts';
import { Shell } from './Shell.tsx';
import { useWorkspaceAhead } from './useWorkspaceAhead.ts';

/** The routes of a signed-in person. `/` leads to the newest cycle. */
export function SignedIn({ person }: { person: PersonAnswer }) {
  const cycles = useQuery(cyclesQuery);
  useSignedIn(person);
  useWorkspaceAhead();
  // What was read before stays on screen when reading it again fails; a text that is open must not go.
  if (cycles.isError && cycles.data === undefined) {
    return (
      <main className="app-alone">
        <Trouble error={cycles.error} onRetry={() => void cycles.refetch()} />
      </main>
    );
  }
  if (cycles.data === undefined) return null;
  const newest = newestOf(cycles.data);
  const inCycle = (id: string, draw: (cycle: CycleAnswer) => ReactNode) => {
    const cycle = cycles.data.find((one) => one.id === id);
    return (
      <Shell person={person} cycles={cycles.data} cycle={cycle ?? newest}>
        {cycle === undefined ? (
          <NoPage reason="cycle" home={homeOf(newest)} />
        ) : (
          <Suspense fallback={null}>{draw(cycle)}</Suspense>
        )}
      </Shell>
    );
  };
  const beside = (content: ReactNode) => (
    <Shell person={person} cycles={cycles.data} cycle={newest}>
      <Suspense fallback={null}>{content}</Suspense>
    </Shell>
  );
  return (
    <Switch>
      <Route path="/">
        {newest === null ? (
          <Shell person={person} cycles={cycles.data} cycle={null}>
            <NoPage reason="noCycle" home={null} />
          </Shell>
        ) : (
          <Redirect to={paths.board(newest.id)} replace />
        )}
      </Route>
      <Route path="/cycles/:cycle">
        {(at) => inCycle(at.cycle, (cycle) => <BoardPage key={cycle.id} cycle={cycle} />)}
      </Route>
      <Route path="/cycles/:cycle/overview">
        {(at) => inCycle(at.cycle, (cycle) => <OverviewRoute cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/rescues">
        {(at) => inCycle(at.cycle, (cycle) => <RescuesPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/work">
        {(at) => inCycle(at.cycle, (cycle) => <WorkPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/threads">
        {(at) => inCycle(at.cycle, (cycle) => <ThreadsPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/advice">
        {(at) => inCycle(at.cycle, (cycle) => <AdvicePage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/recommendations">
        {(at) => inCycle(at.cycle, (cycle) => <RecommendationsPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/evidence">
        {(at) => inCycle(at.cycle, (cycle) => <EvidencePage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/consensus">
        {(at) => inCycle(at.cycle, (cycle) => <ConsensusPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/meetings">
        {(at) => inCycle(at.cycle, (cycle) => <MeetingsPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/meetings/:meeting">
        {(at) =>
          inCycle(at.cycle, (cycle) => <MeetingPage key={at.meeting} cycle={cycle} person={person} id={at.meeting} />)
        }
      </Route>
      <Route path="/cycles/:cycle/meetings/:meeting/join">
        {(at) =>
          inCycle(at.cycle, (cycle) => (
            <MeetingJoinPage key={at.meeting} cycle={cycle} person={person} id={at.meeting} />
          ))
        }
      </Route>
      <Route path="/cycles/:cycle/meetings/:meeting/pack">
        {(at) => inCycle(at.cycle, (cycle) => <MeetingPackPage key={at.meeting} cycle={cycle} id={at.meeting} />)}
      </Route>
      <Route path="/cycles/:cycle/meetings/:meeting/console">
        {(at) => {
          const cycle = cycles.data.find(({ id }) => id === at.cycle);
          if (cycle === undefined) return inCycle(at.cycle, () => null);
          return (
            <Suspense fallback={null}>
              <ConsoleRoute key={at.meeting} cycle={cycle} person={person} id={at.meeting} />
            </Suspense>
          );
        }}
      </Route>
      <Route path="/cycles/:cycle/meetings/:meeting/minutes">
        {(at) =>
          inCycle(at.cycle, (cycle) => <MinutesRoute key={at.meeting} cycle={cycle} person={person} id={at.meeting} />)
        }
      </Route>
      <Route path="/cycles/:cycle/scores">
        {(at) => inCycle(at.cycle, (cycle) => <ScoresPage key={cycle.id} cycle={cycle} />)}
      </Route>
      <Route path="/cycles/:cycle/reports">
        {(at) => inCycle(at.cycle, (cycle) => <ReportsPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/people">
        {(at) => inCycle(at.cycle, (cycle) => <PeoplePage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/audit">
        {(at) => inCycle(at.cycle, (cycle) => <AuditPage key={cycle.id} cycle={cycle} person={person} />)}
      </Route>
      <Route path="/cycles/:cycle/items/:code/decide">
        {(at) =>
          inCycle(at.cycle, (cycle) => <DecidePage key={at.code} cycle={cycle} person={person} code={at.code} />)
        }
      </Route>
      <Route path="/cycles/:cycle/items/:code/history">
        {(at) =>
          inCycle(at.cycle, (cycle) => <HistoryPage key={at.code} cycle={cycle} person={person} code={at.code} />)
        }
      </Route>
      <Route path="/certificates/:id">
        {(at) => beside(<CertificatePage key={at.id} person={person} id={at.id} />)}
      </Route>
      <Route path="/imports">{beside(<ImportsPage person={person} />)}</Route>
      <Route path="/imports/:id">
        {(at) => beside(<ImportPage key={at.id} person={person} cycles={cycles.data} id={at.id} />)}
      </Route>
      <Route path="/profile">
        {beside(<ProfilePage person={person} settings={<OwnSettings />} notifications={<NotificationSettings />} />)}
      </Route>
      <Route path="/cycles/:cycle/categories/:category">
        {(at) =>
          inCycle(at.cycle, (cycle) => (
            <WorkspaceRoute cycle={cycle} person={person} category={at.category} code={null} />
          ))
        }
      </Route>
      <Route path="/cycles/:cycle/categories/:category/items/:code">
        {(at) =>
          inCycle(at.cycle, (cycle) => (
            <WorkspaceRoute cycle={cycle} person={person} category={at.category} code={at.code} />
          ))
        }
      </Route>
      <Route>
        <Shell person={person} cycles={cycles.data} cycle={newest}>
          <NoPage reason="page" home={homeOf(newest)} />
        </Shell>
      </Route>
    </Switch>
  );
}

function newestOf(cycles: readonly CycleAnswer[]): CycleAnswer | null {
  const order = (cycle: CycleAnswer): number => cycle.fiscalYearBE * 100 + cycle.round;
  return [...cycles].sort((one, other) => order(other) - order(one))[0] ?? null;
}

function homeOf(cycle: CycleAnswer | null): string | null {
  return cycle === null ? null : paths.board(cycle.id);
}
