/** Moves the cursor, hides, turns round or breaks a line; the zero-width characters that Thai text has stay. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200b-\u200d])\p{Cf}/gu;

/** A line that holds somebody else's words, with everything that a terminal would act on as `\u001b`. */
export function printable(line: string): string {
  return line.replace(unprintable, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
