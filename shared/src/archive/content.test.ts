import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { documentRoot } from '../document/schema.ts';
import { readContent, writeContent } from '../document/yjs.ts';
import { archivedContentSchema, asWritten, rewriteIds } from './content.ts';

type Built =
  | { readonly kind: 'text'; readonly runs: readonly (readonly [string, Readonly<Record<string, object>>])[] }
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attrs: Readonly<Record<string, unknown>>;
      readonly content: readonly Built[];
    };

const marks = fc.dictionary(
  fc.constantFrom('bold', 'italic', 'proves--AbCd12+/', 'proves--zzzzzzz=', 'link'),
  fc.constantFrom({}, { check: '3.3.a1' }, { check: '3.3.a2' }, { href: 'x', b: 1, a: null }),
  { maxKeys: 3 },
);
const words = fc.constantFrom('น้ำ', 'ก่ำ', 'a', '', '\u0000', '\ud83d', '😀', ' ');
const { built } = fc.letrec<{ built: Built }>((tie) => ({
  built: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('text' as const), runs: fc.array(fc.tuple(words, marks), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('element' as const),
      name: fc.constantFrom('paragraph', 'heading', 'image', 'hardBreak', 'table'),
      attrs: fc.dictionary(
        fc.constantFrom('level', 'alt', 'units', 'colwidth'),
        fc.constantFrom<unknown>(1, 'x', true, null, Number.NaN, ['a', 'b'], { z: 1, a: 2 }),
      ),
      content: fc.array(tie('built'), { maxLength: 4 }),
    }),
  ),
}));

function put(parent: Y.XmlFragment, parts: readonly Built[]): void {
  for (const part of parts) {
    if (part.kind === 'text') {
      const text = new Y.XmlText();
      parent.push([text]);
      for (const [run, formats] of part.runs) text.insert(text.length, run, formats);
    } else {
      const element = new Y.XmlElement(part.name);
      parent.push([element]);
      for (const [name, value] of Object.entries(part.attrs)) element.setAttribute(name, value as string);
      put(element, part.content);
    }
  }
}

/** As an archive writes it. */
const archived = (doc: Y.Doc) => rewriteIds(asWritten(readContent(doc)), () => null);

describe('a text in an archive', () => {
  it('is the same once it was written into a new document, however it came to be', () => {
    fc.assert(
      fc.property(fc.array(built, { maxLength: 5 }), (parts) => {
        const doc = new Y.Doc();
        put(doc.getXmlFragment(documentRoot), parts);
        const content = archived(doc);
        expect(archivedContentSchema.safeParse(content).success).toBe(true);
        const again = new Y.Doc();
        writeContent(again, JSON.parse(JSON.stringify(content)));
        expect(JSON.stringify(archived(again))).toBe(JSON.stringify(content));
      }),
      { numRuns: 200 },
    );
  });
});
