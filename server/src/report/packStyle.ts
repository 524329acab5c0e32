const light = `--desk:#e9ede8;--paper:#fff;--leaf:#f5f7f4;--ink:#18211e;--ink-2:#414d48;--ink-3:#57635d;--rule:#d5dcd6;--rule-2:#b3beb7;--accent:#1e3f73;--on-accent:#fff;--accent-tint:#e4ebf5;--basic:#87481f;--basic-tint:#f8ebdf;--advance:#0b6663;--advance-tint:#dcefec;--significance:#6b3478;--significance-tint:#f2e7f5;--warning:#7a4f00;--warning-tint:#fff0c7;--refused:#a61b1b;--refused-tint:#fce6e4;--mark:#fff3b8;--on-solid:#fff;`;
const dark = `--desk:#0f1412;--paper:#181f1c;--leaf:#1f2724;--ink:#e8ede9;--ink-2:#bac5bf;--ink-3:#98a59e;--rule:#2e3834;--rule-2:#46524d;--accent:#9cb9ea;--on-accent:#0e1a30;--accent-tint:#223047;--basic:#e6a877;--basic-tint:#3a281b;--advance:#6ccbc3;--advance-tint:#16332f;--significance:#d6a3e3;--significance-tint:#35233b;--warning:#ebc25e;--warning-tint:#3a2e10;--refused:#f59a92;--refused-tint:#421c1a;--mark:#4a3f12;--on-solid:#141a18;`;

/** How the pack looks: the tokens and forms of the product, from a phone to a projector, light and dark, and on paper. */
export function packStyle(hasThaiDigits: boolean): string {
  return `
:root { ${light} color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
@media print { :root { ${light} } }
${page}
${board}
${text(hasThaiDigits ? 'thai' : 'decimal')}
${wide}
${paper}
`;
}

const page = `
* { box-sizing: border-box; }
html { font: 400 clamp(16px, 11px + 0.42vw, 24px)/1.75 Sarabun, sans-serif; color: var(--ink); background: var(--desk); font-variant-numeric: lining-nums tabular-nums; scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; }
h1, h2, h3, p, ul, ol, figure, blockquote, pre { margin: 0; padding: 0; }
h1, h2, h3 { font-weight: 600; line-height: 1.6; text-wrap: balance; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.w { white-space: nowrap; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 0.5rem; z-index: 3; background: var(--paper); padding: 0.25rem 0.75rem; }
header { background: var(--paper); border-bottom: 1px solid var(--rule-2); padding: 0.6rem 1rem; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.agency { display: flex; gap: 0.75rem; align-items: center; font-weight: 600; margin-right: auto; }
.seal { background: var(--accent); color: var(--on-accent); border-radius: 4px; width: 2.3rem; height: 2.3rem; display: grid; place-items: center; font-weight: 600; font-size: 0.95rem; line-height: 1.6; flex: none; }
.secrecy, .draft { border-radius: 3px; padding: 0 0.6rem; font-weight: 600; line-height: 1.8; }
.secrecy { color: var(--refused); border: 1.5px solid currentColor; }
.draft { color: var(--warning); background: var(--warning-tint); }
.pack { max-width: 46rem; margin: 0 auto; padding: 1rem; }
main { min-width: 0; }
.name { text-align: center; padding: 1.5rem 0 1rem; }
.name h1 { font-size: 1.5rem; }
.name p { text-align: center; color: var(--ink-2); text-indent: 0; }
.name strong { font-weight: 400; }
nav ol { list-style: none; }
nav a { display: block; color: var(--ink-2); text-decoration: none; padding: 0.25rem 0.6rem; border-radius: 4px; line-height: 1.6; overflow-wrap: anywhere; }
nav a:hover { background: var(--accent-tint); color: var(--accent); }
nav .level-1 > a { font-weight: 600; color: var(--ink); }
nav .level-2 > a { padding-left: 1.6rem; font-size: 0.9em; }
.side { display: none; }
.menu { background: var(--paper); border: 1px solid var(--rule); border-radius: 4px; }
.menu summary { padding: 0.5rem 1rem; font-weight: 600; min-height: 44px; }
.menu ol { padding: 0 0.5rem 0.5rem; }
summary { cursor: pointer; }
.up { position: fixed; right: 1rem; bottom: 1rem; background: var(--paper); border: 1px solid var(--rule-2); border-radius: 4px; padding: 0.35rem 0.8rem; min-height: 44px; display: flex; align-items: center; text-decoration: none; font-size: 0.875rem; font-weight: 500; }
footer { color: var(--ink-3); font-size: 0.8125rem; line-height: 1.6; padding: 1.5rem 0 4rem; overflow-wrap: anywhere; }
`;

