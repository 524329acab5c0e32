import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconEye, IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import type { PresentPerson } from '../sync/presence.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { useUnsent } from '../sync/useUnsent.ts';
import { Face } from '../ui/Face.tsx';
import { SaveState } from '../ui/SaveState.tsx';
import type { TextCounts } from './documentSlot.ts';

/** Save state, who may write and why, how much text, who is here. */
export function Foot({
  document,
  person,
  category,
  status,
  people,
  counts,
  isPhone,
}: {
  document: DocumentAnswer;
  person: PersonAnswer;
  category: string | null;
  status: DocumentStatus | null;
  people: readonly PresentPerson[];
  counts: TextCounts | null;
  isPhone: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <footer className="ws-foot">
      <SaveState status={status} mayWrite={document.mayWrite && !isPhone} hasUnsent={useUnsent() > 0} />
      {!isPhone && <RightToWrite document={document} person={person} category={category} />}
      <span className="ws-foot-spring" />
      {counts !== null && !isPhone && (
        <span className="ws-foot-counts">
          {t('sheet.counts', { words: format.number(counts.words), characters: format.number(counts.characters) })}
        </span>
      )}
      {people.length > 0 && (
        <>
          <span className="ws-foot-here">{t('sheet.here', { count: people.length })}</span>
          <ul className="faces">
            {people.map((one) => (
              <li key={one.id}>
                <Face small name={one.name} colorIndex={one.colorIndex} isSelf={one.isSelf} />
              </li>
            ))}
          </ul>
        </>
      )}
    </footer>
  );
}

function RightToWrite({
  document,
  person,
  category,
}: {
  document: DocumentAnswer;
  person: PersonAnswer;
  category: string | null;
}) {
  const { t } = useTranslation();
  const [Icon, words] = document.mayWrite
    ? ([IconPencil, `${t('sheet.mayWrite')} · ${person.name}`] as const)
    : document.state === 'locked'
      ? ([IconLock, t('sheet.lockedTitle')] as const)
      : ([IconEye, `${t('sheet.readOnly')} · ${t(`sheet.writers.${document.kind}`, { category })}`] as const);
  return (
    <span className="ws-foot-right" title={words}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>{words}</span>
    </span>
  );
}
