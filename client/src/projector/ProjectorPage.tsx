import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleKey } from '../api/cycle.ts';
import { openStageChannel, readStageMessage } from '../api/stageChannel.ts';
import { ownBuild } from '../offline/build.ts';
import { takeOver } from '../offline/registerWorker.ts';
import { KeepPicture } from './KeepPicture.tsx';
import { forgetFrame, keepFrame, removeKeptFrame } from './keptFrame.ts';
import { keptNodeOf } from './keptNode.ts';
import { forgetState, keepState, readState } from './keptState.ts';
import { PairingScreen } from './PairingScreen.tsx';
import type { Picture } from './picture.ts';
import { type LinkView, ProjectorLink } from './projectorLink.ts';
import { projectorQuestions } from './questions.ts';
import { StagePicture } from './StagePicture.tsx';
import { surroundingsOf } from './surroundings.ts';
import { useQuietRoom } from './useQuietRoom.ts';
import { useShownText } from './useShownText.ts';

/** Of a stream of changes every so many ms one is kept for a reload. */
const keepEveryMs = 400;
const gatherMs = 150;

/** The screen in the room (docs/stage.md): asks to be paired, then shows its meeting until that ends, and never anything else. */
export function ProjectorPage() {
  // Of its own: what a person has read in this browser is not the projector's, and the other way round.
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            networkMode: 'always',
            staleTime: 5_000,
            gcTime: Number.POSITIVE_INFINITY,
            retry: 2,
            refetchOnWindowFocus: false,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={queries}>
      <KeepPicture>
        <Projector />
      </KeepPicture>
    </QueryClientProvider>
  );
}

function Projector() {
  const { t } = useTranslation();
  const [kept] = useState(() => readState(localStorage, ownBuild));
  const { view, told, isBack } = useProjectorLink(kept);
  const keep = useKeeping(view);
  useQuietRoom(view.state === 'paired');
  useEffect(() => {
    document.title = t('projector.title');
    document.documentElement.dataset.projector = 'alive';
  }, [t]);
  useEffect(() => {
    if (view.state !== 'waiting' || (view.code === null && !view.hasEnded)) return;
    forgetFrame(localStorage);
    forgetState(localStorage);
    removeKeptFrame(document);
  }, [view]);
  if (view.state === 'opening') return <div className="projector-place" />;
  if (view.state === 'waiting') return <PairingScreen view={view} />;
  return (
    <Paired
      key={view.projector.meeting}
      view={view}
      before={kept?.projector.meeting === view.projector.meeting ? kept.picture : null}
      isBack={isBack}
      onShown={(picture, revision, frame) => {
        told(revision);
        removeKeptFrame(document);
        keep(picture, frame);
      }}
    />
  );
}

function Paired({
  view,
  before,
  isBack,
  onShown,
}: {
  view: Extract<LinkView, { state: 'paired' }>;
  before: Picture | null;
  isBack: number;
  onShown: (picture: Picture, revision: number, frame: HTMLElement) => void;
}) {
  const { cycle, meeting } = view.projector;
  const stage = view.answer?.stage ?? null;
  const isTextShown = stage?.mode === 'text' && !stage.isFrozen;
  const text = useShownText(isTextShown ? stage.document : null, meeting, isBack, view.lostAt !== null);
  return (
    <StagePicture
      cycle={cycle}
      meeting={meeting}
      answer={view.answer}
      text={text}
      lostAt={view.lostAt}
      before={before}
      onShown={({ picture, revision, frame }) => onShown(picture, revision, frame)}
    />
  );
}

