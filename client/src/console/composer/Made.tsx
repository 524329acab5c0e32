import { Modal } from '@mantine/core';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LevelWord } from '../../ui/LevelChip.tsx';
import { paths } from '../../ui/paths.ts';
import { ThaiText } from '../../ui/ThaiText.tsx';
import type { Desk } from '../desk.ts';
import { WordsComposer } from './WordsComposer.tsx';
import './made.css';

/** The resolutions of the meeting, the newest first; each is corrected by a new one only. */
export function Made({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const [correcting, setCorrecting] = useState<ResolutionAnswer | null>(null);
  const { resolutions, cycle, meeting } = desk;
  if (resolutions.length === 0) return null;
  return (
    <section className="console-made" aria-labelledby="console-made">
      <details open={meeting.state === 'ended'}>
        <summary>
          <h2 id="console-made">{t('console.made.title')}</h2>
          <span className="console-figure">{resolutions.length}</span>
        </summary>
        <ol>
          {resolutions.toReversed().map((resolution) => (
            <li key={resolution.id} data-corrected={resolution.correctedBy !== null}>
              <p className="console-made-head">
                <b>{t('console.made.numbered', { number: resolution.number })}</b>
                {resolution.item !== null && <span>{resolution.item}</span>}
                {resolution.level !== null && <LevelWord level={resolution.level} />}
              </p>
              <p lang="th">
                <ThaiText>{resolution.text}</ThaiText>
              </p>
              <p className="console-made-ways">
                {resolution.corrects !== null && <span>{t('console.made.corrects')}</span>}
                {resolution.certificateId !== null && (
                  <Link href={paths.certificate(resolution.certificateId)} className="ruam-text-link">
                    {t('console.made.certificate')}
                  </Link>
                )}
                {resolution.correctedBy !== null ? (
                  <span>{t('console.made.corrected')}</span>
                ) : (
                  meeting.state === 'running' && (
                    <button
                      type="button"
                      className="ruam-plain-button console-link"
                      aria-label={t('console.made.correctOf', { number: resolution.number })}
                      onClick={() => setCorrecting(resolution)}
                    >
                      {t('console.made.correct')}
                    </button>
                  )
                )}
              </p>
            </li>
          ))}
        </ol>
        <Link href={paths.meetingMinutes(cycle.id, meeting.id)} className="console-link">
          {t('console.made.minutes')}
        </Link>
      </details>
      {correcting !== null && (
        <Modal
          opened
          onClose={() => setCorrecting(null)}
          title={t('console.made.correcting', { number: correcting.number })}
          closeButtonProps={{ 'aria-label': t('common.close') }}
          size={560}
        >
          <p className="console-quoted" lang="th">
            <ThaiText>{correcting.text}</ThaiText>
          </p>
          <p className="console-hint">
            <ThaiText>{t('console.made.correctingAbout')}</ThaiText>
          </p>
          <WordsComposer
            desk={desk}
            entry={meeting.agenda.find(({ id }) => id === correcting.entry) ?? null}
            corrects={correcting}
            onMade={() => setCorrecting(null)}
          />
        </Modal>
      )}
    </section>
  );
}
