import type { ReportOptions } from '../api/reports.ts';
import { type Content, type ContentElement, heading } from '../document/content.ts';
import { adviceAnnex, commentAnnex, commentReference, evidenceAnnex, lettered } from './annexes.ts';
import { categoryBlocks, type ItemTelling, untoldStatements } from './categoryParts.ts';
import { markThreads, markWhole, numberComments, type PlacedThread } from './commentMarks.ts';
import { levelSentences, nameLines, summaryBlocks, titleAgain, titleBlocks, titleOf } from './cover.ts';
import { written } from './elements.ts';
import { type OverviewParts, overviewParts } from './overviewParts.ts';
import type { ReportDocument } from './reportDocument.ts';
import type { ReportSource } from './reportSource.ts';
import { type ReportWords, secrecyWords, valueWords, wordsOf } from './reportWords.ts';
import { belowHeadings, rewrittenBlocks, threadsOn } from './tellText.ts';

/**
 * The summary report as agencies publish it: a cover with a sentence for each category and the overall result; title
 * again, background; the categories with goal, items, results and observations; the results category; the whole; annexes.
 * What is not there is left out (docs/report.md O1-O5). `comments: 'word'` marks passages and leaves the words to the
 * margin: for what has no margin, ask for `notes`.
 */
export function composeReport(source: ReportSource, options: ReportOptions): ReportDocument {
  const words = wordsOf(options);
  const isWhole = options.items.length === 0;
  const shown = isWhole ? source : limited(source, options.items);
  const evidence = options.evidence === 'none' ? [] : shown.evidence;
  const places = new Map(evidence.map(({ id }, at) => [id, at + 1]));
  const threads = options.comments === 'none' ? [] : shown.threads;
  const telling: ItemTelling = {
    ...{ agency: shown.agency, words, options, threads, hasParagraphNumbers: options.paragraphNumbers },
    evidenceWords: (id) => {
      const place = typeof id === 'string' ? places.get(id) : undefined;
      return place === undefined ? null : `[หลักฐาน ${words.digits(place)}]`;
    },
  };

  const { parts: told, missing } = overviewOf(shown, telling, isWhole);
  const title = titleOf(shown);
  const lines = nameLines(shown, words, isWhole);
  const [again, ...linesAgain] = titleAgain(title, lines);
  const isClaimed = options.value === 'claimed' && isWhole;
  const summary = isClaimed && told.summary.length > 0 ? told.summary : levelSentences(shown, words, isWhole);
  const cover = [...titleBlocks(title, lines), ...summaryBlocks(summary, shown.categories)];
  const kept =
    isClaimed || told.summary.length === 0 ? [] : [heading(3, 'สรุปผลรายหมวดตามการประเมินตนเอง'), ...told.summary];
  const body = [
    ...(again === undefined ? [] : [markWhole(again, missing)]),
    ...linesAgain,
    ...told.background,
    ...kept,
    ...shown.categories.flatMap((category) =>
      categoryBlocks(category, category.kind === 'results' ? resultsBefore(shown, told, isWhole) : [], telling),
    ),
    ...(told.whole.length === 0 ? [] : [heading(1, 'ข้อสังเกตและข้อเสนอแนะในภาพรวม'), ...told.whole]),
  ];
  const advice = options.advice === 'annex' ? adviceAnnex(shown, words, telling) : { title: '', blocks: [] };

  const hasNotes = options.comments === 'notes';
  const after = (number: number) => (hasNotes ? [commentReference(number, words)] : []);
  const { parts, comments } = numberComments([cover, body, advice.blocks], threads, after);
  const annexes = lettered([
    { title: advice.title, blocks: parts[2] ?? [] },
    ...(hasNotes ? [commentAnnex(comments, words)] : []),
    evidenceAnnex(evidence, words, options.evidence),
  ]);
  return {
    title: shown.title,
    cover: contentOf((parts[0] ?? []).map(unnumbered)),
    hasContents: options.contents,
    body: contentOf(parts[1] ?? []),
    annexes: contentOf(annexes.flatMap((blocks, at) => (at === 0 ? blocks : [{ type: 'pageBreak' }, ...blocks]))),
    comments: hasNotes ? [] : comments,
    foot: footOf(source, words),
    watermark: options.watermark === '' ? null : options.watermark,
    secrecy: secrecyWords[options.secrecy],
    hasThaiDigits: options.thaiDigits,
  };
}

/** Of the categories what was asked for; what is about all of them is left out. */
function limited(source: ReportSource, codes: readonly string[]): ReportSource {
  const asked = new Set(codes);
  const categories = source.categories.flatMap((category) => {
    const items = category.items.filter(({ code }) => asked.has(code));
    return items.length === 0 ? [] : [{ ...category, items }];
  });
  const evidence = source.evidence.filter(({ items }) => items.some((code) => asked.has(code)));
  return { ...source, categories, evidence };
}

/** The overview by its parts; of a limited report none but the title is told. */
function overviewOf(
  { overview }: ReportSource,
  telling: ItemTelling,
  isWhole: boolean,
): { readonly parts: OverviewParts; readonly missing: readonly PlacedThread[] } {
  const none = { title: null, summary: [], background: [], results: [], whole: [] };
  if (!isWhole) return { parts: none, missing: [] };
  const threads = threadsOn({ item: null, kind: 'overview' }, telling);
  const { blocks, missing } = markThreads(rewrittenBlocks(overview, null, telling), threads);
  const { title, summary, background, results, whole } = overviewParts(contentOf(blocks));
  const below = (part: readonly ContentElement[]) => belowHeadings(written(part));
  return {
    parts: {
      ...{ title, summary: below(summary), background: below(background) },
      ...{ results: below(results), whole: below(whole) },
    },
    missing,
  };
}

function resultsBefore(source: ReportSource, told: OverviewParts, isWhole: boolean): ContentElement[] {
  return isWhole ? [...untoldStatements(source), ...told.results] : [];
}

/** Which values, as they were when, and the hash of exactly these texts (O4). */
function footOf({ value, snapshot }: ReportSource, words: ReportWords): string {
  const hash = snapshot.contentHash === '' ? [] : [`SHA-256 ${snapshot.contentHash}`];
  return [valueWords[value].split(' (')[0], `ข้อมูล ณ ${words.moment(snapshot.at)}`, ...hash].join(' · ');
}

/** The cover has no paragraph numbers: those of the overview would begin there in the middle of a count. */
function unnumbered({ attrs = {}, ...block }: ContentElement): ContentElement {
  const { paragraphNumber: _left, ...others } = attrs;
  return { ...block, ...(Object.keys(others).length === 0 ? {} : { attrs: others }) };
}

function contentOf(content: readonly ContentElement[]): Content {
  return { type: 'doc', content };
}
