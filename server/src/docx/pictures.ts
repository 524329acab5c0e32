import { boundedImage } from '@ruam/shared/document/attributes.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import type { ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { ImageRun } from 'docx';
import { mm, page } from './measures.ts';
import { readable } from './readable.ts';

/** No picture is higher than most of a page. */
const maxHeight = page.size.height - page.margin.top - page.margin.bottom - mm(20);
/** Twentieths of a point in a pixel, at 96 to the inch. */
const perPixel = 15;

/** A picture as wide as its writer made it, in percent of the line; null without the file. */
export function pictureOf(node: ContentElement, pictures: ReportPictures, width: number): ImageRun | null {
  const size = pictureSize(node, pictures, width);
  const { file, alt: words } = boundedImage(node.attrs ?? {});
  const picture = file === null ? undefined : pictures.get(file);
  if (size === null || picture === undefined) return null;
  const alt = readable(words);
  const pixels = (length: number): number => Math.max(1, Math.round(length / perPixel));
  return new ImageRun({
    type: picture.mediaType === 'image/png' ? 'png' : 'jpg',
    data: picture.bytes,
    transformation: { width: pixels(size.width), height: pixels(size.height) },
    altText: { name: alt.slice(0, 60) || 'ภาพ', title: '', description: alt },
  });
}

/** How large a picture stands on the page, in twentieths of a point; null without the file. */
export function pictureSize(
  node: ContentElement,
  pictures: ReportPictures,
  lineWidth: number,
): { readonly width: number; readonly height: number } | null {
  const image = boundedImage(node.attrs ?? {});
  const picture = image.file === null ? undefined : pictures.get(image.file);
  if (picture === undefined || !(picture.width > 0 && picture.height > 0)) return null;
  const scale = Math.min((lineWidth * image.width) / 100 / picture.width, maxHeight / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}