const board = `
.basic { --level: var(--basic); --tint: var(--basic-tint); } .advance { --level: var(--advance); --tint: var(--advance-tint); }
.significance { --level: var(--significance); --tint: var(--significance-tint); } .none { --level: var(--ink-3); --tint: var(--leaf); }
.ink { --level: var(--ink-2); --tint: var(--rule); }
.legend { margin-bottom: 0.5rem; }
.reported { font-weight: 400; font-size: 0.8125rem; color: var(--ink-2); white-space: nowrap; }
.category > p { padding: 0.2rem 0.5rem; font-size: 0.9375rem; line-height: 1.6; }
svg { width: 0.86em; height: 0.86em; fill: currentColor; vertical-align: -0.08em; flex: none; }
.level { color: var(--level); font-weight: 600; white-space: nowrap; }
.verdict { font-size: 2.2rem; font-weight: 600; line-height: 1.4; }
.verdict span { font-size: 1rem; font-weight: 400; color: var(--ink-2); }
.basis { color: var(--ink-2); margin-bottom: 0.75rem; }
.chip { display: inline-flex; align-items: center; gap: 0.35em; padding: 0 0.55em; border: 1.5px solid transparent; border-radius: 3px; font-size: 0.8125rem; font-weight: 500; line-height: 1.7; white-space: nowrap; color: var(--level); flex: none; }
.chip.claimed, .chip.none { border: 1.5px dashed color-mix(in srgb, var(--level) 62%, transparent); }
.chip.advised { background: var(--tint); }
.chip.approved:not(.none) { background: var(--level); color: var(--on-solid); font-weight: 600; }
.board, .summary, .part, .item { background: var(--paper); border: 1px solid var(--rule); border-radius: 4px; padding: 1rem 1.25rem 1.25rem; margin-top: 1rem; }
.board h2, .summary h2, .part h2 { font-size: 1.25rem; }
.category { border-top: 1px solid var(--rule); padding-top: 0.6rem; margin-top: 0.75rem; }
.category h3 { display: flex; gap: 0.75rem; justify-content: space-between; align-items: baseline; font-size: 1rem; background: var(--leaf); padding: 0.1rem 0.5rem; }
.category ul { list-style: none; }
.category li { display: flex; gap: 0.75rem; justify-content: space-between; align-items: baseline; padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--rule); line-height: 1.6; font-size: 0.9375rem; }
.category li:last-child { border-bottom: 0; }
.category a { color: inherit; text-decoration: none; min-width: 0; } .category a:hover { color: var(--accent); text-decoration: underline; }
.category b { font-weight: 600; }
`;

