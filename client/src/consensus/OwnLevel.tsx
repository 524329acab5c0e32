import type { ConsensusAnswer } from '@ruam/shared/api/advice.ts';
import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { mayGivePrivateLevel } from '@ruam/shared/policy/advice.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consensusQuery, useConsensus } from '../api/consensus.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { RevealedLevels } from './RevealedLevels.tsx';
import { useLevelWord } from './useLevelWord.ts';
import './consensus.css';

const none = 'none';

/** One's own level of an item for who takes part in a meeting about it, and those of all once they are revealed. */
export function OwnLevelOfItem({ cycle, person, item }: { cycle: string; person: PersonAnswer; item: ItemAnswer }) {
  const { t } = useTranslation();
  const standing = useQuery(consensusQuery(cycle)).data?.find((each) => each.item === item.code);
  const sits = mayGivePrivateLevel({ id: person.id, seats: person.roles }, cycle, item.category);
  if (item.kind !== 'process' || standing === undefined || !sits) return null;
  return (
    <section className="consensus" aria-label={t('adviceNotes.consensus.title')}>
      <div className="consensus-box">
        {standing.revealed === null && <OwnLevel cycle={cycle} standing={standing} />}
        <RevealedLevels standing={standing} />
      </div>
    </section>
  );
}

/** Chooses the own level, which nobody else sees before all are revealed. */
export function OwnLevel({ cycle, standing }: { cycle: string; standing: ConsensusAnswer }) {
  const { t } = useTranslation();
  const word = useLevelWord();
  const consensus = useConsensus(cycle, standing.item);
  const label = t('adviceNotes.consensus.own', { code: standing.item });
  const { mine } = standing;
  return (
    <>
      <p className="consensus-label">{label}</p>
      <Choices
        label={label}
        options={[null, ...levels].map((level) => ({ value: level ?? none, label: word(level) }))}
        value={mine === null ? '' : (mine.level ?? none)}
        onChange={(value) => {
          if (!consensus.isPending)
            consensus.mutate({ type: 'give', level: levels.find((level) => level === value) ?? null });
        }}
      />
      {mine !== null && (
        <p className="consensus-hint">
          <ThaiText>{t('adviceNotes.consensus.hidden')}</ThaiText>{' '}
          <button
            type="button"
            className="ruam-plain-button ruam-text-link"
            onClick={() => consensus.mutate({ type: 'takeBack' })}
          >
            {t('adviceNotes.consensus.takeBack')}
          </button>
        </p>
      )}
      <FormError error={consensus.error} />
    </>
  );
}
