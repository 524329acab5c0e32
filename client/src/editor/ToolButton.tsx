import { ActionIcon, Tooltip } from '@mantine/core';
import type { IconBold } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

/** The rest is what a menu tells the button that opens it. */
interface ToolButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'disabled' | 'style'> {
  readonly icon: typeof IconBold;
  readonly label: string;
  /** Its keys in words; empty when it has none. */
  readonly keys: string;
  /** Whether its format is on; null for what is done once. */
  readonly isActive: boolean | null;
  readonly isOff: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onClick: () => void;
}

/** A button of the formatting row. It never takes the selection away from the text. */
export function ToolButton({
  icon: Icon,
  label,
  keys,
  isActive,
  isOff,
  isStop,
  onFocus,
  onClick,
  ...target
}: ToolButtonProps) {
  return (
    <Tooltip label={keys === '' ? label : `${label} · ${keys}`}>
      <ActionIcon
        {...target}
        className="editor-tool"
        aria-label={label}
        {...(keys === '' ? {} : { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') })}
        {...(isActive === null ? {} : { 'aria-pressed': isActive })}
        data-active={isActive === true}
        aria-disabled={isOff}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
