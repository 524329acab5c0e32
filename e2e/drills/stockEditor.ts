import type { WebSocket } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Caller } from '../support/api.ts';
import { stockProvider } from '../support/stockProvider.ts';

/** Somebody with the unmodified provider of y-websocket, who types words of their own into a paragraph of their own. */
export class StockEditor {
  readonly name: string;
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  typed = 0;
  connects = 0;
  #text: Y.XmlText | null = null;

  constructor(caller: Caller, documentId: string, name: string) {
    this.name = name;
    this.provider = stockProvider(caller, documentId, this.doc);
    this.provider.on('status', ({ status }) => {
      if (status === 'connected') this.connects += 1;
    });
  }

  get words(): string[] {
    return Array.from({ length: this.typed }, (_, index) => `${this.name}.${index + 1}`);
  }

  get content(): string {
    return this.doc.getXmlFragment('default').toString();
  }

  type(): void {
    this.typed += 1;
    this.doc.transact(() => {
      if (this.#text === null) {
        this.#text = new Y.XmlText();
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [this.#text]);
        this.doc.getXmlFragment('default').push([paragraph]);
      }
      this.#text.insert(this.#text.length, `${this.name}.${this.typed} `);
    });
  }

  /** As a network does it: without a goodbye. */
  cut(): void {
    (this.provider.ws as unknown as WebSocket | null)?.terminate();
  }

  stop(): void {
    this.provider.awareness.destroy();
    this.provider.destroy();
  }
}
