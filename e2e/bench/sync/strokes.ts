import * as Y from 'yjs';

/** One typist's keystrokes, made before the clock starts: each an update of one more letter in a paragraph of its own. */
export interface Strokes {
  readonly clientId: number;
  readonly updates: readonly Uint8Array[];
  /** Yjs' clock of the typist before each update; its index is that of the update. */
  readonly clocks: readonly number[];
}

const letters = [...'การประเมินสถานะของหน่วยงานภาครัฐในการเป็นระบบราชการ'];

export function strokesOf(clientId: number, count: number): Strokes {
  return typed(clientId, count, (at) => at);
}

/** The same with every letter somewhere else in the paragraph, as in a text that was worked on for months: nothing of it merges. */
export function scatteredStrokesOf(clientId: number, count: number): Strokes {
  return typed(clientId, count, (length) => (length * 2_654_435_761) % (length + 1));
}

function typed(clientId: number, count: number, placeIn: (length: number) => number): Strokes {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  const clocks: number[] = [];
  let clock = 0;
  doc.on('update', (update: Uint8Array) => {
    updates.push(update);
    clocks.push(clock);
    clock = Y.getState(doc.store, clientId);
  });
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [text]);
  if (count > 0) doc.getXmlFragment('default').push([paragraph]);
  for (let at = 1; at < count; at++) text.insert(placeIn(at - 1), letters[at % letters.length] ?? 'ก');
  return { clientId, updates, clocks };
}

/** An update message of the protocol: 0, 2, length, update. */
export function updateMessage(update: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 2, ...varUint(update.length), ...update]);
}

export function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
}

/** The number at `from`, and where the next thing stands. */
export function readVarUint(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
  let [value, factor, next] = [0, 1, from];
  for (;;) {
    const byte = bytes[next];
    if (byte === undefined) throw new Error('a message that ends too early');
    value += (byte & 127) * factor;
    factor *= 128;
    next += 1;
    if (byte < 128) return { value, next };
  }
}

/** Which clocks of which typists an update brings. */
export function broughtBy(update: Uint8Array): readonly { clientId: number; from: number; to: number }[] {
  return Y.decodeUpdate(update).structs.map(({ id, length }) => ({
    clientId: id.client,
    from: id.clock,
    to: id.clock + length,
  }));
}
