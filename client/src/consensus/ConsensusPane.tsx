import { Button, Modal } from '@mantine/core';
import type { ConsensusAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayGivePrivateLevel, mayRevealLevels } from '@ruam/shared/policy/advice.ts';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { consensusQuery, useConsensus } from '../api/consensus.ts';
import { useClaim } from '../api/cycle.ts';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { OwnLevel } from './OwnLevel.tsx';
import { RevealedLevels } from './RevealedLevels.tsx';
import './consensus.css';

/** The private levels of an item: one's own, how many have given theirs, and all of them once they are revealed. */
export function ConsensusPane({ cycle, person, view: { item } }: ItemSlotProps) {
  const { t } = useTranslation();
  const standings = useQuery(consensusQuery(cycle));
  const standing = standings.data?.find((each) => each.item === item.code);
  const sits = mayGivePrivateLevel({ id: person.id, seats: person.roles }, cycle, item.category);
  // For others there is something to see once the body has begun.
  if (item.kind !== 'process' || standing === undefined || (!sits && standing.given === 0)) return null;
  return (
    <section className="consensus" aria-label={t('adviceNotes.consensus.title')}>
      <h2 className="ws-pane-head">
        <IconUsers size={19} stroke={1.75} aria-hidden />
        <Link href={paths.consensus(cycle)}>{t('adviceNotes.consensus.title')}</Link>
        <span className="consensus-count">
          {t('adviceNotes.consensus.given', { given: standing.given, seats: standing.seats })}
        </span>
      </h2>
      <div className="consensus-box">
        {sits && standing.revealed === null && <OwnLevel cycle={cycle} standing={standing} />}
        <RevealedLevels standing={standing} />
        <Deciding cycle={cycle} person={person} item={item} standing={standing} />
      </div>
    </section>
  );
}

/** Reveals, begins anew, or claims the level in the middle: for the chair and the secretary. */
function Deciding({
  cycle,
  person,
  item,
  standing,
}: {
  cycle: string;
  person: PersonAnswer;
  item: ItemAnswer;
  standing: ConsensusAnswer;
}) {
  const { t } = useTranslation();
  const claim = useClaim(cycle, item.code);
  const consensus = useConsensus(cycle, item.code);
  const [asked, setAsked] = useState<'reveal' | 'reset' | null>(null);
  const failed = consensus.error ?? claim.error;
  if (!mayRevealLevels({ id: person.id, seats: person.roles }, cycle, item.category)) return null;
  const isRevealed = standing.revealed !== null;
  const { median } = standing;
  return (
    <div className="consensus-buttons">
      {!isRevealed && (
        <Button size="sm" variant="default" disabled={standing.given === 0} onClick={() => setAsked('reveal')}>
          {t('adviceNotes.consensus.reveal')}
        </Button>
      )}
      {isRevealed && median !== null && item.claimed !== median && (
        <Button size="sm" loading={claim.isPending} onClick={() => claim.mutate({ level: median })}>
          {t('adviceNotes.consensus.claim', { level: t(`level.${median}`) })}
        </Button>
      )}
      {isRevealed && (
        <Button size="sm" variant="default" onClick={() => setAsked('reset')}>
          {t('adviceNotes.consensus.reset')}
        </Button>
      )}
      {isRevealed && median !== null && item.claimed === median && (
        <span className="consensus-hint">{t('adviceNotes.consensus.claimed')}</span>
      )}
      <FormError error={failed} />
      {asked !== null && (
        <Modal
          opened
          onClose={() => setAsked(null)}
          title={t(`adviceNotes.consensus.${asked}Title`)}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <p className="consensus-first">
            <ThaiText>{t(`adviceNotes.consensus.${asked}Effect`)}</ThaiText>
          </p>
          <footer className="consensus-buttons">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('common.cancel')}
            </Button>
            <Button
              loading={consensus.isPending}
              onClick={() => consensus.mutate({ type: asked }, { onSettled: () => setAsked(null) })}
            >
              {t(`adviceNotes.consensus.${asked}`)}
            </Button>
          </footer>
        </Modal>
      )}
    </div>
  );
}
