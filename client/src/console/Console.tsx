import { Drawer } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownText } from '../sync/useShownText.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { AgendaPane } from './AgendaPane.tsx';
import { entryBeside } from './agendaRows.ts';
import { ConsoleBanners } from './ConsoleBanners.tsx';
import { ConsoleFoot } from './ConsoleFoot.tsx';
import { ConsoleHead } from './ConsoleHead.tsx';
import { Composer } from './composer/Composer.tsx';
import { Made } from './composer/Made.tsx';
import { type Desk, goTo } from './desk.ts';
import { FollowText } from './FollowText.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import type { KeyAction } from './keys.ts';
import { NextUp } from './NextUp.tsx';
import { OnScreen } from './OnScreen.tsx';
import { Passages } from './Passages.tsx';
import { PeoplePane } from './PeoplePane.tsx';
import { besideShown } from './passageSteps.ts';
import { QuickVote } from './QuickVote.tsx';
import { ScreenTools } from './ScreenTools.tsx';
import { useConsoleKeys } from './useConsoleKeys.ts';
import { useDesk } from './useDesk.ts';
import { useStageChannel } from './useStageChannel.ts';
import { WhatIf } from './WhatIf.tsx';
import { zoomBy } from './zoom.ts';

/** The console once all that it speaks of is read. */
export function Console(given: Parameters<typeof useDesk>[0]) {
  const { t } = useTranslation();
  const { desk, own } = useDesk(given);
  if (desk === null)
    return (
      <main className="console-alone" id="main">
        <h1>{t('console.title')}</h1>
        {own.error === null ? (
          <Skeleton widths={[48, 92, 86, 90]} />
        ) : (
          <Trouble error={own.error} onRetry={own.retry} />
        )}
      </main>
    );
  return desk.meeting.state === 'ended' ? <Over desk={desk} /> : <Laid desk={desk} />;
}

function Laid({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const viewport = useViewport();
  const [text, setText] = useState<ShownText | null>(null);
  const [isAgendaOpen, setIsAgendaOpen] = useState(false);
  const [isSupposing, setIsSupposing] = useState(Object.keys(desk.stage.whatIf).length > 0);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const composer = useRef<HTMLElement>(null);
  const { stage, change, mayOperate, meeting } = desk;
  const shown = text?.document === stage.document ? text : null;
  useStageChannel(mayOperate ? desk.answer : null, desk.isCut ? shown : null, desk.serverTime);

  const step = (by: -1 | 1): void => {
    const entry = entryBeside(meeting.agenda, stage.entry, by);
    if (entry !== null) goTo(desk, entry);
  };
  const actions: Readonly<Record<KeyAction, () => void>> = {
    next: () => step(1),
    previous: () => step(-1),
    below: () => change(besideShown(stage, shown, 1)),
    above: () => change(besideShown(stage, shown, -1)),
    blank: () => change({ isBlank: !stage.isBlank }),
    freeze: () => change({ isFrozen: !stage.isFrozen }),
    whatIf: () => setIsSupposing(!isSupposing),
    resolution: () => composer.current?.querySelector<HTMLElement>('[data-first], textarea, button')?.focus(),
    larger: () => change(zoomBy(stage, 1)),
    smaller: () => change(zoomBy(stage, -1)),
    help: () => setIsHelpOpen(true),
  };
  const run = (action: KeyAction): void => actions[action]();
  useConsoleKeys(run);
  const agenda = <AgendaPane desk={desk} onChosen={() => setIsAgendaOpen(false)} />;
  const isWide = viewport === 'wide';
  return (
    <div className="console" data-operates={mayOperate}>
      <ConsoleHead desk={desk} onAgenda={isWide ? null : () => setIsAgendaOpen(true)} />
      <ConsoleBanners desk={desk} />
      <FollowText desk={desk} document={stage.document} onText={setText} />
      <div className="console-columns">
        {isWide && <aside className="console-agenda">{agenda}</aside>}
        <main className="console-stage" id="main">
          <h1 className="ruam-hidden">{t('console.title')}</h1>
          <OnScreen desk={desk} text={shown} />
          <ScreenTools desk={desk} isSupposing={isSupposing} onSuppose={() => setIsSupposing(!isSupposing)} />
          <div className="console-below">
            <NextUp desk={desk} onGo={() => step(1)} onBack={() => step(-1)} />
            {isSupposing ? (
              <WhatIf desk={desk} onClose={() => setIsSupposing(false)} />
            ) : (
              <Passages desk={desk} text={shown} />
            )}
          </div>
        </main>
        <aside className="console-right" ref={composer} aria-label={t('console.composer.words')}>
          <Composer desk={desk} />
          <QuickVote key={stage.entry} desk={desk} />
          <PeoplePane desk={desk} />
        </aside>
      </div>
      <ConsoleFoot desk={desk} run={run} />
      {!isWide && (
        <Drawer
          opened={isAgendaOpen}
          onClose={() => setIsAgendaOpen(false)}
          title={t('console.agenda.title')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
          size={360}
          classNames={{ body: 'console-drawer' }}
        >
          {agenda}
        </Drawer>
      )}
      {isHelpOpen && <KeysDialog onClose={() => setIsHelpOpen(false)} />}
    </div>
  );
}

/** After the end: what became of the agenda, and the resolutions. */
function Over({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <div className="console">
      <ConsoleHead desk={desk} onAgenda={null} />
      <ConsoleBanners desk={desk} />
      <main className="console-over" id="main">
        <h1 className="ruam-hidden">{t('console.title')}</h1>
        <div className="ruam-paper">
          <AgendaPane desk={desk} onChosen={() => {}} />
        </div>
        <div className="ruam-paper">
          <Made desk={desk} />
        </div>
      </main>
    </div>
  );
}
