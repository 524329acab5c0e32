import { expect, it } from 'vitest';
import { distinctMentions, mentionPieces } from './mentions.ts';

it('who is named twice is named once', () => {
  const ann = { kind: 'person', id: 'a' } as const;
  expect(distinctMentions([ann, { kind: 'body', id: 'a' }, { ...ann }])).toEqual([ann, { kind: 'body', id: 'a' }]);
});

it('a comment is cut at the names that it mentions, the longest first', () => {
  const names = ['สมชาย', 'สมชาย ใจดี'];
  expect(mentionPieces('ถึง @สมชาย ใจดี และ @สมหญิง', names)).toEqual([
    { text: 'ถึง ', isMention: false },
    { text: '@สมชาย ใจดี', isMention: true },
    { text: ' และ @สมหญิง', isMention: false },
  ]);
  expect(mentionPieces('', names)).toEqual([]);
  expect(mentionPieces('a@b.c', [''])).toEqual([{ text: 'a@b.c', isMention: false }]);
});
