/** Thai digits as Arabic digits; everything else stays. */
export function toArabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

/** Arabic digits as Thai digits; everything else stays. */
export function toThaiDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}

/** The number that Thai or Arabic digits write (`๙๒.๘๘` is 92.88, `1,250` is 1250), null when they write none. */
export function parseThaiNumber(text: string): number | null {
  const plain = toArabicDigits(text.trim()).replace(/,(?=\d{3})/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
