import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { ScoreSize } from './chainScale.ts';
import './scoreboard.css';

/** Stripes and the word "supposed" around what is not real: a photo of the screen must not lie. */
export function SupposedFrame({
  size,
  action = null,
  children,
}: {
  size: ScoreSize;
  action?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className="supposed" data-size={size} aria-label={t('scores.whatIf.title')}>
      <header className="supposed-head">
        <strong>{t('scores.whatIf.title')}</strong>
        <span>
          <ThaiText>{t('scores.whatIf.never')}</ThaiText>
        </span>
        {action}
      </header>
      {children}
    </section>
  );
}
