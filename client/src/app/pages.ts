import { lazy } from 'react';

/** The screens beside the board and the workspace, each a chunk of its own. */
export const DecidePage = lazy(() =>
  import('../deciding/DecidePage.tsx').then((page) => ({ default: page.DecidePage })),
);
export const CertificatePage = lazy(() =>
  import('../proof/CertificatePage.tsx').then((page) => ({ default: page.CertificatePage })),
);
export const VerifyPage = lazy(() => import('../proof/VerifyPage.tsx').then((page) => ({ default: page.VerifyPage })));
export const AuditPage = lazy(() => import('../proof/AuditPage.tsx').then((page) => ({ default: page.AuditPage })));
export const ThreadsPage = lazy(() =>
  import('../threads/ThreadsPage.tsx').then((page) => ({ default: page.ThreadsPage })),
);
export const AdvicePage = lazy(() => import('../advice/AdvicePage.tsx').then((page) => ({ default: page.AdvicePage })));
export const RecommendationsPage = lazy(() =>
  import('../recommendations/RecommendationsPage.tsx').then((page) => ({ default: page.RecommendationsPage })),
);
export const ConsensusPage = lazy(() =>
  import('../consensus/ConsensusPage.tsx').then((page) => ({ default: page.ConsensusPage })),
);
export const PeoplePage = lazy(() => import('../people/PeoplePage.tsx').then((page) => ({ default: page.PeoplePage })));
export const InvitationPage = lazy(() =>
  import('../people/InvitationPage.tsx').then((page) => ({ default: page.InvitationPage })),
);
export const PasswordResetPage = lazy(() =>
  import('../people/PasswordResetPage.tsx').then((page) => ({ default: page.PasswordResetPage })),
);
export const ProfilePage = lazy(() =>
  import('../profile/ProfilePage.tsx').then((page) => ({ default: page.ProfilePage })),
);
export const SecondFactorDoor = lazy(() =>
  import('../profile/SecondFactorDoor.tsx').then((page) => ({ default: page.SecondFactorDoor })),
);
export const WorkPage = lazy(() =>
  import('../notifications/WorkPage.tsx').then((page) => ({ default: page.WorkPage })),
);
export const NotificationSettings = lazy(() =>
  import('../notifications/NotificationSettings.tsx').then((part) => ({ default: part.NotificationSettings })),
);
export const HistoryPage = lazy(() =>
  import('../history/HistoryPage.tsx').then((page) => ({ default: page.HistoryPage })),
);
export const EvidencePage = lazy(() =>
  import('../evidence/EvidencePage.tsx').then((page) => ({ default: page.EvidencePage })),
);
