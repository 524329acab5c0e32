import { type Content, heading, paragraph } from '@ruam/shared/document/content.ts';
import { expect, it } from 'vitest';
import { isQuotedFrom, quoteOf } from './passage.ts';

const content: Content = {
  type: 'doc',
  content: [heading(2, 'การรับฟัง'), paragraph('มีการทบทวน ทุกไตรมาส'), paragraph('และรายงานผล')],
};

it('a quote is words that the committed text has, over paragraphs too, however they are broken', () => {
  expect(isQuotedFrom(content, 'ทบทวน\u200Bทุกไตรมาส\n\nและรายงาน')).toBe(true);
  expect(isQuotedFrom(content, 'การรับฟัง')).toBe(true);
});

it('words that are not there, or none, are no quote', () => {
  expect(isQuotedFrom(content, 'ทบทวนทุกเดือน')).toBe(false);
  expect(isQuotedFrom(content, ' \n')).toBe(false);
});

it('a quote has at most 2,000 letters and never half a character', () => {
  expect(quoteOf(`  ${'ก'.repeat(3_000)}`)).toHaveLength(2_000);
  expect(quoteOf(`${'ก'.repeat(1_999)}😀`).isWellFormed()).toBe(true);
});
