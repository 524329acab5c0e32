import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { answerAsHelper } from '../drills/helper.ts';
import { signIn } from '../support/api.ts';
import { acknowledged, stockProvider, synced } from '../support/stockProvider.ts';
import { addParagraphs, thaiParagraphs } from './thaiProse.ts';

/** What the process of the remote typists is asked for, one after the other; each is answered when it is done. */
export type TypistsTask =
  | { readonly name: 'fill'; readonly url: string; readonly documentId: string; readonly characters: number }
  | { readonly name: 'join'; readonly url: string; readonly documentId: string; readonly logins: readonly string[] }
  /** Begins; `perSecond` keystrokes of each typist. */
  | { readonly name: 'type'; readonly perSecond: number }
  /** Types no more than that in all, and is answered when it is typed and acknowledged. */
  | { readonly name: 'typeAll'; readonly perSecond: number; readonly keystrokes: number }
  /** Ends what `type` began. */
  | { readonly name: 'rest' }
  | { readonly name: 'leave' };

/** What was typed so far in all, and the size of the document then. */
export interface TypistsAnswer {
  readonly keystrokes: number;
  readonly characters: number;
}

/** So many letters are typed and then taken back, one by one: the document keeps its size. */
const stretch = 120;
const letters = [...'การปฏิบัติงานของสำนักงานเป็นไปตามแผนที่กำหนดไว้ทุกขั้นตอน '];

/** A person with the stock provider, whose caret is seen by others, in a paragraph of their own. */
class Typist {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  typed = 0;
  #text: Y.XmlText | null = null;
  #caret = 0;
  #acks = 0;

  constructor(cookie: string, url: string, documentId: string) {
    const caller = { cookie, origin: url } as Parameters<typeof stockProvider>[0];
    this.provider = stockProvider(caller, documentId, this.doc);
    // Who has asked for an ack is told of locks, too.
    this.provider.messageHandlers[101] = () => {};
    this.provider.awareness.setLocalState({ user: { id: '', name: '', color: 1 } });
  }

  /** @param share 0-1 how far down in the document */
  sit(share: number): void {
    const blocks = this.doc.getXmlFragment('default').toArray();
    const block = blocks[Math.floor(blocks.length * share)];
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('no paragraph to type in');
    this.#text = text;
    this.#caret = Math.floor(text.length / 2);
    this.#showCaret();
  }

  type(): void {
    if (this.#text === null) return;
    const step = this.typed % (2 * stretch);
    if (step < stretch) {
      this.#text.insert(this.#caret, letters[step % letters.length] ?? ' ');
      this.#caret += 1;
    } else {
      this.#caret -= 1;
      this.#text.delete(this.#caret, 1);
    }
    this.typed += 1;
    this.#showCaret();
  }

  acknowledged(): Promise<void> {
    this.#acks += 1;
    return acknowledged(this.provider, this.#acks);
  }

  leave(): void {
    this.provider.awareness.destroy();
    this.provider.destroy();
    this.doc.destroy();
  }

  #showCaret(): void {
    if (this.#text === null) return;
    const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.#text, this.#caret));
    this.provider.awareness.setLocalStateField('cursor', { anchor: place, head: place });
  }
}

let typists: Typist[] = [];
let timer: NodeJS.Timeout | undefined;

answerAsHelper<TypistsTask, TypistsAnswer>(async (task) => {
  switch (task.name) {
    case 'fill':
      await fill(task.url, task.documentId, task.characters);
      break;
    case 'join':
      await join(task.url, task.documentId, task.logins);
      break;
    case 'type':
      void begin(task.perSecond, Number.POSITIVE_INFINITY);
      break;
    case 'typeAll':
      await begin(task.perSecond, task.keystrokes);
      await Promise.all(typists.map((typist) => typist.acknowledged()));
      break;
    case 'rest':
      clearInterval(timer);
      await Promise.all(typists.map((typist) => typist.acknowledged()));
      break;
    case 'leave':
      for (const typist of typists) typist.leave();
      typists = [];
      break;
  }
  return {
    keystrokes: typists.reduce((sum, { typed }) => sum + typed, 0),
    characters:
      typists[0]?.doc
        .getXmlFragment('default')
        .toString()
        .replaceAll(/<[^>]*>/g, '').length ?? 0,
  };
});

async function fill(url: string, documentId: string, characters: number): Promise<void> {
  const { cookie } = await signIn(url, 'cat3-secretary');
  const writer = new Typist(cookie, url, documentId);
  await synced(writer.provider);
  const root = writer.doc.getXmlFragment('default');
  root.delete(0, root.length);
  addParagraphs(writer.doc, thaiParagraphs(characters));
  await writer.acknowledged();
  writer.leave();
}

async function join(url: string, documentId: string, logins: readonly string[]): Promise<void> {
  const cookies = new Map<string, string>();
  for (const login of new Set(logins)) cookies.set(login, (await signIn(url, login)).cookie);
  typists = logins.map((login) => new Typist(cookies.get(login) ?? '', url, documentId));
  await Promise.all(typists.map(({ provider }) => synced(provider)));
  typists.forEach((typist, index) => void typist.sit((index + 0.5) / logins.length));
}

/** Resolves when `keystrokes` are typed; at moments of their own, as people do. */
function begin(perSecond: number, keystrokes: number): Promise<void> {
  const gapMs = 1_000 / (perSecond * typists.length);
  let due = performance.now();
  let left = keystrokes;
  return new Promise((done) => {
    timer = setInterval(() => {
      for (; due < performance.now() && left > 0; due += gapMs * 2 * Math.random()) {
        typists[Math.floor(Math.random() * typists.length)]?.type();
        left -= 1;
      }
      if (left > 0) return;
      clearInterval(timer);
      done();
    }, 2);
  });
}
