import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { lockDocuments, openDocuments } from './gate.ts';
import { type Bed, openBed, type RawPeer, storedText, until, updateOf } from './testBed.ts';
import { documentVocabulary } from './vocabulary.ts';

let bed: Bed;
afterEach(() => bed.stop());

const write = (peer: RawPeer, text: string, at = 0) => updateOf(peer.doc, () => peer.doc.getText('t').insert(at, text));

async function lock(documentId = 'd'): Promise<void> {
  await bed.database.transaction().execute((transaction) => lockDocuments(transaction, [documentId]));
  await bed.sync.documentChanged(documentId);
}

async function reopen(documentId = 'd'): Promise<void> {
  await bed.database.transaction().execute((transaction) => openDocuments(transaction, [documentId]));
  await bed.sync.documentChanged(documentId);
}

const rescues = () => bed.sync.rescues(['d']);

describe('S5 a refused edit is kept as a rescue before the connection is closed', () => {
  it.each(['an update', 'a step 2'])('S5 without the right to write: %s', async (kind) => {
    bed = await openBed();
    const bob = await bed.peer('bob', 'd').joined();
    bed.rules.access = () => ({ read: true, write: false });
    const ann = await bed.peer('ann', 'd').joined();
    ann.answers = true;
    const update = write(ann, 'สวัสดี');
    if (kind === 'a step 2') ann.sendStep2(update);
    else ann.sendUpdate(update);
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    const [rescue, ...others] = await rescues();
    expect([rescue?.personId, rescue?.reason, rescue?.passages, others]).toEqual([
      'ann',
      'noRight',
      { added: ['สวัสดี'], removed: [] },
      [],
    ]);
    expect(ann.closed?.reason).toBe(`refused rescue=${rescue?.id}`);
    expect(await storedText(bed.sync)).toBe('');
    await bob.acked(1);
    expect(bob.doc.getText('t').toString()).toBe('');
  });

  it('S5 a deletion is a change too; the rescue says what it would have removed', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'น้ำท่วม'));
    await ann.acked(1);
    bed.rules.access = () => ({ read: true, write: false });
    const bob = await bed.peer('bob', 'd').joined();
    bob.answers = true;
    bob.sendUpdate(updateOf(bob.doc, () => bob.doc.getText('t').delete(3, 4)));
    expect(await bob.closedWith()).toBe(closeCodes.refused);
    expect((await rescues()).map(({ passages }) => passages)).toEqual([{ added: [], removed: ['ท่วม'] }]);
    expect(await storedText(bed.sync)).toBe('น้ำท่วม');
  });

  it('S5 what was typed after the refused message is in the rescue, also what comes after our close frame', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'a'));
    await ann.acked(1);
    await lock();
    const questions = () => ann.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length;
    const before = questions();
    ann.sendUpdate(write(ann, 'b', 1));
    // Never answered: what came before it is not in the document.
    ann.send([100, 2]);
    await until(() => questions() > before, 'the server asks for all it has');
    ann.sendUpdate(write(ann, 'c', 2));
    ann.sendStep2(Y.encodeStateAsUpdate(ann.doc));
    ann.sendUpdate(write(ann, 'd', 3));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    const refusal = readRefusal(ann.closed?.reason ?? '');
    await until(async () => (await rescues())[0]?.passages.added[0] === 'bcd', 'everything is in the rescue');
    const [rescue, ...others] = await rescues();
    expect([refusal, others]).toEqual([{ isLocked: true, rescueId: rescue?.id }, []]);
    expect([rescue?.reason, ann.acks]).toEqual(['locked', [1]]);
    expect(await storedText(bed.sync)).toBe('a');
  });

  it('S5 who does not answer loses nothing of what was refused, and neither does who is cut off at once', async () => {
    bed = await openBed({ limits: { refusalAnswerMs: 30 } });
    const [ann, bob] = [await bed.peer('ann', 'd').joined(), await bed.peer('bob', 'd').joined()];
    await lock();
    ann.sendUpdate(write(ann, 'mute'));
    bob.sendUpdate(write(bob, 'cut'));
    bob.ws.once('message', () => bob.ws.terminate());
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    await until(async () => (await rescues()).length === 2, 'both are kept');
    expect((await rescues()).map(({ passages }) => passages.added[0]).sort()).toEqual(['cut', 'mute']);
  });

  it('S5 S8 what waited its turn because of the rate is in the rescue as well', async () => {
    bed = await openBed({ limits: { updatesPerSecond: 2, refusalAnswerMs: 30 } });
    const ann = await bed.peer('ann', 'd').joined();
    await lock();
    for (const [index, letter] of [...'abcdefghijkl'].entries()) ann.sendUpdate(write(ann, letter, index));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    await until(async () => (await rescues())[0]?.passages.added[0] === 'abcdefghijkl', 'all of it is kept');
  });

  it('S5 no 4423 without a committed rescue: what cannot be stored closes with 4500', async () => {
    bed = await openBed({ limits: { rescueBytes: 20 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.answers = true;
    await lock();
    ann.sendUpdate(write(ann, 'more than the bound allows'));
    expect(await ann.closedWith()).toBe(closeCodes.failed);
    expect(await rescues()).toEqual([]);
  });

  it('S5 a lock refuses what waits for the commit and what waits for its predecessor', async () => {
    bed = await openBed();
    const [ann, bob] = [await bed.peer('ann', 'd').joined(), await bed.peer('bob', 'd').joined()];
    ann.answers = true;
    await ann.acked(1);
    write(bob, 'lost ');
    bob.sendUpdate(write(bob, 'parked', 5));
    await until(() => bob.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length === 2, 'bob is asked');
    bob.answers = true;
    await lock();
    ann.sendUpdate(write(ann, 'late'));
    await until(() => ann.closed !== null && bob.closed !== null, 'both are closed');
    expect(ann.lockStates.at(-1)).toEqual([1, 1]);
    expect((await rescues()).map(({ passages }) => passages.added.join('')).sort()).toEqual(['late', 'lost parked']);
  });

  it('S5 an edit that meets a newer epoch of an open document is written', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    await ann.acked(1);
    await bed.database.transaction().execute((transaction) => lockDocuments(transaction, ['d']));
    await bed.database.transaction().execute((transaction) => openDocuments(transaction, ['d']));
    ann.sendUpdate(write(ann, 'between'));
    await ann.acked(2);
    expect(ann.lockStates).toEqual([
      [0, 0],
      [2, 0],
    ]);
    expect(await storedText(bed.sync)).toBe('between');
  });

  it('S5 reading and awareness go on behind a lock; after the reopening writing does', async () => {
    bed = await openBed();
    const [ann, bob] = [await bed.peer('ann', 'd').joined(), await bed.peer('bob', 'd').joined()];
    await ann.acked(1);
    await lock();
    bob.sendAwareness(7, 1, { cursor: 1 });
    await until(() => ann.awareness.some(({ clientId }) => clientId === 7), 'ann sees bob');
    await reopen();
    ann.sendUpdate(write(ann, 'again'));
    await ann.acked(2);
    expect(ann.lockStates).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
  });
});

