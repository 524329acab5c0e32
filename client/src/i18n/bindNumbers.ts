const loose = /(พ\.ศ\.|หมวด|ข้อ|ระดับ|ครั้งที่|ปีงบประมาณ|ร้อยละ) (?=\S)| (?=ๆ)/g;

/** Puts a no-break space after พ.ศ., หมวด, ข้อ, ระดับ, ครั้งที่ and before ๆ; for rendered labels, never for stored text. */
export function bindNumbers(text: string): string {
  return text.replaceAll(loose, (_, word: string | undefined) => `${word ?? ''}\u00a0`);
}
