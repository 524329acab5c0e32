import { Button } from '@mantine/core';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { documentRescuesQuery } from '../api/rescues.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { HandoverState } from '../sync/handover.ts';
import type { Refusal } from '../sync/sessionView.ts';
import { Banner } from '../ui/Banner.tsx';
import { paths } from '../ui/paths.ts';
import { KeepText } from './KeepText.tsx';
import { SignInAgainForm } from './SignInAgainForm.tsx';
import './refusal.css';

interface RefusalBannerProps {
  readonly document: DocumentAnswer;
  readonly refusal: Refusal;
  readonly handover: HandoverState | null;
  /** The words are not a rescue yet; the text below still shows them. */
  readonly isOnItsWay: boolean;
  readonly login: string;
  readonly fileName: string;
  readonly onTryNow: () => void;
  readonly onDismiss: () => void;
}

/** What the document did not take, why, and where the words are now (docs/sync.md S5). */
export function RefusalBanner(props: RefusalBannerProps) {
  const { refusal, handover, isOnItsWay, login, fileName, onTryNow, onDismiss } = props;
  const { t } = useTranslation();
  const actions = (
    <>
      {refusal.text !== '' && <KeepText fileName={fileName} text={() => refusal.text} />}
      {handover?.name === 'stuck' && (
        <Button variant="default" size="sm" onClick={onTryNow}>
          {t('common.retry')}
        </Button>
      )}
      {!isOnItsWay && (
        <Button variant="default" size="sm" onClick={onDismiss}>
          {t('editor.refusal.dismiss')}
        </Button>
      )}
    </>
  );
  return (
    <Banner
      kind="refused"
      title={t(refusal.isLocked ? 'editor.refusal.lockedTitle' : 'editor.refusal.refusedTitle')}
      action={handover?.name === 'signedOut' ? <SignInAgainForm login={login} onSignedIn={onTryNow} /> : actions}
    >
      {isOnItsWay ? <OnItsWay handover={handover} /> : <Kept {...props} />}
      {refusal.text !== '' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <blockquote className="refused-words" lang="th" tabIndex={0} aria-label={t('editor.refusal.words')}>
          {refusal.text}
        </blockquote>
      )}
    </Banner>
  );
}

function OnItsWay({ handover }: { handover: HandoverState | null }) {
  const { t } = useTranslation();
  switch (handover?.name) {
    case 'waiting':
    case 'signedOut':
      return t(`editor.refusal.${handover.name}`);
    case 'stuck':
      return t(`editor.refusal.${handover.reason}`);
    default:
      return t('editor.refusal.posting');
  }
}

function Kept({ document, refusal }: RefusalBannerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isExplained = refusal.isLocked || refusal.rescueId === null;
  const rescues = useQuery({ ...documentRescuesQuery(document), enabled: !isExplained });
  const reason = rescues.data?.find(({ id }) => id === refusal.rescueId)?.reason;
  return (
    <>
      {reason !== undefined && `${t(`rescue.reason.${reason}`)} `}
      {t('editor.refusal.kept', { time: format.moment(refusal.at, Date.now()) })}{' '}
      <Link className="ruam-text-link" href={paths.rescues(document.cycle)}>
        {t('editor.refusal.toRescues')}
      </Link>
    </>
  );
}
