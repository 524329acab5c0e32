import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { useEffect, useMemo, useState } from 'react';
import type { NextStep, nextStep } from './nextStep.ts';

interface Drawn {
  readonly framework: Framework;
  readonly board: Scoreboard;
}

/** The next step from a scoreboard; null without one, and until what computes scores is loaded, which no value waits for. */
export function useNextStep(drawn: Drawn | null): NextStep | null {
  const [step, setStep] = useState<{ readonly of: typeof nextStep } | null>(null);
  useEffect(() => {
    import('./nextStep.ts')
      .then(({ nextStep }) => setStep({ of: nextStep }))
      // The board says everything else without it.
      .catch(() => {});
  }, []);
  return useMemo(() => (step === null || drawn === null ? null : step.of(drawn.framework, drawn.board)), [step, drawn]);
}
