import { Button, Drawer } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { EvidenceDetail } from '@ruam/shared/api/evidence.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceEntryQuery } from '../api/evidence.ts';
import { filePath } from '../api/files.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useSize } from '../i18n/useSize.ts';
import { focusIfLost } from '../ui/focusIfLost.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { EntryForm } from './EntryForm.tsx';
import { EntryPlaces } from './EntryPlaces.tsx';
import { EntryVersions } from './EntryVersions.tsx';
import { Preview } from './Preview.tsx';
import { RemoveEntry } from './RemoveEntry.tsx';
import { UsedIn } from './UsedIn.tsx';

interface DrawerProps {
  readonly cycle: string;
  readonly person: PersonAnswer;
  readonly framework: Framework;
}

/** One entry of the register: preview, facts, what it proves, where it is named, its versions. */
export function EntryDrawer({ id, onClose, ...props }: DrawerProps & { id: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  const shown = useRef(id);
  if (id !== null) shown.current = id;
  return (
    <Drawer
      opened={id !== null}
      onClose={() => {
        // Opened by a link from elsewhere there is nothing to go back to but its line in the register.
        focusIfLost(() => lineOf(shown.current));
        onClose();
      }}
      position="right"
      size={isPhone ? '100%' : 640}
      title={t('evidence.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {id !== null && <Entry key={id} id={id} onClose={onClose} {...props} />}
    </Drawer>
  );
}

function lineOf(id: string | null): HTMLElement | null {
  return id === null ? null : document.querySelector(`[data-entry="${CSS.escape(id)}"]`);
}

function Entry({ id, cycle, ...props }: DrawerProps & { id: string; onClose: () => void }) {
  const entry = useQuery(evidenceEntryQuery(cycle, id));
  if (entry.data === undefined)
    return entry.isError ? <Trouble error={entry.error} onRetry={() => void entry.refetch()} /> : <Skeleton />;
  return <ReadEntry cycle={cycle} entry={entry.data} {...props} />;
}

function ReadEntry({
  cycle,
  person,
  framework,
  entry,
  onClose,
}: DrawerProps & { entry: EvidenceDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const size = useSize();
  const { file, added, removed } = entry;
  return (
    <div className="evidence-entry">
      <h2>
        <ThaiText>{entry.title}</ThaiText>
      </h2>
      <p className="evidence-hint">
        {t(`evidence.confidentiality.${entry.confidentiality}`)} ·{' '}
        {t('evidence.added', { name: added.name, at: format.full(added.at) })}
      </p>
      {removed !== null && <p>{t('evidence.removed', { name: removed.name, at: format.full(removed.at) })}</p>}
      {file === null && removed === null && (
        <p role="note">
          <ThaiText>{t('evidence.titleOnly')}</ThaiText>
        </p>
      )}
      {file !== null && (
        <section className="evidence-part" aria-label={t('evidence.preview.title')}>
          <div className="evidence-file">
            <span>
              <b>{file.name}</b> <small>{size(file.sizeBytes)}</small>
            </span>
            <Button
              component="a"
              href={filePath(file.id)}
              download
              variant="default"
              size="sm"
              leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            >
              {t('evidence.entry.download')}
            </Button>
          </div>
          <Preview file={file} title={entry.title} />
        </section>
      )}
      <EntryPlaces cycle={cycle} person={person} entry={entry} framework={framework} />
      {entry.mayChange && file !== null && <EntryForm cycle={cycle} entry={entry} />}
      {removed === null && <UsedIn cycle={cycle} entry={entry} framework={framework} />}
      {file !== null && <EntryVersions cycle={cycle} entry={entry} file={file} />}
      {entry.mayChange && <RemoveEntry cycle={cycle} entry={entry} onRemoved={onClose} />}
    </div>
  );
}
