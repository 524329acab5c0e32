import { Tabs } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../api/imports.ts';
import { useViewport } from '../ui/useViewport.ts';
import { DeskHead } from './DeskHead.tsx';
import { placeKey, placesOfLines } from './places.ts';
import { SourcePane } from './SourcePane.tsx';
import { Understood } from './Understood.tsx';
import { useFixes } from './useFixes.ts';

const sides = ['source', 'understood'] as const;
type Side = (typeof sides)[number];

/** Lines of the source that are pointed at, by their numbers. */
export interface Selection {
  readonly anchor: number;
  readonly head: number;
}

/** The source and what was understood of it, side by side; on a phone one behind the other. */
export function ImportDesk({
  draft,
  person,
  cycles,
}: {
  draft: Draft;
  person: PersonAnswer;
  cycles: readonly CycleAnswer[];
}) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const fixing = useFixes(draft, person.id);
  const { source, placed } = draft;
  const { places: byHand } = fixing.fixes;
  const places = useMemo(() => placesOfLines(source, placed, byHand), [source, placed, byHand]);
  const [side, setSide] = useState<Side>('understood');
  const [selection, setSelection] = useState<Selection | null>(null);
  const [marked, setMarked] = useState<ImportPlace | null>(null);
  /** What is to come into sight, on a phone once its side is drawn; another object each time. */
  const [wanted, setWanted] = useState<{ readonly place: ImportPlace } | null>(null);
  const desk = useRef<HTMLDivElement>(null);
  const shown = useRef<typeof wanted>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place that lines were put to comes with the next answer
  useEffect(() => {
    if (wanted === null || wanted === shown.current) return;
    const show = (): void => {
      const target = desk.current?.querySelector(`[data-place="${CSS.escape(placeKey(wanted.place))}"]`) ?? null;
      target?.scrollIntoView({ block: 'center' });
      if (target !== null) shown.current = wanted;
    };
    show();
    // What stands above may be drawn only now.
    const frame = requestAnimationFrame(show);
    return () => cancelAnimationFrame(frame);
  }, [wanted, draft]);

  const select = (next: Selection | null): void => {
    setSelection(next);
    const at = next === null ? -1 : source.findIndex(({ number }) => number === next.head);
    const place = places[at]?.place ?? null;
    setMarked(place);
    if (place !== null && !isPhone) setWanted({ place });
  };
  const showLines = (from: number, to: number): void => {
    setSelection({ anchor: from, head: to });
    setSide('source');
    const at = source.findIndex(({ number }) => number >= from);
    setMarked(places[at]?.place ?? null);
  };
  const showPlace = (place: ImportPlace): void => {
    const key = placeKey(place);
    const first = places.findIndex((one) => placeKey(one.place) === key);
    const last = places.findIndex((one, at) => at >= first && placeKey(one.place) !== key) - 1;
    const from = source[first];
    if (from === undefined) return;
    showLines(from.number, (source[last] ?? source[source.length - 1] ?? from).number);
    setMarked(place);
  };
  const lines = (
    <SourcePane
      draft={draft}
      cycles={cycles}
      places={places}
      selection={selection}
      fixing={fixing}
      onSelect={select}
      onPut={(place) => {
        setMarked(place);
        if (!isPhone) setWanted({ place });
      }}
      onSee={
        isPhone
          ? () => {
              setSide('understood');
              if (marked !== null) setWanted({ place: marked });
            }
          : null
      }
    />
  );
  const understood = (
    <Understood draft={draft} fixing={fixing} places={places} marked={marked} onLines={showLines} onPlace={showPlace} />
  );
  return (
    <main className="desk" id="main" ref={desk}>
      <DeskHead draft={draft} person={person} cycles={cycles} fixing={fixing} />
      {isPhone ? (
        <Tabs
          value={side}
          onChange={(chosen) => setSide(sides.find((one) => one === chosen) ?? 'understood')}
          keepMounted={false}
        >
          <Tabs.List grow aria-label={t('imports.sides.label')}>
            {sides.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`imports.sides.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="source">{lines}</Tabs.Panel>
          <Tabs.Panel value="understood">{understood}</Tabs.Panel>
        </Tabs>
      ) : (
        <div className="desk-sides">
          <section aria-labelledby="desk-source" className="desk-side">
            <h2 id="desk-source">{t('imports.sides.source')}</h2>
            {lines}
          </section>
          <section aria-labelledby="desk-understood" className="desk-side">
            <h2 id="desk-understood">{t('imports.sides.understood')}</h2>
            {understood}
          </section>
        </div>
      )}
    </main>
  );
}
