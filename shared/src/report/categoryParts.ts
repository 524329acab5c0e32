import type { ReportOptions } from '../api/reports.ts';
import { type Content, type ContentElement, heading, paragraph, textOf } from '../document/content.ts';
import { withoutSpaces } from '../thai/normalize.ts';
import { markWhole, type PlacedThread } from './commentMarks.ts';
import { roled } from './elements.ts';
import type { ReportedCategory, ReportedItem, ReportSource } from './reportSource.ts';
import { levelWords, type ReportWords } from './reportWords.ts';
import { type Telling, type ToldText, tellText } from './tellText.ts';

/** What categories and items are told with. */
export interface ItemTelling extends Telling {
  readonly agency: string;
  readonly words: ReportWords;
  readonly options: Pick<ReportOptions, 'levels' | 'advice'>;
}

/** A category with its goal, what stands before its items, and its items. */
export function categoryBlocks(
  { code, kind, name, goal, items }: ReportedCategory,
  before: readonly ContentElement[],
  telling: ItemTelling,
): ContentElement[] {
  return [
    heading(1, `หมวด ${telling.words.digits(code)} ${name}`),
    ...(goal === '' ? [] : [roled('goal', `เป้าหมาย : ${goal}`)]),
    ...before,
    ...items.flatMap((item) => itemBlocks(item, kind === 'results' ? 'results' : 'evidence', telling)),
  ];
}

/** Nothing of an item about which nothing was written and that has no level. */
function itemBlocks(item: ReportedItem, kind: 'evidence' | 'results', telling: ItemTelling): ContentElement[] {
  const { code, name, recommendations, advice } = item;
  const results = resultTexts(item, kind, telling);
  const notes = telling.options.advice === 'within' ? advice : [];
  const observed = [
    tellText(recommendations, { item: code, kind: 'recommendations' }, telling),
    ...notes.map(({ document, content }) => tellText(content, { item: code, kind: 'advice', document }, telling)),
  ];
  const said = results.flatMap(({ blocks }) => blocks);
  const seen = observed.flatMap(({ blocks }) => blocks);
  if (said.length === 0 && seen.length === 0) return [];
  const missing = [...results, ...observed].flatMap((told): readonly PlacedThread[] => told.missing);
  return [
    markWhole(heading(2, `${telling.words.digits(code)} ${name}`), missing),
    ...(said.length === 0 ? [] : [roled('subheading', 'ผลการดำเนินงาน'), ...said]),
    ...(seen.length === 0 ? [] : [roled('subheading', 'ข้อสังเกตและข้อเสนอแนะ'), ...seen]),
  ];
}

/** The text of the level that the item has, or of each level under its name; first of all the sentence of the result. */
function resultTexts(item: ReportedItem, kind: 'evidence' | 'results', telling: ItemTelling): ToldText[] {
  const { code, level, results, texts } = item;
  if (telling.options.levels === 'all' && texts.length > 0) {
    const told = texts.map((text): ToldText => {
      const { blocks, missing } = tellText(text.content, { item: code, kind: 'evidence', level: text.level }, telling);
      return blocks.length === 0 ? { blocks, missing } : { blocks: [levelHeading(text.level), ...blocks], missing };
    });
    const first = texts.find((text) => text.level === level)?.content ?? results;
    return [{ blocks: resultSentence(item, first, telling), missing: [] }, ...told];
  }
  const told = tellText(results, { item: code, kind, ...(kind === 'evidence' ? { level } : {}) }, telling);
  return [{ blocks: resultSentence(item, results, telling), missing: [] }, told];
}

const levelHeading = (level: keyof typeof levelWords): ContentElement => heading(3, `ระดับ ${levelWords[level]}`);

/** Said where the text does not say itself in its first paragraph which level was reached. */
function resultSentence({ level }: ReportedItem, text: Content, { agency }: ItemTelling): ContentElement[] {
  if (level === null) return [];
  const first = withoutSpaces(text.content.slice(0, 1).map(textOf).join('')).toLowerCase();
  if (first.includes(`ระดับ${level}`)) return [];
  return [paragraph(`${agency}สามารถดำเนินการได้ถึงระดับ ${levelWords[level]}`)];
}

/** Figures that an import found for the results category, where the overview does not tell them. */
export function untoldStatements({ statements, overview }: ReportSource): ContentElement[] {
  const told = withoutSpaces(textOf({ type: 'doc', content: overview.content }));
  return statements.filter((statement) => !told.includes(withoutSpaces(statement))).map(paragraph);
}
