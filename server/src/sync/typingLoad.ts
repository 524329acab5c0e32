import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { RawPeer, until, updateOf, varUint } from './testBed.ts';

const writersPerDocument = 4;

/** One writer's marks of one round: `1 2 3 …` in a paragraph of its own that begins with its name. */
export interface Written {
  readonly documentId: string;
  readonly name: string;
  /** So many were acknowledged, seen, or found in the store. */
  known: number;
}

/** People who type into documents, and one in each who only watches, until the server is gone. */
export class TypingLoad {
  readonly #round: number;
  readonly #rooms: { readonly documentId: string; readonly watcher: RawPeer; readonly writers: readonly RawPeer[] }[];
  readonly #sent = new Map<RawPeer, number>();
  #typing: NodeJS.Timeout | null = null;
  #startedAt = 0;
  #endedAt = 0;

  constructor(url: string, round: number, documents: readonly string[]) {
    this.#round = round;
    const join = (name: string, documentId: string) =>
      new RawPeer(new WebSocket(`${url}/${documentId}`, { headers: { cookie: `person=${name}` } }));
    this.#rooms = documents.map((documentId) => ({
      documentId,
      watcher: join('watcher', documentId),
      writers: Array.from({ length: writersPerDocument }, (_, index) => join(`w${index}`, documentId)),
    }));
  }

  async join(): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.joined()));
  }

  get #peers(): RawPeer[] {
    return this.#rooms.flatMap(({ watcher, writers }) => [watcher, ...writers]);
  }

  /** All together so many updates a second, an ack asked for after each. */
  type(perSecond: number): void {
    const writers = this.#rooms.flatMap((room) =>
      room.writers.map((writer, index) => ({ writer, name: this.#name(index) })),
    );
    this.#startedAt = performance.now();
    let typed = 0;
    this.#typing = setInterval(() => {
      const due = ((performance.now() - this.#startedAt) * perSecond) / 1_000;
      for (; typed < due; typed++) {
        const typist = writers[typed % writers.length];
        if (typist?.writer.ws.readyState === WebSocket.OPEN) this.#write(typist.writer, typist.name);
      }
    }, 2);
  }

  /** Everything that the server sent has arrived. */
  async over(): Promise<void> {
    this.#endedAt = performance.now();
    if (this.#typing !== null) clearInterval(this.#typing);
    await until(() => this.#peers.every(({ closed }) => closed !== null), 'everyone is cut off');
  }

  get durationMs(): number {
    return this.#endedAt - this.#startedAt;
  }

  get sent(): number {
    return [...this.#sent.values()].reduce((sum, count) => sum + count, 0);
  }

  get acknowledged(): number {
    return this.#rooms.flatMap(({ writers }) => writers).reduce((sum, writer) => sum + lastAck(writer), 0);
  }

  get seen(): number {
    return this.#perWriter(({ room, writer, name }) => seenBy(room, writer, name)).reduce(
      (sum, { count }) => sum + count,
      0,
    );
  }

  known(): Written[] {
    return this.#perWriter(({ room, writer, name }) => Math.max(lastAck(writer), seenBy(room, writer, name))).map(
      ({ documentId, name, count }) => ({ documentId, name, known: count }),
    );
  }

  #perWriter(count: (of: { room: RawPeer[]; writer: RawPeer; name: string }) => number) {
    return this.#rooms.flatMap(({ documentId, watcher, writers }) =>
      writers.map((writer, index) => {
        const name = this.#name(index);
        return { documentId, name, count: count({ room: [watcher, ...writers], writer, name }) };
      }),
    );
  }

  #name(writer: number): string {
    return `${this.#round}-${writer}`;
  }

  #write(writer: RawPeer, name: string): void {
    const mark = (this.#sent.get(writer) ?? 0) + 1;
    this.#sent.set(writer, mark);
    writer.sendUpdate(
      updateOf(writer.doc, () => {
        if (mark === 1) {
          const paragraph = new Y.XmlElement('paragraph');
          paragraph.insert(0, [new Y.XmlText(`${name}:`)]);
          writer.doc.getXmlFragment('default').push([paragraph]);
        }
        const text = textOf(writer.doc, name);
        text.insert(text.length, `${mark} `);
      }),
    );
    writer.send([100, ...varUint(mark)]);
  }
}

function lastAck(writer: RawPeer): number {
  return writer.acks.at(-1) ?? 0;
}

function seenBy(room: readonly RawPeer[], writer: RawPeer, name: string): number {
  return Math.max(...room.filter((peer) => peer !== writer).map(({ doc }) => marksIn(doc).get(name) ?? 0));
}

function textOf(doc: Y.Doc, name: string): Y.XmlText {
  const text = textsOf(doc).find((one) => one.toString().startsWith(`${name}:`));
  if (text === undefined) throw new Error('the paragraph is gone');
  return text;
}

function textsOf(doc: Y.Doc): Y.XmlText[] {
  return doc
    .getXmlFragment('default')
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText);
}

/** How many marks each writer has here; a hole among them counts as if all behind it were missing. */
export function marksIn(doc: Y.Doc): Map<string, number> {
  return new Map(
    textsOf(doc).map((text): [string, number] => {
      const [name = '', marks = ''] = String(text).split(':');
      const hole = marks.split(' ').findIndex((mark, index) => Number(mark) !== index + 1);
      return [name, hole];
    }),
  );
}
