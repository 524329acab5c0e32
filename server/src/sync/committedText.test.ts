import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CommittedText } from './committedText.ts';
import { StateFrames } from './stateFrames.ts';

const neverBroken = () => expect.unreachable('it is whole');

function written(): { doc: Y.Doc; blob: Uint8Array; stateVector: Uint8Array } {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'การประเมิน');
  doc.getText('t').delete(2, 3);
  return { doc, blob: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) };
}

describe('CommittedText', () => {
  it('gives a ready state away, with its state vector and its client ids, without making the document', () => {
    const { doc, ...ready } = written();
    const text = new CommittedText(ready, neverBroken);
    const states = new StateFrames(text);
    const [made, passedOn] = [new StateFrames(new CommittedText(doc, neverBroken)), states];
    expect(passedOn.question()).toEqual(made.question());
    expect(passedOn.answer(Uint8Array.of(0))).toEqual(made.answer(Uint8Array.of(0)));
    expect([text.has(doc.clientID), text.has(1)]).toEqual([true, false]);
    expect(text.ready).not.toBeNull();
  });

  it('makes the document for who has some of it', () => {
    const { doc, ...ready } = written();
    const text = new CommittedText(ready, neverBroken);
    const answer = new StateFrames(text).answer(ready.stateVector);
    expect(answer).toEqual(new StateFrames(new CommittedText(doc, neverBroken)).answer(ready.stateVector));
    expect([text.ready, text.doc.getText('t').toString()]).toEqual([null, doc.getText('t').toString()]);
    text.doc.getText('t').insert(0, 'ผล');
    expect([text.has(text.doc.clientID), text.has(doc.clientID)]).toEqual([true, true]);
  });
});
