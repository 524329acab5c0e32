import { identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import { documentSchemaVersion } from '@ruam/shared/document/schema.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { closeCodes, messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { TextSource } from './passages.ts';
import type { Surroundings } from './surroundings.ts';

const syncStep1 = 0;
const longestWaitMs = 8_000;
const jitterMs = 3_000;

/**
 * Follows a document and never writes: all it sends is which updates it has (sync step 1). Each connection begins a new
 * replica, so that a document that was replaced meanwhile is never mixed with what it was; what was read before stays until
 * the new one is whole.
 */
export class TextReceiver {
  readonly #document: string;
  readonly #around: Surroundings;
  readonly #onText: (text: TextSource) => void;
  readonly #onLive: (isLive: boolean) => void;
  #socket: WebSocket | null = null;
  #doc: Y.Doc | null = null;
  #isWhole = false;
  #failures = 0;
  #cancel: () => void = () => {};
  #isOver = false;

  /** @param onLive whether what is typed is heard */
  constructor(
    document: string,
    around: Surroundings,
    onText: (text: TextSource) => void,
    onLive: (isLive: boolean) => void,
  ) {
    this.#document = document;
    this.#around = around;
    this.#onText = onText;
    this.#onLive = onLive;
    this.#connect();
  }

  /** Comes back now if it waits: the link has been found to be good again. */
  hasten(): void {
    if (this.#socket !== null || this.#isOver) return;
    this.#cancel();
    this.#connect();
  }

  end(): void {
    this.#isOver = true;
    this.#cancel();
    this.#socket?.close();
    this.#doc?.destroy();
  }

  #connect(): void {
    const { origin, WebSocket: Socket } = this.#around;
    const query = `projector=1&schema=${documentSchemaVersion}`;
    const socket = new Socket(`${origin}/sync/${encodeURIComponent(this.#document)}?${query}`);
    const doc = new Y.Doc();
    this.#socket = socket;
    this.#doc?.destroy();
    this.#doc = doc;
    this.#isWhole = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => socket.send(stateQuestion(doc));
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.#heard(doc, new Uint8Array(data));
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (!this.#isOver) this.#onLive(false);
      // What ended for good is told by the projector's own link.
      if (this.#isOver || code === closeCodes.notFound) return;
      const waitMs = Math.min(longestWaitMs, 250 * 2 ** this.#failures);
      this.#failures += 1;
      this.#cancel = this.#around.later(() => this.#connect(), waitMs + this.#around.random() * jitterMs);
    };
  }

  #heard(doc: Y.Doc, frame: Uint8Array): void {
    const update = updateIn(frame);
    if (update === null || this.#doc !== doc) return;
    Y.applyUpdate(doc, update.bytes);
    if (update.isAnswer) {
      this.#isWhole = true;
      this.#failures = 0;
      this.#onLive(true);
    }
    if (this.#isWhole) this.#onText(textOf(doc));
  }
}

/** A replica's text with the identities of its paragraphs. */
function textOf(doc: Y.Doc): TextSource {
  return { content: readContent(doc), ids: identifiedParagraphs(doc).map(({ id }) => id) };
}

function stateQuestion(doc: Y.Doc): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.sync);
  encoding.writeVarUint(encoder, syncStep1);
  encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc));
  return new Uint8Array(encoding.toUint8Array(encoder));
}

/** The update that a frame brings, and whether it answers the question for all; null for any other frame. */
function updateIn(frame: Uint8Array): { readonly bytes: Uint8Array; readonly isAnswer: boolean } | null {
  try {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== messageTypes.sync) return null;
    const step = decoding.readVarUint(decoder);
    return step === syncStep1 ? null : { bytes: decoding.readVarUint8Array(decoder), isAnswer: step === 1 };
  } catch {
    return null;
  }
}
