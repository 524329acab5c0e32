import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('passwords are stored as argon2id', () => {
  it('in the PHC form, with a salt of its own each', async () => {
    const [one, two] = await Promise.all([hashPassword('ทดลอง'), hashPassword('ทดลอง')]);
    for (const phc of [one, two]) {
      expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    }
    expect(one).not.toBe(two);
  });

  it('only the same password fits', async () => {
    const phc = await hashPassword('ร่วม-2562');
    expect(await verifyPassword(phc, 'ร่วม-2562')).toBe(true);
    for (const other of ['ร่วม-2563', 'ร่วม-2562 ', 'รวม-2562', '', 'x'.repeat(1000)])
      expect(await verifyPassword(phc, other)).toBe(false);
  });

  it('however the keyboard composes its letters', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });

  it('reads the hash of another implementation (reference argon2 20190702, its own parameters)', async () => {
    // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32 -e
    const phc = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword(phc, 'password')).toBe(true);
  });

  it.each(['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA'])(
    'an unreadable hash fits no password: %j',
    async (phc) => {
      expect(await verifyPassword(phc, 'plain')).toBe(false);
    },
  );
});
