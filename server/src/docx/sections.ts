import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import {
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  NumberFormat,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { fontName, mm, page } from './measures.ts';
import { readable } from './readable.ts';
import { wordsOf } from './runs.ts';
import { styleIds } from './styles.ts';

interface Parts {
  readonly cover: readonly FileChild[];
  readonly contents: readonly FileChild[];
  readonly body: readonly FileChild[];
}

/**
 * A cover without a number, contents that count in letters, and the text, which counts from 1. Without a cover the first
 * page has no number, as letters have it.
 */
export function sectionsOf(document: ReportDocument, { cover, contents, body }: Parts): ISectionOptions[] {
  const hasFront = cover.length > 0 || contents.length > 0;
  const digits = document.hasThaiDigits ? NumberFormat.THAI_NUMBERS : NumberFormat.DECIMAL;
  // The mark of secrecy stands above the number.
  const margin = document.secrecy === null ? page.margin : { ...page.margin, top: mm(32), header: mm(9) };
  const letters = { formatType: NumberFormat.THAI_LETTERS, start: 1 };
  return [
    ...(cover.length === 0 ? [] : [section(cover, { hasNumbers: false })]),
    ...(contents.length === 0 ? [] : [section(contents, { pageNumbers: letters })]),
    section(body, {
      pageNumbers: { formatType: digits, ...(hasFront ? { start: 1 } : {}) },
      isFirstBare: !hasFront,
    }),
  ];

  function section(
    children: readonly FileChild[],
    { hasNumbers = true, isFirstBare = false, pageNumbers = {} }: SectionLook,
  ): ISectionOptions {
    const footer = footerOf(document);
    return {
      properties: {
        titlePage: isFirstBare,
        page: { ...page, margin, pageNumbers },
        footnoteProperties: { numberFormat: { type: digits } },
      },
      headers: {
        default: headerOf(document, hasNumbers),
        ...(isFirstBare ? { first: headerOf(document, false) } : {}),
      },
      footers: { default: footer, ...(isFirstBare ? { first: footer } : {}) },
      children,
    };
  }
}

interface SectionLook {
  readonly hasNumbers?: boolean;
  readonly isFirstBare?: boolean;
  readonly pageNumbers?: NonNullable<NonNullable<ISectionOptions['properties']>['page']>['pageNumbers'];
}

function headerOf({ secrecy, watermark }: ReportDocument, hasNumber: boolean): Header {
  const number = hasNumber ? [new TextRun({ children: ['- ', PageNumber.CURRENT, ' -'] })] : [];
  const across = watermark === null ? [] : [watermarkOf(watermark)];
  return new Header({
    children: [...secrecyOf(secrecy), new Paragraph({ style: styleIds.header, children: [...number, ...across] })],
  });
}

function footerOf({ secrecy, foot }: ReportDocument): Footer {
  const words = foot === '' ? [] : wordsOf(foot.replace(' · SHA-256', '\nSHA-256'));
  return new Footer({ children: [new Paragraph({ style: styleIds.footer, children: words }), ...secrecyOf(secrecy)] });
}

function secrecyOf(secrecy: string | null): Paragraph[] {
  return secrecy === null ? [] : [new Paragraph({ style: styleIds.secrecy, children: wordsOf(secrecy) })];
}

/** Across the page, light enough to be read over; as wide as its words need. */
function watermarkOf(words: string): TextWatermark {
  const letters = Math.max(4, [...words.replace(/\p{M}/gu, '')].length);
  const width = Math.min(420, 62 * letters);
  return new TextWatermark({
    text: readable(words),
    font: fontName,
    color: 'D4D4D4',
    opacity: 0.5,
    width,
    height: Math.min(110, (width / letters) * 1.5),
  });
}
