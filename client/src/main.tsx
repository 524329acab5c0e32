import './zodWithoutEval.ts';
import '@fontsource/sarabun/thai-300.css';
import '@fontsource/sarabun/thai-400.css';
import '@fontsource/sarabun/thai-500.css';
import '@fontsource/sarabun/thai-600.css';
import '@fontsource/sarabun/thai-700.css';
import '@fontsource/sarabun/latin-300.css';
import '@fontsource/sarabun/latin-400.css';
import '@fontsource/sarabun/latin-500.css';
import '@fontsource/sarabun/latin-600.css';
import '@fontsource/sarabun/latin-700.css';
import '@mantine/core/styles.css';
import './ui/global.css';
import './ui/levels.css';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RequestError } from './api/request.ts';
import { keptOpeningQuery, sessionKey, sessionReader, signedOutQuery } from './api/session.ts';
import { App } from './app/App.tsx';
import { loadSignedIn, loadSignIn } from './app/pages.ts';
import { setUpLanguage } from './i18n/setup.ts';
import { KeptQueries } from './offline/keptQueries.ts';
import { keptStore } from './offline/keptStore.ts';
import { registerWorker } from './offline/registerWorker.ts';
import { mayBeSignedIn } from './sync/openSessions.ts';
import { isProjectorPage } from './ui/paths.ts';

const maxRetries = 2;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // Nothing to show and nobody signed in: the door again. What is on screen stays, with its own way to sign in.
    onError: (error, { state }) => {
      if (state.data !== undefined || !(error instanceof RequestError) || error.code !== 'notSignedIn') return;
      // Opened from this browser: the texts on screen may hold what was never sent, and ask for the sign-in themselves.
      if (queryClient.getQueryData(keptOpeningQuery.queryKey) != null) {
        queryClient.setQueryData(signedOutQuery.queryKey, true);
      } else void queryClient.invalidateQueries({ queryKey: sessionKey });
    },
  }),
  defaultOptions: {
    // Without a network a question fails with words instead of waiting in silence.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => isPassing(error) && failures < maxRetries,
    },
  },
});

const kept = new KeptQueries(queryClient, keptStore(indexedDB), Date.now);
kept.start();
window.addEventListener('pagehide', () => kept.hasten());
queryClient.setQueryDefaults(sessionKey, { queryFn: sessionReader(() => kept.open()) });
registerWorker(window);

// Asked while the words and the likely first screen are on their way; the screen says itself when it cannot be had.
// A projector is nobody's: who is signed in in this browser is not asked.
if (!isProjectorPage()) {
  const first = mayBeSignedIn(localStorage) ? loadSignedIn : loadSignIn;
  first().catch(() => {});
  void queryClient.prefetchQuery({ queryKey: sessionKey, staleTime: Number.POSITIVE_INFINITY });
}
void setUpLanguage(localStorage, document).then((language) =>
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} language={language} />
    </StrictMode>,
  ),
);

/** Whether asking again may help: no answer, or a server that is not ready. */
function isPassing(error: Error): boolean {
  return error instanceof RequestError && ['offline', 'unavailable', 'internal', 'unreadable'].includes(error.code);
}