const text = (digits: string): string => `
.part, .item, .summary { overflow-wrap: anywhere; }
.part { margin-top: 2.5rem; border-top: 3px solid var(--accent); }
.part > h2 { font-size: 1.375rem; }
.item > summary { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; justify-content: space-between; }
.item > summary::-webkit-details-marker { display: none; }
.item > summary::after { content: 'ย่อ'; order: 2; font-size: 0.8125rem; color: var(--accent); }
.item:not([open]) > summary::after { content: 'เปิดอ่าน'; }
.item h3 { font-size: 1.1875rem; flex: 1 1 20rem; }
:is(.part, .item, .summary) > h3 { font-size: 1.0625rem; margin-top: 0.75rem; }
main :is(.part, .item, .summary) p { margin-top: 0.5rem; }
li > p { margin-top: 0; }
.role-subheading { font-weight: 600; margin-top: 1rem !important; }
.role-goal, .role-note { color: var(--ink-2); }
strong { font-weight: 600; }
ul, ol { padding-left: 1.6em; } nav ol, .category ul { padding-left: 0; }
ol { list-style: ${digits}; } .flat { padding-left: 0; list-style-position: inside; }
.tasks { list-style: none; } .tasks > li { position: relative; }
.box { position: absolute; left: -1.5em; top: 0.5em; width: 0.85em; height: 0.85em; border: 1.5px solid currentColor; border-radius: 2px; }
.box.done { background: currentColor; }
.depth-1 { padding-left: 1.2em; } .depth-2 { padding-left: 2.4em; } .depth-3 { padding-left: 3.6em; } .depth-4 { padding-left: 4.8em; }
blockquote, .resolution { border-left: 3px solid var(--rule-2); padding-left: 0.9rem; margin: 0.75rem 0; }
pre { font: inherit; white-space: pre-wrap; } code { font: inherit; background: var(--leaf); }
mark { background: var(--mark); color: inherit; }
hr { border: 0; border-top: 1px solid var(--rule-2); margin: 1rem 0; } hr.page-break { display: none; }
.align-center { text-align: center; } .align-right { text-align: right; }
figure { margin: 1rem 0; } figure img { display: inline-block; height: auto; max-width: 100%; vertical-align: top; }
.table { overflow-x: auto; margin: 0.75rem 0; }
table { width: 100%; min-width: 30rem; border-collapse: collapse; table-layout: fixed; font-size: 0.9375rem; line-height: 1.6; }
th, td { border: 1px solid var(--rule-2); padding: 0.3rem 0.55rem; vertical-align: top; text-align: left; }
th { background: var(--leaf); font-weight: 600; }
main :is(td, th) p { margin: 0; } :is(td, th) .w { display: inline-block; max-width: 100%; white-space: normal; }
sup { font-size: 0.7em; line-height: 1; } sup a { text-decoration: none; padding: 0 0.15em; }
.notes { border-top: 1px solid var(--rule); margin-top: 1rem; font-size: 0.875rem; line-height: 1.65; }
:target { scroll-margin-top: 1rem; } p:target { background: var(--accent-tint); }
.commented { border-bottom: 2px solid var(--warning); background: var(--mark); }
.numbered::before { content: attr(data-number); display: block; font-size: 0.75rem; line-height: 1.6; font-weight: 400; color: var(--ink-3); }
`;

const wide = `
@media (min-width: 64rem) {
  header { padding: 0.6rem 1.5rem; }
  .pack { display: grid; grid-template-columns: minmax(15rem, 19rem) minmax(0, 48rem); gap: 2.5rem; max-width: 76rem; padding: 0 1.5rem; justify-content: center; }
  .menu { display: none; }
  .side { display: block; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1.5rem 0; font-size: 0.875rem; scrollbar-width: thin; }
  .board, .summary, .part, .item { padding: 1.25rem 2rem 1.75rem; }
  .name h1 { font-size: 1.75rem; }
}
@media (max-width: 47.99rem) {
  .name { padding: 0.75rem 0 0.5rem; } .name h1 { font-size: 1.3rem; }
  .category li { flex-direction: column; gap: 0.15rem; }
  .category h3 { flex-wrap: wrap; gap: 0 0.75rem; }
}
`;

const paper = `
@media print {
  @page { size: A4; margin: 20mm; }
  html { font-size: 12pt; background: none; }
  nav, .up, .skip, .item > summary::after { display: none !important; }
  .pack { display: block; max-width: none; padding: 0; }
  .board, .summary, .part, .item { border: 0; padding: 0; }
  h2, h3, summary { break-after: avoid; } figure, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
