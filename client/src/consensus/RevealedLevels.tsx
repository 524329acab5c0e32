import type { ConsensusAnswer } from '@ruam/shared/api/advice.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { useLevelWord } from './useLevelWord.ts';

/** Who gave which level, the lowest first, and how far they lie apart. */
export function RevealedLevels({ standing }: { standing: ConsensusAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useLevelWord();
  const { revealed, spread, median } = standing;
  if (revealed === null) return null;
  return (
    <>
      <p className="consensus-spread">
        <b>
          {spread === 0 ? t('adviceNotes.consensus.agreed') : t('adviceNotes.consensus.spread', { count: spread ?? 0 })}
        </b>
        {' · '}
        {t('adviceNotes.consensus.median')}{' '}
        <span className={`level-word ${levelClass(median)}`}>
          <LevelGlyph level={median} /> {word(median)}
        </span>
      </p>
      <ol className="consensus-levels" aria-label={t('adviceNotes.consensus.levels')}>
        {revealed.levels.map(({ person, name, level }) => (
          <li key={person}>
            <span className={`level-word ${levelClass(level)}`}>
              <LevelGlyph level={level} /> {word(level)}
            </span>
            <span>{name}</span>
          </li>
        ))}
      </ol>
      <p className="consensus-by">
        {t('adviceNotes.consensus.revealed', { name: revealed.by.name, date: format.full(revealed.at) })}
      </p>
    </>
  );
}
