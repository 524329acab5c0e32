import type { ScoreValue } from '../assessment/assessment.ts';
import { levels } from '../assessment/level.ts';
import { type ContentElement, textOf } from '../document/content.ts';
import { withoutSpaces } from '../thai/normalize.ts';
import { bold, roled } from './elements.ts';
import type { ReportedCategory, ReportSource } from './reportSource.ts';
import { levelWords, type ReportWords, valueWords } from './reportWords.ts';

/** What the whole report is called: its lines, the first one its title. */
export function nameLines(source: ReportSource, words: ReportWords, isWhole: boolean): readonly string[] {
  const { agency, fiscalYearBE, round, value, categories } = source;
  const process = categories.filter(({ kind }) => kind === 'process');
  const results = categories.find(({ kind }) => kind === 'results');
  const [first, last] = [process[0]?.code ?? '', process.at(-1)?.code ?? ''];
  const of = `หมวดที่ ${first} – ${last}${results === undefined ? '' : ` และ หมวด ${results.code} ${results.name}`}`;
  const items = categories.flatMap((category) => category.items.map(({ code }) => code));
  return [
    ...(withoutSpaces(titleOf(source)).includes(withoutSpaces(agency)) ? [] : [agency]),
    words.digits(`ประจำปีงบประมาณ พ.ศ. ${fiscalYearBE}`),
    isWhole
      ? words.digits(`(ประเมินตนเอง ${of} รอบ ${round} เดือน)`)
      : words.digits(`(เฉพาะหัวข้อ ${listed(items)} รอบ ${round} เดือน)`),
    ...(value === 'claimed' ? [] : [valueWords[value]]),
  ];
}

/** The heading of the overview stands for the cycle's own title where there is one. */
export function titleOf({ overview, title }: Pick<ReportSource, 'overview' | 'title'>): string {
  const first = overview.content[0];
  const isTitle = first?.type === 'heading' && 'attrs' in first && first.attrs?.level === 1;
  const words = isTitle ? textOf(first).trim() : '';
  return words === '' ? title : words;
}

/** A sentence for each category and the overall result, by the levels that the items have. */
export function levelSentences(source: ReportSource, words: ReportWords, isWhole: boolean): ContentElement[] {
  const { agency, categories, score, value, statements } = source;
  const sentences = categories.flatMap((category): ContentElement[] => {
    if (category.kind === 'process') {
      // A framework without levels has none to tell.
      if (category.items.length === 0 || score === null) return [];
      return [sentence(`หมวด ${words.digits(category.code)} ${category.name}`, said(category, agency, words))];
    }
    const reported = statements[0];
    const head = `ภาพรวม หมวด ${words.digits(category.code)} ${category.name}`;
    return reported === undefined || !isWhole ? [] : [sentence(head, reported)];
  });
  if (!isWhole || score === null) return sentences;
  const level = score.level === null ? 'ยังไม่ถึงระดับ Basic' : `อยู่ในระดับ ${levelWords[score.level]}`;
  return [...sentences, sentence('สรุปภาพรวม', `${whole[value]} ${agency}${level}`)];
}

/** `ดำเนินการได้ในระดับ Significance ทั้ง ๔ หัวข้อ`, or which items are at which level, the highest first. */
function said({ items }: ReportedCategory, agency: string, words: ReportWords): string {
  const byLevel = [...levels].reverse().flatMap((level) => {
    const codes = items.filter((item) => item.level === level).map(({ code }) => code);
    return codes.length === 0 ? [] : [{ level, codes }];
  });
  const none = items.filter(({ level }) => level === null).map(({ code }) => code);
  const only = byLevel.length === 1 && none.length === 0 ? byLevel[0] : undefined;
  if (only !== undefined && items.length > 1)
    return `${agency}ดำเนินการได้ในระดับ ${levelWords[only.level]} ทั้ง ${words.digits(items.length)} หัวข้อ`;
  const parts = byLevel.map(
    ({ level, codes }) => `ในหัวข้อที่ ${words.digits(listed(codes))} ได้ในระดับ ${levelWords[level]}`,
  );
  const told = parts.map((part, at) => (at > 0 && at === parts.length - 1 ? `และ${part}` : part));
  const reached = told.length === 0 ? '' : `${agency}ดำเนินการ${told.join(' ')}`;
  const missing = none.length === 0 ? '' : `หัวข้อที่ ${words.digits(listed(none))} ยังไม่มีระดับ`;
  return [reached, missing].filter((part) => part !== '').join(' ');
}

const whole: Readonly<Record<ScoreValue, string>> = {
  claimed: 'จากการประเมินตนเอง',
  advised: 'ตามความเห็นของที่ปรึกษา',
  approved: 'ตามมติที่อนุมัติแล้ว',
  latest: 'ตามระดับล่าสุด',
};

function sentence(head: string, rest: string): ContentElement {
  return { type: 'paragraph', content: [bold(head), { type: 'text', text: ` ${rest}` }] };
}

/** `๓.๑ ๓.๒ และ ๓.๔` */
function listed(codes: readonly string[]): string {
  const last = codes.at(-1) ?? '';
  return codes.length < 2 ? last : `${codes.slice(0, -1).join(' ')} และ ${last}`;
}

/** The sentences of a written summary with the category that each is about set apart. */
export function summaryBlocks(
  summary: readonly ContentElement[],
  categories: readonly ReportedCategory[],
): ContentElement[] {
  return summary.map((block) => {
    const [first, ...rest] = block.content ?? [];
    if (block.type !== 'paragraph' || first?.type !== 'text' || !('text' in first)) return block;
    const name = categories.map((category) => category.name).find((one) => one !== '' && first.text.includes(one));
    const end = name === undefined ? -1 : first.text.indexOf(name) + name.length;
    // A name far within a sentence is no head of it.
    if (name === undefined || !/^(ภาพรวม\s*)?หมวด/.test(first.text) || end > maxHead + name.length) return block;
    const marks = first.marks ?? [];
    const head = { ...first, text: first.text.slice(0, end), marks: [...marks, { type: 'bold' }] };
    const tail = first.text.slice(end);
    return { ...block, content: [head, ...(tail === '' ? [] : [{ ...first, text: tail }]), ...rest] };
  });
}

const maxHead = 24;

/** The title and its lines on the first page. */
export function titleBlocks(title: string, lines: readonly string[]): ContentElement[] {
  const heading: ContentElement = {
    type: 'heading',
    attrs: { level: 1, textAlign: 'center' },
    content: [{ type: 'text', text: title }],
  };
  return [heading, ...lines.map((line) => roled('subtitle', line))];
}

/** The same where the text begins. */
export function titleAgain(title: string, lines: readonly string[]): ContentElement[] {
  return [roled('title', title), ...lines.map((line) => roled('subtitle', line))];
}
