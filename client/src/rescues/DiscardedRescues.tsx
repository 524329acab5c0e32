import { Button } from '@mantine/core';
import type { PersonAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import { mayDiscardRescue } from '@ruam/shared/policy/rescue.ts';
import { IconRotate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { discardedRescuesQuery, useDiscardRescue } from '../api/rescues.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

const shownLetters = 400;

/** What was put away: kept all the same, and brought back with one press. Nothing when there is none. */
export function DiscardedRescues({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const { t } = useTranslation();
  const rescues = useQuery(discardedRescuesQuery(cycle)).data ?? [];
  if (rescues.length === 0) return null;
  return (
    <details className="rescues-discarded">
      <summary>{t('rescue.discarded.title', { count: rescues.length })}</summary>
      <ul>
        {rescues.map((rescue) => (
          <li key={rescue.id} className="ruam-paper">
            <Discarded rescue={rescue} person={person} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Discarded({ rescue, person }: { rescue: RescueAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const restore = useDiscardRescue(rescue);
  const words = restore.isError ? errorWords(t, restore.error) : null;
  const actor = { id: person.id, seats: person.roles };
  const { item, kind, personName, text, discarded } = rescue;
  return (
    <>
      <p>
        <b>{[item, t(`rescue.document.${kind}`)].filter((one) => one !== null).join(' ')}</b> · {personName}
        {discarded !== undefined &&
          ` · ${t('rescue.discarded.by', { name: discarded.byName, time: format.full(discarded.at) })}`}
      </p>
      <p lang="th">
        <ThaiText>{text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text}</ThaiText>
      </p>
      {mayDiscardRescue(actor, { cycle: rescue.cycle, personId: rescue.person }) && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconRotate size={18} stroke={1.75} aria-hidden />}
          loading={restore.isPending}
          onClick={() => restore.mutate(false)}
        >
          {t('rescue.discarded.restore')}
        </Button>
      )}
      {words !== null && (
        <p role="alert">
          <strong>{words.title}</strong> {words.advice}
        </p>
      )}
    </>
  );
}
