import { paragraph } from '@ruam/shared/document/content.ts';
import type { ReportedComment } from '@ruam/shared/report/reportDocument.ts';
import { expect, it } from 'vitest';
import { cell, reportOf, row } from './testDocument.ts';
import { linesOf, partsIn } from './testUnzip.ts';
import { wordFile } from './wordFile.ts';

const at = Date.UTC(2026, 10, 23, 3);
const marked = (text: string, ...numbers: number[]) => ({
  type: 'text' as const,
  text,
  marks: [{ type: 'comment', attrs: { numbers } }],
});
const comment = (number: number, ...texts: string[]): ReportedComment => ({
  ...{ number, item: null, level: null, quote: 'ก', isResolved: number === 2 },
  entries: texts.map((text) => ({ name: 'สมชาย ใจดี', at, text })),
});

it('comments stand around their passages, also over blocks and each other, with their answers', async () => {
  const body = [
    { type: 'paragraph', content: [marked('หนึ่ง', 1), marked('ทั้งสอง', 1, 2)] },
    {
      type: 'table',
      content: [
        row(cell('กลาง'), { type: 'tableCell', content: [{ type: 'paragraph', content: [marked('ท้าย', 2)] }] }),
      ],
    },
    paragraph('ไม่มีความเห็น'),
  ];
  const comments = [comment(1, 'ถาม', 'ตอบ\nสองบรรทัด'), comment(2, 'อื่น'), comment(3, 'ไม่มีที่')];
  const parts = partsIn(await wordFile(reportOf(body, { comments }), new Map()));
  const xml = parts.get('word/document.xml') ?? '';
  const ids = (name: string): string[] =>
    [...xml.matchAll(new RegExp(`<w:${name} w:id="(\\d+)"/>`, 'g'))].map(([, id]) => id ?? '');
  const written = parts.get('word/comments.xml') ?? '';
  const told = [...written.matchAll(/<w:comment w:id="(\d+)"/g)].map(([, id]) => id ?? '');
  expect(told).toEqual(['0', '1', '2']);
  for (const name of ['commentRangeStart', 'commentRangeEnd', 'commentReference'])
    expect(ids(name).toSorted()).toEqual(told);
  for (const id of told) {
    const [from, to] = [
      xml.indexOf(`<w:commentRangeStart w:id="${id}"/>`),
      xml.indexOf(`<w:commentRangeEnd w:id="${id}"/>`),
    ];
    expect(from).toBeLessThan(to);
  }
  expect(xml.indexOf('ท้าย')).toBeLessThan(xml.indexOf('<w:commentRangeEnd w:id="2"/>'));
  expect(linesOf(written)).toEqual(['ถาม', 'ตอบ', 'สองบรรทัด', 'อื่น']);
  expect(written).toContain('w:author="สมชาย ใจดี"');
  expect(written).toContain('w:initials="สใ"');
  expect(written).toContain('w:date="2026-11-23T10:00:00');
  const threads = parts.get('word/commentsExtended.xml') ?? '';
  expect(threads.match(/w15:paraIdParent/g)).toHaveLength(1);
  expect(threads.match(/w15:done="1"/g)).toHaveLength(1);
});

it('without comments the file has no part for them', async () => {
  const parts = partsIn(await wordFile(reportOf([paragraph('ก')]), new Map()));
  expect(parts.has('word/comments.xml')).toBe(false);
});
