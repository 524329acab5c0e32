import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { StandingAnswer } from '@ruam/shared/api/proof.ts';
import type { Certificate } from '@ruam/shared/proof/certificate.ts';
import { IconArrowRight, IconDownload, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { certificateFiles, certificateQuery, standingQuery } from '../api/proof.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { CertificatePaper } from './CertificatePaper.tsx';
import { type Finding, Findings } from './Findings.tsx';
import './certificate.css';
import './print.css';

/** A certificate: what was decided, on which text, and whether that still holds. */
export function CertificatePage({ person: _person, id }: { person: PersonAnswer; id: string }) {
  const { t } = useTranslation();
  const certificate = useQuery(certificateQuery(id));
  useEffect(() => {
    document.title = `${certificate.data?.number ?? t('proof.title')} · ${t('shell.product')}`;
  }, [t, certificate.data]);
  if (certificate.data === undefined) {
    return (
      <main className="proof" id="main">
        <h1 className="ruam-hidden">{t('proof.title')}</h1>
        {certificate.isError ? (
          <Trouble error={certificate.error} onRetry={() => void certificate.refetch()} />
        ) : (
          <Skeleton widths={[64, 88, 72]} />
        )}
      </main>
    );
  }
  return (
    <main className="proof" id="main">
      <CertificatePaper certificate={certificate.data}>
        <Standing certificate={certificate.data} />
      </CertificatePaper>
      <Actions certificate={certificate.data} />
    </main>
  );
}

function Standing({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const standing = useQuery(standingQuery(certificate.cycle.id, certificate.id));
  if (standing.data === undefined) {
    return standing.isError ? (
      <Trouble error={standing.error} onRetry={() => void standing.refetch()} />
    ) : (
      <p role="status">{t('proof.standing.checking')}</p>
    );
  }
  const { signatureValid, chainValid, supersededBy } = standing.data;
  const findings: Finding[] = [
    signatureValid
      ? { kind: 'good', words: t('proof.standing.signatureValid') }
      : { kind: 'wrong', words: t('proof.standing.signatureInvalid') },
    chainValid
      ? { kind: 'good', words: t('proof.standing.chainValid') }
      : { kind: 'wrong', words: t('proof.standing.chainInvalid') },
    textFinding(certificate, standing.data),
  ];
  if (supersededBy !== null) {
    const { at, reason } = supersededBy;
    findings.push({ kind: 'changed', words: t('proof.standing.superseded', { date: format.full(at), reason }) });
  }
  return <Findings label={t('proof.standing.label')} findings={findings} />;

  function textFinding({ cycle, item, level }: Certificate, { textEquals }: StandingAnswer): Finding {
    if (textEquals) return { kind: 'good', words: t('proof.standing.textEquals') };
    const category = item.code.split('.', 1)[0] ?? '';
    const href =
      level === null ? paths.item(cycle.id, category, item.code) : paths.evidence(cycle.id, category, item.code, level);
    const link = (
      <Link href={href} className="ruam-text-link proof-screen">
        {t('proof.certificate.difference')}
      </Link>
    );
    return { kind: 'changed', words: t('proof.standing.textDiffers'), link };
  }
}

/** What one does with it; none of it is printed. */
function Actions({ certificate: { id, number, cycle, item } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const files = certificateFiles(id);
  const name = number.replaceAll('/', '-');
  return (
    <div className="proof-actions proof-screen">
      <Button leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden />} onClick={() => window.print()}>
        {t('proof.certificate.print')}
      </Button>
      <Button
        component="a"
        variant="default"
        href={files.certificate}
        download={`${name}.json`}
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      >
        {t('proof.certificate.download')}
      </Button>
      <Button
        component="a"
        variant="default"
        href={files.hashed}
        download={`${name}-hashed.json`}
        leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
      >
        {t('proof.certificate.downloadHashed')}
      </Button>
      <Button
        component={Link}
        variant="default"
        href={paths.verify(id)}
        leftSection={<IconQrcode size={18} stroke={1.75} aria-hidden />}
      >
        {t('proof.certificate.openVerify')}
      </Button>
      <Link href={paths.item(cycle.id, item.code.split('.', 1)[0] ?? '', item.code)} className="proof-to-item">
        {t('proof.certificate.toItem', { code: item.code })} <IconArrowRight size={18} stroke={1.75} aria-hidden />
      </Link>
    </div>
  );
}
