import { Button, TextInput } from '@mantine/core';
import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { levelRank } from '@ruam/shared/assessment/level.ts';
import { isProven } from '@ruam/shared/checks/coverage.ts';
import type { Check } from '@ruam/shared/framework/framework.ts';
import { mayTick } from '@ruam/shared/policy/checks.ts';
import { IconCircle, IconCircleCheck, IconCircleCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTick } from '../api/checks.ts';
import { useSession } from '../api/session.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { CheckEvidence } from '../item/CheckEvidence.tsx';
import type { ItemView } from '../item/itemView.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** A check with its coverage; opened, what proves it, and for the chair and the secretary the tick. */
export function GuidanceCheck({
  cycle,
  view,
  check,
  standing,
}: {
  cycle: string;
  view: ItemView;
  check: Check;
  /** Null while it is not known. */
  standing: CheckAnswer | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = <ThaiText>{format.text(check.text)}</ThaiText>;
  if (standing === null) {
    return (
      <li className="check">
        <IconCircle size={15} stroke={1.75} aria-hidden />
        <span>{words}</span>
      </li>
    );
  }
  const proven = isProven(standing);
  const Icon = standing.tick !== null ? IconCircleCheckFilled : proven ? IconCircleCheck : IconCircle;
  const count = standing.passageCount + standing.fileCount;
  return (
    <li className="check" data-proven={proven} data-ticked={standing.tick !== null}>
      <Icon size={15} {...(standing.tick === null ? { stroke: 1.75 } : {})} aria-hidden />
      <details>
        <summary>
          {words}
          <span className="check-standing">
            {proven ? `${t('checks.proven')} ${format.number(count)}` : t('checks.unproven')}
          </span>
        </summary>
        {proven ? (
          <CheckEvidence cycle={cycle} category={view.category.code} check={standing} />
        ) : (
          <p className="check-how">
            <ThaiText>{t('checks.how')}</ThaiText>
          </p>
        )}
        <Tick cycle={cycle} view={view} check={check} standing={standing} />
      </details>
    </li>
  );
}

function Tick({
  cycle,
  view,
  check,
  standing,
}: {
  cycle: string;
  view: ItemView;
  check: Check;
  standing: CheckAnswer;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const person = useSession().data;
  const ticking = useTick(cycle);
  const [note, setNote] = useState('');
  const { tick, level } = standing;
  const { item } = view;
  const actor = { id: person?.id ?? '', seats: person?.roles ?? [] };
  const mayChange = mayTick(actor, cycle, item.category) && levelRank(level) > levelRank(item.approved);
  const set = (ticked: boolean): void => {
    const said = note.trim();
    ticking.mutate(
      { check: check.id, ticked, ...(said === '' ? {} : { note: said }) },
      { onSuccess: () => setNote('') },
    );
  };
  return (
    <div className="check-tick">
      {tick !== null && <p>{t('checks.ticked', { name: tick.personName, at: format.moment(tick.at, Date.now()) })}</p>}
      {tick?.note != null && (
        <p>
          <ThaiText>{t('checks.note', { note: tick.note })}</ThaiText>
        </p>
      )}
      {mayChange && tick === null && (
        <TextInput
          size="xs"
          label={t('checks.tickNote')}
          maxLength={1_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {mayChange && (
        <Button
          size="xs"
          variant="default"
          loading={ticking.isPending}
          aria-label={tick === null ? t('checks.tickOf', { check: format.text(check.text) }) : undefined}
          onClick={() => set(tick === null)}
        >
          {t(tick === null ? 'checks.tick' : 'checks.untick')}
        </Button>
      )}
      <FormError error={ticking.error} />
    </div>
  );
}
