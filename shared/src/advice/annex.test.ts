import { describe, expect, it } from 'vitest';
import { paragraph } from '../document/content.ts';
import { type AnnexNote, annexAsHtml, annexAsMarkdown } from './annex.ts';

const note: AnnexNote = {
  item: '5.2',
  itemTitle: 'ระบบการทำงานที่มีประสิทธิภาพ',
  type: 'recommendation',
  severity: 'major',
  visitDate: '2019-08-22',
  quote: null,
  author: 'ดร.ก',
  isReplaced: false,
  answer: null,
  content: { type: 'doc', content: [paragraph('ควรใช้ข้อมูลจริง')] },
};

describe('the annex of advice', () => {
  it('names whose opinion each note is, as the report has it at 5.2', () => {
    for (const annex of [annexAsMarkdown, annexAsHtml])
      expect(annex({ title: 'รายงาน', notes: [note] })).toContain('(ความเห็นของดร.ก ๒๒ สิงหาคม ๒๕๖๒)');
  });

  it('an item stands once above its notes; both versions are in it', () => {
    const markdown = annexAsMarkdown({ title: 'รายงาน', notes: [{ ...note, isReplaced: true }, note] });
    expect(markdown.match(/^## 5\.2/gm)).toHaveLength(1);
    expect(markdown).toContain('**ข้อเสนอแนะ (สำคัญ) ฉบับก่อนแก้ไข**');
    expect(markdown).toContain('**ข้อเสนอแนะ (สำคัญ)**');
  });

  it.each([
    [{ kind: 'declined', reason: 'ทำแล้ว' }, 'recommendation', 'ไม่รับ เหตุผล: ทำแล้ว'],
    [{ kind: 'accepted', reason: null }, 'observation', 'รับเป็นข้อเสนอแนะ'],
    [{ kind: 'accepted', reason: 'ปีละสองครั้ง' }, 'question', 'คำตอบ: ปีละสองครั้ง'],
  ] as const)('%j of a %s: %s', (answer, type, words) => {
    expect(annexAsMarkdown({ title: '', notes: [{ ...note, type, answer }] })).toContain(words);
  });

  it('an imported note says in its own text whose it is', () => {
    const imported = { ...note, author: null, type: null, severity: null, visitDate: null };
    expect(annexAsMarkdown({ title: '', notes: [imported] })).not.toContain('ความเห็นของ)');
    expect(annexAsMarkdown({ title: '', notes: [imported] })).toContain('**ความเห็น**');
  });

  it('nothing of what people wrote is HTML or a heading', () => {
    const evil = '<script>alert(1)</script>\n# หัวข้อ';
    const notes = [{ ...note, quote: evil, author: evil, itemTitle: evil, answer: { kind: 'declined', reason: evil } }];
    const annex = { title: evil, notes: notes as AnnexNote[] };
    expect(annexAsHtml(annex)).not.toContain('<script');
    expect(annexAsMarkdown(annex)).not.toMatch(/^# หัวข้อ/m);
    expect(annexAsMarkdown(annex)).not.toMatch(/(?<!\\)<script/);
  });
});
