import { useTranslation } from 'react-i18next';
import { ThaiText } from '../../ui/ThaiText.tsx';
import type { Desk } from '../desk.ts';
import { ItemComposer } from './ItemComposer.tsx';
import { Made } from './Made.tsx';
import { WordsComposer } from './WordsComposer.tsx';
import './composer.css';

/** The resolution on what is under discussion, and those that fell already. */
export function Composer({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { entry, item } = desk;
  return (
    <>
      {entry === null ? (
        <section className="console-composer" aria-labelledby="console-composer">
          <div className="console-part-head">
            <h2 id="console-composer">{t('console.composer.words')}</h2>
            <kbd>R</kbd>
          </div>
          <p className="console-none">
            <ThaiText>{t('console.composer.none')}</ThaiText>
          </p>
        </section>
      ) : item === null ? (
        <WordsComposer key={entry.id} desk={desk} entry={entry} corrects={null} />
      ) : (
        <ItemComposer key={entry.id} desk={desk} entry={entry} item={item} />
      )}
      <Made desk={desk} />
    </>
  );
}
