import { lazy } from 'react';
import { withAllWords } from '../i18n/setup.ts';

/** The first screens: main.tsx asks for the likely one before it is known whether somebody is signed in. */
export const SignInPage = lazy(() => loadSignIn());
export const SignedIn = lazy(() => loadSignedIn());

/** Loads the form of the sign-in. */
export function loadSignIn() {
  return import('../signIn/SignInPage.tsx').then((page) => ({ default: page.SignInPage }));
}

/** Loads the frame and the board. */
export function loadSignedIn() {
  return import('./SignedIn.tsx').then((page) => ({ default: page.SignedIn }));
}

/** Every other screen, each a chunk of its own. */
export const WorkspaceRoute = lazy(() => loadWorkspace());
export const OverviewRoute = lazy(() =>
  withAllWords(import('./OverviewRoute.tsx').then((page) => ({ default: page.OverviewRoute }))),
);
export const RescuesPage = lazy(() =>
  withAllWords(import('../rescues/RescuesPage.tsx').then((page) => ({ default: page.RescuesPage }))),
);
export const DecidePage = lazy(() =>
  withAllWords(import('../deciding/DecidePage.tsx').then((page) => ({ default: page.DecidePage }))),
);
export const CertificatePage = lazy(() =>
  withAllWords(import('../proof/CertificatePage.tsx').then((page) => ({ default: page.CertificatePage }))),
);
export const VerifyPage = lazy(() =>
  withAllWords(import('../proof/VerifyPage.tsx').then((page) => ({ default: page.VerifyPage }))),
);
export const AuditPage = lazy(() =>
  withAllWords(import('../proof/AuditPage.tsx').then((page) => ({ default: page.AuditPage }))),
);
export const ThreadsPage = lazy(() =>
  withAllWords(import('../threads/ThreadsPage.tsx').then((page) => ({ default: page.ThreadsPage }))),
);
export const AdvicePage = lazy(() =>
  withAllWords(import('../advice/AdvicePage.tsx').then((page) => ({ default: page.AdvicePage }))),
);
export const RecommendationsPage = lazy(() =>
  withAllWords(
    import('../recommendations/RecommendationsPage.tsx').then((page) => ({ default: page.RecommendationsPage })),
  ),
);
export const ConsensusPage = lazy(() =>
  withAllWords(import('../consensus/ConsensusPage.tsx').then((page) => ({ default: page.ConsensusPage }))),
);
export const MeetingsPage = lazy(() =>
  withAllWords(import('../meetings/MeetingsPage.tsx').then((page) => ({ default: page.MeetingsPage }))),
);
export const MeetingPage = lazy(() =>
  withAllWords(import('../meetings/MeetingPage.tsx').then((page) => ({ default: page.MeetingPage }))),
);
export const MeetingJoinPage = lazy(() =>
  withAllWords(import('./JoinRoute.tsx').then((page) => ({ default: page.JoinRoute }))),
);
export const MeetingPackPage = lazy(() =>
  withAllWords(import('../meetings/PackPage.tsx').then((page) => ({ default: page.PackPage }))),
);
export const ConsoleRoute = lazy(() =>
  withAllWords(import('./ConsoleRoute.tsx').then((page) => ({ default: page.ConsoleRoute }))),
);
export const ProjectorPage = lazy(() =>
  withAllWords(import('../projector/ProjectorPage.tsx').then((page) => ({ default: page.ProjectorPage }))),
);
export const ScoresPage = lazy(() =>
  withAllWords(import('../scores/ScoresPage.tsx').then((page) => ({ default: page.ScoresPage }))),
);
export const MinutesRoute = lazy(() =>
  withAllWords(import('./MinutesRoute.tsx').then((page) => ({ default: page.MinutesRoute }))),
);
export const PeoplePage = lazy(() =>
  withAllWords(import('../people/PeoplePage.tsx').then((page) => ({ default: page.PeoplePage }))),
);
export const InvitationPage = lazy(() =>
  withAllWords(import('../people/InvitationPage.tsx').then((page) => ({ default: page.InvitationPage }))),
);
export const PasswordResetPage = lazy(() =>
  withAllWords(import('../people/PasswordResetPage.tsx').then((page) => ({ default: page.PasswordResetPage }))),
);
export const ProfilePage = lazy(() =>
  withAllWords(import('../profile/ProfilePage.tsx').then((page) => ({ default: page.ProfilePage }))),
);
export const SecondFactorDoor = lazy(() =>
  withAllWords(import('../profile/SecondFactorDoor.tsx').then((page) => ({ default: page.SecondFactorDoor }))),
);
export const WorkPage = lazy(() =>
  withAllWords(import('../notifications/WorkPage.tsx').then((page) => ({ default: page.WorkPage }))),
);
export const NotificationSettings = lazy(() =>
  withAllWords(
    import('../notifications/NotificationSettings.tsx').then((part) => ({ default: part.NotificationSettings })),
  ),
);
export const HistoryPage = lazy(() =>
  withAllWords(import('../history/HistoryPage.tsx').then((page) => ({ default: page.HistoryPage }))),
);
export const EvidencePage = lazy(() =>
  withAllWords(import('../evidence/EvidencePage.tsx').then((page) => ({ default: page.EvidencePage }))),
);

export const ReportsPage = lazy(() =>
  withAllWords(import('../reports/ReportsPage.tsx').then((page) => ({ default: page.ReportsPage }))),
);
export const ImportsPage = lazy(() =>
  withAllWords(import('../imports/ImportsPage.tsx').then((page) => ({ default: page.ImportsPage }))),
);
export const ImportPage = lazy(() =>
  withAllWords(import('../imports/ImportPage.tsx').then((page) => ({ default: page.ImportPage }))),
);

/** Loads the workspace and its editor side by side: when a person is about to open one, it comes without a wait. */
export function loadWorkspace() {
  // Drawn later, by a `lazy` of its own, which then says what went wrong.
  import('../editor/DocumentPane.tsx').catch(() => {});
  return withAllWords(import('./WorkspaceRoute.tsx').then((page) => ({ default: page.WorkspaceRoute })));
}
