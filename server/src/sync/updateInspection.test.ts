import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MalformedError } from './byteReader.ts';
import { createCommittedDoc, hasPending } from './committedDoc.ts';
import { Frontier } from './frontier.ts';
import { type SeededRandom, seededRandom } from './seededRandom.ts';
import { type Inspection, inspectUpdate } from './updateInspection.ts';

const none = new Frontier();

describe('S5 nothing new', () => {
  it('S5 a step 2 that repeats what the server has, deletes included, is known', () => {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'abcdef');
    doc.getText('t').delete(1, 3);
    const server = copyOf(doc);
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), server, none).kind).toBe('known');
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)), server, none).kind).toBe('known');
  });

  it('S5 a deletion alone is new, and brings no insertion', () => {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'abcdef');
    const server = copyOf(doc);
    doc.getText('t').delete(1, 3);
    const inspection = inspectUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)), server, none);
    expect(inspection).toMatchObject({ kind: 'new', inserts: false });
  });
});

describe('S4 missing predecessors', () => {
  it('S4 an update whose predecessor has not come is missing, whether a struct or a deletion needs it', () => {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    const other = copyOf(doc);
    other.getText('t').insert(1, 'b');
    expect(inspectUpdate(Y.encodeStateAsUpdate(other, before), new Y.Doc(), none).kind).toBe('missing');
    doc.getText('t').delete(0, 1);
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc, before), new Y.Doc(), none).kind).toBe('missing');
  });

  it('S4 what is accepted but not yet committed counts as there', () => {
    const doc = new Y.Doc();
    const first = updateOf(doc, () => doc.getText('t').insert(0, 'a'));
    const second = updateOf(doc, () => doc.getText('t').insert(1, 'b'));
    const accepted = inspectUpdate(first, new Y.Doc(), none);
    if (accepted.kind !== 'new') throw new Error('the first update is new');
    expect(inspectUpdate(second, new Y.Doc(), accepted.frontier).kind).toBe('new');
    expect(inspectUpdate(second, new Y.Doc(), none).kind).toBe('missing');
  });
});

describe('the same judgement as Yjs', () => {
  for (const seed of [1, 2, 3, 4, 5, Date.now() % 100_000]) {
    it(`S4 S5 known, new and missing agree with what Yjs does (seed ${seed})`, () => {
      const random = seededRandom(seed);
      const { updates } = history(random, 60);
      const server = createCommittedDoc();
      const kinds = new Set<string>();
      for (let round = 0; round < 200; round++) {
        const update = random.chance(0.3)
          ? Y.mergeUpdates([random.pick(updates), random.pick(updates)])
          : random.pick(updates);
        const inspection = inspectUpdate(update, server, none);
        const trial = copyOf(server);
        Y.applyUpdate(trial, update);
        const yjs = hasPending(trial) ? 'missing' : sameContent(trial, server) ? 'known' : 'new';
        kinds.add(yjs);
        // An update that is known in full but also names what is missing: not new is all that counts.
        expect(inspection.kind).toBe(yjs);
        if (inspection.kind !== 'new') continue;
        Y.applyUpdate(server, inspection.update);
        expect(sameContent(server, trial)).toBe(true);
      }
      expect(kinds).toEqual(new Set(['known', 'new', 'missing']));
    });

    it(`S9 what passes the check cannot make Yjs throw or park, however it was damaged (seed ${seed})`, () => {
      const random = seededRandom(seed);
      const { updates } = history(random, 40);
      const server = createCommittedDoc();
      for (const update of updates.slice(0, 20)) {
        const inspection = inspectUpdate(update, server, none);
        if (inspection.kind === 'new') Y.applyUpdate(server, inspection.update);
      }
      let passed = 0;
      for (let round = 0; round < 4_000; round++) {
        const update = damaged(random.pick(updates), random);
        const inspection = judge(update, server);
        if (inspection?.kind !== 'new') continue;
        passed += 1;
        const trial = copyOf(server);
        Y.applyUpdate(trial, inspection.update);
        expect(hasPending(trial)).toBe(false);
        copyOf(trial);
      }
      expect(passed).toBeGreaterThan(50);
    });
  }
});

/** Null: malformed. */
function judge(update: Uint8Array, server: Y.Doc): Inspection | null {
  try {
    return inspectUpdate(update, server, none);
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

function damaged(update: Uint8Array, random: SeededRandom): Uint8Array {
  const bytes = Uint8Array.from(update);
  for (let times = random.below(3); times >= 0; times--) {
    const at = random.below(bytes.length);
    bytes[at] = random.chance(0.5) ? random.below(256) : ((bytes[at] ?? 0) + 255 + random.below(3)) & 0xff;
  }
  return random.chance(0.1) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

/** The updates of three people who write, format and delete, and see each other now and then. */
function history(random: SeededRandom, steps: number): { updates: Uint8Array[] } {
  const updates: Uint8Array[] = [];
  const docs = Array.from({ length: 3 }, () => {
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => updates.push(update));
    return doc;
  });
  for (let step = 0; step < steps; step++) {
    const doc = random.pick(docs);
    if (random.chance(0.2)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(random.pick(docs)));
    else change(doc, random);
  }
  return { updates };
}

function change(doc: Y.Doc, random: SeededRandom): void {
  const text = doc.getText('t');
  const fragment = doc.getXmlFragment('default');
  switch (random.below(7)) {
    case 0:
    case 1:
      text.insert(random.below(text.length + 1), random.pick(['a', 'กำ', '🙂', 'xyz']));
      break;
    case 2:
      if (text.length > 0) {
        const at = random.below(text.length);
        text.delete(at, 1 + random.below(text.length - at));
      }
      break;
    case 3:
      if (text.length > 0) text.format(random.below(text.length), 1, { bold: random.pick([true, null]) });
      break;
    case 4: {
      const element = new Y.XmlElement('paragraph');
      element.setAttribute('align', random.pick(['left', 'right']));
      element.insert(0, [new Y.XmlText(random.pick(['one', 'two']))]);
      fragment.insert(random.below(fragment.length + 1), [element]);
      break;
    }
    case 5:
      if (fragment.length > 0) fragment.delete(random.below(fragment.length), 1);
      break;
    default:
      doc.getMap('m').set(random.pick(['k', 'l']), random.pick([1, 'v', { deep: [1, null, 2.5] }, new Uint8Array(3)]));
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = createCommittedDoc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function sameContent(one: Y.Doc, other: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));
}

function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return Y.encodeStateAsUpdate(doc, before);
}
