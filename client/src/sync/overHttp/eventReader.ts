import { decodeRecords, type LineRecord } from '@ruam/shared/sync/line.ts';

/** One event of a line. */
export interface LineEvent {
  readonly number: number;
  readonly records: readonly LineRecord[];
}

/** Takes server-sent events apart, however they were cut on the way. */
export class EventReader {
  #rest = '';
  readonly #decoder = new TextDecoder();

  /** The events that are complete with this piece, in order. Throws for what is not of a line. */
  read(piece: Uint8Array): readonly LineEvent[] {
    const parts = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n\n');
    this.#rest = parts.pop() ?? '';
    return parts.flatMap((part) => {
      const [, number] = /^id: (\d+)$/m.exec(part) ?? [];
      const [, content] = /^data: (.*)$/m.exec(part) ?? [];
      if (number === undefined || content === undefined) return [];
      const records = decodeRecords(bytesOf(content));
      if (records === null) throw new Error('not an event of a line');
      return [{ number: Number(number), records }];
    });
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
