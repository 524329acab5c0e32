import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconArrowBackUp, IconArrowLeft, IconLayersSubtract, IconTablePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Draft } from '../api/imports.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Banner } from '../ui/Banner.tsx';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { IntoDialog } from './IntoDialog.tsx';
import { MakeCycle } from './MakeCycle.tsx';
import { ReplacedFixes } from './ReplacedFixes.tsx';
import type { Fixing } from './useFixes.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** Which document it is, whether what was set right is saved, and what can be made of it. */
export function DeskHead({
  draft,
  person,
  cycles,
  fixing,
}: {
  draft: Draft;
  person: PersonAnswer;
  cycles: readonly CycleAnswer[];
  fixing: Fixing;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [dialog, setDialog] = useState<'make' | 'into' | null>(null);
  const isSaved = fixing.state === 'saved';
  const { places, levels, facts } = fixing.fixes;
  const hasFixes = [places, levels, facts].some((said) => Object.keys(said).length > 0);
  return (
    <header className="desk-head">
      <div className="desk-name">
        <Link href={paths.imports()}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden /> {t('imports.back')}
        </Link>
        <h1>{draft.fileName}</h1>
        <p className="imports-facts">
          <span title={format.full(draft.at)}>
            {t(`imports.format.${draft.format}`)} · {t('imports.readAt', { at: format.moment(draft.at, Date.now()) })}
          </span>{' '}
          <span role="status" data-state={fixing.state} className="desk-state">
            {(hasFixes || !isSaved) && t(`imports.save.${fixing.state}`)}
          </span>
        </p>
      </div>
      {draft.committed === null && (
        <div className="desk-actions">
          {fixing.mayUndo && (
            <Button variant="subtle" leftSection={<IconArrowBackUp {...icon} />} onClick={fixing.undo}>
              {t('imports.undo')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconLayersSubtract {...icon} />}
            disabled={!isSaved}
            onClick={() => setDialog('into')}
          >
            {t('imports.into.button')}
          </Button>
          <Button leftSection={<IconTablePlus {...icon} />} disabled={!isSaved} onClick={() => setDialog('make')}>
            {t('imports.make.button')}
          </Button>
        </div>
      )}
      {fixing.state === 'failed' && (
        <div className="desk-trouble">
          <FormError error={fixing.error} />
          <Button variant="default" size="sm" onClick={fixing.retry}>
            {t('imports.save.retry')}
          </Button>
          <Button variant="subtle" size="sm" onClick={fixing.drop}>
            {t('imports.save.drop')}
          </Button>
        </div>
      )}
      {fixing.state === 'replaced' && <ReplacedFixes fixing={fixing} />}
      {draft.committed !== null && (
        <div className="desk-trouble ruam-paper">
          <Banner
            kind="readonly"
            title={t('imports.committed.title')}
            action={
              cycles.some(({ id }) => id === draft.committed) && (
                <Button component={Link} href={paths.board(draft.committed)} variant="default" size="sm">
                  {t('imports.committed.open')}
                </Button>
              )
            }
          >
            {t('imports.committed.advice')}
          </Banner>
        </div>
      )}
      {draft.committed === null && draft.isWhole && (
        <div className="desk-trouble ruam-paper">
          <Banner kind="readonly" title={t('imports.archive.title')}>
            {t('imports.archive.advice')}
          </Banner>
        </div>
      )}
      {dialog === 'make' && <MakeCycle draft={draft} onClose={() => setDialog(null)} />}
      {dialog === 'into' && (
        <IntoDialog draft={draft} person={person} cycles={cycles} onClose={() => setDialog(null)} />
      )}
    </header>
  );
}
