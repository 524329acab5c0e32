import { documentRoot } from '@ruam/shared/document/schema.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { createCommittedDoc } from './committedDoc.ts';
import { CommittedText } from './committedText.ts';
import { Frontier } from './frontier.ts';
import { defaultSyncLimits } from './limits.ts';
import { joinPlainEdits } from './plainEdit.ts';
import { UnappliableError } from './roomPeer.ts';
import { type SeededRandom, seededRandom } from './seededRandom.ts';
import { editAtRandom } from './simulation/edits.ts';
import { type Bed, openBed, type RawPeer, storedText, until, updateOf, varUint } from './testBed.ts';
import { inspectUpdate } from './updateInspection.ts';
import { type OfferedUpdate, UpdateQueue, type UpdateSource } from './updateQueue.ts';

const none = new Frontier();

const nobody: UpdateSource = {
  personId: null,
  ownerId: null,
  isRefused: false,
  spent: () => undefined,
  settled: () => undefined,
  flushed: () => undefined,
  rejected: () => expect.unreachable('nothing is rejected'),
  askState: () => undefined,
};

describe('plain edits', () => {
  for (const seed of [1, 2, 3, 4, 5, Date.now() % 100_000]) {
    it(`passed on before they are integrated, everybody has what Yjs alone makes of them (seed ${seed})`, () => {
      const random = seededRandom(seed);
      const text = new CommittedText(createCommittedDoc(), () => expect.unreachable('all of them can be integrated'));
      const queue = new UpdateQueue(text, defaultSyncLimits, null);
      const [alone, reader] = [createCommittedDoc(), createCommittedDoc()];
      const told: Uint8Array[] = [];
      let behind = 0;
      for (const batch of batches(history(random, 300), random)) {
        for (const sent of batch) {
          offer(sent);
          Y.applyUpdate(alone, sent);
        }
        let taken: readonly OfferedUpdate[] = queue.take(100);
        if (random.chance(0.1)) {
          // As when the document was locked and opened during the flush; then what came comes again.
          expect(queue.takeWaiting()).toEqual([]);
          queue.putBack(taken);
          queue.release();
          for (const sent of batch) offer(sent);
          taken = queue.take(100);
        }
        told.push(...text.add(taken, queue.knowsFlight));
        queue.release();
        if (text.isBehind) behind += 1;
        if (random.chance(0.05)) expect(Y.encodeStateVector(text.doc)).toEqual(Y.encodeStateVector(alone));
      }
      for (const update of told) Y.applyUpdate(reader, update);
      expect(behind).toBeGreaterThan(5);
      for (const doc of [text.doc, reader, docOf(Y.mergeUpdates(told))]) {
        expect(doc.getXmlFragment(documentRoot).toString()).toBe(alone.getXmlFragment(documentRoot).toString());
        expect(inspectUpdate(Y.encodeStateAsUpdate(alone), doc, none).kind).toBe('known');
      }

      function offer(sent: Uint8Array): void {
        const inspection = queue.inspect(sent, true);
        // What was put back is not known until it is in the document; a real peer is asked for its state then.
        if (inspection.kind !== 'new') return;
        const { update, plain, frontier } = inspection;
        queue.accept({ source: nobody, ticket: 0, sent, update, plain, newClients: [], isTried: true }, frontier);
      }
    });
  }

  it('are letters and their deletion; what brings a name or holds other things is none', () => {
    const doc = new Y.Doc();
    const paragraph = new Y.XmlElement('paragraph');
    const line = new Y.XmlText('ก');
    const made = updateOf(doc, () => {
      paragraph.insert(0, [line]);
      doc.getXmlFragment(documentRoot).push([paragraph]);
    });
    const server = docOf(made);
    const isPlain = (change: () => void): boolean => {
      const update = updateOf(doc, change);
      const inspection = inspectUpdate(update, server, none);
      Y.applyUpdate(server, update);
      if (inspection.kind !== 'new') throw new Error(`${inspection.kind}: not new`);
      return inspection.plain !== null;
    };
    const found = [
      isPlain(() => line.insert(1, 'าร')),
      isPlain(() => line.delete(1, 1)),
      isPlain(() => line.insert(0, 'ก'.repeat(2_000))),
      isPlain(() => line.format(0, 1, { bold: true })),
      isPlain(() => paragraph.setAttribute('id', 'p')),
      isPlain(() => doc.getXmlFragment(documentRoot).push([new Y.XmlElement('paragraph')])),
      isPlain(() => doc.getXmlFragment(documentRoot).delete(0, 1)),
    ];
    expect(inspectUpdate(made, new Y.Doc(), none)).toMatchObject({ kind: 'new', plain: null });
    expect(found).toEqual([true, true, false, false, false, false, false]);
  });

  it('joined, one person’s follow each other, and deletions of all are kept', () => {
    const ann = new Y.Doc();
    const line = ann.getText('t');
    const first = updateOf(ann, () => line.insert(0, 'abc'));
    const [server, reader] = [docOf(first), docOf(first)];
    const edits = [
      updateOf(ann, () => line.insert(3, 'd')),
      updateOf(ann, () => line.delete(0, 1)),
      updateOf(ann, () => line.insert(3, 'e')),
    ].map((update) => {
      const inspection = inspectUpdate(update, server, none);
      // They are looked at one by one here: what each builds on is in the document.
      Y.applyUpdate(server, update);
      return inspection.kind === 'new' ? (inspection.plain ?? expect.unreachable()) : expect.unreachable();
    });
    const joined = joinPlainEdits(edits) ?? expect.unreachable();
    Y.applyUpdate(reader, joined);
    expect(reader.getText('t').toString()).toBe('bcde');
    const { structs, ds } = Y.decodeUpdate(joined);
    expect(structs).toHaveLength(2);
    expect(ds.clients.get(ann.clientID)).toMatchObject([{ clock: 0, len: 1 }]);
  });

  it('are none when they leave clocks out, which are not said to be anybody’s', () => {
    const ann = new Y.Doc();
    const server = docOf(updateOf(ann, () => ann.getText('t').insert(0, 'abc')));
    const deletion = [1, ...varUint(ann.clientID), 1, 0, 1];
    const skipping = Uint8Array.from([1, 1, ...varUint(ann.clientID), 3, 10, 5, ...deletion]);
    const deleting = Uint8Array.from([0, ...deletion]);
    expect(inspectUpdate(skipping, server, none)).toMatchObject({ kind: 'new', plain: null });
    expect(inspectUpdate(deleting, server, none)).toMatchObject({ kind: 'new', plain: { run: null } });
  });

  it('are joined only where they follow each other: one that has what another brings is left to Yjs', () => {
    const ann = new Y.Doc();
    const line = ann.getText('t');
    const first = updateOf(ann, () => line.insert(0, 'ก'));
    const [server, reader] = [docOf(first), docOf(first)];
    const before = Y.encodeStateVector(ann);
    const one = updateOf(ann, () => line.insert(1, 'า'));
    line.insert(2, 'ร');
    const both = Y.encodeStateAsUpdate(ann, before);
    const edits = [one, both].map((update) => {
      const inspection = inspectUpdate(update, server, none);
      if (inspection.kind !== 'new') throw new Error(inspection.kind);
      return { source: nobody, update, plain: inspection.plain };
    });
    expect(joinPlainEdits(edits.flatMap(({ plain }) => plain ?? []))).toBeNull();
    for (const update of new CommittedText(server, () => undefined).add(edits, true)) Y.applyUpdate(reader, update);
    expect([edits.length, reader.getText('t').toString()]).toEqual([2, 'การ']);
  });

  it('one that cannot be integrated after all is told to whoever asks for the text, and to the room', () => {
    const broken: unknown[] = [];
    const source = { ...nobody };
    const text = new CommittedText(new Y.Doc(), (error) => broken.push(error));
    expect(text.doc.store.clients.size).toBe(0);
    const update = Uint8Array.of(1, 1, 1, 0, 200);
    const plain = { update, run: null, deletionsAt: 5, deletions: new Map() };
    text.add([{ source, update, plain }], true);
    expect(() => text.doc).toThrow(UnappliableError);
    expect(broken).toMatchObject([{ source, update }]);
  });
});

