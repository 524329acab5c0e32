import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Content, type ContentElement, heading, paragraph, textOf } from './content.ts';
import { rewriteContent } from './rewrite.ts';
import { documentRoot } from './schema.ts';
import { contentAsUpdate, readContent } from './yjs.ts';

const of = (...content: ContentElement[]): Content => ({ type: 'doc', content });
const list = (...entries: string[]): ContentElement => ({
  type: 'bulletList',
  content: entries.map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
});

function open(content: Content): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, contentAsUpdate(content, 1));
  return doc;
}

/** Somebody else who has the document open. */
function peer(doc: Y.Doc): Y.Doc {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  return other;
}

function type(doc: Y.Doc, block: number, offset: number, words: string): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const element = doc.getXmlFragment(documentRoot).get(block) as Y.XmlElement;
  (element.get(0) as Y.XmlText).insert(offset, words);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('a content is brought back', () => {
  it('the update alone gives others the content; the same content is no update', () => {
    const doc = open(of(heading(2, 'เดิม'), paragraph('หนึ่ง'), list('ก', 'ข')));
    const other = peer(doc);
    const wanted = of(heading(3, 'เดิมมาก'), list('ก', 'ค', 'ข'), paragraph('สอง 😀'));
    const update = rewriteContent(doc, wanted, 7);
    Y.applyUpdate(other, update ?? new Uint8Array());
    expect(readContent(doc)).toEqual(wanted);
    expect(readContent(other)).toEqual(wanted);
    expect(rewriteContent(doc, wanted, 8)).toBeNull();
  });

  it('what others type at the same moment stays: beside it, in a paragraph that changes, and in one that moves', () => {
    const doc = open(of(paragraph('บทนำของรายงาน'), paragraph('แผนปี ๒๕๖๒ ฉบับร่าง'), paragraph('ท้าย')));
    const other = peer(doc);
    const typed = [type(other, 0, 0, 'ก่อน '), type(other, 1, 4, 'แม่บท '), type(other, 2, 4, ' จบ')];
    const wanted = of(paragraph('ใหม่'), paragraph('บทนำของรายงาน'), paragraph('แผนปี ๒๕๖๓ ฉบับจริง'), paragraph('ท้าย'));
    Y.applyUpdate(other, rewriteContent(doc, wanted, 7) ?? new Uint8Array());
    for (const update of typed) Y.applyUpdate(doc, update);
    expect(readContent(doc)).toEqual(readContent(other));
    const text = readContent(doc).content.map(textOf).join('\n');
    for (const words of ['ก่อน ', 'แม่บท ', ' จบ', '๒๕๖๓', 'จริง']) expect(text).toContain(words);
  });

  it('marks and attributes come back, and go', () => {
    const bold: ContentElement = {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'หนา', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' บาง' },
      ],
    };
    const aimed: ContentElement = {
      type: 'recommendation',
      attrs: { depth: 1, units: ['สนผ.'] },
      content: [{ type: 'text', text: 'ควร' }],
    };
    const doc = open(
      of(paragraph('หนา บาง'), {
        type: 'recommendation',
        attrs: { depth: 0, origin: 'x' },
        content: [{ type: 'text', text: 'ควร' }],
      }),
    );
    rewriteContent(doc, of(bold, aimed), 7);
    expect(readContent(doc)).toEqual(of(bold, aimed));
    rewriteContent(doc, of(paragraph('หนา บาง')), 8);
    expect(readContent(doc)).toEqual(of(paragraph('หนา บาง')));
  });

  it('any content becomes any other', () => {
    const words = fc.string({ unit: fc.constantFrom('ก', '่', 'ำ', 'a', ' ', '😀'), maxLength: 6 });
    const block = fc.oneof(
      words.map(paragraph),
      words.map((text) => heading(2, text)),
      fc.array(words, { minLength: 1, maxLength: 3 }).map((entries) => list(...entries)),
      fc.tuple(words, words).map(
        ([one, other]): ContentElement => ({
          type: 'paragraph',
          content: [...(paragraph(one).content ?? []), { type: 'hardBreak' }, ...(paragraph(other).content ?? [])],
        }),
      ),
    );
    const content = fc.array(block, { maxLength: 6 }).map((blocks) => of(...blocks));
    fc.assert(
      fc.property(content, content, (one, other) => {
        const doc = open(one);
        rewriteContent(doc, other, 7);
        expect(readContent(doc)).toEqual(other);
      }),
    );
  });
});
