import { describe, expect, it } from 'vitest';
import { type Content, type ContentNode, isText, paragraph, textOf } from '../document/content.ts';
import { contentAsHtml } from '../document/html.ts';
import { contentAsMarkdown } from '../document/markdown.ts';
import { contentAsText } from '../document/text.ts';
import { type MinutesFacts, minutesForm } from './form.ts';
import { withForm, withResolutions, withScenario } from './write.ts';

const entry = (id: string, title: string) => ({
  id,
  section: 'forConsideration',
  number: `4.${id}`,
  title,
  detail: '',
});
const facts = (more: Partial<MinutesFacts> = {}): MinutesFacts => ({
  ...{ body: 'steering', number: '6/2562', isSpecial: false, date: null, place: '', begunAt: null, endedAt: null },
  members: [{ name: 'ก', role: 'steering-chair', presence: null }],
  attending: [],
  agenda: [entry('1', 'หนึ่ง'), entry('2', 'สอง')] as MinutesFacts['agenda'],
  ...more,
});
const empty: Content = { type: 'doc', content: [] };
const seeded = (more?: Partial<MinutesFacts>): Content => withForm(empty, minutesForm(facts(more)));
const lines = ({ content }: Content): string[] => content.map(textOf).filter((line) => line !== '');
const placeOf = (content: Content, text: string): number => lines(content).findIndex((line) => line.startsWith(text));
const resolution = (id: string, at: string | null = '1', isDeclared = false) => ({
  ...{ id, entry: at, isDeclared },
  words: [`มติ ${id}`],
});

describe('N2 the form', () => {
  it('done again it changes nothing', () => {
    const once = seeded();
    expect(withForm(once, minutesForm(facts()))).toEqual(once);
  });

  it('an entry that has come stands before the next one, one that moved stays where it is', () => {
    const agenda = [entry('2', 'สอง'), entry('3', 'สาม'), entry('1', 'หนึ่ง')] as MinutesFacts['agenda'];
    const after = withForm(seeded(), minutesForm(facts({ agenda })));
    const found = lines(after).filter((line) => line.startsWith('๔.'));
    expect(found).toEqual(['๔.๓ สาม', '๔.๑ หนึ่ง', '๔.๒ สอง']);
  });

  it('stands behind what somebody wrote before it', () => {
    const after = withForm({ type: 'doc', content: [paragraph('เขียนก่อน')] }, minutesForm(facts()));
    expect(lines(after)[0]).toBe('เขียนก่อน');
  });
});

describe('N3 what is not known yet', () => {
  const known = facts({ endedAt: '12:05', members: [{ name: 'ก', role: 'steering-chair', presence: 'excused' }] });

  it('is filled in when it is', () => {
    const before = seeded();
    expect(lines(before).filter((line) => line.includes('......')).length).toBeGreaterThan(4);
    const after = lines(withForm(before, minutesForm(known)));
    expect(after).toContain('เลิกประชุมเวลา ๑๒.๐๕ น.');
    expect(after[after.indexOf('ผู้ไม่มาประชุม (ถ้ามี)') + 1]).toBe('ก ประธาน (ลาประชุม)');
  });

  it('who comes later comes in, until somebody writes there', () => {
    const late = (...presence: MinutesFacts['members'][number]['presence'][]) => {
      const member = (name: string, at: number) => ({
        name,
        role: 'steering-member' as const,
        presence: presence[at] ?? null,
      });
      return minutesForm(facts({ members: ['ก', 'ข'].map(member) }));
    };
    const present = (content: Content) => {
      const said = contentAsText(content).split('\n');
      return said.slice(said.indexOf('ผู้มาประชุม') + 1, said.indexOf('ผู้ไม่มาประชุม (ถ้ามี)'));
    };
    const first = withForm(empty, late('present'));
    expect(present(first)).toEqual(['1. ก กรรมการ']);
    const both = withForm(first, late('present', 'present'));
    expect(present(both)).toEqual(['1. ก กรรมการ', '2. ข กรรมการ']);
    const at = both.content.findIndex((node) => textOf(node) === 'ผู้มาประชุม');
    const content = both.content.toSpliced(at + 2, 0, paragraph('ค ผู้แทน ข'));
    expect(present(withForm({ type: 'doc', content }, late('present', 'excused')))).toContain('ค ผู้แทน ข');
  });

  it('but not over what somebody wrote there', () => {
    const content = seeded().content.map((node) =>
      textOf(node).startsWith('เลิกประชุม') ? { ...node, content: paragraph('เลิกประชุมเวลา เที่ยง').content } : node,
    );
    expect(lines(withForm({ type: 'doc', content } as Content, minutesForm(known)))).toContain('เลิกประชุมเวลา เที่ยง');
  });
});

