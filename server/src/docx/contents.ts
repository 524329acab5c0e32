import type { ContentNode } from '@ruam/shared/document/content.ts';
import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { type FileChild, type PageNumberEstimator, Paragraph, TableOfContents } from 'docx';
import { pagesOfHeadings, type Setting } from './pageEstimate.ts';
import { wordsOf } from './runs.ts';
import { styleIds } from './styles.ts';

const title = 'สารบัญ';

/** The table of contents, a field that Word brings up to date when it is asked to. */
export function contentsOf(): FileChild[] {
  return [
    new Paragraph({ style: styleIds.contentsTitle, children: wordsOf(title) }),
    new TableOfContents(title, { hyperlink: true, headingStyleRange: '1-2' }),
  ];
}

/**
 * The pages that the table shows until Word counts them: Word would ask whoever opens the file before it counts by itself,
 * and other programs never count.
 */
export function pageNumbersOf(
  body: readonly ContentNode[],
  { hasThaiDigits }: Pick<ReportDocument, 'hasThaiDigits'>,
  setting: Setting,
): PageNumberEstimator {
  return (written) => {
    const names = [...JSON.stringify(written).matchAll(/"w:name":"(_Toc\d+)"/g)].map(([, name]) => name ?? '');
    const pages = pagesOfHeadings(body, setting);
    const shown = (page: number): string => (hasThaiDigits ? toThaiDigits(`${page}`) : `${page}`);
    return { bookmarks: new Map(names.map((name, at) => [name, shown(pages[at] ?? pages.at(-1) ?? 1)])) };
  };
}
