import { ActionIcon, Button, NativeSelect, Popover } from '@mantine/core';
import { scoreProfileSchema, scoreValueSchema } from '@ruam/shared/assessment/assessment.ts';
import {
  IconClockPlay,
  IconMessage,
  IconMinus,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconScale,
  IconSun,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/Choices.tsx';
import { CountdownForm } from './CountdownForm.tsx';
import type { Desk } from './desk.ts';
import { MessageForm } from './MessageForm.tsx';
import { zoomBy } from './zoom.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** What is done to the picture: freeze, letters, background, message, countdown, and what its mode asks for. */
export function ScreenTools({
  desk,
  isSupposing,
  onSuppose,
}: {
  desk: Desk;
  /** The what-if is open beside the picture. */
  isSupposing: boolean;
  onSuppose: () => void;
}) {
  const { t } = useTranslation();
  const { stage, change, mayOperate } = desk;
  return (
    <div className="console-tools" role="toolbar" aria-label={t('console.tools.title')}>
      <Button
        variant="default"
        size="compact-md"
        aria-pressed={stage.isFrozen}
        disabled={!mayOperate}
        leftSection={stage.isFrozen ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
        onClick={() => change({ isFrozen: !stage.isFrozen })}
      >
        {t('console.screen.freeze')}
      </Button>
      <span className="console-zoom">
        <ActionIcon
          variant="default"
          aria-label={t('console.screen.smaller')}
          disabled={!mayOperate || stage.zoom <= 100}
          onClick={() => change(zoomBy(stage, -1))}
        >
          <IconMinus {...icon} />
        </ActionIcon>
        <output aria-label={t('console.screen.zoom', { percent: stage.zoom })}>{stage.zoom}%</output>
        <ActionIcon
          variant="default"
          aria-label={t('console.screen.larger')}
          disabled={!mayOperate || stage.zoom >= 150}
          onClick={() => change(zoomBy(stage, 1))}
        >
          <IconPlus {...icon} />
        </ActionIcon>
      </span>
      <ActionIcon
        variant="default"
        aria-pressed={stage.theme === 'dark'}
        aria-label={`${t('console.screen.theme')} ${t(`console.screen.themes.${stage.theme}`)}`}
        title={`${t('console.screen.theme')} ${t(`console.screen.themes.${stage.theme}`)}`}
        disabled={!mayOperate}
        onClick={() => change({ theme: stage.theme === 'light' ? 'dark' : 'light' })}
      >
        {stage.theme === 'light' ? <IconSun {...icon} /> : <IconMoon {...icon} />}
      </ActionIcon>
      <Opened
        label={t('console.tools.message')}
        icon={<IconMessage {...icon} />}
        isOn={stage.message !== null}
        desk={desk}
      >
        {(close) => <MessageForm desk={desk} onDone={close} />}
      </Opened>
      <Opened
        label={t('console.tools.countdown')}
        icon={<IconClockPlay {...icon} />}
        isOn={stage.countdown !== null}
        desk={desk}
      >
        {(close) => <CountdownForm desk={desk} onDone={close} />}
      </Opened>
      <Button
        variant="default"
        size="compact-md"
        aria-pressed={isSupposing}
        leftSection={<IconScale {...icon} />}
        onClick={onSuppose}
      >
        {t('console.screen.modes.whatIf')}
      </Button>
      {stage.mode === 'difference' && (
        <Choices
          label={t('console.screen.againstLabel')}
          value={stage.against}
          onChange={(against) => change({ against })}
          options={(['claim', 'lastMeeting'] as const).map((value) => ({
            value,
            label: t(`console.screen.against.${value}`),
          }))}
        />
      )}
      {(stage.mode === 'scoreboard' || stage.mode === 'whatIf') && <Score desk={desk} />}
    </div>
  );
}

function Score({ desk: { stage, change, mayOperate } }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('console.screen.value')}
        disabled={!mayOperate}
        value={stage.value}
        data={scoreValueSchema.options.map((value) => ({ value, label: t(`value.${value}.noun`) }))}
        onChange={({ currentTarget }) => {
          const value = scoreValueSchema.options.find((one) => one === currentTarget.value);
          if (value !== undefined) change({ value });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('console.screen.profile')}
        disabled={!mayOperate}
        value={stage.profile}
        data={scoreProfileSchema.options.map((value) => ({ value, label: t(`profile.${value}`) }))}
        onChange={({ currentTarget }) => {
          const profile = scoreProfileSchema.options.find((one) => one === currentTarget.value);
          if (profile !== undefined) change({ profile });
        }}
      />
    </>
  );
}

function Opened({
  label,
  icon: sign,
  isOn,
  desk: { mayOperate },
  children,
}: {
  label: string;
  icon: ReactNode;
  isOn: boolean;
  desk: Desk;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          data-on={isOn}
          disabled={!mayOperate}
          leftSection={sign}
          onClick={() => setIsOpen(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{isOpen && children(() => setIsOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}
