import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconEye, IconLock, IconPencil } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useObserving } from '../item/Observing.tsx';
import type { PresentPerson } from '../sync/presence.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { useUnsent } from '../sync/useUnsent.ts';
import { Face } from '../ui/Face.tsx';
import { SaveState } from '../ui/SaveState.tsx';
import type { TextCounts } from './documentSlot.ts';
import { FootCounts } from './FootCounts.tsx';

/** Save state, who may write and why, how much text, who is here. */
export function Foot({
  document,
  person,
  category,
  status,
  people,
  counts,
  selected,
  isPhone,
  bar,
  barRow,
}: {
  document: DocumentAnswer;
  person: PersonAnswer;
  category: string | null;
  status: DocumentStatus | null;
  people: readonly PresentPerson[];
  counts: TextCounts | null;
  /** Of what is selected; null: nothing. */
  selected: TextCounts | null;
  isPhone: boolean;
  /** On a phone: what can be done, in reach of the thumb, and where the text puts its own button. */
  bar?: ReactNode;
  barRow: Ref<HTMLDivElement>;
}) {
  const { t } = useTranslation();
  return (
    <footer className="ws-foot">
      <SaveState status={status} mayWrite={document.mayWrite && !isPhone} hasUnsent={useUnsent() > 0} />
      {!isPhone && <RightToWrite document={document} person={person} category={category} />}
      <span className="ws-foot-spring" />
      {counts !== null && !isPhone && <FootCounts document={document} counts={counts} selected={selected} />}
      {people.length > 0 && !isPhone && (
        <>
          <span className="ws-foot-here">{t('sheet.here', { count: people.length })}</span>
          <ul className="faces">
            {people.map((one) => (
              <li key={one.id}>
                <PersonFace person={one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isPhone && bar}
      {isPhone && <div className="ws-foot-bar" ref={barRow} />}
    </footer>
  );
}

/** The face of somebody else is a button: this page then follows them. */
function PersonFace({ person }: { person: PresentPerson }) {
  const { t } = useTranslation();
  const { observe } = useObserving();
  const face = <Face small name={person.name} colorIndex={person.colorIndex} isSelf={person.isSelf} />;
  if (person.isSelf) return face;
  const words = t('network.presence.follow', { name: person.name });
  return (
    <button
      type="button"
      className="ruam-plain-button"
      aria-label={words}
      title={words}
      onClick={() => observe({ id: person.id, name: person.name })}
    >
      {face}
    </button>
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
