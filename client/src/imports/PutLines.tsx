import { ActionIcon, Button, NativeSelect, NumberInput } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../api/cycle.ts';
import type { Draft } from '../api/imports.ts';
import { type PlacedRun, placeBefore } from './places.ts';
import './putLines.css';

const parts = ['result', 'observations', 'goal', 'item', 'category', 'front', 'overall', 'ignored'] as const;
type Part = (typeof parts)[number];
type Of = 'item' | 'category' | null;

/** What a part belongs to. */
const ofPart: Record<Part, Of> = {
  ...{ result: 'item', observations: 'item', item: 'item', goal: 'category', category: 'category' },
  ...{ front: null, overall: null, ignored: null },
};

/** Says what the selected lines are. */
export function PutLines({
  draft,
  cycles,
  places,
  index,
  from,
  to,
  onLines,
  onPut,
  onSee,
  onClose,
}: {
  draft: Draft;
  cycles: readonly CycleAnswer[];
  places: readonly Pick<PlacedRun, 'place'>[];
  /** Of the first selected line. */
  index: number;
  from: number;
  to: number;
  onLines: (from: number, to: number) => void;
  onPut: (place: ImportPlace) => void;
  onSee: (() => void) | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const known = useCodes(draft, cycles);
  // What was chosen holds for these lines; for others it is what they most likely are.
  const [said, setSaid] = useState<{ readonly from: number; readonly place: ImportPlace } | null>(null);
  const place = said?.from === from ? said.place : placeBefore(places, index);
  const part = parts.find((one) => one === place.part) ?? 'observations';
  const of = ofPart[part];
  const codes = of === null ? [] : known[of];
  // An item's category, a category's first item.
  const chosen =
    codes.find((code) => code === place.code) ?? codes.find((code) => isNear(code, place.code)) ?? codes[0] ?? '';
  const say = (changed: Partial<ImportPlace>): void => setSaid({ from, place: { part, code: chosen, ...changed } });
  const last = draft.source.at(-1)?.number ?? 1;
  const put = (event: FormEvent): void => {
    event.preventDefault();
    onPut({ part, code: of === null ? '' : chosen });
  };
  const number = (value: string | number, otherwise: number): number =>
    typeof value === 'number' ? Math.max(1, Math.min(last, value)) : otherwise;
  return (
    <form
      className="put-lines ruam-paper"
      aria-label={t('imports.put.label')}
      onSubmit={put}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <NumberInput
        label={t('imports.put.from')}
        size="sm"
        hideControls
        min={1}
        max={last}
        allowDecimal={false}
        value={from}
        onChange={(value) => {
          const first = number(value, from);
          setSaid({ from: first, place: { part, code: chosen } });
          onLines(first, Math.max(to, first));
        }}
      />
      <NumberInput
        label={t('imports.put.to')}
        size="sm"
        hideControls
        min={1}
        max={last}
        allowDecimal={false}
        value={to}
        onChange={(value) => onLines(from, number(value, to))}
      />
      <NativeSelect
        className="put-part"
        label={t('imports.put.part')}
        size="sm"
        value={part}
        data={parts.map((value) => ({ value, label: t(`imports.put.parts.${value}`) }))}
        onChange={({ currentTarget }) => say({ part: parts.find((one) => one === currentTarget.value) ?? 'ignored' })}
      />
      {of !== null && (
        <NativeSelect
          label={t('imports.put.code')}
          size="sm"
          value={chosen}
          data={codes.map((value) => ({ value, label: t(`imports.put.${of}`, { code: value }) }))}
          onChange={({ currentTarget }) => say({ code: currentTarget.value })}
        />
      )}
      <div className="put-go">
        <Button type="submit" size="sm">
          {t('imports.put.save')}
        </Button>
        {onSee !== null && (
          <Button variant="default" size="sm" onClick={onSee}>
            {t('imports.put.see')}
          </Button>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={t('imports.put.close')} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
    </form>
  );
}

function isNear(code: string, other: string): boolean {
  return other !== '' && code.split('.')[0] === other.split('.')[0];
}

/** The codes of the newest cycle's framework, and those that the document has besides. */
function useCodes(
  { understood }: Draft,
  [cycle]: readonly CycleAnswer[],
): Record<'item' | 'category', readonly string[]> {
  const framework = useQuery({ ...frameworkQuery(cycle?.id ?? ''), enabled: cycle !== undefined }).data;
  const categories = [...(framework?.categories ?? []), ...understood.categories];
  const unique = (codes: readonly string[]): readonly string[] =>
    [...new Set(codes)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return {
    category: unique(categories.map(({ code }) => code)),
    item: unique(categories.flatMap(({ items }) => items.map(({ code }) => code))),
  };
}
