import { Button } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { IconCertificate } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What was recorded: an approval with its certificate, or another decision. */
export interface Recorded {
  readonly isApproval: boolean;
  readonly level: Level | null;
  readonly resolution: string;
  readonly certificateId: string | null;
}

/** After the decision: what stands now, and the ways on. */
export function DecisionResult({
  cycle,
  item,
  recorded,
  next,
  onNext,
}: {
  cycle: string;
  item: ItemAnswer;
  recorded: Recorded;
  /** The next item that waits for a decision; null when none does. */
  next: ItemAnswer | null;
  onNext: () => void;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="decide decide-alone" id="main">
      <section className="decide-result ruam-paper">
        <h1 ref={heading} tabIndex={-1}>
          {item.code} {t(recorded.isApproval ? 'deciding.result.approved' : 'deciding.result.decided')}
        </h1>
        <p>
          {recorded.isApproval && recorded.level !== null && <LevelChip level={recorded.level} standing="approved" />}{' '}
          {t(`status.${item.status}`)}
        </p>
        <p lang="th">
          <ThaiText>{recorded.resolution}</ThaiText>
        </p>
        <div className="decide-actions">
          {next !== null && (
            <Button component={Link} href={paths.decide(cycle, next.code)} onClick={onNext}>
              {t('deciding.result.next', { code: next.code })}
            </Button>
          )}
          {recorded.certificateId !== null && (
            <Button
              component={Link}
              href={paths.certificate(recorded.certificateId)}
              {...(next === null ? {} : { variant: 'default' })}
              leftSection={<IconCertificate size={20} stroke={1.75} aria-hidden />}
            >
              {t('deciding.result.certificate')}
            </Button>
          )}
          <Button component={Link} href={paths.item(cycle, item.category, item.code)} variant="default">
            {t('deciding.result.item')}
          </Button>
          <Button component={Link} href={paths.board(cycle)} variant="default">
            {t('deciding.result.board')}
          </Button>
        </div>
      </section>
    </main>
  );
}
