import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import type { Report, ReportCategory, ReportItem, ReportParagraph } from '@ruam/shared/import/report.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { IconFileSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ItemLevel } from './ItemLevel.tsx';
import { type PlacedRun, placeKey } from './places.ts';
import type { Fixing } from './useFixes.ts';
import { usePlaceWords } from './usePlaceWords.ts';

/** Which part is pointed at, and the way to its lines. */
interface Way {
  readonly marked: ImportPlace | null;
  readonly places: readonly Pick<PlacedRun, 'place'>[];
  readonly onPlace: (place: ImportPlace) => void;
}

/** A category as it was read: its goal and its items, each part leading to its lines. */
export function ReadCategory({
  category,
  results,
  fixing,
  ...way
}: {
  category: ReportCategory;
  results: Report['results'];
  fixing: Fixing;
} & Way) {
  const { t } = useTranslation();
  const { code, name, goal, summary, items } = category;
  const narrative = code === '7' ? (results?.narrative ?? []) : [];
  return (
    <section className="read-category" aria-labelledby={`read-category-${code}`}>
      <h3 id={`read-category-${code}`} lang="th" data-place={placeKey({ part: 'category', code })}>
        <ThaiText>{t('imports.read.category', { code, name })}</ThaiText>
      </h3>
      {summary !== null && (
        <p className="read-summary" lang="th">
          <ThaiText whole={wholeWordPattern}>{summary}</ThaiText>
        </p>
      )}
      {goal !== null && (
        <ReadPart place={{ part: 'goal', code }} title={t('imports.read.goal')} {...way}>
          <Text>{goal}</Text>
        </ReadPart>
      )}
      {narrative.length > 0 && (
        <ReadPart place={{ part: 'category', code }} title={t('imports.read.results')} {...way}>
          {narrative.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
            <Text key={at}>{text}</Text>
          ))}
        </ReadPart>
      )}
      {items.map((item) => (
        <ReadItem key={item.code} item={item} fixing={fixing} {...way} />
      ))}
    </section>
  );
}

function ReadItem({ item, fixing, ...way }: { item: ReportItem; fixing: Fixing } & Way) {
  const { t } = useTranslation();
  const { code, name, result, observations } = item;
  return (
    <article className="read-item" aria-labelledby={`read-item-${code}`}>
      <div className="read-item-head">
        <h4 id={`read-item-${code}`} lang="th" data-place={placeKey({ part: 'item', code })}>
          <b>{code}</b> <ThaiText>{name}</ThaiText>
        </h4>
        <ItemLevel item={item} fixing={fixing} />
      </div>
      {result === null ? (
        <p className="read-lack">{t('imports.read.noResult')}</p>
      ) : (
        <ReadPart place={{ part: 'result', code }} title={t('imports.read.result')} {...way}>
          <Text>{result}</Text>
        </ReadPart>
      )}
      {observations.length > 0 ? (
        <ReadPart place={{ part: 'observations', code }} title={t('imports.read.observations')} {...way}>
          <Paragraphs paragraphs={observations} />
        </ReadPart>
      ) : (
        <p className="read-lack">{t('imports.read.noObservations')}</p>
      )}
    </article>
  );
}

/** One part of what was read, with the way to where it stands in the source. */
export function ReadPart({
  place,
  title,
  marked,
  places,
  onPlace,
  children,
}: { place: ImportPlace; title: string; children: ReactNode } & Way) {
  const { t } = useTranslation();
  const words = usePlaceWords();
  const key = placeKey(place);
  const isMarked = marked !== null && placeKey(marked) === key;
  const hasLines = places.some((one) => placeKey(one.place) === key);
  return (
    <div className="read-part" data-place={key} data-marked={isMarked || undefined}>
      {hasLines ? (
        <button
          type="button"
          className="ruam-plain-button read-way"
          aria-label={t('imports.read.see', { title, place: words(place) })}
          aria-pressed={isMarked}
          onClick={() => onPlace(place)}
        >
          {title} <IconFileSearch size={15} stroke={1.75} aria-hidden />
        </button>
      ) : (
        <span className="read-way">{title}</span>
      )}
      {children}
    </div>
  );
}

/** Observations with what stands below each, and the units that are responsible. */
export function Paragraphs({ paragraphs }: { paragraphs: readonly ReportParagraph[] }) {
  const { t } = useTranslation();
  return (
    <ul className="read-paragraphs">
      {paragraphs.map(({ marker, text, responsible, children }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
        <li key={at}>
          <Text>{marker === null ? text : `${marker} ${text}`}</Text>
          {responsible !== null && (
            <p className="read-units">
              <span>{t('imports.read.units')}</span>
              {(responsible.units.length > 0 ? responsible.units : [responsible.text]).map((unit) => (
                <span key={unit} className="read-unit" lang="th">
                  {unit}
                </span>
              ))}
            </p>
          )}
          {children.length > 0 && <Paragraphs paragraphs={children} />}
        </li>
      ))}
    </ul>
  );
}

function Text({ children }: { children: string }) {
  return (
    <p lang="th">
      <ThaiText whole={wholeWordPattern}>{children}</ThaiText>
    </p>
  );
}
