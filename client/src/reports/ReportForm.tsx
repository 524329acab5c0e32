import { Button } from '@mantine/core';
import type { ReportFormat, ReportOptions } from '@ruam/shared/api/reports.ts';
import { IconFileExport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ContentOptions } from './ContentOptions.tsx';
import { FormatChoice } from './FormatChoice.tsx';
import { heldOptions, isHeld } from './heldOptions.ts';
import { BesideOptions, PageOptions } from './PageOptions.tsx';
import { type Chosen, firstChoice, keepChosen, readChosen } from './remembered.ts';
import './reportForm.css';

/** What a report is made as, and of what: only what the chosen format can hold. */
export function ReportForm({
  cycle,
  person,
  isAsking,
  error,
  onAsk,
}: {
  cycle: string;
  person: string;
  isAsking: boolean;
  error: unknown;
  onAsk: (format: ReportFormat, options: ReportOptions) => void;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen>(() => readChosen(localStorage, person));
  /** Null: all; else what was ticked, which may be nothing yet. */
  const [items, setItems] = useState<readonly string[] | null>(null);
  const { format, options } = chosen;
  const change = (changed: Chosen): void => {
    setChosen(changed);
    keepChosen(localStorage, person, changed);
  };
  const set = (changed: Partial<ReportOptions>): void => change({ format, options: { ...options, ...changed } });
  const isLimited = items !== null && isHeld(format, 'items');
  const isNothing = isLimited && items.length === 0;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!isNothing) onAsk(format, heldOptions(format, { ...options, items: isLimited ? [...items] : [] }));
  };
  return (
    <form className="reports-form ruam-paper" onSubmit={send}>
      <FormatChoice format={format} onChange={(next) => change({ format: next, options })} />
      {format === 'json' && (
        <p className="reports-facts">
          <ThaiText>{t('reports.complete')}</ThaiText>
        </p>
      )}
      <ContentOptions cycle={cycle} format={format} options={options} items={items} onChange={set} onItems={setItems} />
      <BesideOptions format={format} options={options} onChange={set} />
      <PageOptions format={format} options={options} onChange={set} />
      <div className="reports-go">
        <FormError error={error} />
        {isNothing && (
          <p className="reports-facts" role="status">
            {t('reports.scopeNone')}
          </p>
        )}
        <Button
          type="submit"
          loading={isAsking}
          disabled={isNothing}
          leftSection={<IconFileExport size={18} stroke={1.75} aria-hidden />}
        >
          {t('reports.make')}
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            change({ ...firstChoice, format });
            setItems(null);
          }}
        >
          {t('reports.reset')}
        </Button>
      </div>
    </form>
  );
}
