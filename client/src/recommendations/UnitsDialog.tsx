import { Button, Modal } from '@mantine/core';
import type { ChangedUnit, UnitRegister } from '@ruam/shared/api/units.ts';
import { maxUnits } from '@ruam/shared/api/units.ts';
import { problemsOf } from '@ruam/shared/units/register.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeUnits } from '../api/units.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { UnitRow } from './UnitRow.tsx';

/** A unit while it is edited; `key` stays when its name changes. */
export interface DraftUnit extends ChangedUnit {
  readonly key: string;
}

/** The register of units, to be changed as a whole. */
export function UnitsDialog({
  cycle,
  register,
  isOpen,
  onClose,
}: {
  cycle: string;
  register: UnitRegister;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('recommendations.units.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={720}
    >
      {isOpen && <UnitsForm cycle={cycle} register={register} onClose={onClose} />}
    </Modal>
  );
}

function UnitsForm({ cycle, register, onClose }: { cycle: string; register: UnitRegister; onClose: () => void }) {
  const { t } = useTranslation();
  const changing = useChangeUnits(cycle);
  // As it was when it was opened: what others change meanwhile is told when it is saved.
  const [{ revision }] = useState(register);
  const [units, setUnits] = useState<readonly DraftUnit[]>(() =>
    register.units.map((unit) => ({ ...unit, key: unit.name, formerName: unit.name })),
  );
  const [edited, setEdited] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const named = units.filter(({ name }) => name.trim() !== '');
  const problems = [
    ...(named.length < units.length ? [t('recommendations.units.problem.noName')] : []),
    ...problemsOf(named).map(({ kind, name }) => t(`recommendations.units.problem.${kind}`, { name })),
  ];
  const change = (key: string, changed: Partial<DraftUnit>): void =>
    setUnits((before) => {
      const old = before.find((unit) => unit.key === key)?.name;
      const now = changed.name;
      return before.map((unit) => {
        if (unit.key === key) return { ...unit, ...changed };
        // The members of groups are named as they are called now.
        if (now === undefined || old === undefined || !unit.members.includes(old)) return unit;
        return { ...unit, members: unit.members.map((member) => (member === old ? now : member)) };
      });
    });
  const remove = (key: string): void =>
    setUnits((before) => {
      const gone = before.find((unit) => unit.key === key)?.name;
      return before
        .filter((unit) => unit.key !== key)
        .map((unit) => ({ ...unit, members: unit.members.filter((member) => member !== gone) }));
    });
  const move = (index: number, by: number): void =>
    setUnits((before) => {
      const unit = before[index];
      return unit === undefined ? before : before.toSpliced(index, 1).toSpliced(index + by, 0, unit);
    });
  const add = (): void => {
    const key = `new ${crypto.randomUUID()}`;
    setUnits([...units, { key, formerName: null, name: '', kind: 'bureau', aliases: [], members: [] }]);
    setEdited(key);
  };
  const save = (): void => {
    setIsTried(true);
    if (problems.length > 0) return;
    changing.mutate({ revision, units: units.map(({ key: _key, ...unit }) => unit) }, { onSuccess: onClose });
  };
  return (
    <div className="units">
      <p className="register-about">
        <ThaiText>{t('recommendations.units.about')}</ThaiText>
      </p>
      <ol className="units-list">
        {units.map((unit, index) => (
          <UnitRow
            key={unit.key}
            unit={unit}
            others={units}
            isEdited={edited === unit.key}
            onEdit={(isEdited) => setEdited(isEdited ? unit.key : null)}
            onChange={(changed) => change(unit.key, changed)}
            onRemove={() => remove(unit.key)}
            onUp={index === 0 ? null : () => move(index, -1)}
            onDown={index === units.length - 1 ? null : () => move(index, 1)}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        disabled={units.length >= maxUnits}
        onClick={add}
      >
        {t('recommendations.units.add')}
      </Button>
      {isTried && problems.length > 0 && (
        <ul className="units-problems" role="alert">
          {[...new Set(problems)].map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <FormError error={changing.error} />
      <div className="units-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={changing.isPending} onClick={save}>
          {t('recommendations.units.save')}
        </Button>
      </div>
    </div>
  );
}
