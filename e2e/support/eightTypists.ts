import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import type { Caller } from './api.ts';
import { acknowledged, stockProvider, synced } from './stockProvider.ts';
import { byCodePoints, byComposition, caretBehind } from './typing.ts';

/** Those who may write in category 3, each at two machines. */
export const eightLogins = ['cat3-chair', 'cat3-secretary', 'cat3-member-1', 'cat3-member-2'].flatMap((login) => [
  login,
  login,
]);

const phrases = ['ปั๊มน้ำชำรุด', 'ผู้ใหญ่ซ่อมแล้ว', 'น้ำท่วมซ้ำซาก', 'ที่ตู้เก็บเอกสาร'];

/** One of the eight at their place in the paragraph. */
export interface Typist {
  readonly number: number;
  /** What they have written so far, sentence by sentence. */
  readonly sentences: string[];
  /** One more numbered sentence, at their own caret, which nothing but their own typing moves. */
  writeSentence(pause: () => Promise<unknown>): Promise<void>;
}

/** Makes the document one paragraph in which each of the eight has a place, `[1][2]…[8]`. */
export async function layOutPlaces(caller: Caller, documentId: string): Promise<void> {
  const doc = new Y.Doc();
  const provider = stockProvider(caller, documentId, doc);
  // Who has asked for an ack is told of locks, too.
  provider.messageHandlers[101] = () => {};
  await synced(provider);
  const root = doc.getXmlFragment('default');
  doc.transact(() => {
    root.delete(0, root.length);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(eightLogins.map((_, index) => placeOf(index + 1)).join(''))]);
    root.push([paragraph]);
  });
  await acknowledged(provider, 1);
  provider.awareness.destroy();
  provider.destroy();
}

/** Sits down behind place `number`; the even ones type through an input method, the odd ones code point by code point. */
export async function sitDown(page: Page, number: number): Promise<Typist> {
  const type = await (number % 2 === 0 ? byComposition(page) : byCodePoints(page));
  const sentences: string[] = [];
  await caretBehind(page, placeOf(number));
  return {
    number,
    sentences,
    async writeSentence(pause) {
      const sentence = `<${number}.${sentences.length + 1} ${phrases[(number + sentences.length) % phrases.length]}>`;
      await type(sentence, pause);
      sentences.push(sentence);
    },
  };
}

/** What the paragraph must be, to the letter: behind each place all sentences of its typist, in order, each whole. */
export function wholeText(typists: readonly Typist[]): string {
  return typists.map(({ number, sentences }) => placeOf(number) + sentences.join('')).join('');
}

function placeOf(number: number): string {
  return `[${number}]`;
}
