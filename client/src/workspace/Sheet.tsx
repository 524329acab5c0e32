import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconEye } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentPerson } from '../sync/presence.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { Banner } from '../ui/Banner.tsx';
import { useViewport } from '../ui/useViewport.ts';
import type { DocumentSlot, TextCounts } from './documentSlot.ts';
import { Foot } from './Foot.tsx';

/** The paper with its text, and the foot that says whether it is safe, who is here and who may write. */
export function Sheet({
  document,
  person,
  category,
  paragraphPrefix,
  label,
  tabs,
  lockedBy,
  bar,
  drawDocument,
}: {
  document: DocumentAnswer | null;
  person: PersonAnswer;
  category: string | null;
  paragraphPrefix: string | null;
  label: string;
  tabs: ReactNode;
  /** Which decision locked it and whom to ask, when that is known. */
  lockedBy?: string | null;
  /** What else stands in the bar at the foot of a phone. */
  bar?: ReactNode;
  drawDocument: DocumentSlot;
}) {
  const { t } = useTranslation();
  const viewport = useViewport();
  const [status, setStatus] = useState<DocumentStatus | null>(null);
  const [people, setPeople] = useState<readonly PresentPerson[]>([]);
  const [counts, setCounts] = useState<TextCounts | null>(null);
  const [selected, setSelected] = useState<TextCounts | null>(null);
  const [toolbarRow, setToolbarRow] = useState<HTMLElement | null>(null);
  const [barRow, setBarRow] = useState<HTMLElement | null>(null);
  const isPhone = viewport === 'phone';
  const hasUnsent = status !== null && 'unsent' in status && status.unsent > 0;
  const isEditable = document?.mayWrite === true && !isPhone;
  if (document === null) {
    return (
      <section className="sheet ruam-paper">
        {tabs}
        <p className="sheet-none">{t('sheet.none')}</p>
      </section>
    );
  }
  return (
    <>
      <section className="sheet ruam-paper" aria-label={label}>
        {(tabs !== null || isEditable) && (
          <div className="sheet-head">
            {tabs}
            <div className="sheet-tools" ref={setToolbarRow} />
          </div>
        )}
        {/* With words that are not sent the sheet shows more than was approved: the pane says so. */}
        {document.state === 'locked' && !hasUnsent && (
          <Banner kind="lock" title={t('sheet.lockedTitle')}>
            {lockedBy ?? t('sheet.lockedAdvice')}
          </Banner>
        )}
        {isPhone && document.mayWrite && (
          <p className="sheet-phone-note">
            <IconEye size={19} stroke={1.75} aria-hidden />
            <span>
              {t('sheet.phoneTitle')}
              <small>{t('sheet.phoneAdvice')}</small>
            </span>
          </p>
        )}
        {/* A text to read has nothing to focus: the box that scrolls takes the focus instead. */}
        <div className="sheet-text" tabIndex={isEditable ? undefined : 0}>
          {drawDocument({
            document,
            person,
            paragraphPrefix,
            label,
            editable: isEditable,
            onStatus: setStatus,
            onPresence: setPeople,
            onCounts: setCounts,
            onSelection: setSelected,
            toolbar: toolbarRow,
            bar: isPhone ? barRow : null,
          })}
        </div>
      </section>
      <Foot
        document={document}
        person={person}
        category={category}
        status={status}
        people={people}
        counts={counts}
        selected={selected}
        isPhone={isPhone}
        bar={bar}
        barRow={setBarRow}
      />
    </>
  );
}
