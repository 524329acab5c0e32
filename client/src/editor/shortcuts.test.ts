import { expect, test } from 'vitest';
import { commandFor, shortcutWords } from './shortcuts.ts';

function press(key: string, code: string, held: Partial<KeyboardEvent> = {}, altGraph = false): KeyboardEvent {
  return {
    key,
    code,
    ctrlKey: true,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    isComposing: false,
    getModifierState: () => altGraph,
    ...held,
  } as unknown as KeyboardEvent;
}

test('under the Thai layout the key’s place decides', () => {
  expect(commandFor(press('ิ', 'KeyB'), false)).toBe('bold');
  expect(commandFor(press('ผ', 'KeyZ'), false)).toBe('undo');
  expect(commandFor(press('(', 'KeyZ', { shiftKey: true }), false)).toBe('redo');
  expect(commandFor(press('ค', 'Digit8', { shiftKey: true }), false)).toBe('bulletList');
});

test('under a Latin layout the letter decides, wherever it lies', () => {
  expect(commandFor(press('b', 'KeyN'), false)).toBe('bold');
  expect(commandFor(press('x', 'KeyB'), false)).toBeNull();
});

test('no command while composing, with AltGr, or without Ctrl', () => {
  expect(commandFor(press('b', 'KeyB', { isComposing: true }), false)).toBeNull();
  expect(commandFor(press('b', 'KeyB', {}, true), false)).toBeNull();
  expect(commandFor(press('b', 'KeyB', { ctrlKey: false }), false)).toBeNull();
});

test('on a Mac Cmd takes the place of Ctrl', () => {
  expect(commandFor(press('b', 'KeyB', { ctrlKey: false, metaKey: true }), true)).toBe('bold');
  expect(commandFor(press('b', 'KeyB'), true)).toBeNull();
  expect(shortcutWords({ key: '8', shift: true }, true)).toBe('⇧⌘8');
  expect(shortcutWords({ key: '8', shift: true }, false)).toBe('Ctrl+Shift+8');
});