/** The link of this window's projector; `isBack` grows whenever it has come back. */
function useProjectorLink(kept: ReturnType<typeof readState>) {
  const queryClient = useQueryClient();
  const [view, setView] = useState<LinkView>(() =>
    kept === null ? { state: 'opening' } : { state: 'paired', ...kept },
  );
  const [isBack, setIsBack] = useState(0);
  const link = useRef<ProjectorLink | null>(null);
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      gathering = undefined;
      const { view: now } = made;
      if (now.state === 'paired') void queryClient.invalidateQueries({ queryKey: cycleKey(now.projector.cycle) });
    };
    const made = new ProjectorLink(
      surroundingsOf(window),
      projectorQuestions,
      {
        onView: setView,
        onEvent: (type) => {
          if (type === null) {
            setIsBack((times) => times + 1);
            void renewIfOld();
          }
          // What is typed comes by itself.
          if (type !== 'document.edited') gathering ??= setTimeout(refresh, gatherMs);
          else if (made.view.state === 'paired' && made.view.answer?.stage.mode === 'difference')
            gathering ??= setTimeout(refresh, 10 * gatherMs);
        },
      },
      kept,
    );
    link.current = made;
    const channel = openStageChannel();
    const heard = ({ data }: MessageEvent): void => {
      const message = readStageMessage(data);
      if (message !== null) made.heardNearby(message);
    };
    const cut = (): void => made.cut();
    const hasten = (): void => {
      if (document.visibilityState === 'visible') made.hasten();
    };
    channel?.addEventListener('message', heard);
    window.addEventListener('offline', cut);
    window.addEventListener('online', hasten);
    document.addEventListener('visibilitychange', hasten);
    made.start();
    return () => {
      clearTimeout(gathering);
      channel?.close();
      window.removeEventListener('offline', cut);
      window.removeEventListener('online', hasten);
      document.removeEventListener('visibilitychange', hasten);
      made.end();
    };
  }, [queryClient, kept]);
  return { view, isBack, told: (revision: number) => link.current?.told(revision) };
}

/** Keeps the newest picture for the next time the page is loaded; at once when that is about to happen. */
function useKeeping(view: LinkView): (picture: Picture, frame: HTMLElement) => void {
  const newest = useRef<{ view: LinkView; picture: Picture; frame: HTMLElement } | null>(null);
  const keeping = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      clearTimeout(timer);
      timer = undefined;
      const { current } = newest;
      if (current === null || current.view.state !== 'paired' || current.view.answer === null) return;
      const { frame, picture } = current;
      if (!frame.isConnected) return;
      const { offsetWidth: width, offsetHeight: height } = frame;
      const paper = getComputedStyle(frame).getPropertyValue('--ruam-paper').trim();
      keepFrame(localStorage, { at: Date.now(), width, height, paper, node: withoutScale(frame) });
      const { projector, answer, lostAt } = current.view;
      keepState(localStorage, ownBuild, { projector, answer, picture, lostAt });
    };
    const soon = (): void => {
      timer ??= setTimeout(write, keepEveryMs);
    };
    return { write, soon };
  }, []);
  if (newest.current !== null) newest.current.view = view;
  useEffect(() => {
    if (view.state !== 'paired') newest.current = null;
    else if (newest.current !== null) keeping.soon();
  }, [view, keeping]);
  useEffect(() => {
    window.addEventListener('pagehide', keeping.write);
    return () => window.removeEventListener('pagehide', keeping.write);
  }, [keeping]);
  return (picture, frame) => {
    newest.current = { view, picture, frame };
    keeping.soon();
  };
}

/** As it is drawn, in its own px: whoever draws it again scales it anew. */
function withoutScale(frame: HTMLElement) {
  const copy = frame.cloneNode(true) as HTMLElement;
  copy.style.transform = '';
  return keptNodeOf(copy);
}

/** A server of a newer version has come: its page takes the place of this one, behind the kept picture. */
async function renewIfOld(): Promise<void> {
  if (ownBuild === null) return;
  try {
    const answer = await fetch('/version.json', { cache: 'no-store' });
    const { build }: { build?: unknown } = await answer.json();
    if (typeof build !== 'string' || build === ownBuild) return;
    await takeOver(window);
    location.reload();
  } catch {
    // It is asked again when the link comes back the next time.
  }
}
