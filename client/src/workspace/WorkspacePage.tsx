import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { type ReactNode, useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { useContentAhead } from '../api/content.ts';
import { useFormat } from '../i18n/useFormat.ts';
import type { ItemSlots } from '../item/itemSlots.ts';
import { documentOf, type ItemView, partOf } from '../item/itemView.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { CategoryGoal } from './CategoryGoal.tsx';
import { ClaimNote } from './ClaimNote.tsx';
import type { DocumentSlot } from './documentSlot.ts';
import { ItemHead } from './ItemHead.tsx';
import { ItemNav } from './ItemNav.tsx';
import { Ladder } from './Ladder.tsx';
import { PartTabs } from './PartTabs.tsx';
import { PhoneHead } from './PhoneHead.tsx';
import { Sheet } from './Sheet.tsx';
import { useItemView } from './useItemView.ts';
import { useLockedBy } from './useLockedBy.ts';
import { WorkspaceDrawer } from './WorkspaceDrawer.tsx';
import './workspace.css';
import './ladder.css';
import './panes.css';
import './sheet.css';

/** The main screen: an item with its levels and texts, the category's items at the left, advice at the right. */
export function WorkspacePage({
  cycle,
  person,
  category,
  code,
  drawDocument,
  slots,
  missing,
}: {
  cycle: string;
  person: PersonAnswer;
  category: string;
  code: string | null;
  drawDocument: DocumentSlot;
  slots: ItemSlots;
  missing: ReactNode;
}) {
  const reading = useItemView(cycle, category, code);
  switch (reading.name) {
    case 'loading':
      return (
        <main className="ws-wait" id="main">
          <Skeleton widths={[40, 62, 88, 92, 74, 84]} />
        </main>
      );
    case 'failed':
      return (
        <main className="ws-wait" id="main">
          <Trouble error={reading.error} onRetry={reading.retry} />
        </main>
      );
    case 'missing':
      return missing;
    case 'ready':
      return <Item cycle={cycle} person={person} view={reading.view} drawDocument={drawDocument} slots={slots} />;
  }
}

function Item({
  cycle,
  person,
  view,
  drawDocument,
  slots,
}: {
  cycle: string;
  person: PersonAnswer;
  view: ItemView;
  drawDocument: DocumentSlot;
  slots: ItemSlots;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const viewport = useViewport();
  const [address, setAddress] = useSearchParams();
  const { item, category } = view;
  // The text first: what stands beside it takes a slow machine as long to draw.
  const isTextDrawn = useDeferredValue(true, false);
  const part = partOf(view, address);
  const document_ = documentOf(view, part);
  useContentAhead(document_?.id ?? null);
  const partTitle =
    part.kind === 'evidence' ? t('part.evidenceOf', { level: t(`level.${part.level}`) }) : t(`part.${part.kind}`);
  const lockedBy = useLockedBy(cycle, item);
  const shown = { cycle, person, view, part, document: document_ };

  const unnamedLevel = part.kind === 'evidence' && address.get('level') === null ? part.level : null;
  useEffect(() => {
    // The text that was opened stays, also when somebody claims another level meanwhile.
    if (unnamedLevel !== null) setAddress({ part: 'evidence', level: unnamedLevel }, { replace: true });
  }, [unnamedLevel, setAddress]);

  useEffect(() => {
    document.title = `${item.code} ${partTitle} · ${t('shell.product')}`;
  }, [item.code, partTitle, t]);

  return (
    <div className="ws">
      {viewport === 'wide' && (
        <aside className="ws-left" aria-label={t('workspace.items', { code: category.code })}>
          {isTextDrawn && <ItemNav cycle={cycle} view={view} />}
        </aside>
      )}
      <main className="ws-middle" id="main">
        {viewport === 'phone' && (
          <PhoneHead
            cycle={cycle}
            title={`${item.code} ${partTitle}`}
            category={`${t('category.numbered', { code: category.code })} ${format.text(category.shortTitle)}`}
          >
            <WorkspaceDrawer cycle={cycle} view={view} beside={slots.drawBeside(shown)} isPhone />
          </PhoneHead>
        )}
        <ItemHead view={view}>
          {viewport === 'middle' && <WorkspaceDrawer cycle={cycle} view={view} beside={slots.drawBeside(shown)} />}
          {slots.drawActions(shown)}
        </ItemHead>
        {item.kind === 'process' && <ClaimNote cycle={cycle} item={item} />}
        {item.kind === 'process' && <Ladder cycle={cycle} person={person} view={view} part={part} />}
        <Sheet
          key={document_?.id ?? 'none'}
          document={document_}
          person={person}
          category={category.code}
          paragraphPrefix={item.code}
          label={`${item.code} ${partTitle}`}
          tabs={<PartTabs cycle={cycle} item={item} part={part} />}
          lockedBy={lockedBy}
          bar={slots.drawBar(shown)}
          drawDocument={drawDocument}
        />
      </main>
      {viewport !== 'phone' && (
        <aside className="ws-right" aria-label={t('workspace.beside')}>
          {isTextDrawn && slots.drawBeside(shown)}
          {isTextDrawn && <CategoryGoal category={category} />}
        </aside>
      )}
    </div>
  );
}
