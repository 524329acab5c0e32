import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import type { HandoverState } from '../sync/handover.ts';
import { Banner } from '../ui/Banner.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { KeepText } from './KeepText.tsx';
import { QuotedWords } from './QuotedWords.tsx';
import type { RescueNotice } from './rescueNotice.ts';
import { SignInAgainForm } from './SignInAgainForm.tsx';

interface RefusalBannerProps {
  readonly cycle: string;
  readonly notice: RescueNotice;
  readonly handover: HandoverState | null;
  readonly login: string;
  readonly fileName: string;
  readonly onTryNow: () => void;
  readonly onDismiss: () => void;
}

/** What the document did not take, why, and where the words are now (docs/sync.md S5). */
export function RefusalBanner(props: RefusalBannerProps) {
  const { cycle, notice, handover, login, fileName, onTryNow, onDismiss } = props;
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const progress = notice.isOnItsWay ? progressOf(handover) : 'kept';
  const text = notice.added.join('\n');
  const actions = (
    <>
      {text !== '' && <KeepText fileName={notice.isOnItsWay ? fileName : null} text={() => text} />}
      {handover?.name === 'stuck' && (
        <Button variant="default" size="sm" onClick={onTryNow}>
          {t('common.retry')}
        </Button>
      )}
      {!notice.isOnItsWay && isPhone && (
        <Button component={Link} href={paths.rescues(cycle)} variant="default" size="sm">
          {t('editor.refusal.toRescues')}
        </Button>
      )}
      {!notice.isOnItsWay && (
        <Button variant="default" size="sm" onClick={onDismiss}>
          {t('editor.refusal.dismiss')}
        </Button>
      )}
    </>
  );
  return (
    <Banner
      kind="refused"
      title={t(`editor.refusal.${notice.isLocked ? 'lockedTitle' : 'refusedTitle'}.${progress}`)}
      action={
        notice.isOnItsWay && handover?.name === 'signedOut' ? (
          <SignInAgainForm login={login} onSignedIn={onTryNow} />
        ) : (
          actions
        )
      }
    >
      {notice.isOnItsWay ? <OnItsWay handover={handover} /> : <Kept cycle={cycle} notice={notice} hasLink={!isPhone} />}
      {notice.added.length + notice.removed.length > 0 && (
        <QuotedWords label={t('editor.refusal.words')} added={notice.added} removed={notice.removed} />
      )}
    </Banner>
  );
}

/** Which title is true: that it is being kept, or only that the document has not taken it. */
function progressOf(handover: HandoverState | null): 'pending' | 'open' {
  return handover === null || handover.name === 'posting' || handover.name === 'kept' ? 'pending' : 'open';
}

function OnItsWay({ handover }: { handover: HandoverState | null }) {
  const { t } = useTranslation();
  switch (handover?.name) {
    case 'waiting':
    case 'signedOut':
      return <ThaiText>{t(`editor.refusal.${handover.name}`)}</ThaiText>;
    case 'stuck':
      return <ThaiText>{t(`editor.refusal.${handover.reason}`)}</ThaiText>;
    default:
      return <ThaiText>{t('editor.refusal.posting')}</ThaiText>;
  }
}

function Kept({ cycle, notice, hasLink }: { cycle: string; notice: RescueNotice; hasLink: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, at, more } = notice;
  const isExplained = notice.isLocked || reason === null;
  const words = [
    ...(isExplained ? [] : [t(`rescue.reason.${reason}`)]),
    t('editor.refusal.kept', { time: format.moment(at, Date.now()) }),
    ...(more > 0 ? [t('editor.refusal.more', { count: more })] : []),
  ];
  return (
    <>
      <ThaiText>{words.join(' ')}</ThaiText>{' '}
      {hasLink && (
        <Link className="ruam-text-link" href={paths.rescues(cycle)}>
          {t('editor.refusal.toRescues')}
        </Link>
      )}
    </>
  );
}
