import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import './dropdown.css';

const edgePx = 8;

/** What a button needs to open a card. */
export interface DropdownButton {
  readonly 'aria-haspopup': 'dialog';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string;
  readonly onClick: () => void;
}

/**
 * A button of the frame and the card that it opens below itself. Escape, a click beside it and leaving it by keyboard
 * close the card. Small, because the first screens load it; what opens elsewhere uses Mantine's popover.
 */
export function Dropdown({
  label,
  isOpen,
  onOpen,
  drawButton,
  className = '',
  children,
}: {
  label: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  drawButton: (props: DropdownButton) => ReactNode;
  className?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const change = useRef(onOpen);
  change.current = onOpen;
  useLayoutEffect(() => {
    if (!isOpen || card.current === null) return;
    // Below the button's end, but never beyond the edge of a narrow screen.
    card.current.style.right = '0px';
    const { left } = card.current.getBoundingClientRect();
    card.current.style.right = `${Math.min(0, left - edgePx)}px`;
    card.current.querySelector<HTMLElement>('a[href], button, input:checked')?.focus({ preventScroll: true });
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const isBeside = ({ target }: Event): boolean => target instanceof Node && !root.current?.contains(target);
    const left = (event: Event): void => {
      if (isBeside(event)) change.current(false);
    };
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      change.current(false);
      root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    };
    document.addEventListener('pointerdown', left);
    document.addEventListener('focusin', left);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('pointerdown', left);
      document.removeEventListener('focusin', left);
      document.removeEventListener('keydown', pressed);
    };
  }, [isOpen]);
  return (
    <div className="dropdown" ref={root}>
      {drawButton({
        'aria-haspopup': 'dialog',
        'aria-expanded': isOpen,
        'aria-controls': id,
        onClick: () => onOpen(!isOpen),
      })}
      {isOpen && (
        <div className={`dropdown-card ${className}`} id={id} role="dialog" aria-label={label} ref={card}>
          {children}
        </div>
      )}
    </div>
  );
}
