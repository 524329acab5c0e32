import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { expect, test } from 'vitest';
import { numberedBlocks, paragraphLabel } from './paragraphNumbers.ts';
import { documentSchema } from './schema.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (words: string) => ({ type: 'paragraph', content: [text(words)] });

test('every block of text has a number; a list item has one, whatever stands in it', () => {
  const doc = documentSchema().nodeFromJSON({
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [text('หัวข้อ')] },
      paragraph('หนึ่ง'),
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [paragraph('สอง'), { type: 'blockquote', content: [paragraph('ในข้อ')] }] },
          {
            type: 'listItem',
            content: [
              paragraph('สาม'),
              { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph('ข้อย่อย')] }] },
            ],
          },
        ],
      },
      { type: 'horizontalRule' },
      { type: 'blockquote', content: [paragraph('คำพูด')] },
      { type: 'recommendation', content: [text('ควรปรับปรุง')] },
    ],
  });
  const numbered = numberedBlocks(doc).map(({ position, number }) => [number, doc.nodeAt(position)?.type.name]);
  expect(numbered).toEqual([
    [1, 'heading'],
    [2, 'paragraph'],
    [3, 'listItem'],
    [4, 'listItem'],
    [5, 'listItem'],
    [6, 'paragraph'],
    [7, 'recommendation'],
  ]);
});

test('labels carry the item’s code', () => {
  expect(paragraphLabel('3.3', 7)).toBe('3.3-¶7');
  expect(paragraphLabel(null, 7)).toBe('¶7');
});

test('a table is one numbered block, whatever stands in its cells; tasks are list items; images have no number', () => {
  const cell = (...content: object[]) => ({ type: 'tableCell', content });
  const content = [
    paragraph('หนึ่ง'),
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            cell(paragraph('ในช่อง')),
            cell({ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('ข้อในช่อง')] }] }),
          ],
        },
      ],
    },
    { type: 'image', attrs: { file: 'f' } },
    { type: 'taskList', content: [{ type: 'taskItem', content: [paragraph('งาน')] }] },
    { type: 'pageBreak' },
    paragraph('ท้าย'),
  ];
  const doc = documentSchema().nodeFromJSON({ type: 'doc', content });
  const numbered = numberedBlocks(doc).map(({ position, number }) => [number, doc.nodeAt(position)?.type.name]);
  expect(numbered).toEqual([
    [1, 'paragraph'],
    [2, 'table'],
    [3, 'taskItem'],
    [4, 'paragraph'],
  ]);
  const shared = numberedParagraphs({ type: 'doc', content: content as never });
  expect(shared.map(({ number, block }) => [number, block.type])).toEqual(numbered);
});
