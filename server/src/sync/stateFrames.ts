import * as Y from 'yjs';
import type { CommittedText } from './committedText.ts';
import { stateFrame, stateVectorFrame } from './protocol.ts';

/** Answers that are kept; joiners after a restart ask from few different states. */
const maxKept = 8;
const maxKeptBytes = 16 * 1024 * 1024;
/** Longer state vectors are not worth keeping an answer for. */
const maxKeyBytes = 4_096;

/** The encoded state of a room, shared between all who ask from the same state (docs/sync.md, measurement 5). */
export class StateFrames {
  readonly #text: CommittedText;
  readonly #answers = new Map<string, Uint8Array>();
  #keptBytes = 0;
  #stateVector: Uint8Array | null = null;
  #question: Uint8Array | null = null;

  constructor(text: CommittedText) {
    this.#text = text;
  }

  /** Forgets everything; the document has changed. */
  clear(): void {
    this.#answers.clear();
    this.#keptBytes = 0;
    this.#stateVector = null;
    this.#question = null;
  }

  get stateVector(): Uint8Array {
    this.#stateVector ??= this.#text.ready?.stateVector ?? Y.encodeStateVector(this.#text.doc);
    return this.#stateVector;
  }

  /** The server's step 1. */
  question(): Uint8Array {
    this.#question ??= stateVectorFrame(this.stateVector);
    return this.#question;
  }

  /** Step 2 for a peer that has `stateVector`. */
  answer(stateVector: Uint8Array): Uint8Array {
    const key = stateVector.length <= maxKeyBytes ? Buffer.from(stateVector).toString('latin1') : null;
    const kept = key === null ? undefined : this.#answers.get(key);
    if (kept !== undefined) return kept;
    const ready = isNothing(stateVector) ? this.#text.ready : null;
    const frame = stateFrame(ready?.blob ?? Y.encodeStateAsUpdate(this.#text.doc, stateVector));
    if (key !== null && this.#answers.size < maxKept && this.#keptBytes + frame.length <= maxKeptBytes) {
      this.#answers.set(key, frame);
      this.#keptBytes += frame.length;
    }
    return frame;
  }
}

/** The state vector of who has nothing. */
function isNothing(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0;
}
