import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ByteReader, MalformedError } from './byteReader.ts';
import { varUint } from './testBed.ts';
import { readUpdate } from './updateReader.ts';

const text = (content: string): number[] => {
  const bytes = new TextEncoder().encode(content);
  return [...varUint(bytes.length), ...bytes];
};
/** One client 5 with one struct at `clock`, no deletions. */
const oneStruct = (struct: readonly number[], clock = 0): number[] => [1, 1, 5, ...varUint(clock), ...struct, 0];

const malformed: Record<string, readonly number[]> = {
  'a count of structs beyond the bytes': [1, ...varUint(2 ** 25), 5, 0, 4, 1, 1, 116, 1, 97, 0],
  'a count of clients beyond the bytes': [...varUint(2 ** 30), 0],
  'a count of delete ranges beyond the bytes': [0, 1, 5, ...varUint(2 ** 25)],
  'a number that never ends': [255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
  'trailing bytes': [0, 0, 0],
  nothing: [],
  'a client without structs': [1, 0, 5, 0, 0],
  'a hundred thousand times too many structs': [1, ...varUint(600_000), 5, 0, ...new Array(1_200_000).fill(1), 0],
  'a client named twice': [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0],
  'a struct of no length': oneStruct([0, 0]),
  'an absurd clock': oneStruct([0, 1], 2 ** 50),
  'a struct that names its own future': oneStruct([0x84, 5, 3, ...text('a')]),
  'a parent in its own future': oneStruct([4, 0, 5, 3, ...text('a')]),
  'text that is not UTF-8': oneStruct([4, 1, ...text('t'), 2, 0xc3, 0x28]),
  'JSON that is none': oneStruct([5, 1, ...text('t'), ...text('{')]),
  'JSON nested too deep': oneStruct([5, 1, ...text('t'), ...text('['.repeat(100) + ']'.repeat(100))]),
  'a value nested too deep': oneStruct([
    8,
    1,
    ...text('t'),
    1,
    ...Array.from({ length: 100 }, () => [117, 1]).flat(),
    126,
  ]),
  'a list longer than the bytes': oneStruct([8, 1, ...text('t'), 1, 117, ...varUint(2 ** 25)]),
  'a big integer, which no JSON can hold': oneStruct([8, 1, ...text('t'), 1, 122, 0, 0, 0, 0, 0, 0, 0, 1]),
  'an unknown value': oneStruct([8, 1, ...text('t'), 1, 3]),
  'an unknown type': oneStruct([7, 1, ...text('t'), 9]),
  'a document inside the document': oneStruct([9, 1, ...text('t'), ...text('guid'), 118, 0]),
  'unknown content': oneStruct([17, 1, ...text('t')]),
  'a delete range of no length': [0, 1, 5, 1, 0, 0],
};

describe('S9 the check before Yjs', () => {
  for (const [name, bytes] of Object.entries(malformed)) {
    it(`S9 refuses ${name}`, () => {
      expect(() => read(Uint8Array.from(bytes))).toThrow(MalformedError);
    });
  }

  it('S9 reads every kind of content as Yjs wrote it', () => {
    const doc = new Y.Doc();
    doc
      .getArray('a')
      .insert(0, [1, -70, 2 ** 40, 1.5, 'กำ🙂', true, null, { a: [undefined, false] }, new Uint8Array(4)]);
    doc.getText('t').insert(0, 'bold', { bold: true });
    doc.getText('t').insertEmbed(1, { image: 'x' });
    doc.getXmlFragment('x').insert(0, [new Y.XmlElement('p'), new Y.XmlText('text')]);
    doc.getMap('m').set('k', new Y.Map());
    doc.getText('t').delete(0, 2);
    const seen: [number, number][] = [];
    read(Y.encodeStateAsUpdate(doc), (clock, length) => seen.push([clock, length]));
    const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc));
    expect(seen).toEqual(structs.map((struct) => [struct.id.clock, struct.length]));
  });
});

function read(update: Uint8Array, struct: (clock: number, length: number) => void = () => undefined): void {
  readUpdate(new ByteReader(update), { client: () => undefined, deletion: () => undefined, struct });
}
