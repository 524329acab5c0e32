import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { cyclesQuery } from '../api/cycle.ts';
import { type Draft, useMakeCycle } from '../api/imports.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

const wholeYear = 12;

/** Asks once more, with what the new cycle will be, and goes to its board. */
export function MakeCycle({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const making = useMakeCycle(draft.id);
  const { fiscalYearBE, round, categories } = draft.understood;
  const items = new Set(categories.flatMap((category) => category.items.map(({ code }) => code))).size;
  const cycles = useQuery(cyclesQuery);
  const isThereOne = (cycles.data ?? []).some((one) => one.fiscalYearBE === fiscalYearBE && one.round === round);
  const make = (): void => {
    if (!making.isPending) making.mutate(undefined, { onSuccess: (cycle) => go(paths.board(cycle)) });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('imports.make.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="make-cycle">
        <p>
          <b>
            <ThaiText>
              {t('imports.make.about', {
                year: fiscalYearBE ?? t('imports.make.yearNow'),
                round: round ?? wholeYear,
                items,
              })}
            </ThaiText>
          </b>
        </p>
        {isThereOne && (
          <p>
            <ThaiText>{t('imports.make.another')}</ThaiText>
          </p>
        )}
        {draft.notUnderstood.length > 0 && (
          <p>
            <ThaiText>{t('imports.make.doubts', { count: draft.notUnderstood.length })}</ThaiText>
          </p>
        )}
        <p className="imports-facts">
          <ThaiText>{t('imports.make.safe')}</ThaiText>
        </p>
        <FormError error={making.error} />
        <div className="desk-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button data-autofocus loading={making.isPending} onClick={make}>
            {t('imports.make.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