describe('S5 rescues', () => {
  it('S5 a later one that says all of an earlier takes its place and its id; one that says no more is not kept', async () => {
    bed = await openBed();
    const doc = new Y.Doc();
    const first = updateOf(doc, () => doc.getText('t').insert(0, 'a'));
    const second = updateOf(doc, () => doc.getText('t').insert(1, 'b'));
    const kept = await bed.sync.keepRescue('d', first, 'ann');
    expect(kept.isNew).toBe(true);
    expect(await bed.sync.keepRescue('d', first, 'ann')).toEqual({ id: kept.id, isNew: false });
    expect(await bed.sync.keepRescue('d', Y.mergeUpdates([first, second]), 'ann')).toEqual({
      id: kept.id,
      isNew: true,
    });
    expect(await bed.sync.keepRescue('d', second, 'ann')).toEqual({ id: kept.id, isNew: false });
    expect((await bed.sync.keepRescue('d', second, 'bob')).isNew).toBe(true);
    expect((await rescues()).map(({ personId, passages }) => [personId, passages.added])).toEqual([
      ['ann', ['ab']],
      ['bob', ['b']],
    ]);
  });

  it('S5 a rescue that was not read when the server ended is read later', async () => {
    bed = await openBed();
    const doc = new Y.Doc();
    const kept = await bed.sync.keepRescue(
      'd',
      updateOf(doc, () => doc.getText('t').insert(0, 'ยังอยู่')),
      'ann',
    );
    await bed.sync.close();
    const row = await bed.database.selectFrom('rescue').select('passages').executeTakeFirstOrThrow();
    expect(row.passages === null || row.passages.includes('ยังอยู่')).toBe(true);
    expect(kept.isNew).toBe(true);
  });

  it('S5 what the document has is no rescue; what is no update, too much, or for no document says so', async () => {
    bed = await openBed({ limits: { rescueBytes: 60 } });
    const ann = await bed.peer('ann', 'd').joined();
    const update = write(ann, 'a');
    ann.sendUpdate(update);
    await ann.acked(1);
    expect(await bed.sync.keepRescue('d', update, 'ann')).toEqual({ id: null, isNew: false });
    await expect(bed.sync.keepRescue('d', Uint8Array.of(9), 'ann')).rejects.toMatchObject({ code: 'invalid' });
    await expect(bed.sync.keepRescue('gone', update, 'ann')).rejects.toMatchObject({ code: 'notFound' });
    const long = updateOf(ann.doc, () => ann.doc.getText('t').insert(0, 'x'.repeat(80)));
    await expect(bed.sync.keepRescue('d', long, 'ann')).rejects.toMatchObject({ code: 'tooLarge' });
  });
});

