import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Content } from './content.ts';
import { contentAsUpdate, readContent, writeContent } from './yjs.ts';

/** A document as y-tiptap writes it: one element a node, one XmlText a run of inline text, marks as formatting. */
function docOf(...blocks: readonly (Y.XmlElement | Y.XmlText)[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment('default').insert(0, [...blocks]);
  return doc;
}

function element(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, [...children]);
  return made;
}

function text(...runs: readonly (readonly [string, Record<string, unknown>?])[]): Y.XmlText {
  const made = new Y.XmlText();
  made.applyDelta(runs.map(([insert, attributes]) => ({ insert, ...(attributes ? { attributes } : {}) })));
  return made;
}

describe('reading a document that y-tiptap wrote', () => {
  it('elements are nodes, runs are text nodes', () => {
    const doc = docOf(element('paragraph', text(['ร่วม'])), element('paragraph'));
    expect(readContent(doc)).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ร่วม' }] }, { type: 'paragraph' }],
    });
  });

  it('an empty document has no content, and reading creates none', () => {
    const doc = new Y.Doc();
    expect(readContent(doc)).toEqual({ type: 'doc', content: [] });
    expect([...Y.encodeStateAsUpdate(doc)]).toEqual([0, 0]);
  });

  it('attributes keep their types; what is null is left out', () => {
    const heading = element('heading');
    const recommendation = element('recommendation');
    const doc = docOf(heading, recommendation);
    const set = (on: Y.XmlElement, name: string, value: unknown) => Reflect.apply(on.setAttribute, on, [name, value]);
    set(heading, 'level', 2);
    set(heading, 'textAlign', null);
    set(recommendation, 'units', ['สำนัก ก', 'สำนัก ข']);
    set(recommendation, 'open', false);
    expect(readContent(doc).content).toEqual([
      { type: 'heading', attrs: { level: 2 } },
      { type: 'recommendation', attrs: { units: ['สำนัก ก', 'สำนัก ข'], open: false } },
    ]);
  });

  it('formatting is marks, in the order of their names, without an empty attrs', () => {
    const link = { href: 'https://ruam.test/', target: '_blank', class: null };
    const doc = docOf(element('paragraph', text(['ก', { italic: {}, link, bold: {} }], ['ข'])));
    expect(readContent(doc).content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'ก', marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'link', attrs: link }] },
          { type: 'text', text: 'ข' },
        ],
      },
    ]);
  });

  it('marks that overlap themselves lose the hash of their name', () => {
    const doc = docOf(
      element('paragraph', text(['ก', { 'comment--AbCd12+/': { id: 1 }, 'comment--zzzzzzz=': { id: 2 } }])),
    );
    const [paragraph] = readContent(doc).content;
    expect(paragraph).toEqual({
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: 'ก',
          marks: [
            { type: 'comment', attrs: { id: 1 } },
            { type: 'comment', attrs: { id: 2 } },
          ],
        },
      ],
    });
  });

  it('several marks of one type on the same words are all written', () => {
    const proves = ['3.3.a1', '3.3.a2'].map((check) => ({ type: 'proves', attrs: { check } }));
    const content: Content = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'ก', marks: proves }] }],
    };
    const doc = new Y.Doc();
    writeContent(doc, content);
    expect(readContent(doc)).toEqual(content);
  });

  it('a name that only looks alike keeps all of it', () => {
    const doc = docOf(element('paragraph', text(['ก', { 'my--mark': {}, 'x--1234567': {} }])));
    const [paragraph] = readContent(doc).content;
    expect(JSON.stringify(paragraph)).toContain('"my--mark"');
    expect(JSON.stringify(paragraph)).toContain('"x--1234567"');
  });

  it('hard breaks stand between runs; deleted text is not there', () => {
    const written = text(['หนึ่งสอง']);
    const doc = docOf(element('paragraph', written, element('hardBreak'), text(['สาม'])));
    written.delete(5, 3);
    expect(readContent(doc).content).toEqual([
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'หนึ่ง' }, { type: 'hardBreak' }, { type: 'text', text: 'สาม' }],
      },
    ]);
  });

  it('is the same on every replica, however the updates came', () => {
    const [a, b] = [docOf(element('paragraph', text(['กลาง']))), new Y.Doc()];
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    const edit = (doc: Y.Doc, at: number, words: string) => {
      const paragraph = doc.getXmlFragment('default').get(0);
      const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
      if (run instanceof Y.XmlText) run.insert(at, words, { bold: {} });
    };
    edit(a, 0, 'ซ้าย');
    edit(b, 4, 'ขวา');
    const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
    Y.applyUpdate(a, fromB);
    Y.applyUpdate(b, fromA);
    expect(readContent(a)).toEqual(readContent(b));
    expect(JSON.stringify(readContent(a))).toContain('ซ้าย');
  });
});

describe('what is written is read again', () => {
  const contents: Readonly<Record<string, Content['content']>> = {
    'an empty document': [],
    'an empty paragraph': [{ type: 'paragraph' }],
    'marks that begin and end': [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'หนา', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' ธรรมดา ' },
          { type: 'text', text: 'ลิงก์', marks: [{ type: 'link', attrs: { href: 'mailto:a@ruam.test' } }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'ท้าย', marks: [{ type: 'bold' }, { type: 'italic' }] },
        ],
      },
    ],
    'lists in lists': [
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [
          {
            type: 'listItem',
            content: [
              { type: 'paragraph', content: [{ type: 'text', text: 'ก' }] },
              { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
            ],
          },
        ],
      },
    ],
    'a recommendation': [
      {
        type: 'recommendation',
        attrs: { marker: '๑.', depth: 1, targetLevel: 'advance', targetFiscalYear: 2563, units: ['ก', 'ข'] },
        content: [{ type: 'text', text: '😀 น้ำ' }],
      },
    ],
  };

  it.each(Object.entries(contents))('%s', (_what, content) => {
    const doc = new Y.Doc();
    writeContent(doc, { type: 'doc', content });
    expect(readContent(doc)).toEqual({ type: 'doc', content });
    const loaded = new Y.Doc();
    Y.applyUpdate(loaded, contentAsUpdate({ type: 'doc', content }, 7));
    expect(readContent(loaded)).toEqual({ type: 'doc', content });
  });

  it('under the client id that was asked for, the same bytes each time', () => {
    const content: Content = { type: 'doc', content: contents['a recommendation'] ?? [] };
    const update = contentAsUpdate(content, 123_456);
    expect([...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)).keys()]).toEqual([123_456]);
    expect(contentAsUpdate(content, 123_456)).toEqual(update);
  });
});
