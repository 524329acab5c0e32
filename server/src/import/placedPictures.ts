import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { boundedImage } from '@ruam/shared/document/attributes.ts';
import { type ContentNode, isText } from '@ruam/shared/document/content.ts';
import type { RichBlocks } from './source.ts';

/** A picture that stands in a line of a source, by the hash of its bytes. */
export interface PlacedPicture {
  readonly hash: string;
  readonly line: number;
  readonly alt: string;
}

/** Every place in which a source has a picture. */
export function placedPictures(blocks: RichBlocks): PlacedPicture[] {
  return [...blocks].flatMap(([line, { nodes }]) => picturesIn(nodes).map((picture) => ({ ...picture, line })));
}

/** The pictures that nodes name, each as often as it stands there. */
export function picturesIn(nodes: readonly ContentNode[]): Omit<PlacedPicture, 'line'>[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [];
    const { file, alt } = boundedImage(node.attrs ?? {});
    return node.type === 'image' && file !== null ? [{ hash: file, alt }] : picturesIn(node.content ?? []);
  });
}

/** What is told of pictures that were not kept. */
export function lostPictures(pictures: readonly PlacedPicture[], kept: ReadonlySet<string>): NotUnderstood[] {
  return pictures
    .filter(({ hash }) => !kept.has(hash))
    .map(({ line, alt }) => ({ line, text: alt, reason: 'picture left out' }));
}
