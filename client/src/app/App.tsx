import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { useSession } from '../api/session.ts';
import { Trouble } from '../ui/Trouble.tsx';
import { cssVariablesResolver, theme } from '../ui/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import {
  InvitationPage,
  loadSignedIn,
  PasswordResetPage,
  ProjectorPage,
  SecondFactorDoor,
  SignedIn,
  SignInPage,
  VerifyPage,
} from './pages.ts';
import './app.css';

/** The whole client: providers, then sign-in or the signed-in routes. */
export function App({ queryClient, language }: { queryClient: QueryClient; language: i18n }) {
  return (
    <I18nextProvider i18n={language}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <ErrorBoundary>
            <Suspense fallback={null}>
              <Switch>
                <Route path="/verify/:id">
                  {(at) => <VerifyPage key={at.id} id={at.id} languageSwitch={<LanguageSwitch />} />}
                </Route>
                <Route path="/invitation/:token">
                  {(at) => <InvitationPage key={at.token} id={at.token} languageSwitch={<LanguageSwitch />} />}
                </Route>
                <Route path="/reset/:token">
                  {(at) => <PasswordResetPage key={at.token} id={at.token} languageSwitch={<LanguageSwitch />} />}
                </Route>
                <Route path="/projector">
                  <ProjectorPage />
                </Route>
                <Route>
                  <Door />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  );
}

function Door() {
  const session = useSession();
  if (session.data?.mustSetUpSecondFactor) {
    return <SecondFactorDoor person={session.data} languageSwitch={<LanguageSwitch />} />;
  }
  if (session.data) return <SignedIn person={session.data} />;
  if (session.data === null)
    return <SignInPage languageSwitch={<LanguageSwitch />} onBegin={() => warm(loadSignedIn)} />;
  if (session.isError && session.data === undefined) {
    return (
      <main className="app-alone">
        <Trouble error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return null;
}

/** What comes next is loaded ahead; when it is drawn, a failure is said. */
function warm(load: () => Promise<unknown>): void {
  load().catch(() => {});
}
