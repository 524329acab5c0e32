import { fontName } from './measures.ts';

/** The older name of the same letters, which Word takes on machines that have only these. */
const olderName = 'TH SarabunPSK';

/** The part of a file that says which font may stand for the official one. */
export const fontTable = {
  path: 'word/fontTable.xml',
  data: `<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="${fontName}"><w:altName w:val="${olderName}"/><w:panose1 w:val="020B0500040200020003"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`,
};