describe('S5 letters that are committed and not integrated yet', () => {
  it('sent again without the right to write they are nothing new; one more is refused', async () => {
    const bed = await openBed({ limits: { refusalAnswerMs: 20 } });
    onTestFinished(() => bed.stop());
    const { ann, edits } = await typing(bed);
    bed.rules.access = () => ({ read: true, write: false });
    await bed.sync.recheck();
    for (const edit of edits.toReversed()) ann.sendUpdate(edit);
    await ann.acked(9);
    expect(await storedText(bed.sync)).toBe('กา');
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getText('t').insert(2, 'ร')));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
  });

  it('a newcomer has them, and so has who comes when the room was let go', async () => {
    const bed = await openBed({ limits: { quietMs: 5 } });
    onTestFinished(() => bed.stop());
    const { ann } = await typing(bed);
    const bob = await bed.peer('bob', 'd').joined();
    expect(bob.doc.getText('t').toString()).toBe('กา');
    for (const { ws } of [ann, bob]) ws.close();
    await until(() => bed.sync.metrics().rooms === 0, 'the room is gone');
    expect((await bed.peer('bob', 'd').joined()).doc.getText('t').toString()).toBe('กา');
  });
});

async function typing(bed: Bed): Promise<{ ann: RawPeer; edits: readonly Uint8Array[] }> {
  const ann = await bed.peer('ann', 'd').joined();
  const text = ann.doc.getText('t');
  const edits: Uint8Array[] = [];
  for (const change of [() => text.insert(0, 'ก'), () => text.insert(1, 'าร'), () => text.delete(2, 1)]) {
    const edit = updateOf(ann.doc, change);
    edits.push(edit);
    ann.sendUpdate(edit);
    await ann.acked(edits.length);
  }
  return { ann, edits };
}

/** The updates of three people who see each other now and then. */
function history(random: SeededRandom, steps: number): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = Array.from({ length: 3 }, (_, at) => {
    const doc = new Y.Doc();
    doc.clientID = at + 1;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') updates.push(update);
    });
    return doc;
  });
  for (let step = 0; step < steps; step++) {
    const doc = random.pick(docs);
    if (random.chance(0.2)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(random.pick(docs)), 'others');
    else editAtRandom(doc, random);
  }
  return updates;
}

/** In order, some of them a second time. */
function* batches(updates: readonly Uint8Array[], random: SeededRandom): Generator<readonly Uint8Array[]> {
  for (let at = 0; at < updates.length; ) {
    const batch = updates.slice(at, at + 1 + random.below(5));
    at += batch.length;
    const again = random.pick([random.pick(batch), Y.mergeUpdates(batch)]);
    yield random.chance(0.2) ? [...batch, again] : batch;
  }
}

function docOf(update: Uint8Array): Y.Doc {
  const doc = createCommittedDoc();
  Y.applyUpdate(doc, update);
  return doc;
}
