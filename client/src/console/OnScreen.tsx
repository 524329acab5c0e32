import { Menu } from '@mantine/core';
import type { StageMode } from '@ruam/shared/meetings/stage.ts';
import { IconChevronDown, IconPlayerPause, IconSquare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { votesQuery } from '../api/stage.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import type { ShownText } from '../sync/useShownText.ts';
import type { Desk } from './desk.ts';
import { Picture } from './Picture.tsx';
import { placeOf } from './passageSteps.ts';

/** Those of the row; the others stand in its menu. */
const rowModes = ['text', 'difference', 'scoreboard', 'vote'] as const satisfies readonly StageMode[];
const menuModes = ['whatIf', 'agenda', 'countdown'] as const satisfies readonly StageMode[];

/** What is on the screen now: its mode and place, the picture, and the way to another. */
export function OnScreen({ desk, text }: { desk: Desk; text: ShownText | null }) {
  const { t } = useTranslation();
  const { stage, answer, slots, cycle, meeting } = desk;
  const place = usePlace(desk, text);
  // A frozen picture is of a place before.
  const seen = stage.isBlank ? t('console.screen.blank') : stage.isFrozen ? '' : place;
  return (
    <section className="console-screen" aria-labelledby="console-screen">
      <div className="console-screen-head">
        <h2 id="console-screen">
          <span className="console-live" aria-hidden="true" />
          {t('console.screen.now')}
        </h2>
        <span className="console-place" role="status">
          {seen}
          {stage.isFrozen && (
            <strong>
              <IconPlayerPause size={16} stroke={1.75} aria-hidden /> {t('console.screen.frozen')}
            </strong>
          )}
        </span>
        <span className="console-spring" />
        <Modes desk={desk} />
      </div>
      <Picture label={`${t('console.screen.picture')} ${seen}`}>
        {slots.drawFrame({ cycle, meeting, answer, text })}
      </Picture>
    </section>
  );
}

function usePlace({ stage, item, entry, items }: Desk, text: ShownText | null): string {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const mode = t(`console.screen.places.${stage.mode}`);
  if (stage.mode === 'text' && stage.document === null) return entry === null ? mode : words.entry(entry, items);
  if (stage.mode !== 'text') return item !== null && stage.mode === 'difference' ? `${mode} · ${item.code}` : mode;
  const number = Math.max(0, placeOf(stage, text)) + 1;
  const prefix = item === null ? '' : `${item.code}-`;
  return text === null || text.paragraphs.length === 0 ? mode : `${mode} · ${prefix}¶${number}`;
}

function Modes({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { stage, change, mayOperate, cycle, meeting } = desk;
  const votes = useQuery(votesQuery(cycle.id, meeting.id)).data ?? [];
  const choose = (mode: StageMode): void => {
    const newest = stage.vote ?? votes[0]?.id ?? null;
    change({ mode, page: 0, isBlank: false, ...(mode === 'vote' ? { vote: newest } : {}) });
  };
  const isInMenu = (menuModes as readonly string[]).includes(stage.mode);
  const cannot = (mode: StageMode): boolean =>
    !mayOperate ||
    (mode === 'text' && stage.entry === null) ||
    (mode === 'difference' && stage.document === null) ||
    (mode === 'difference' && desk.item === null) ||
    (mode === 'vote' && votes.length === 0 && stage.vote === null) ||
    (mode === 'countdown' && stage.countdown === null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one line in every browser
    <div className="ruam-choices console-modes" role="group" aria-label={t('console.screen.mode')}>
      {rowModes.map((mode) => (
        <button
          key={mode}
          type="button"
          aria-pressed={stage.mode === mode && !stage.isBlank}
          disabled={cannot(mode)}
          onClick={() => choose(mode)}
        >
          {t(`console.screen.modes.${mode}`)}
        </button>
      ))}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" data-chosen={isInMenu} disabled={!mayOperate}>
            {isInMenu && t(`console.screen.modes.${stage.mode}`)}
            <span className="ruam-hidden">{t('console.screen.more')}</span>
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {menuModes.map((mode) => (
            <Menu.Item key={mode} disabled={cannot(mode)} onClick={() => choose(mode)}>
              {t(`console.screen.modes.${mode}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        aria-pressed={stage.isBlank}
        disabled={!mayOperate}
        onClick={() => change({ isBlank: !stage.isBlank })}
      >
        <IconSquare size={14} stroke={1.75} aria-hidden /> {t('console.screen.blankButton')}
      </button>
    </div>
  );
}
