const loose =
  /(พ\.ศ\.|หมวด|ข้อ|ระดับ|ครั้งที่|ปีงบประมาณ|ร้อยละ) (?=\S)|(?<=[0-9๐-๙]) (?=รายการ|วินาที|นาที|เดือน|น\.|คำ|อักขระ|คน|ข้อ|กลุ่ม)| (?=ๆ)/g;

/** Puts a no-break space after พ.ศ., หมวด, ข้อ, ระดับ, ครั้งที่ before ๆ and between a number and its unit; for rendered labels, never for stored text. */
export function bindNumbers(text: string): string {
  return text.replaceAll(loose, (_, word: string | undefined) => `${word ?? ''}\u00a0`);
}
