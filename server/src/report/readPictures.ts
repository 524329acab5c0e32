import { buffer } from 'node:stream/consumers';
import { type Content, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import type { ReportDocument, ReportPicture, ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import sharp from 'sharp';
import type { Database } from '../database/database.ts';
import type { BlobStore } from '../files/blobStore.ts';

/** Of a report; the first ones in the order of the text. What is beyond is told by its words alone. */
const maxPictures = 400;
const maxTotalBytes = 96 * 1024 * 1024;
/** Of the file that a picture is made of. */
const maxFileBytes = 64 * 1024 * 1024;
/** Pixels along the longer side. */
const longestSide = 1_600;
const maxPixels = 64_000_000;
const maxSeconds = 10;

/**
 * The pictures that a report shows, drawn anew, two at a time: those of files of this cycle alone. What cannot be drawn
 * is left out.
 * @param drawn told how many are drawn, of how many
 */
export async function readPictures(
  { database, store, cycle }: { readonly database: Database; readonly store: BlobStore; readonly cycle: string },
  { cover, body, annexes }: Pick<ReportDocument, 'cover' | 'body' | 'annexes'>,
  drawn: (count: number, all: number) => void,
): Promise<ReportPictures> {
  const named = [...new Set([cover, body, annexes].flatMap(filesIn))].slice(0, maxPictures);
  const pictures = new Map<string, ReportPicture>();
  let bytes = 0;
  const read = (id: string | undefined): Promise<ReportPicture | null> => {
    const reading = id === undefined ? Promise.resolve(null) : readPicture({ database, store, cycle }, id);
    // What fails is heard of in its turn.
    reading.catch(() => undefined);
    return reading;
  };
  let next = read(named[0]);
  for (const [at, id] of named.entries()) {
    const reading = next;
    next = read(named[at + 1]);
    const picture = await reading;
    drawn(at + 1, named.length);
    if (picture === null || bytes + picture.bytes.length > maxTotalBytes) continue;
    bytes += picture.bytes.length;
    pictures.set(id, picture);
  }
  return pictures;
}

function filesIn(content: Content): string[] {
  const found: string[] = [];
  const visit = (node: ContentNode): void => {
    if (isText(node)) return;
    if (node.type === 'image' && typeof node.attrs?.file === 'string') found.push(node.attrs.file);
    node.content?.forEach(visit);
  };
  content.content.forEach(visit);
  return found;
}

async function readPicture(
  { database, store, cycle }: { readonly database: Database; readonly store: BlobStore; readonly cycle: string },
  id: string,
): Promise<ReportPicture | null> {
  const file = await database
    .selectFrom('file')
    .select(['hash', 'sizeBytes'])
    .where('id', '=', id)
    .where('cycleId', '=', cycle)
    .where('use', '=', 'text')
    .where('sweptAt', 'is', null)
    .executeTakeFirst();
  if (file === undefined || file.sizeBytes > maxFileBytes) return null;
  // As texts show it, where somebody has looked at it; else from what was uploaded.
  const stream = (await store.read(`${file.hash}.image`)) ?? (await store.read(file.hash));
  return stream && draw(await buffer(stream));
}

/** PNG where something shines through or a drawing is smaller so, else JPEG; null for what cannot be drawn. */
async function draw(given: Buffer): Promise<ReportPicture | null> {
  try {
    const picture = sharp(given, { limitInputPixels: maxPixels, sequentialRead: true, failOn: 'error' });
    const { hasAlpha } = await picture.metadata();
    const fit = picture
      .timeout({ seconds: maxSeconds })
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
    const isOpaque = hasAlpha !== true || (await picture.clone().stats()).isOpaque;
    const drawing = isOpaque ? fit.jpeg({ quality: 85 }) : fit.png();
    const { data, info } = await drawing.toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { bytes: new Uint8Array(data), mediaType: isOpaque ? 'image/jpeg' : 'image/png', width, height };
  } catch {
    return null;
  }
}
