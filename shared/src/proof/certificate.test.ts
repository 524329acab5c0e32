import { expect, it } from 'vitest';
import { certificateNumber, signatureSchema } from './certificate.ts';

it('C5 the number names framework, year, round, item and the count of the agency', () => {
  const of = { frameworkId: 'pmqa-4.0-2562', fiscalYearBE: 2562, round: 12, item: '3.3', count: 1 };
  expect(certificateNumber(of)).toBe('PMQA-2562-12/3.3/0001');
  expect(certificateNumber({ ...of, round: 6, item: '7.1', count: 12_345 })).toBe('PMQA-2562-6/7.1/12345');
});

it('C3 a signature is exactly 64 bytes in base64', () => {
  expect(signatureSchema.safeParse(`${'A'.repeat(86)}==`).success).toBe(true);
  for (const other of ['', 'A'.repeat(88), `${'A'.repeat(85)}==`, `${'-'.repeat(86)}==`])
    expect(signatureSchema.safeParse(other).success).toBe(false);
});
