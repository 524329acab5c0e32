import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ByteReader } from './byteReader.ts';
import type { RaceServer } from './raceServer.ts';
import type { SeededRandom } from './seededRandom.ts';
import { RawPeer, updateOf, varUint } from './testBed.ts';

/** A writer at one of the servers. */
export class RaceWriter extends RawPeer {
  readonly server: RaceServer;
  /** Sent, and not yet known to be in the document or in a rescue. */
  open: string[] = [];
  #asked = 0;
  #acknowledged = 0;
  #waiting: () => void = () => undefined;

  constructor(server: RaceServer, documentId: string, name: string) {
    super(new WebSocket(`${server.url}/${documentId}`, { headers: { cookie: `person=${name}` } }));
    this.server = server;
    this.answers = true;
    this.ws.on('message', ([type, ...numbers]: Buffer) => {
      if (type !== messageTypes.ack) return;
      this.#acknowledged = new ByteReader(Uint8Array.from(numbers)).readVarUint();
      this.#look();
    });
    this.ws.on('close', () => this.#look());
  }

  type(mark: string, random: SeededRandom): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    this.open.push(mark);
    this.sendUpdate(updateOf(this.doc, () => insertBetweenMarks(this.doc, mark, random)));
  }

  /** True when all that was typed is acknowledged, false when the connection ended instead. */
  async settled(): Promise<boolean> {
    this.#asked += 1;
    if (this.ws.readyState === WebSocket.OPEN) this.send([messageTypes.ack, ...varUint(this.#asked)]);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = resolve;
    this.#look();
    await promise;
    return this.closed === null;
  }

  #look(): void {
    if (this.closed !== null || this.#acknowledged === this.#asked) this.#waiting();
  }
}

function insertBetweenMarks(doc: Y.Doc, mark: string, random: SeededRandom): void {
  const root = doc.getXmlFragment('default');
  const paragraph = root.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (text instanceof Y.XmlText) {
    const places = [0, ...[...text.toString().matchAll(/]/g)].map(({ index }) => index + 1)];
    text.insert(random.pick(places), mark);
  } else {
    const first = new Y.XmlElement('paragraph');
    first.insert(0, [new Y.XmlText(mark)]);
    root.insert(0, [first]);
  }
}