describe('S7 a client id belongs to one person', () => {
  it('S7 who writes under the id of another is refused, also after a restart of the room, and before anyone sees it', async () => {
    bed = await openBed({ limits: { quietMs: 1 } });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'ann'));
    await ann.acked(1);
    ann.ws.close();
    await until(() => bed.sync.metrics().rooms === 0, 'the room is gone');
    const eve = await bed.peer('eve', 'd').joined();
    eve.answers = true;
    eve.doc.clientID = ann.doc.clientID;
    eve.sendUpdate(updateOf(eve.doc, () => eve.doc.getText('t').insert(3, ' lies')));
    expect(await eve.closedWith()).toBe(closeCodes.refused);
    expect(await rescues()).toMatchObject([{ personId: 'eve', reason: 'identity' }]);
    expect(await storedText(bed.sync)).toBe('ann');
  });

  it('S7 the id that an awareness state names is bound before others hear it', async () => {
    bed = await openBed();
    const [ann, eve] = [await bed.peer('ann', 'd').joined(), await bed.peer('eve', 'd').joined()];
    ann.sendAwareness(ann.doc.clientID, 1, { cursor: null });
    await until(() => eve.awareness.length === 1, 'eve sees ann');
    const owners = await bed.database.selectFrom('clientOwner').select(['clientId', 'personId']).execute();
    expect(owners).toEqual([{ clientId: ann.doc.clientID, personId: 'ann' }]);
    eve.answers = true;
    eve.doc.clientID = ann.doc.clientID;
    eve.sendUpdate(write(eve, 'lies'));
    expect(await eve.closedWith()).toBe(closeCodes.refused);
    ann.sendUpdate(write(ann, 'true'));
    await ann.acked(1);
    expect(await storedText(bed.sync)).toBe('true');
  });

  it('S7 another person’s awareness under a bound id is dropped; a person may bring many ids', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendAwareness(7, 1, {});
    await until(() => ann.awareness.some(({ clientId }) => clientId === 7), 'ann hears herself');
    ann.ws.close();
    const bob = await bed.peer('bob', 'd').joined();
    const eve = await bed.peer('eve', 'd').joined();
    eve.sendAwareness(7, 9, {});
    const again = await bed.peer('ann', 'd').joined();
    again.sendAwareness(8, 1, {});
    await until(() => bob.awareness.some(({ clientId }) => clientId === 8), 'bob sees ann');
    expect(bob.awareness.filter(({ clientId, state }) => clientId === 7 && state !== null)).toEqual([]);
  });

  it('S7 S8 of many ids that a person has and wrote nothing under, the oldest is forgotten', async () => {
    bed = await openBed({ limits: { unusedIds: 3 } });
    const bob = await bed.peer('bob', 'd').joined();
    for (let clientId = 10; clientId < 20; clientId++) {
      const ann = await bed.peer('ann', 'd').joined();
      ann.sendAwareness(clientId, 1, {});
      await until(() => bob.awareness.some((entry) => entry.clientId === clientId), 'bob sees ann');
      ann.ws.close();
    }
    const owners = await bed.database.selectFrom('clientOwner').select('clientId').orderBy('clientId').execute();
    expect(owners.map(({ clientId }) => clientId)).toEqual([17, 18, 19]);
  });

  it('S7 nobody goes on under the server’s own ids', async () => {
    bed = await openBed();
    const server = new Y.Doc();
    await bed.sync.applyServerUpdate(
      'd',
      updateOf(server, () => server.getText('t').insert(0, 'template')),
      null,
    );
    const eve = await bed.peer('eve', 'd').joined();
    eve.answers = true;
    eve.doc.clientID = server.clientID;
    eve.sendUpdate(write(eve, 'lies', 8));
    expect(await eve.closedWith()).toBe(closeCodes.refused);
    expect(await storedText(bed.sync)).toBe('template');
  });
});

