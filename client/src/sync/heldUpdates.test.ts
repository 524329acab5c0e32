import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { heldUpdatesOf } from './heldUpdates.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('updates that are held back', () => {
  test('are applied at once while nothing composes', () => {
    const { doc, send } = replicaOfOther();
    send('ก');
    expect(doc.getText().toString()).toBe('ก');
  });

  test('wait while something composes, then come in their order and in one transaction', () => {
    const { doc, held, send, transactions } = replicaOfOther();
    held.hold();
    send('ก');
    held.hold();
    send('ข');
    expect(doc.getText().toString()).toBe('');
    held.release();
    expect(doc.getText().toString()).toBe('กข');
    expect(transactions).toEqual([provider]);
    send('ค');
    held.release();
    expect(doc.getText().toString()).toBe('กขค');
  });

  test('own changes go on meanwhile, and meet what waited as if it had come late', () => {
    const { doc, held, send } = replicaOfOther();
    send('ก');
    held.hold();
    send('ข');
    doc.getText().insert(0, 'ของเรา');
    held.release();
    expect(doc.getText().toString()).toBe('ของเรากข');
  });

  test('while an editor shows the text, what comes within a moment is applied at once; the first of it without waiting', () => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false });
    const { doc, held, send, transactions } = replicaOfOther();
    held.pace(true);
    for (const letter of 'กขค') send(letter);
    expect(doc.getText().toString()).toBe('ก');
    vi.advanceTimersByTime(50);
    expect(doc.getText().toString()).toBe('กขค');
    expect(transactions).toHaveLength(2);
    send('ง');
    held.pace(false);
    expect(doc.getText().toString()).toBe('กขคง');
    send('จ');
    expect(doc.getText().toString()).toBe('กขคงจ');
  });

  test('a composition that begins within that moment is waited for', () => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false });
    const { doc, held, send } = replicaOfOther();
    held.pace(true);
    for (const letter of 'กข') send(letter);
    held.hold();
    vi.advanceTimersByTime(1_000);
    expect(doc.getText().toString()).toBe('ก');
    held.release();
    expect(doc.getText().toString()).toBe('กข');
  });

  test('a hidden page, whose timers are late, waits for nothing', () => {
    vi.stubGlobal('document', { hidden: true });
    const { doc, held, send } = replicaOfOther();
    held.pace(true);
    for (const letter of 'กขค') send(letter);
    expect(doc.getText().toString()).toBe('กขค');
  });

  test('are no more than a bound', () => {
    const { doc, held, send } = replicaOfOther();
    held.hold();
    for (let count = 0; count <= 2_000; count++) send('ก');
    expect(doc.getText().length).toBe(2_001);
  });
});

const provider = { name: 'provider' };

/** A replica that hears what another one writes at its end. */
function replicaOfOther() {
  const doc = new Y.Doc();
  const other = new Y.Doc();
  const held = heldUpdatesOf(doc);
  const transactions: unknown[] = [];
  doc.on('afterTransaction', ({ origin, changed }: Y.Transaction) => {
    if (changed.size > 0) transactions.push(origin);
  });
  const send = (letter: string): void => {
    const before = Y.encodeStateVector(other);
    other.getText().insert(other.getText().length, letter);
    const update = Y.encodeStateAsUpdate(other, before);
    held.take(() => Y.applyUpdate(doc, update, provider), provider);
  };
  return { doc, held, send, transactions };
}
