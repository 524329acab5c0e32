import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { IconCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What the meeting has resolved, in order, each with its certificate where it has one. */
export function ResolutionList({ resolutions }: { resolutions: readonly ResolutionAnswer[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('minutes.resolutions')}</h2>
      {resolutions.length === 0 && (
        <p className="minutes-facts">
          <ThaiText>{t('minutes.noResolutions')}</ThaiText>
        </p>
      )}
      <ol className="minutes-resolutions ruam-paper">
        {resolutions.map((resolution) => (
          <li key={resolution.id} data-corrected={resolution.correctedBy !== null}>
            <Resolution resolution={resolution} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Resolution({ resolution }: { resolution: ResolutionAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, kind, item, level, text, observations, certificateId, correctedAt, correctsAt, points } = resolution;
  const refused = observations.filter(({ recommendation }) => recommendation === 'refused').length;
  const about = [t(`minutes.kind.${kind}`), item === null ? null : t('minutes.item', { code: item })];
  return (
    <>
      <p className="minutes-resolution-head">
        <b>{t('minutes.number', { number })}</b>
        <span className="minutes-facts">{about.filter((one) => one !== null).join(' · ')}</span>
        {level !== null && <LevelChip level={level} standing="approved" />}
        {points !== null && (
          <span className="minutes-facts">{t('minutes.points', { points: format.decimal(points) })}</span>
        )}
      </p>
      <p className="minutes-resolution-text" lang="th">
        <ThaiText>{text}</ThaiText>
      </p>
      {observations.length > 0 && (
        <p className="minutes-facts">
          {t('minutes.observations', { count: observations.length })}
          {refused > 0 && ` · ${t('minutes.refused', { count: refused })}`}
        </p>
      )}
      {correctsAt !== null && (
        <p className="minutes-facts">
          {t('minutes.corrects', { number: correctsAt.number, meeting: correctsAt.meetingNumber })}
        </p>
      )}
      {correctedAt !== null && (
        <p className="minutes-facts">
          {t('minutes.corrected', { number: correctedAt.number, meeting: correctedAt.meetingNumber })}
        </p>
      )}
      {certificateId !== null && (
        <Link href={paths.certificate(certificateId)}>
          <IconCertificate size={16} stroke={1.75} aria-hidden /> {t('minutes.certificateOf', { number })}
        </Link>
      )}
    </>
  );
}