describe('S10 only the shared schema', () => {
  const element = (name: string) => new Y.XmlElement(name);
  const marked = (mark: string) => {
    const text = new Y.XmlText();
    text.insert(0, 'ก', { [mark]: true });
    return text;
  };
  const attributed = (attribute: string) => {
    const block = element('heading');
    block.setAttribute(attribute, '1');
    return block;
  };
  const changes: Record<string, (doc: Y.Doc) => void> = {
    'an element': (doc) => doc.getXmlFragment('default').push([element('mystery')]),
    'a mark': (doc) => doc.getXmlFragment('default').push([marked('glow')]),
    'an attribute': (doc) => doc.getXmlFragment('default').push([attributed('onclick')]),
    'a root type': (doc) => doc.getText('other').insert(0, 'x'),
    'an attribute of a megabyte': (doc) => {
      const image = element('image');
      image.setAttribute('alt', 'ก'.repeat(350_000));
      doc.getXmlFragment('default').push([image]);
    },
    'a mark of a megabyte': (doc) => {
      const text = new Y.XmlText();
      text.insert(0, 'ก', { link: { href: `https://x/${'a'.repeat(1_000_000)}` } });
      doc.getXmlFragment('default').push([text]);
    },
    'a map': (doc) => doc.getXmlFragment('default').push([new Y.Map() as never]),
  };
  it.each(Object.keys(changes))('S10 %s that no document may hold is refused and kept', async (name) => {
    bed = await openBed({ vocabulary: documentVocabulary });
    const ann = await bed.peer('ann', 'd').joined();
    ann.answers = true;
    ann.sendUpdate(updateOf(ann.doc, () => changes[name]?.(ann.doc)));
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    expect(await rescues()).toMatchObject([{ reason: 'schema' }]);
    expect(await bed.sync.contentOf('d', (doc) => Y.encodeStateVector(doc).length)).toBe(1);
  });

  it('S10 what the schema has is taken, in whatever place, and an old client writes nothing', async () => {
    bed = await openBed({ vocabulary: documentVocabulary });
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(
      updateOf(ann.doc, () => {
        ann.doc.getXmlFragment('default').push([attributed('level'), marked('bold--AbCd1234'), element('hardBreak')]);
      }),
    );
    await ann.acked(1);
    const old = await bed.peer('bob', 'd?schema=0').joined();
    old.answers = true;
    await old.acked(1);
    old.sendUpdate(updateOf(old.doc, () => old.doc.getXmlFragment('default').push([element('paragraph')])));
    expect(await old.closedWith()).toBe(closeCodes.refused);
  });

  it('S10 a client of an older schema writes until the document holds what it lacks, also when that comes meanwhile', async () => {
    bed = await openBed({ vocabulary: documentVocabulary });
    const ann = await bed.peer('ann', 'd').joined();
    await ann.acked(1);
    const old = await bed.peer('bob', 'd?schema=1').joined();
    old.answers = true;
    await old.acked(1);
    old.sendUpdate(updateOf(old.doc, () => old.doc.getXmlFragment('default').push([element('paragraph')])));
    await old.acked(2);
    ann.sendUpdate(updateOf(ann.doc, () => ann.doc.getXmlFragment('default').push([element('table')])));
    await ann.acked(2);
    await old.acked(3);
    // As its editor would: it deletes what it does not know.
    const { doc } = old;
    old.sendUpdate(updateOf(doc, () => doc.getXmlFragment('default').delete(0, doc.getXmlFragment('default').length)));
    expect(await old.closedWith()).toBe(closeCodes.refused);
    expect(await rescues()).toMatchObject([{ reason: 'schema' }]);
    const names = await bed.sync.contentOf('d', (kept) => kept.getXmlFragment('default').toString());
    expect(names).toContain('<table>');
  });
});

