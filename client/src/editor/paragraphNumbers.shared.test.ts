import type { Content, ContentElement } from '@ruam/shared/document/content.ts';
import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { expect, it } from 'vitest';
import { numberedBlocks } from './paragraphNumbers.ts';
import { documentSchema } from './schema.ts';

const text = (words: string) => ({ type: 'text' as const, text: words });
const paragraph = (words: string) => ({ type: 'paragraph', content: [text(words)] });
const item = (type: string, ...content: ContentElement[]): ContentElement => ({
  type,
  ...(type === 'taskItem' ? { attrs: { checked: false } } : {}),
  content,
});

it('the registers count paragraphs as the margin does', () => {
  const content: Content = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [text('หัวข้อ')] },
      {
        type: 'bulletList',
        content: [item('listItem', paragraph('หนึ่ง'), paragraph('ต่อ')), item('listItem', paragraph('สอง'))],
      },
      { type: 'taskList', content: [item('taskItem', paragraph('ทำ'))] },
      { type: 'blockquote', content: [paragraph('อ้าง')] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', content: [paragraph('หัว')] },
              {
                type: 'tableCell',
                content: [paragraph('ช่อง'), { type: 'bulletList', content: [item('listItem', paragraph('ในช่อง'))] }],
              },
            ],
          },
        ],
      },
      { type: 'pageBreak' },
      { type: 'recommendation', content: [text('ควรทบทวน')] },
      { type: 'codeBlock', content: [text('x')] },
    ],
  };
  const drawn = numberedBlocks(documentSchema().nodeFromJSON(content));
  const counted = numberedParagraphs(content);
  expect(counted.map(({ block, number }) => [block.type, number])).toEqual(
    drawn.map(({ position, number }) => [documentSchema().nodeFromJSON(content).nodeAt(position)?.type.name, number]),
  );
  expect(counted).toHaveLength(8);
});
