import { approvalSchema } from '@ruam/shared/api/api.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { RawPeer, until, updateOf, varUint } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

describe.each(testStores)('deciding while people type, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  async function join(login: string, documentId: string): Promise<RawPeer> {
    const { cookie } = await bed.visit(login);
    const url = `${bed.server.url.replace('http:', 'ws:')}/sync/${documentId}`;
    const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
    onTestFinished(() => peer.ws.terminate());
    // Asked for all it has, it answers as y-websocket does.
    peer.ws.on('message', ([kind, step]: Buffer) => {
      if (kind !== messageTypes.sync || step !== 0) return;
      const all = Y.encodeStateAsUpdate(peer.doc);
      peer.send([messageTypes.sync, 1, ...varUint(all.length), ...all]);
    });
    return peer.joined();
  }

  const say = (peer: RawPeer, word: string) =>
    peer.sendUpdate(
      updateOf(peer.doc, () => {
        const paragraph = new Y.XmlElement('paragraph');
        peer.doc.getXmlFragment(documentRoot).push([paragraph]);
        paragraph.push([new Y.XmlText(word)]);
      }),
    );

  /** Types words, each acknowledged before the next, until the server takes no more; gives those acknowledged. */
  async function type(peer: RawPeer, name: string): Promise<string[]> {
    const acknowledged: string[] = [];
    for (let n = 1; ; n++) {
      say(peer, `${name}${n}.`);
      peer.send([messageTypes.ack, ...varUint(n)]);
      await until(() => peer.acks.length === n || peer.closed !== null, `word ${n} is taken or refused`);
      if (peer.closed !== null) return acknowledged;
      acknowledged.push(`${name}${n}.`);
      if (peer.lockStates.some(([, state]) => state === 1)) return acknowledged;
    }
  }

  async function contentOf(documentId: string): Promise<unknown> {
    return (await (await bed.visit('observer')).get(`/api/documents/${documentId}/content?format=json`)).body;
  }

  /** The content of a document as an approval keeps it. */
  async function snapshotOf(snapshotId: string, documentId: string): Promise<unknown> {
    const { hashed } = await bed.server.database
      .selectFrom('snapshot')
      .select('hashed')
      .where('id', '=', snapshotId)
      .executeTakeFirstOrThrow();
    const kept: { documents: { id: string; content: unknown }[] } = JSON.parse(hashed);
    return kept.documents.find(({ id }) => id === documentId)?.content;
  }

  it('everything committed before is approved, nothing comes after, and who looks on hears of the lock', async () => {
    const documentId = await bed.documentId('3.3', 'basic');
    const onlooker = await join('cat3-chair', documentId);
    await onlooker.acked(1);
    const silent = await join('observer', documentId);
    const heard = [[0, 0]];
    // An append that slips between the reading and the lock is rare: hence several rounds.
    for (let epoch = 1; epoch < 14; epoch += 2) {
      const typists = [await join('cat3-member', documentId), await join('cat3-secretary', documentId)];
      const typing = Promise.all(typists.map((peer, index) => type(peer, `${epoch}${index}-`)));
      await until(() => typists.every((peer) => peer.acks.length >= 3), 'both have typed');
      const { approval } = approvalSchema.parse((await bed.approve('3.3', { level: 'basic' })).body);
      expect(approval.lockEpoch).toBe(epoch);
      const acknowledged = (await typing).flat();
      const content = await snapshotOf(approval.snapshotId, documentId);
      expect(acknowledged.filter((word) => !JSON.stringify(content).includes(`"${word}"`))).toEqual([]);
      expect(await contentOf(documentId)).toEqual(content);
      await bed.reopen('3.3');
      heard.push([epoch, 1], [epoch + 1, 0]);
      await until(() => onlooker.lockStates.length === heard.length, 'the onlooker hears of both');
      expect(onlooker.lockStates).toEqual(heard);
    }
    // A plain y-websocket client, which has never asked for an ack, is sent nothing that it does not know.
    expect(silent.lockStates).toEqual([]);
  });

  it('an approval that came too early for the text that is shown says so, and locks nothing', async () => {
    const documentId = await bed.documentId('3.1', 'basic');
    const shown = (await bed.hashed('3.1', '?level=basic')).body as { contentHash: string };
    const typist = await join('cat3-member', documentId);
    say(typist, 'ใหม่');
    await typist.acked(1);
    const refused = await bed.approve('3.1', { level: 'basic', expectedContentHash: shown.contentHash });
    const { contentHash } = (await bed.hashed('3.1', '?level=basic')).body as { contentHash: string };
    const details = { expected: shown.contentHash, actual: contentHash };
    expect(refused.body).toMatchObject({ error: { code: 'textChanged', details } });
    say(typist, 'ยังพิมพ์ได้');
    await typist.acked(2);
    expect(JSON.stringify(await contentOf(documentId))).toContain('ยังพิมพ์ได้');
  });

  it('a reopening lets those type again who stayed', async () => {
    const documentId = await bed.documentId('3.2', 'basic');
    const typist = await join('cat3-member', documentId);
    await typist.acked(1);
    await bed.approve('3.2', { level: 'basic' });
    await bed.reopen('3.2');
    await until(() => typist.lockStates.length === 3, 'the typist hears of both');
    expect(typist.lockStates).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    say(typist, 'แก้ไขแล้ว');
    await typist.acked(2);
    expect(JSON.stringify(await contentOf(documentId))).toContain('แก้ไขแล้ว');
  });
});
