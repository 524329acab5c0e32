import { expect, it } from 'vitest';
import { reasonOf } from './reasonWords.ts';

it('the reasons of the server have words; what they name is kept, and a new one is shown as it is', () => {
  expect(reasonOf('text outside the known sections')).toEqual({ key: 'outside', said: '' });
  expect(reasonOf('unit taken as สำนักการคลัง')).toEqual({ key: 'unitTaken', said: 'สำนักการคลัง' });
  expect(reasonOf('page 7 could not be read')).toEqual({ key: 'pageUnread', said: '7' });
  expect(reasonOf('and 12 more')).toEqual({ key: 'more', said: '12' });
  expect(reasonOf('said tomorrow')).toBeNull();
  expect(reasonOf('toString')).toBeNull();
});
