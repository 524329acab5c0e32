import type { PublicCertificate } from '@ruam/shared/api/proof.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { certificateFiles, publicCertificateQuery } from '../api/proof.ts';
import { RequestError } from '../api/request.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Banner } from '../ui/Banner.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { Seal } from '../ui/Seal.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { type Finding, Findings } from './Findings.tsx';
import { useDay } from './useDay.ts';
import { VerifyFiles } from './VerifyFiles.tsx';
import './certificate.css';
import './verify.css';

/** What the public may see of a certificate; no sign-in. */
export function VerifyPage({ id, languageSwitch }: { id: string; languageSwitch: ReactNode }) {
  const { t } = useTranslation();
  const shown = useQuery(publicCertificateQuery(id)).data ?? null;
  useEffect(() => {
    document.title = `${t('proof.verify.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="proof verify" id="main">
      <header className="verify-head">
        <Seal />
        <h1>{t('proof.verify.title')}</h1>
        {languageSwitch}
      </header>
      <p className="verify-about">
        <ThaiText>{t('proof.verify.about')}</ThaiText>
      </p>
      <Verified id={id} />
      <VerifyFiles key={id} shown={shown} />
      <details className="verify-offline">
        <summary>{t('proof.verify.offline')}</summary>
        <p>
          <ThaiText>{t('proof.verify.offlineAbout')}</ThaiText>
        </p>
        <pre>npm run ruam -- verify certificate.json --key public.pem</pre>
        <a href={certificateFiles(id).key} download="public.pem" className="ruam-text-link">
          {t('proof.verify.key')}
        </a>
      </details>
    </main>
  );
}

function Verified({ id }: { id: string }) {
  const { t } = useTranslation();
  const certificate = useQuery(publicCertificateQuery(id));
  if (certificate.data !== undefined) return <PublicPaper certificate={certificate.data} />;
  if (!certificate.isError) return <Skeleton widths={[64, 88, 72]} />;
  const { error } = certificate;
  if (!(error instanceof RequestError) || error.code !== 'notFound')
    return <Trouble error={error} onRetry={() => void certificate.refetch()} />;
  return (
    <div className="ruam-paper">
      <Banner kind="warning" title={t('proof.verify.unknownTitle')}>
        {t('proof.verify.unknownAdvice')}
      </Banner>
    </div>
  );
}

function PublicPaper({ certificate }: { certificate: PublicCertificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDay();
  const { number, agency, cycleTitle, item, level, meeting, at, contentHash, keyId } = certificate;
  const held =
    meeting.date === null
      ? t('proof.certificate.meetingNumber', { number: meeting.number })
      : t('proof.certificate.meetingOf', { number: meeting.number, date: day(meeting.date) });
  const facts: readonly { readonly term: string; readonly words: ReactNode }[] = [
    { term: t('proof.verify.number'), words: <b className="verify-number">{number}</b> },
    { term: t('proof.verify.agency'), words: <span lang="th">{agency}</span> },
    { term: t('proof.verify.cycle'), words: <ThaiText>{cycleTitle}</ThaiText> },
    { term: t('proof.verify.item'), words: <ThaiText>{`${item.code} ${format.text(item.title)}`}</ThaiText> },
    {
      term: t('proof.verify.level'),
      words: level === null ? t('proof.certificate.approved') : <LevelChip level={level} standing="approved" />,
    },
    { term: t('proof.certificate.meeting'), words: held },
    { term: t('proof.certificate.recordedAt'), words: format.full(Date.parse(at)) },
    {
      term: t('proof.certificate.contentHash'),
      words: <code className="proof-hash">{contentHash.match(/.{8}/g)?.join(' ')}</code>,
    },
    { term: t('proof.certificate.key'), words: <code>{keyId}</code> },
  ];
  return (
    <article className="verify-paper ruam-paper" aria-label={number}>
      <Findings label={t('proof.standing.label')} findings={publicFindings(certificate)} />
      <dl className="certificate-facts">
        {facts.map(({ term, words }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </article>
  );

  function publicFindings({ signatureValid, superseded, hasConditions }: PublicCertificate): readonly Finding[] {
    if (!signatureValid) return [{ kind: 'wrong', words: t('proof.standing.signatureInvalid') }];
    return [
      { kind: 'good', words: t('proof.standing.signatureValid') },
      superseded
        ? { kind: 'changed', words: t('proof.standing.supersededPublic') }
        : { kind: 'good', words: t('proof.standing.current') },
      ...(hasConditions ? ([{ kind: 'changed', words: t('proof.standing.conditional') }] as const) : []),
    ];
  }
}
