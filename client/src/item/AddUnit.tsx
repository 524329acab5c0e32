import { Combobox, Popover, TextInput, useCombobox } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { UnitFinder } from '@ruam/shared/units/register.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './unitChips.css';

const mostShown = 8;
/** Behind it stand words that are no unit's name. */
const freePrefix = 'free:';

/** Finds a unit of the register by any of its names, with the keyboard alone; words that it does not have may stay, too. */
export function AddUnit({ finder, onAdd }: { finder: UnitFinder; onAdd: (unit: string) => void }) {
  const { t } = useTranslation();
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  return (
    <Popover
      opened={isOpen}
      onChange={(isNowOpen) => (isNowOpen ? open() : close())}
      position="bottom-start"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button type="button" className="unit-chip unit-chip-add" onClick={toggle}>
          <IconPlus size={14} stroke={1.75} aria-hidden />
          {t('editor.recommendation.addUnit')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <UnitSearch
            finder={finder}
            onChoose={(unit) => {
              onAdd(unit);
              close();
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function UnitSearch({ finder, onChoose }: { finder: UnitFinder; onChoose: (unit: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const words = typed.trim().normalize('NFC');
  // The list always stands below the field: no key has to open it.
  const combobox = useCombobox({ opened: true });
  const found = finder.search(words, mostShown);
  const isFree = words !== '' && finder.find(words) === null;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => onChoose(value.startsWith(freePrefix) ? value.slice(freePrefix.length) : value)}
    >
      <Combobox.EventsTarget>
        <TextInput
          label={t('editor.recommendation.addUnitLabel')}
          placeholder={t('recommendations.chips.find')}
          value={typed}
          maxLength={200}
          data-autofocus
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
            requestAnimationFrame(() => combobox.selectFirstOption());
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className="unit-options" aria-label={t('editor.recommendation.addUnitLabel')}>
        {found.map(({ name, kind, aliases, members }) => (
          <Combobox.Option key={name} value={name}>
            <span lang="th">{name}</span>
            <span className="unit-option-facts">
              {kind === 'group' ? t('recommendations.chips.group', { count: members.length }) : aliases.join(' · ')}
            </span>
          </Combobox.Option>
        ))}
        {isFree && (
          <Combobox.Option value={`${freePrefix}${words}`}>
            {t('recommendations.chips.free', { text: words })}
          </Combobox.Option>
        )}
      </Combobox.Options>
    </Combobox>
  );
}
