import type { FrameworkItem } from '@ruam/shared/framework/framework.ts';
import { IconPointFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { LevelWord } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What to look for before a level is claimed, each text with how sure it is; or the themes of a dimension. */
export function Guidance({ definition }: { definition: FrameworkItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const groups =
    definition.kind === 'process'
      ? definition.levels.map(({ level, concept, checks }) => ({
          level,
          concept,
          texts: checks.map(({ text }) => text),
        }))
      : [{ level: null, concept: null, texts: definition.themes }];
  const certainties = new Set(groups.flatMap(({ texts }) => texts.map(({ certainty }) => certainty[format.language])));
  if (groups.every(({ texts }) => texts.length === 0)) return null;
  return (
    <section className="guidance" aria-label={t('guidance.of', { code: definition.code })}>
      <h2>{t('guidance.of', { code: definition.code })}</h2>
      {groups.map(({ level, concept, texts }) => (
        <div key={level ?? 'themes'}>
          {level !== null && (
            <p className="guidance-level">
              <LevelWord level={level} />
              {concept !== null && <span lang="en">{concept.en}</span>}
            </p>
          )}
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
        </div>
      ))}
      {[...certainties].map((certainty) => (
        <p key={certainty} className="guidance-certainty">
          {t(`certainty.${certainty}`)}
        </p>
      ))}
    </section>
  );
}
