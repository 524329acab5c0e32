import type { Certificate } from '@ruam/shared/proof/certificate.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { paths } from '../ui/paths.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { useDay } from './useDay.ts';
import { useDigits } from './useDigits.ts';

/** The sheet itself, as it is printed. `children` say what was checked. */
export function CertificatePaper({ certificate, children }: { certificate: Certificate; children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = useDigits();
  const { number, agency, cycle, item } = certificate;
  return (
    <article className="certificate ruam-paper" aria-label={`${t('proof.certificate.heading')} ${number}`}>
      <header>
        <p lang="th">{agency}</p>
        <h1>{t('proof.certificate.heading')}</h1>
        <p className="certificate-number">{number}</p>
        <p lang="th">
          <ThaiText>{digits(cycle.title)}</ThaiText>
        </p>
      </header>
      <div className="certificate-decided">
        <div className="certificate-item">
          <span className="certificate-code">{digits(item.code)}</span>
          <span className="certificate-title">
            <ThaiText>{format.text(item.title)}</ThaiText>
          </span>
        </div>
        <Stamp certificate={certificate} />
      </div>
      <Facts certificate={certificate} />
      <footer>
        <div>
          {children}
          <Fingerprint certificate={certificate} />
        </div>
        <figure>
          <QrCode
            address={`${window.location.origin}${paths.verify(certificate.id)}`}
            label={t('proof.certificate.qr')}
          />
          <figcaption>
            <ThaiText>{t('proof.certificate.scan')}</ThaiText>
          </figcaption>
        </figure>
      </footer>
    </article>
  );
}

/** The approved value: solid, as only what is approved may be. */
function Stamp({ certificate: { level, conditions } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  return (
    <div className={`certificate-stamp ${levelClass(level)}`} data-dimension={level === null}>
      {level === null ? (
        <b>{t('proof.certificate.approved')}</b>
      ) : (
        <>
          <span>{t('proof.certificate.approvedAt')}</span>
          <b>
            <LevelGlyph level={level} /> {t(`level.${level}`)}
          </b>
        </>
      )}
      {conditions !== null && <span>{t('proof.standing.conditional')}</span>}
    </div>
  );
}

function Facts({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = useDigits();
  const day = useDay();
  const { resolution, conditions, meeting, decidedBy, at } = certificate;
  const held =
    meeting.date === null
      ? t('proof.certificate.meetingNumber', { number: meeting.number })
      : t('proof.certificate.meetingOf', { number: meeting.number, date: day(meeting.date) });
  return (
    <dl className="certificate-facts">
      <Fact term={t('proof.certificate.resolution')}>
        <span lang="th" className="certificate-words">
          <ThaiText>{resolution}</ThaiText>
        </span>
      </Fact>
      {conditions !== null && (
        <Fact term={t('proof.certificate.conditions')}>
          <span lang="th" className="certificate-words">
            <ThaiText>{conditions.text}</ThaiText>
          </span>
          <span className="certificate-deadline">
            {digits(t('proof.certificate.deadline', { date: day(conditions.deadline) }))}
          </span>
        </Fact>
      )}
      <Fact term={t('proof.certificate.meeting')}>{digits(held)}</Fact>
      <Fact term={t('proof.certificate.recordedBy')}>
        {decidedBy.name} · {t(`role.${decidedBy.role}`)}
      </Fact>
      <Fact term={t('proof.certificate.recordedAt')}>
        <time dateTime={at}>{digits(format.full(Date.parse(at)))}</time>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Hash, key and audit entry: like the number, they are compared letter by letter, so never in Thai digits. */
function Fingerprint({ certificate: { contentHash, keyId, auditHead } }: { certificate: Certificate }) {
  const { t } = useTranslation();
  return (
    <dl className="certificate-prints">
      <Fact term={t('proof.certificate.contentHash')}>
        <code className="proof-hash">{contentHash.match(/.{8}/g)?.join(' ')}</code>
      </Fact>
      <Fact term={t('proof.certificate.key')}>
        <code>{keyId}</code> · {t('proof.certificate.auditHead', { seq: auditHead.seq + 1 })}
      </Fact>
    </dl>
  );
}
