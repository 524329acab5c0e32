import { Button } from '@mantine/core';
import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { StopReason } from '../sync/closePolicy.ts';
import type { HandoverState } from '../sync/handover.ts';
import { Banner } from '../ui/Banner.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { KeepText } from './KeepText.tsx';
import { SignInAgainForm } from './SignInAgainForm.tsx';

interface StoppedBannerProps {
  readonly document: DocumentAnswer;
  readonly reason: Exclude<StopReason, 'refused'>;
  readonly unsent: number;
  readonly handover: HandoverState | null;
  readonly person: PersonAnswer;
  readonly fileName: string;
  readonly text: () => string;
  readonly onReconnect: () => void;
  readonly onKeep: () => void;
}

/** The connection does not come back by itself; the text stays, and can be taken along or kept on the server. */
export function StoppedBanner(props: StoppedBannerProps) {
  const { reason, unsent, handover, person, fileName, text, onReconnect, onKeep } = props;
  const { t } = useTranslation();
  if (reason === 'signedOut' || handover?.name === 'signedOut') {
    return (
      <Banner
        kind="warning"
        title={t('editor.banner.signedOutTitle')}
        action={<SignInAgainForm login={person.login} onSignedIn={reason === 'signedOut' ? onReconnect : onKeep} />}
      >
        {t('editor.banner.signedOutText', { name: person.name })}
      </Banner>
    );
  }
  const isKept = handover?.name === 'kept';
  return (
    <Banner
      kind={unsent > 0 && !isKept ? 'refused' : 'readonly'}
      title={t(`editor.banner.${reason}Title`)}
      action={
        <>
          {unsent > 0 && !isKept && (
            <Button size="sm" loading={handover?.name === 'posting'} onClick={onKeep}>
              {t('editor.banner.keepOnServer')}
            </Button>
          )}
          <KeepText fileName={fileName} text={text} />
        </>
      }
    >
      {t(`editor.banner.${reason}Text`)}
      {unsent > 0 && !isKept && ` ${t('editor.banner.unsentKept')}`}
      <Progress {...props} />
    </Banner>
  );
}

function Progress({ handover, document }: StoppedBannerProps) {
  const { t } = useTranslation();
  switch (handover?.name) {
    case 'waiting':
      return <ThaiText>{` ${t('editor.refusal.waiting')}`}</ThaiText>;
    case 'stuck':
      return <ThaiText>{` ${t(`editor.refusal.${handover.reason}`)}`}</ThaiText>;
    case 'kept':
      return (
        <>
          <ThaiText>{` ${t('editor.refusal.keptOnServer')} `}</ThaiText>
          <Link className="ruam-text-link" href={paths.rescues(document.cycle)}>
            {t('editor.refusal.toRescues')}
          </Link>
        </>
      );
    default:
      return null;
  }
}
