/** The types that are stored (docs/evidence.md F2), each with the extensions that say so; the first is the usual one. */
const extensions: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/msword': ['doc', 'dot'],
  'application/vnd.ms-excel': ['xls', 'xlt'],
  'application/vnd.ms-powerpoint': ['ppt', 'pps', 'pot'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'text/plain': ['txt', 'text', 'log', 'md', 'tsv'],
  'text/csv': ['csv'],
};

/** For the `accept` of a file field. */
export const acceptedFiles = Object.values(extensions)
  .flatMap((names) => names.map((name) => `.${name}`))
  .join(',');

/** The pictures that a text can hold. */
export const acceptedPictures = 'image/png,image/jpeg,image/gif,image/webp';

/** Whether it is a picture that the server makes anew for texts and previews. */
export function isPicture(mediaType: string): boolean {
  return mediaType.startsWith('image/') && Object.hasOwn(extensions, mediaType);
}

/** Whether a name ends in an extension of the type. */
export function isNamedAs(name: string, mediaType: string): boolean {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return extension !== undefined && (extensions[mediaType]?.includes(extension) ?? false);
}

/** The usual extension of a type, without the point. */
export function extensionOf(mediaType: string): string {
  return extensions[mediaType]?.[0] ?? 'bin';
}