describe('S14 a restored backup is a new generation', () => {
  it('S14 what a replica of another generation has beyond it is a rescue, and is not merged', async () => {
    bed = await openBed();
    await bed.database.updateTable('document').set({ generation: 2 }).execute();
    const ann = bed.peer('ann', 'd?generation=1');
    ann.answers = true;
    write(ann, 'newer than the backup');
    expect(await ann.closedWith()).toBe(closeCodes.refused);
    expect(await rescues()).toMatchObject([{ reason: 'generation', passages: { added: ['newer than the backup'] } }]);
    expect(await storedText(bed.sync)).toBe('');
  });

  it('S14 one that has nothing more goes on, and so does one of this generation or that names none', async () => {
    bed = await openBed();
    await bed.database.updateTable('document').set({ generation: 2 }).execute();
    for (const [index, query] of ['?generation=1', '?generation=2', ''].entries()) {
      const peer = bed.peer('ann', `d${query}`);
      peer.answers = true;
      await peer.joined();
      await peer.acked(1);
      peer.sendUpdate(write(peer, `${index}`));
      await peer.acked(2);
    }
    expect((await storedText(bed.sync))?.length).toBe(3);
  });

  it('S14 while the documents are being replaced everyone is closed with 4503 and nobody gets in', async () => {
    bed = await openBed();
    const ann = await bed.peer('ann', 'd').joined();
    ann.sendUpdate(write(ann, 'kept'));
    await ann.acked(1);
    await bed.sync.whileClosed(async () => {
      expect(await ann.closedWith()).toBe(closeCodes.restarting);
      expect(await bed.peer('bob', 'd').closedWith()).toBe(closeCodes.restarting);
      expect(bed.sync.metrics().rooms).toBe(0);
    });
    const bob = await bed.peer('bob', 'd').joined();
    expect(bob.doc.getText('t').toString()).toBe('kept');
  });
});
