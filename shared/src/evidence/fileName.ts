import { extensionOf, isNamedAs } from './mediaTypes.ts';

/** Longer names are cut; most file systems hold 255 bytes, which are 85 Thai letters. */
const maxNameBytes = 240;

/** What is not seen but steers what is: also where a Thai word may be broken. */
const unseen = /[\p{Cf}\p{Cs}\p{Co}]/gu;
/** What no file system should meet. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;

/**
 * The name under which a file is stored: the last part of a path, NFC, without letters that steer text or folders, and
 * with an extension of its true type at the end (docs/evidence.md F3). Never empty.
 */
export function storedName(givenName: string, mediaType: string): string {
  const clean = cleanName(givenName);
  return isNamedAs(clean, mediaType) ? shortened(clean, '') : shortened(clean, `.${extensionOf(mediaType)}`);
}

/** The name as it was given, fit to be shown. */
export function cleanName(givenName: string): string {
  const last = givenName.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(unseen, '')
    .replace(unfit, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return clean === '' ? 'file' : clean;
}

/** Cuts in the middle of long names, so that the extension stays; never within a letter and its vowel or tone marks. */
function shortened(name: string, ending: string): string {
  const extension = ending === '' ? (/\.[^.]{1,10}$/.exec(name)?.[0] ?? '') : ending;
  const stem = ending === '' && extension !== '' ? name.slice(0, -extension.length) : name;
  const room = maxNameBytes - bytesOf(extension);
  let kept = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(
    stem.slice(0, maxNameBytes),
  )) {
    bytes += bytesOf(segment);
    if (bytes > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${extension}`;
}

/** Of the text as UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
