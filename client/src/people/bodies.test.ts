import { rolesOfBody } from '@ruam/shared/policy/roles.ts';
import { expect, it } from 'vitest';
import { bodiesOf, rolesInOrder } from './bodies.ts';

it('every role of every body has one place in the matrix', () => {
  for (const body of bodiesOf(['1', '7'])) {
    expect(rolesInOrder(body).sort(), body).toEqual([...rolesOfBody(body)].sort());
  }
});
