import { Button, Modal, Textarea } from '@mantine/core';
import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { missingFor } from '@ruam/shared/checks/coverage.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checksQuery } from '../api/checks.ts';
import { useClaim } from '../api/cycle.ts';
import { useWithdrawal } from '../api/deciding.ts';
import { useKeptWords } from '../api/keptWords.ts';
import type { ItemView } from '../item/itemView.ts';
import { FormError } from '../ui/FormError.tsx';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ClaimedChecks } from './ClaimedChecks.tsx';
import { useClaimedOverall } from './useClaimedOverall.ts';

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
  const claim = useClaim(cycle, view.item.code);
  const withdrawal = useWithdrawal(cycle, view.item.code);
  const { item } = view;
  const [statement, setStatement, forgetStatement] = useKeptWords(['claim', cycle, item.code]);
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const failure = claim.error ?? withdrawal.error;
  const checks = useQuery(checksQuery(cycle));
  const asked = checks.data === undefined ? null : claimedChecks(checks.data, item.code, level);
  const unproven = level === null || asked === null ? [] : missingFor(asked, level).unproven;
  const to = level ?? item.approved;
  const overall = useClaimedOverall(cycle, item.code, to);

  const isDone = claim.isSuccess || withdrawal.isSuccess;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);

  const confirm = (): void => {
    if (level === null) {
      withdrawal.mutate();
      return;
    }
    const said = statement.trim();
    setIsReasonMissing(said === '' && unproven.length > 0);
    if (said !== '' || unproven.length === 0)
      claim.mutate({ level, ...(said === '' ? {} : { statement: said }) }, { onSuccess: forgetStatement });
  };

  return (
    <div className="claim">
      <p className="claim-change">
        <LevelWord level={item.claimed} /> → <LevelWord level={to} />
      </p>
      {overall !== null && (
        <p className="claim-preview">
          {t('deciding.claiming.overall')}: <LevelWord level={overall.before} /> → <LevelWord level={overall.after} />
        </p>
      )}
      {item.status === 'scheduled' && level !== null && (
        <p className="claim-preview">
          <ThaiText>{t('deciding.claiming.agenda')}</ThaiText>
        </p>
      )}
      {level === null ? (
        <p>{t(item.approved === null ? 'claim.withdrawEffect' : 'deciding.claiming.backToApproved')}</p>
      ) : (
        <>
          {asked === null && <p role="status">{t('checks.claim.checking')}</p>}
          {asked !== null && <ClaimedChecks cycle={cycle} view={view} asked={asked} unproven={unproven} />}
          <Textarea
            label={t(unproven.length > 0 ? 'deciding.claiming.reason' : 'claim.statement')}
            description={t('claim.statementHint')}
            required={unproven.length > 0}
            error={isReasonMissing ? t('deciding.claiming.reasonNeeded') : null}
            minRows={3}
            maxLength={maxStatementLetters}
            value={statement}
            onChange={(event) => setStatement(event.currentTarget.value)}
          />
        </>
      )}
      <FormError error={failure} />
      <div className="claim-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={claim.isPending || withdrawal.isPending}
          disabled={level !== null && asked === null && !checks.isError}
          onClick={confirm}
        >
          {t(level === null ? 'claim.confirmWithdraw' : 'claim.confirm')}
        </Button>
      </div>
    </div>
  );
}

/** The item's checks that a claim of the level is about, with the passages of what is claimed and no others. */
function claimedChecks(checks: readonly CheckAnswer[], code: string, level: Level | null): readonly CheckAnswer[] {
  const isClaimed = (of: Level | null): boolean => levelRank(of) <= levelRank(level);
  return checks
    .filter((check) => check.item === code && isClaimed(check.level))
    .map((check) => {
      const passages = check.passages.filter((passage) => isClaimed(passage.level));
      const isTold = check.passages.length === check.passageCount;
      return { ...check, passages, passageCount: isTold ? passages.length : check.passageCount };
    });
}