describe('R7 resolutions', () => {
  it('stand at the end of their entry, a declared level behind what was considered, others before the end', () => {
    const all = [resolution('a', '1'), resolution('b', null), resolution('c', null, true), resolution('d', '1')];
    const after = withResolutions(seeded(), all);
    const order = ['๔.๑', 'มติ a', 'มติ d', '๔.๒', 'มติ c', 'ระเบียบวาระที่ ๕', 'มติ b', 'เลิกประชุม'];
    const places = order.map((text) => placeOf(after, text));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(withResolutions(after, all)).toEqual(after);
  });

  it('one that was moved stays there; changed, doubled and forged ones are put right, also inside other blocks', () => {
    const [a, b] = [resolution('a'), resolution('b', '2')];
    const block = (id: string, words: string) => ({ type: 'resolution', attrs: { resolution: id, words: [words] } });
    const quote = { type: 'blockquote', content: [block('a', 'มติ a'), paragraph('คำ')] };
    const content: ContentNode[] = [
      block('b', 'แก้'),
      paragraph('ข้อความ'),
      quote,
      block('a', 'มติ a'),
      block('x', 'ปลอม'),
    ];
    const after = withResolutions({ type: 'doc', content }, [a, b]);
    expect(after.content).toEqual([block('b', 'มติ b'), paragraph('ข้อความ'), quote]);
  });

  it('their words are in every format', () => {
    const words = ['มติที่ ๑ เห็นชอบ <b> *x*', 'ระดับที่อนุมัติ: Advance'];
    const content: Content = { type: 'doc', content: [{ type: 'resolution', attrs: { resolution: 'a', words } }] };
    expect(contentAsText(content)).toBe(words.join('\n'));
    expect(contentAsHtml(content)).toBe(
      '<aside class="resolution"><p>มติที่ ๑ เห็นชอบ &lt;b&gt; *x*</p><p>ระดับที่อนุมัติ: Advance</p></aside>',
    );
    expect(contentAsMarkdown(content)).toBe('> มติที่ ๑ เห็นชอบ \\<b\\> \\*x\\*\n>\n> ระดับที่อนุมัติ: Advance');
    const broken: Content = { type: 'doc', content: [{ type: 'resolution', attrs: { words: [1, null, { a: 1 }] } }] };
    expect([contentAsText(broken), contentAsHtml(broken)]).toEqual(['', '<aside class="resolution"></aside>']);
  });
});

it('N6 a scenario of one name is there once, behind what was considered, and ends no entry', () => {
  const once = withScenario(seeded(), 'k', 'สมมติ (ไม่ใช่มติ)');
  expect(withScenario(once, 'k', 'สมมติ อีกครั้ง')).toEqual(once);
  const after = withResolutions(once, [resolution('a', '2')]);
  const [scenario, block, next] = ['สมมติ', 'มติ a', 'ระเบียบวาระที่ ๕'].map((text) => placeOf(after, text));
  expect([scenario, block, next]).toEqual([scenario, (scenario ?? 0) + 1, (scenario ?? 0) + 2]);
  expect(after.content.some((node) => !isText(node) && node.attrs?.part === 'scenario:k')).toBe(true);
});
