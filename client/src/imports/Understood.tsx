import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/imports.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Doubts } from './Doubts.tsx';
import { Facts } from './Facts.tsx';
import { FixList } from './FixList.tsx';
import type { PlacedRun } from './places.ts';
import { Paragraphs, ReadCategory, ReadPart } from './ReadCategory.tsx';
import type { Fixing } from './useFixes.ts';
import './understood.css';

/** What was understood: the facts, what was not, what was set right, and the categories with their items. */
export function Understood({
  draft,
  fixing,
  places,
  marked,
  onLines,
  onPlace,
}: {
  draft: Draft;
  fixing: Fixing;
  places: readonly Pick<PlacedRun, 'place'>[];
  marked: ImportPlace | null;
  onLines: (from: number, to: number) => void;
  onPlace: (place: ImportPlace) => void;
}) {
  const { t } = useTranslation();
  const { understood } = draft;
  const { introduction, categories, results, overall, overallObservations } = understood;
  const way = { marked, places, onPlace };
  return (
    <div className="read ruam-paper">
      <Doubts doubts={draft.notUnderstood} source={draft.source} onLines={onLines} />
      <FixList fixing={fixing} onLines={onLines} />
      <Facts draft={draft} fixing={fixing} />
      {categories.length === 0 && (
        <p className="imports-facts">
          <ThaiText>{t('imports.read.nothing')}</ThaiText>
        </p>
      )}
      {(introduction.length > 0 || overall !== null) && (
        <ReadPart place={{ part: 'front', code: '' }} title={t('imports.read.front')} {...way}>
          {overall !== null && <p lang="th">{overall.text}</p>}
          {introduction.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
            <p lang="th" key={at}>
              {text}
            </p>
          ))}
        </ReadPart>
      )}
      {categories.map((category) => (
        <ReadCategory key={category.code} category={category} results={results} fixing={fixing} {...way} />
      ))}
      {overallObservations.length > 0 && (
        <ReadPart place={{ part: 'overall', code: '' }} title={t('imports.read.overall')} {...way}>
          <Paragraphs paragraphs={overallObservations} />
        </ReadPart>
      )}
    </div>
  );
}
