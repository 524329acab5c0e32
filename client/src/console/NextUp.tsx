import { ActionIcon } from '@mantine/core';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import type { ShownText } from '../sync/useShownText.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { entryBeside } from './agendaRows.ts';
import { appliedTo } from './appliedTo.ts';
import { type Desk, itemOf } from './desk.ts';
import { FollowText } from './FollowText.tsx';
import { Picture } from './Picture.tsx';
import { changesFor } from './shownDocument.ts';

/** What the next key press would put on the screen. */
export function NextUp({ desk, onGo, onBack }: { desk: Desk; onGo: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { meeting, stage, items, mayOperate } = desk;
  const next = entryBeside(meeting.agenda, stage.entry, 1);
  const name = next === null ? t('console.screen.last') : words.entry(next, items);
  const previous = entryBeside(meeting.agenda, stage.entry, -1);
  return (
    <section className="console-next" aria-label={t('console.screen.next')}>
      <div className="console-next-head">
        <span>{t('console.screen.next')}</span>
        <b title={name}>
          <ThaiText>{name}</ThaiText>
        </b>
        <ActionIcon
          variant="default"
          size={28}
          aria-label={t('console.keys.previous')}
          disabled={previous === null || !mayOperate}
          onClick={onBack}
        >
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={28}
          aria-label={t('console.keys.next')}
          disabled={next === null || !mayOperate}
          onClick={onGo}
        >
          <IconArrowRight size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      {next !== null && <Preview desk={desk} next={next} name={name} />}
      <p className="console-hint">{t('console.screen.signal')}</p>
    </section>
  );
}

function Preview({ desk, next, name }: { desk: Desk; next: AgendaEntry; name: string }) {
  const { t } = useTranslation();
  const { meeting, stage, answer, cycle, slots, documents } = desk;
  const [text, setText] = useState<ShownText | null>(null);
  const shown = {
    ...appliedTo(stage, changesFor(next, itemOf(desk, next), documents)),
    ...{ isBlank: false, isFrozen: false, message: null },
  };
  return (
    <>
      <FollowText desk={desk} document={shown.document} onText={setText} />
      <Picture label={`${t('console.screen.next')} ${name}`}>
        {slots.drawFrame({
          cycle,
          meeting,
          answer: { ...answer, stage: shown },
          text: text?.document === shown.document ? text : null,
        })}
      </Picture>
    </>
  );
}
