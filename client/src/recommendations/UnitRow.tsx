import { ActionIcon, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { unitKindSchema, unitKinds } from '@ruam/shared/api/units.ts';
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftUnit } from './UnitsDialog.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** A unit of the register: its names in one line, or the fields to change them. */
export function UnitRow({
  unit,
  others,
  isEdited,
  onEdit,
  onChange,
  onRemove,
  onUp,
  onDown,
}: {
  unit: DraftUnit;
  others: readonly DraftUnit[];
  isEdited: boolean;
  onEdit: (isEdited: boolean) => void;
  onChange: (changed: Partial<DraftUnit>) => void;
  onRemove: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}) {
  const { t } = useTranslation();
  const name = unit.name.trim() === '' ? t('recommendations.units.fresh') : unit.name;
  const members = others
    .filter((other) => other.kind !== 'group' && other.name.trim() !== '')
    .map((other) => other.name);
  return (
    <li className="units-row">
      <div className="units-line">
        <span>
          <b lang="th">{name}</b>
          <span className="units-facts">
            {[
              t(`recommendations.units.kinds.${unit.kind}`),
              ...unit.aliases,
              ...(unit.kind === 'group' ? [t('recommendations.chips.group', { count: unit.members.length })] : []),
            ].join(' · ')}
          </span>
        </span>
        <span className="units-tools">
          <ActionIcon
            variant="subtle"
            size={28}
            aria-label={t('recommendations.units.edit', { name })}
            aria-expanded={isEdited}
            onClick={() => onEdit(!isEdited)}
          >
            <IconPencil {...icon} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={28}
            disabled={onUp === null}
            aria-label={t('recommendations.units.up', { name })}
            onClick={() => onUp?.()}
          >
            <IconArrowUp {...icon} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={28}
            disabled={onDown === null}
            aria-label={t('recommendations.units.down', { name })}
            onClick={() => onDown?.()}
          >
            <IconArrowDown {...icon} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={28}
            aria-label={t('recommendations.units.remove', { name })}
            onClick={onRemove}
          >
            <IconTrash {...icon} />
          </ActionIcon>
        </span>
      </div>
      {isEdited && (
        <div className="units-fields">
          <TextInput
            label={t('recommendations.units.name')}
            maxLength={200}
            value={unit.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('recommendations.units.kind')}
            value={unit.kind}
            data={unitKinds.map((kind) => ({ value: kind, label: t(`recommendations.units.kinds.${kind}`) }))}
            onChange={(event) => {
              const kind = unitKindSchema.parse(event.currentTarget.value);
              onChange(kind === 'group' ? { kind } : { kind, members: [] });
            }}
          />
          <TagsInput
            label={t('recommendations.units.aliases')}
            description={t('recommendations.units.aliasesHint')}
            maxTags={100}
            value={unit.aliases}
            onChange={(aliases) => onChange({ aliases })}
          />
          {unit.kind === 'group' && (
            <MultiSelect
              label={t('recommendations.units.members')}
              searchable
              data={members}
              value={unit.members}
              onChange={(chosen) => onChange({ members: chosen })}
            />
          )}
        </div>
      )}
    </li>
  );
}
