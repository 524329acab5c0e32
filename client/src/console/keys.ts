/** What a key does on the console. */
export type KeyAction =
  | 'next'
  | 'previous'
  | 'below'
  | 'above'
  | 'blank'
  | 'freeze'
  | 'whatIf'
  | 'resolution'
  | 'larger'
  | 'smaller'
  | 'help';

/** By place on the keyboard, so that they are the same under the Thai layout. */
const actions: Readonly<Record<string, KeyAction>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowDown: 'below',
  ArrowUp: 'above',
  KeyB: 'blank',
  KeyZ: 'freeze',
  KeyW: 'whatIf',
  KeyR: 'resolution',
  Equal: 'larger',
  NumpadAdd: 'larger',
  Minus: 'smaller',
  NumpadSubtract: 'smaller',
};

type Pressed = Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** The action of a key; null when it has none. */
export function actionOf({ code, shiftKey, ctrlKey, altKey, metaKey, isComposing }: Pressed): KeyAction | null {
  if (ctrlKey || altKey || metaKey || isComposing) return null;
  if (code === 'Slash') return shiftKey ? 'help' : null;
  // "+" is Shift and "=" on most keyboards.
  if (shiftKey && code !== 'Equal') return null;
  return actions[code] ?? null;
}

/** Whether the focus is where keys have a meaning of their own: in a field, a menu, an open dialog. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true;
  const own = 'input, textarea, select, [contenteditable="true"], [role="slider"], [role="listbox"], [role="combobox"]';
  return target instanceof Element && target.closest(own) !== null;
}
