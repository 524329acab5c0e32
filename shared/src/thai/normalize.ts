/** NFC, never NFKC, which would split ำ into U+0E4D U+0E32. */
export function normalizeText(text: string): string {
  return text.normalize('NFC');
}

/** Without any whitespace: how texts are compared when line ends and phrase breaks are editorial. */
export function withoutSpaces(text: string): string {
  return text.replace(/[\s\u200b]+/g, '');
}
