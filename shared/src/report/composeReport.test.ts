import { describe, expect, it } from 'vitest';
import { type ReportOptions, reportOptionsSchema } from '../api/reports.ts';
import { type Content, type ContentNode, heading, isText, paragraph, textOf } from '../document/content.ts';
import { contentAsText } from '../document/text.ts';
import { composeReport } from './composeReport.ts';
import { contentOf, type ReportDocument } from './reportDocument.ts';
import type { ReportedEvidence, ReportSource } from './reportSource.ts';
import { doc, itemOf, sourceOf, threadOn } from './testSource.ts';

type Asked = Partial<ReportOptions>;
const composed = (source: ReportSource, asked: Asked = {}): ReportDocument =>
  composeReport({ ...source, value: asked.value ?? source.value }, reportOptionsSchema.parse(asked));
const lines = (content: Content): string[] => contentAsText(content).split('\n');
const whole = (document: ReportDocument): string[] => lines(contentOf(document));
const usual = sourceOf([itemOf('1.1', 'significance'), itemOf('3.2', 'advance'), itemOf('3.3', 'basic')]);

/** The words that bear the mark of each comment, by its number. */
function marked(document: ReportDocument): Record<number, string> {
  const words: Record<number, string> = {};
  const visit = (node: ContentNode): void => {
    if (!isText(node)) {
      node.content?.forEach(visit);
      return;
    }
    const numbers = node.marks?.find(({ type }) => type === 'comment')?.attrs?.numbers;
    for (const number of Array.isArray(numbers) ? numbers : []) words[number] = (words[number] ?? '') + node.text;
  };
  contentOf(document).content.forEach(visit);
  return words;
}

