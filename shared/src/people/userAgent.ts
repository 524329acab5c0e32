/** In this order: the later ones call themselves by the earlier ones' names too. */
const browsers = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
] as const;

const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['Linux', /Linux/],
] as const;

/** A browser's User-Agent as a person reads it (`Chrome 142 · Windows`), at most 60 characters; null when it says nothing. */
export function shortUserAgent(userAgent: string | undefined): string | null {
  const told = (userAgent ?? '').slice(0, 500).trim();
  if (told === '') return null;
  const browser = browsers.map(([name, sign]) => [name, sign.exec(told)?.[1]]).find(([, version]) => version);
  const system = systems.find(([, sign]) => sign.test(told))?.[0];
  const parts = [browser?.join(' '), system].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : told.slice(0, 60);
}
