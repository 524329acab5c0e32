/** A4 with the margins of official letters, in twentieths of a point (`docs/resolutions.md` N7). */
const perMm = 1440 / 25.4;
export const mm = (length: number): number => Math.round(length * perMm);

export const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(25), bottom: mm(20), left: mm(30), right: mm(20), header: mm(12), footer: mm(8) },
};
/** What a line holds. */
export const measure = page.size.width - page.margin.left - page.margin.right;
/** Where the first line of a paragraph begins in official texts. */
export const firstLine = mm(25);
/** How far each list stands in from the one around it. */
export const listStep = mm(8);
/** So many lists stand in each other at most; one deeper stands as the deepest. */
export const deepestList = 5;

/** The font of official texts; a machine without it takes another one. */
export const fontName = 'TH Sarabun New';
