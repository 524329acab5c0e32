import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Banner } from '../ui/Banner.tsx';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import type { Desk } from './desk.ts';

/** Who operates the screen when it is somebody else, and whether the server can be reached. */
export function ConsoleBanners({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { own, meeting, cycle } = desk;
  const { error } = own.view;
  if (meeting.state === 'ended')
    return (
      <Banner
        kind="readonly"
        title={t('console.over.title')}
        action={<Link href={paths.meeting(cycle.id, meeting.id)}>{t('meetings.pack.back')}</Link>}
      >
        {t('console.over.about')}
      </Banner>
    );
  return (
    <>
      {own.isCut && (
        <Banner kind="offline" title={t('console.cut.title')}>
          {t('console.cut.about')}
        </Banner>
      )}
      <Operator desk={desk} />
      <FormError error={error ?? own.takeError} />
    </>
  );
}

function Operator({ desk: { own, answer } }: { desk: Desk }) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const { standing, isTakenOver, hasGivenUp } = own.view;
  if (standing === 'operating' || standing === 'opening') return null;
  const name = answer.console?.name ?? '';
  const take = (): void => {
    setIsAsked(false);
    own.take();
  };
  if (standing === 'free')
    return (
      <Banner
        kind="readonly"
        title={t('console.operator.free')}
        action={
          <Button size="sm" loading={own.isTaking} onClick={take}>
            {t('console.operator.takeFree')}
          </Button>
        }
      >
        {t('console.operator.freeAbout')}
      </Banner>
    );
  return (
    <Banner
      kind={isTakenOver ? 'lock' : 'readonly'}
      title={t(isTakenOver ? 'console.operator.takenOver' : 'console.operator.watching', { name })}
      action={
        isAsked ? (
          <span className="console-take">
            <Button size="sm" variant="default" onClick={() => setIsAsked(false)}>
              {t('common.cancel')}
            </Button>
            <Button autoFocus size="sm" loading={own.isTaking} onClick={take}>
              {t('console.operator.takeSure', { name })}
            </Button>
          </span>
        ) : (
          <Button size="sm" variant="default" loading={own.isTaking} onClick={() => setIsAsked(true)}>
            {t(isTakenOver ? 'console.operator.takeBack' : 'console.operator.take')}
          </Button>
        )
      }
    >
      {[
        t(isTakenOver ? 'console.operator.takenOverAbout' : 'console.operator.watchingAbout'),
        ...(hasGivenUp ? [t('console.operator.gaveUp')] : []),
      ].join(' ')}
    </Banner>
  );
}
