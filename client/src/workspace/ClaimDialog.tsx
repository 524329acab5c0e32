import { Button, Modal, Textarea } from '@mantine/core';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClaim } from '../api/cycle.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { ItemView } from '../item/itemView.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const maxStatementLetters = 4_000;

/** Claims a level, from → to, with the guidance of the level and a statement; or withdraws the claim. */
export function ClaimDialog({
  cycle,
  view,
  claiming,
  onClose,
}: {
  cycle: string;
  view: ItemView;
  claiming: Level | 'withdraw' | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={claiming !== null}
      onClose={onClose}
      title={t(claiming === 'withdraw' ? 'claim.withdrawTitle' : 'claim.title', { code: view.item.code })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      {claiming !== null && (
        <ClaimForm cycle={cycle} view={view} level={claiming === 'withdraw' ? null : claiming} onClose={onClose} />
      )}
    </Modal>
  );
}

function ClaimForm({
  cycle,
  view,
  level,
  onClose,
}: {
  cycle: string;
  view: ItemView;
  level: Level | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const claim = useClaim(cycle, view.item.code);
  const [statement, setStatement] = useState('');
  const words = claim.isError ? errorWords(t, claim.error) : null;
  const checks =
    view.definition.kind === 'process' ? (view.definition.levels.find((one) => one.level === level)?.checks ?? []) : [];

  useEffect(() => {
    if (claim.isSuccess) onClose();
  }, [claim.isSuccess, onClose]);

  const confirm = (): void => {
    const said = statement.trim();
    claim.mutate({ level, ...(said === '' ? {} : { statement: said }) });
  };

  return (
    <div className="claim">
      <p className="claim-change">
        <LevelWord level={view.item.claimed} /> → <LevelWord level={level} />
      </p>
      {level === null ? (
        <p>{t('claim.withdrawEffect')}</p>
      ) : (
        <>
          <p>{t('claim.look')}</p>
          <ul>
            {checks.map(({ id, text }) => (
              <li key={id}>
                <ThaiText>{format.text(text)}</ThaiText>
              </li>
            ))}
          </ul>
          <p className="guidance-certainty">{t('guidance.mark')}</p>
          <Textarea
            label={t('claim.statement')}
            description={t('claim.statementHint')}
            minRows={3}
            maxLength={maxStatementLetters}
            value={statement}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
        </>
      )}
      <div aria-live="assertive">
        {words !== null && (
          <p className="claim-error">
            <strong>{words.title}</strong> {words.advice}
          </p>
        )}
      </div>
      <div className="claim-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={claim.isPending} onClick={confirm}>
          {t(level === null ? 'claim.confirmWithdraw' : 'claim.confirm')}
        </Button>
      </div>
    </div>
  );
}
