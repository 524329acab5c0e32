import { IconDeviceTv, IconDeviceTvOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { projectorsQuery } from '../api/stage.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { Desk } from './desk.ts';
import type { KeyAction } from './keys.ts';
import { ProjectorsDialog } from './ProjectorsDialog.tsx';
import { secondsOf } from './projectorDelay.ts';
import './foot.css';

/** Delays change by themselves. */
const readAgainMs = 3_000;

const hints = [
  { keys: ['→'], action: 'next', words: 'next' },
  { keys: ['←'], action: 'previous', words: 'previous' },
  { keys: ['B'], action: 'blank', words: 'blank' },
  { keys: ['Z'], action: 'freeze', words: 'freeze' },
  { keys: ['W'], action: 'whatIf', words: 'whatIf' },
  { keys: ['R'], action: 'resolution', words: 'resolution' },
  { keys: ['−'], action: 'smaller', words: 'smaller' },
  { keys: ['+'], action: 'larger', words: 'larger' },
  { keys: ['?'], action: 'help', words: 'help' },
] as const satisfies readonly { keys: readonly string[]; action: KeyAction; words: string }[];

/** The keys, which a finger may press, too, and whether a projector is there. */
export function ConsoleFoot({ desk, run }: { desk: Desk; run: (action: KeyAction) => void }) {
  const { t } = useTranslation();
  return (
    <footer className="console-foot">
      {hints.map(({ keys, action, words }) => (
        <button key={action} type="button" className="ruam-plain-button" onClick={() => run(action)}>
          <kbd>{keys.join(' ')}</kbd>
          <span>{t(`console.keys.${words}`)}</span>
        </button>
      ))}
      <span className="console-spring" />
      <Projectors desk={desk} />
    </footer>
  );
}

function Projectors({ desk: { cycle, meeting, isCut } }: { desk: Desk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const isOver = meeting.state === 'ended';
  const projectors =
    useQuery({ ...projectorsQuery(cycle.id, meeting.id), refetchInterval: readAgainMs, enabled: !isOver }).data ?? [];
  // Without the server nobody knows.
  const connected = projectors.filter(({ isConnected }) => isConnected && !isCut);
  const [first] = projectors;
  const isAny = connected.length > 0;
  const Icon = isAny ? IconDeviceTv : IconDeviceTvOff;
  const delay = connected[0]?.delayMs ?? null;
  const words =
    first === undefined
      ? `${t('console.projectors.none')} · ${t('console.projectors.pair')}`
      : isCut
        ? t('console.projectors.unknown')
        : projectors.length > 1
          ? t('console.projectors.several', { count: connected.length, all: projectors.length })
          : t(first.isConnected ? 'console.projectors.connected' : 'console.projectors.away', { number: 1 });
  return (
    <>
      <span role="status" className="ruam-hidden">
        {words}
      </span>
      <button
        type="button"
        className="ruam-plain-button console-projectors"
        data-connected={isAny}
        data-away={projectors.length > connected.length}
        aria-haspopup="dialog"
        disabled={isOver}
        onClick={() => setIsOpen(true)}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        <b>{words}</b>
        {delay !== null && <span>· {t('console.projectors.delay', { seconds: format.number(secondsOf(delay)) })}</span>}
      </button>
      {isOpen && (
        <ProjectorsDialog
          cycle={cycle.id}
          meeting={meeting.id}
          projectors={projectors}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