describe('the report', () => {
  it('O1 tells cover, background, categories with goal, items and results, and the whole, in this order', () => {
    const observed = { ...itemOf('3.3', 'basic'), recommendations: doc([paragraph('ควรมีนวัตกรรม'), paragraph('')]) };
    const document = composed(sourceOf([itemOf('1.1', 'significance'), observed]));
    const name = ['สรุปรายงานของสำนักงานเลขาธิการวุฒิสภา', 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๒'];
    const round = '(ประเมินตนเอง หมวดที่ ๑ – ๓ และ หมวด ๗ ผลลัพธ์ รอบ ๑๒ เดือน)';
    expect(lines(document.cover)).toEqual([...name, round, 'หมวด ๑ การนำองค์การ สำนักงานดำเนินการได้']);
    expect(lines(document.body)).toEqual([
      ...[...name, round, 'ตามที่สำนักงานได้แต่งตั้งคณะกรรมการ'],
      ...['หมวด ๑ การนำองค์การ', 'เป้าหมาย : เพื่อให้ยั่งยืน', '๑.๑ หัวข้อ 1.1', 'ผลการดำเนินงาน'],
      ...['สำนักงานดำเนินการได้ในระดับ significance', 'หมวด ๓ การให้ความสำคัญ', 'เป้าหมาย : เพื่อบริการ'],
      ...['๓.๓ หัวข้อ 3.3', 'ผลการดำเนินงาน', 'สำนักงานดำเนินการได้ในระดับ basic', 'ข้อสังเกตและข้อเสนอแนะ'],
      ...['ควรมีนวัตกรรม', 'หมวด ๗ ผลลัพธ์', 'เป้าหมาย : เพื่อวัดผล'],
      ...['ข้อสังเกตและข้อเสนอแนะในภาพรวม', 'ควรพัฒนาต่อไป'],
    ]);
    expect(document.annexes.content).toEqual([]);
  });

  it('O2 an item without anything is not named; one with a level and no text says its level', () => {
    const silent = itemOf('1.1', 'advance', { results: doc([]), texts: [] });
    const text = lines(composed(sourceOf([silent, itemOf('3.1', null)])).body);
    expect(text).toContain('สำนักงานเลขาธิการวุฒิสภาสามารถดำเนินการได้ถึงระดับ Advance');
    expect(text.join()).not.toContain('๓.๑');
  });

  it('C1 tells on the cover by which value the levels are, and then sums them up by itself', () => {
    const cover = lines(composed(usual, { value: 'approved' }).cover);
    expect(cover).toContain('ระดับตามมติที่อนุมัติ');
    expect(cover).toContain(
      'หมวด ๓ การให้ความสำคัญ สำนักงานเลขาธิการวุฒิสภาดำเนินการในหัวข้อที่ ๓.๒ ได้ในระดับ Advance และในหัวข้อที่ ๓.๓ ได้ในระดับ Basic',
    );
    expect(cover.at(-1)).toBe('สรุปภาพรวม ตามมติที่อนุมัติแล้ว สำนักงานเลขาธิการวุฒิสภาอยู่ในระดับ Basic');
    expect(lines(composed(usual, { value: 'approved' }).body)).toContain('สรุปผลรายหมวดตามการประเมินตนเอง');
    const bare = sourceOf([itemOf('1.1', null)], { overview: doc([]), score: { level: null, points: 0 } });
    expect(lines(composed(bare).cover)).toEqual(
      expect.arrayContaining(['สำนักงานเลขาธิการวุฒิสภา', 'หมวด ๑ การนำองค์การ หัวข้อที่ ๑.๑ ยังไม่มีระดับ']),
    );
  });

  it('C2 is limited to the items that were asked for, and then tells nothing about the others', () => {
    const text = whole(composed(usual, { items: ['3.3'] })).join('\n');
    expect(text).toContain('(เฉพาะหัวข้อ ๓.๓ รอบ ๑๒ เดือน)');
    expect(text).toContain('๓.๓ หัวข้อ 3.3');
    for (const other of ['๑.๑', '๓.๒', 'คณะกรรมการ', 'ควรพัฒนาต่อไป', 'หมวด ๗']) expect(text).not.toContain(other);
  });

  it('C3 tells the text of every level under its name when asked to', () => {
    const texts = (['basic', 'advance'] as const).map((level) => ({
      level,
      content: doc([paragraph(`ของ ${level}`)]),
    }));
    const text = lines(composed(sourceOf([itemOf('3.3', 'basic', { texts })]), { levels: 'all' }).body);
    const from = text.indexOf('ผลการดำเนินงาน');
    expect(text.slice(from + 1, from + 6)).toEqual([
      'สำนักงานเลขาธิการวุฒิสภาสามารถดำเนินการได้ถึงระดับ Basic',
      ...['ระดับ Basic', 'ของ basic', 'ระดับ Advance', 'ของ advance'],
    ]);
  });

  it('O5 has Arabic digits in what it writes itself when asked to, and leaves texts as they were written', () => {
    const source = sourceOf([itemOf('3.3', 'basic', { results: doc([paragraph('ระดับ basic ร้อยละ ๙๒.๘๘ และ 41')]) })]);
    const text = whole(composed(source, { thaiDigits: false })).join('\n');
    for (const words of ['พ.ศ. 2562', 'หมวด 3 การ', '3.3 หัวข้อ', '๙๒.๘๘ และ 41']) expect(text).toContain(words);
    expect(whole(composed(source)).join('\n')).toContain('๙๒.๘๘ และ 41');
  });

  it('O4 names value, time and hash at its foot, and bears its marks', () => {
    const { foot, watermark, secrecy, hasContents } = composed(usual, { watermark: 'ร่าง', secrecy: 'topSecret' });
    expect(foot).toBe(`ระดับตามผลการประเมินตนเอง · ข้อมูล ณ ๓๐ กันยายน ๒๕๖๒ เวลา ๑๔.๐๕ น. · SHA-256 ${'42a3'.repeat(16)}`);
    expect([watermark, secrecy, hasContents]).toEqual(['ร่าง', 'ลับที่สุด', true]);
  });

  it('C4 numbers paragraphs as the screen does, and headings of texts stand below its own', () => {
    const results = doc([
      heading(1, 'ระดับ basic'),
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('ก')] }] },
    ]);
    const { body } = composed(sourceOf([itemOf('3.3', 'basic', { results })]), { paragraphNumbers: true });
    const found = JSON.stringify(body).match(/"paragraphNumber":"[^"]*"/g);
    expect(found).toEqual(['¶3', '3.3-¶1', '3.3-¶2', '¶7'].map((number) => `"paragraphNumber":"${number}"`));
    const levels = body.content
      .filter((node) => node.type === 'heading')
      .map((node) => [textOf(node), !isText(node) && node.attrs?.level]);
    expect(levels).toContainEqual(['ระดับ basic', 3]);
    expect(levels).toContainEqual(['๓.๓ หัวข้อ 3.3', 2]);
  });
});

describe('C5 comments', () => {
  const results = doc([paragraph('มีกระบวนการให้บริการน้ำดื่ม'), paragraph('ระดับ basic ครบถ้วน')]);
  const source = (...threads: ReturnType<typeof threadOn>[]): ReportSource =>
    sourceOf([itemOf('3.3', 'basic', { results })], { threads });

  it('are marked where their words stand, also over blocks and each other, and numbered in the order of the text', () => {
    const threads = [threadOn('น้ำดื่ม\nระดับ basic'), threadOn('กระบวนการให้บริการน้ำดื่ม')];
    const document = composed(source(...threads), { comments: 'word' });
    expect(marked(document)).toEqual({ 1: 'กระบวนการให้บริการน้ำดื่ม', 2: 'น้ำดื่มระดับ basic' });
    expect(document.comments.map(({ number, quote }) => [number, quote])).toEqual([
      [1, 'กระบวนการให้บริการน้ำดื่ม'],
      [2, 'น้ำดื่ม\nระดับ basic'],
    ]);
    expect(whole(document)).toEqual(whole(composed(source())));
  });

  it('stand at the heading of their item when their words are gone or they are about all of it', () => {
    const document = composed(source(threadOn(null), threadOn('ข้อความที่ลบแล้ว')), { comments: 'word' });
    expect(marked(document)).toEqual({ 1: '๓.๓ หัวข้อ 3.3', 2: '๓.๓ หัวข้อ 3.3' });
  });

  it('of texts that are not told are left out, and all of them when not asked for', () => {
    const others = [threadOn('น้ำ', { level: 'advance' }), threadOn('น้ำ', { item: '1.1' })];
    expect(composed(source(...others), { comments: 'word' }).comments).toEqual([]);
    expect(marked(composed(source(threadOn('น้ำดื่ม'))))).toEqual({});
    const overview = threadOn('คณะกรรมการ', { item: null, kind: 'overview', level: null });
    expect(marked(composed(source(overview), { comments: 'word' }))).toEqual({ 1: 'คณะกรรมการ' });
  });

  it('are numbered notes in an annex when asked for so', () => {
    const answer = { name: 'วิภา', at: Date.UTC(2019, 7, 23), text: 'แนบแล้ว' };
    const thread = threadOn('น้ำดื่ม', { isResolved: true });
    const document = composed(source({ ...thread, entries: [...thread.entries, answer] }), { comments: 'notes' });
    expect(document.comments).toEqual([]);
    expect(lines(document.body)).toContain('มีกระบวนการให้บริการน้ำดื่ม [ความเห็น ๑] ');
    expect(lines(document.annexes)).toEqual([
      'ภาคผนวก ก ความเห็นต่อข้อความในรายงาน',
      'ความเห็น ๑ (หัวข้อ ๓.๓ ระดับ Basic) “น้ำดื่ม” (ปิดประเด็นแล้ว)',
      'สมชาย (๒๒ สิงหาคม ๒๕๖๒): ขอหลักฐาน',
      'วิภา (๒๓ สิงหาคม ๒๕๖๒): แนบแล้ว',
    ]);
  });
});

