import { expect, it } from 'vitest';
import { type Content, heading, paragraph } from '../document/content.ts';
import { isQuotedFrom } from './quoted.ts';

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
