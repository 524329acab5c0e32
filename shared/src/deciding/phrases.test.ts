import { expect, it } from 'vitest';
import { approvableLevels, decisionKinds, resolutionPhrases } from './phrases.ts';

it.each(decisionKinds)('%s: every phrase begins as minutes do and names item, level and body', (kind) => {
  const phrases = resolutionPhrases({ kind, code: '3.3', category: '3', level: 'basic' });
  expect(phrases.length).toBeGreaterThan(0);
  for (const phrase of phrases) {
    expect(phrase).toMatch(/^ที่ประชุม/);
    expect(phrase).toContain('หัวข้อ 3.3');
    // A number stands apart from the word behind it.
    expect(phrase).not.toMatch(/\d[ก-๙]/);
    if (kind.startsWith('approved')) expect(phrase).toContain('ระดับ Basic (พื้นฐาน)');
  }
  for (const phrase of resolutionPhrases({ kind, code: '7.1', category: '7', level: null })) {
    expect(phrase).toContain('มิติ 7.1');
    expect(phrase).not.toContain('ระดับ');
  }
});

it.each([
  [null, null, []],
  ['advance', null, ['advance', 'basic']],
  ['significance', 'basic', ['significance', 'advance']],
  ['basic', 'basic', []],
] as const)('claimed %s, approved %s: %j can be approved', (claimed, approved, expected) => {
  expect(approvableLevels(claimed, approved)).toEqual(expected);
});