describe('C6 annexes', () => {
  const advice = [
    { document: 'n', author: 'ดร. ธนาวิชญ์', submittedAt: Date.UTC(2019, 7, 28), content: doc([paragraph('ควรชัดเจน')]) },
  ];
  const file = {
    name: 'คู่มือ.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1_234_567,
    hash: 'ab'.repeat(32),
    path: null,
  };
  const entry: ReportedEvidence = {
    ...{ id: 'e1', title: 'คู่มือ', confidentiality: 'public', items: ['3.3'], checks: ['3.3.b1'] },
    ...{ effectiveDate: '2019-08-22', fiscalYearBE: 2562, file },
  };
  const results = doc([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'ระดับ basic ตาม ' },
        { type: 'evidenceFile', attrs: { evidence: 'e1' } },
      ],
    },
  ]);
  const hidden: ReportedEvidence = {
    ...entry,
    id: 'e2',
    items: ['1.1'],
    checks: [],
    confidentiality: 'confidential',
    file: null,
    effectiveDate: null,
    fiscalYearBE: null,
  };
  const source = sourceOf([itemOf('3.3', 'basic', { advice, results })], { evidence: [entry, hidden] });

  it('advice stands among the observations, in an annex with its author, or nowhere', () => {
    const within = composed(source);
    expect(lines(within.body)).toContain('ควรชัดเจน');
    const annex = composed(source, { advice: 'annex' });
    expect(lines(annex.annexes)).toEqual([
      ...['ภาคผนวก ก ข้อคิดเห็นและข้อเสนอแนะของที่ปรึกษา', 'หัวข้อ ๓.๓ หัวข้อ 3.3'],
      ...['ดร. ธนาวิชญ์ ๒๘ สิงหาคม ๒๕๖๒', 'ควรชัดเจน'],
    ]);
    for (const document of [composed(source, { advice: 'none' }), { ...annex, annexes: doc([]) }])
      expect(whole(document).join()).not.toContain('ควรชัดเจน');
  });

  it('the register names hash, date, items and checks, and texts name its entries by their numbers', () => {
    const document = composed(source, { evidence: 'list', advice: 'annex' });
    const text = lines(document.annexes);
    expect(text).toContain('ภาคผนวก ข ทะเบียนหลักฐาน');
    expect(text).toContain(
      `๑ | คู่มือ คู่มือ.pdf (๑.๒ MB) SHA-256 ${'ab'.repeat(32)} | ๒๒ สิงหาคม ๒๕๖๒ ปีงบประมาณ ๒๕๖๒ | ๓.๓ | 3.3.b1`,
    );
    expect(text).toContain('๒ | คู่มือ (เฉพาะผู้เกี่ยวข้อง) ไม่มีสิทธิ์เปิดไฟล์ | - | ๑.๑ | -');
    expect(lines(document.body)).toContain('ระดับ basic ตาม [หลักฐาน ๑]');
    expect(lines(composed(source).body)).toContain('ระดับ basic ตาม [หลักฐาน]');
    expect(lines(composed(source, { evidence: 'list', items: ['3.3'] }).annexes).join()).not.toContain(
      '(เฉพาะผู้เกี่ยวข้อง)',
    );
  });

  it('each begins a page of its own', () => {
    const { annexes } = composed(source, { evidence: 'list', advice: 'annex' });
    expect(annexes.content.filter(({ type }) => type === 'pageBreak')).toHaveLength(1);
    const kinds = contentOf(composed(source, { advice: 'annex' })).content.map(({ type }) => type);
    expect(kinds.filter((type) => type === 'pageBreak')).toHaveLength(2);
  });
});
