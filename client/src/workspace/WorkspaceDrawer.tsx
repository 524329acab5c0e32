import { ActionIcon, Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListDetails } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemView } from '../item/itemView.ts';
import { focusIfLost } from '../ui/focusIfLost.ts';
import { CategoryGoal } from './CategoryGoal.tsx';
import { ItemNav } from './ItemNav.tsx';
import { RescuesLink } from './RescuesLink.tsx';

/** On narrower windows the side panes are one drawer: items, guidance, advice, goal. */
export function WorkspaceDrawer({
  cycle,
  view,
  beside,
  isPhone,
}: {
  cycle: string;
  view: ItemView;
  /** What other features put beside an item. */
  beside: ReactNode;
  isPhone?: boolean;
}) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item closes the drawer
  useEffect(close, [view.item.code]);
  return (
    <>
      {isPhone === true ? (
        <ActionIcon ref={button} className="phone-head-more" size={44} aria-label={t('workspace.more')} onClick={open}>
          <IconListDetails size={22} stroke={1.75} aria-hidden />
        </ActionIcon>
      ) : (
        <Button
          ref={button}
          className="item-head-more"
          variant="default"
          size="sm"
          leftSection={<IconListDetails size={18} stroke={1.75} aria-hidden />}
          onClick={open}
        >
          {t('workspace.more')}
        </Button>
      )}
      <Drawer
        opened={isOpen}
        onClose={() => {
          focusIfLost(() => button.current);
          close();
        }}
        title={t('workspace.more')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        size={380}
        transitionProps={{ duration: 120 }}
      >
        <div className="ws-drawer">
          {isPhone === true && <RescuesLink cycle={cycle} />}
          {beside}
          <ItemNav cycle={cycle} view={view} />
          <CategoryGoal category={view.category} isFolded />
        </div>
      </Drawer>
    </>
  );
}
