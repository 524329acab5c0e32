import { expect, it } from 'vitest';
import { actionOf } from './keys.ts';

const pressed = (code: string, more: Partial<KeyboardEvent> = {}) => ({
  ...{ code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...more },
});

it.each([
  ['ArrowRight', 'next'],
  ['ArrowLeft', 'previous'],
  ['ArrowDown', 'below'],
  ['ArrowUp', 'above'],
  ['KeyB', 'blank'],
  ['KeyZ', 'freeze'],
  ['KeyW', 'whatIf'],
  ['KeyR', 'resolution'],
  ['Equal', 'larger'],
  ['NumpadAdd', 'larger'],
  ['Minus', 'smaller'],
  ['KeyQ', null],
  ['Slash', null],
] as const)('the key at the place of %s is %s', (code, action) => {
  expect(actionOf(pressed(code))).toBe(action);
});

it('"+" and "?" are made with Shift; other keys with it mean nothing here', () => {
  expect(actionOf(pressed('Equal', { shiftKey: true }))).toBe('larger');
  expect(actionOf(pressed('Slash', { shiftKey: true }))).toBe('help');
  expect(actionOf(pressed('KeyB', { shiftKey: true }))).toBeNull();
});

it.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const)('with %s a key is the browser’s', (modifier) => {
  expect(actionOf(pressed('KeyR', { [modifier]: true }))).toBeNull();
});
