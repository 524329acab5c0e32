import type { ReportPicture } from '@ruam/shared/report/reportDocument.ts';

/** A page that brings everything with it. */
export interface PrintablePage {
  readonly html: string;
  /** What its images show, each at its `pictureAddress`. */
  readonly pictures: readonly Pick<ReportPicture, 'bytes' | 'mediaType'>[];
  /** Ids of the places that links in `.contents` lead to, whose pages are written beside these; none without contents. */
  readonly contents: readonly string[];
  readonly hasThaiDigits: boolean;
}

/** Where a page that is printed stands: nowhere in the net. */
export const pageAddress = 'http://report.invalid/';

/** Where an image of a page finds the picture with that index. */
export function pictureAddress(index: number): string {
  return `${pageAddress}${index}`;
}

/** What such a page may do, whatever stands in it: show its pictures, its fonts and its style. */
export const pagePolicy = [
  ...["default-src 'none'", "style-src 'unsafe-inline'", 'font-src data:', `img-src ${pageAddress}`],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", 'sandbox'],
].join('; ');
