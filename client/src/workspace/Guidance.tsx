import { coverageOf } from '@ruam/shared/checks/coverage.ts';
import { IconPointFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checksQuery } from '../api/checks.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { ItemView } from '../item/itemView.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { GuidanceCheck } from './GuidanceCheck.tsx';
import { MissingChecks } from './MissingChecks.tsx';
import './checks.css';

/**
 * What to look for before a level is claimed, each with what proves it, and how sure the words are; or the themes of a
 * dimension.
 */
export function Guidance({ cycle, view }: { cycle: string; view: ItemView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { definition } = view;
  const checks = useQuery({ ...checksQuery(cycle), enabled: definition.kind === 'process' });
  const own = checks.data?.filter(({ item }) => item === definition.code);
  const texts =
    definition.kind === 'process'
      ? definition.levels.flatMap(({ checks: asked }) => asked.map(({ text }) => text))
      : definition.themes;
  const certainties = new Set(texts.map(({ certainty }) => certainty[format.language]));
  if (texts.length === 0) return null;
  return (
    <section className="guidance" aria-label={t('guidance.of', { code: definition.code })}>
      <h2>{t('guidance.of', { code: definition.code })}</h2>
      {own !== undefined && definition.kind === 'process' && <MissingChecks view={view} checks={own} />}
      {definition.kind === 'process' ? (
        definition.levels.map(({ level, concept, checks: asked }) => (
          <div key={level}>
            <p className="guidance-level">
              <span className="guidance-coverage">
                <LevelWord level={level} />{' '}
                {own !== undefined &&
                  t('checks.coverage', { ...coverageOf(own.filter((check) => check.level === level)) })}
              </span>
              {concept !== null && <span lang="en">{concept.en}</span>}
            </p>
            <ul>
              {asked.map((check) => (
                <GuidanceCheck
                  key={check.id}
                  cycle={cycle}
                  view={view}
                  check={check}
                  standing={own?.find(({ id }) => id === check.id) ?? null}
                />
              ))}
            </ul>
          </div>
        ))
      ) : (
        <ul>
          {texts.map((text) => (
            <li key={text.th}>
              <IconPointFilled size={12} aria-hidden />
              <span>
                <ThaiText>{format.text(text)}</ThaiText>
              </span>
            </li>
          ))}
        </ul>
      )}
      {[...certainties].map((certainty) => (
        <p key={certainty} className="guidance-certainty">
          {t(`certainty.${certainty}`)}
        </p>
      ))}
    </section>
  );
}
