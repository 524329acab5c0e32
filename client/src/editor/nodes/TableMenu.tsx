import { Menu } from '@mantine/core';
import {
  IconArrowMerge,
  IconArrowsSplit,
  IconColumnInsertLeft,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowInsertTop,
  IconRowRemove,
  IconTableColumn,
  IconTableRow,
  IconTrash,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { canRunInTable, runInTable, type TableCommand, tableCommands } from './tableCommands.ts';

const icons: Readonly<Record<TableCommand, typeof IconTrash>> = {
  addRowBefore: IconRowInsertTop,
  addRowAfter: IconRowInsertBottom,
  addColumnBefore: IconColumnInsertLeft,
  addColumnAfter: IconColumnInsertRight,
  mergeCells: IconArrowMerge,
  splitCell: IconArrowsSplit,
  toggleHeaderRow: IconTableRow,
  toggleHeaderColumn: IconTableColumn,
  deleteRow: IconRowRemove,
  deleteColumn: IconColumnRemove,
  deleteTable: IconTrash,
};
/** A line stands before these. */
const groupStarts: ReadonlySet<TableCommand> = new Set(['mergeCells', 'toggleHeaderRow', 'deleteRow']);

interface TableMenuProps {
  readonly editor: Editor;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** What can be done to the table around the caret. */
export function TableMenu({ editor, isOpen, onOpen, children }: TableMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu opened={isOpen} onChange={onOpen} position="bottom-start" shadow="md" withinPortal trapFocus openDelay={0}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {isOpen &&
          tableCommands.map((command) => {
            const Icon = icons[command];
            return (
              <Fragment key={command}>
                {groupStarts.has(command) && <Menu.Divider />}
                <Menu.Item
                  leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
                  disabled={!canRunInTable(command, editor)}
                  {...(command === 'deleteTable' ? { color: 'var(--ruam-refused)' } : {})}
                  onClick={() => runInTable(command, editor)}
                >
                  {t(`editor.table.${command}`)}
                </Menu.Item>
              </Fragment>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
