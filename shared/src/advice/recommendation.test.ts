import { describe, expect, it } from 'vitest';
import { type Content, paragraph } from '../document/content.ts';
import { originOf, recommendationOf, saysNothing } from './recommendation.ts';

const content: Content = {
  type: 'doc',
  content: [
    paragraph('ควรใช้ข้อมูลจริง'),
    paragraph(''),
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('ทุกเดือน')] }] },
  ],
};
const nothing = { targetLevel: null, targetFiscalYear: null, units: [] } as const;

describe('a note that becomes a recommendation', () => {
  it('says who advised and when', () => {
    expect(originOf({ author: 'สมชาย', visitDate: '2019-08-22', content })).toBe('ที่ปรึกษา สมชาย ๒๒ สิงหาคม ๒๕๖๒');
    expect(originOf({ author: 'ที่ปรึกษาภายนอก', visitDate: null, content })).toBe('ที่ปรึกษาภายนอก');
  });

  it('of an imported note the origin is what its text says, and no more', () => {
    const said = (text: string): Content => ({ type: 'doc', content: [paragraph(text)] });
    const origin = (text: string) => originOf({ author: null, visitDate: null, content: said(text) });
    expect(origin('ควรใช้ข้อมูล (ความเห็นของ ดร.ก)')).toBe('ที่ปรึกษา ดร.ก');
    expect(origin('ควรใช้ข้อมูล (ความเห็นของที่ปรึกษา)')).toBe('ที่ปรึกษา');
    expect(origin('ควรใช้ข้อมูล')).toBe('ที่ปรึกษา');
  });

  it('holds every line of it, and what it asks for', () => {
    const target = {
      targetLevel: 'advance',
      targetFiscalYear: 2563,
      units: ['สำนักนโยบายและแผน', 'สำนักวิชาการ'],
    } as const;
    expect(recommendationOf({ author: 'สมชาย', visitDate: null, content }, target)).toEqual({
      type: 'recommendation',
      attrs: {
        targetLevel: 'advance',
        targetFiscalYear: 2563,
        units: ['สำนักนโยบายและแผน', 'สำนักวิชาการ'],
        responsibleText: 'สำนักนโยบายและแผน สำนักวิชาการ',
        origin: 'ที่ปรึกษา สมชาย',
      },
      content: [{ type: 'text', text: 'ควรใช้ข้อมูลจริง' }, { type: 'hardBreak' }, { type: 'text', text: 'ทุกเดือน' }],
    });
  });

  it('has no attribute that nobody asked for', () => {
    expect(recommendationOf({ author: 'ก', visitDate: null, content }, nothing).attrs).toEqual({ origin: 'ที่ปรึกษา ก' });
  });

  it.each([
    ['nothing', [], true],
    ['empty paragraphs', [paragraph(''), paragraph(' \n')], true],
    ['one word', [paragraph(''), paragraph('ก')], false],
  ])('%s: says nothing %s', (_what, blocks, isEmpty) => {
    expect(saysNothing({ type: 'doc', content: blocks })).toBe(isEmpty);
  });
});
