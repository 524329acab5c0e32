import { expect, test } from 'vitest';
import { countText } from './counts.ts';

test('Thai words by the dictionary, characters as one sees them, line breaks not counted', () => {
  expect(countText('น้ำท่วมปี ๒๕๖๒\nที่นี่')).toEqual({ words: 6, characters: 12, codePoints: 20 });
  expect(countText('')).toEqual({ words: 0, characters: 0, codePoints: 0 });
});
