import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner.tsx';
import { useChangeWords } from './useChangeWords.ts';
import type { Fixing } from './useFixes.ts';
import './fixList.css';

/** Somebody else has set the draft right meanwhile: what stands holds, or the person's own changes, one by one or all of them. */
export function ReplacedFixes({ fixing: { left, apply, dropLeft } }: { fixing: Fixing }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const panel = useRef<HTMLDivElement>(null);
  // On a phone it may stand far above what was just set right.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div className="desk-trouble desk-replaced ruam-paper" ref={panel}>
      <Banner
        kind="warning"
        title={t('imports.replaced.title')}
        action={
          <span className="desk-actions">
            <Button variant="default" size="sm" onClick={dropLeft}>
              {t('imports.replaced.take')}
            </Button>
            <Button variant="default" size="sm" onClick={() => apply(left)}>
              {t('imports.replaced.over')}
            </Button>
          </span>
        }
      >
        {t('imports.replaced.advice')}
      </Banner>
      <ul className="fixes" aria-label={t('imports.replaced.own')}>
        {left.map((change) => {
          const what = words(change);
          return (
            <li key={what}>
              <span>{what}</span>
              <button
                type="button"
                className="ruam-plain-button fixes-back"
                aria-label={t('imports.replaced.useOf', { what })}
                onClick={() => apply([change])}
              >
                {t('imports.replaced.use')}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
