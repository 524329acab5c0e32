import { expect, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { acknowledged, stockProvider, synced } from '../support/stockProvider.ts';
import { test } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved, readerOf, typeAtEnd } from '../support/writing.ts';

let ruam: Ruam;
let eve: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  eve = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(eve);
});
test.afterAll(() => ruam.dispose());

const script = "window.ran=true;alert('ran')";
const links = [
  `javascript:${script}`,
  `JaVaScRiPt:${script}`,
  `java\nscript:${script}`,
  `\u0001 javascript:${script}`,
  `https:javascript:${script}`,
  `data:text/html,<script>${script}</script>`,
  `vbscript:${script}`,
  `blob:https://evil.example/1`,
  `//evil.example/x`,
  `https://evil.example"><img src=x onerror="${script}">`,
];
const files = [
  '../../x',
  'https://evil.example/x.png',
  '//evil.example/x',
  `javascript:${script}`,
  'x" onerror="alert(1)',
];

interface Made {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly inside?: readonly (Y.XmlElement | Y.XmlText)[];
}

/** An element as no editor of ours would write it. */
function element(name: string, { attributes = {}, inside = [] }: Made = {}): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, [...inside]);
  return made;
}

/** @param format marks over all of the words */
function words(text: string, format: Readonly<Record<string, unknown>> = {}): Y.XmlText {
  const made = new Y.XmlText();
  made.applyDelta([{ insert: text, ...(Object.keys(format).length > 0 ? { attributes: format } : {}) }]);
  return made;
}

const paragraph = (...inside: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => element('paragraph', { inside });

function nested(name: string, levels: number): Y.XmlElement {
  let made = paragraph(words('ลึกสุด'));
  for (let level = 0; level < levels; level++) made = element(name, { inside: [made] });
  return made;
}

/** A member's own program, on the protocol as it is; how the server ended it, or null when it took the change. */
async function attack(documentId: string, bring: (root: Y.XmlFragment) => void): Promise<number | null> {
  const doc = new Y.Doc();
  const provider = stockProvider(eve, documentId, doc);
  provider.messageHandlers[101] = () => {};
  await synced(provider);
  const ended = new Promise<number>((done) => {
    provider.on('connection-close', (event) => done((event as { code: number } | null)?.code ?? 0));
  });
  doc.transact(() => bring(doc.getXmlFragment('default')));
  const end = await Promise.race([ended, acknowledged(provider, 1).then(() => null)]);
  provider.awareness.destroy();
  provider.destroy();
  return end;
}

/** Watches that nothing of a text runs in a page or leaves it. @return what happened in spite of that */
function watch(page: Page): string[] {
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.context().on('page', (opened) => happened.push(`window ${opened.url()}`));
  page.context().on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${ruam.url}/`) && !url.startsWith('data:') && !url.startsWith('blob:http://127.0.0.1'))
      happened.push(`request ${url}`);
    if (/\/(files|evidence)\//.test(url) && /\.\.|%2e|evil/i.test(url)) happened.push(`request ${url}`);
  });
  return happened;
}

/** Nothing ran, nothing left, and nothing in the page could when it is clicked. */
async function expectHarmless(page: Page, happened: readonly string[]): Promise<void> {
  expect(happened).toEqual([]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  const dangerous = await page.evaluate(() =>
    [...document.querySelectorAll('main *')].flatMap((part) =>
      [...part.attributes]
        .filter(({ name, value }) => {
          if (name.startsWith('on') || name === 'srcdoc') return true;
          if (name === 'href') return !/^(https?:|mailto:|\/|#|\?)/i.test(value) || value.startsWith('//');
          return name === 'src' && !/^(\/api\/|data:image|blob:)/.test(value);
        })
        .map(({ name, value }) => `${part.nodeName} ${name}=${value}`),
    ),
  );
  expect(dangerous).toEqual([]);
}

test('script links, strange files, huge spans and thousands of marks: nothing runs, nothing leaves, and a colleague goes on writing', async ({
  openWindow,
}) => {
  const id = await documentOf(eve, cycle, '3.3', 'evidence', 'basic');
  const { page } = await openWindow(ruam.url, 'cat3-chair', evidencePath(cycle, '3.3', 'basic'));
  const happened = watch(page);
  await expectSaved(page);
  const end = await attack(id, (root) => {
    root.push([
      ...links.map((href, index) => paragraph(words(`ลิงก์ที่ ${index + 1}.`, { link: { href } }))),
      ...files.map((file) =>
        element('image', { attributes: { file, alt: `<img src=x onerror="${script}">`, width: 1e9 } }),
      ),
      element('paragraph', {
        attributes: { textAlign: 'left;background:url(https://evil.example/x)' },
        inside: [words('ชิดซ้าย'), element('evidenceFile', { attributes: { evidence: '../../api/session' } })],
      }),
      element('table', {
        inside: [
          element('tableRow', {
            inside: [
              element('tableCell', {
                attributes: { colspan: 1e9, rowspan: 1e9, colwidth: [1e9] },
                inside: [paragraph(words('ช่องกว้าง'))],
              }),
              element('tableCell', { attributes: { colspan: -1, rowspan: 'x' }, inside: [paragraph(words('ช่องลบ'))] }),
            ],
          }),
        ],
      }),
      paragraph(words('ก่อนเชิงอรรถ'), element('footnote', { inside: [words('เชิงอรรถ', { link: { href: links[0] } })] })),
      element('heading', { attributes: { level: 1e9 }, inside: [words('หัวเรื่อง')] }),
      paragraph(...Array.from({ length: 300 }, (_, at) => words('ก', { [at % 2 === 0 ? 'bold' : 'italic']: {} }))),
    ]);
  });
  expect(end).toBeNull();

  await expect(page.getByText('ลิงก์ที่ 10.').first()).toBeVisible();
  await expectHarmless(page, happened);
  await expect(editorOf(page).or(readerOf(page)).first()).toBeVisible();
  if ((await editorOf(page).count()) > 0) {
    await page.getByText('ลิงก์ที่ 1.').first().click();
    await typeAtEnd(page, ' เขียนต่อได้');
    await expectSaved(page);
    expect(await eve.text(`/api/documents/${id}/content?format=text`)).toContain('เขียนต่อได้');
  }
  const reading = await openWindow(ruam.url, 'observer', evidencePath(cycle, '3.3', 'basic'));
  const alsoHappened = watch(reading.page);
  // All but the last, which is an address like any other: whoever clicks it wants to go there.
  for (const [index] of links.slice(0, -1).entries())
    await reading.page
      .getByText(`ลิงก์ที่ ${index + 1}.`)
      .first()
      .click();
  await expectHarmless(reading.page, alsoHappened);

  // The same as a page of its own: sandboxed, and without anything that could run where it is not.
  const answer = await reading.page.request.get(`${ruam.url}/api/documents/${id}/content?format=html`);
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  const html = await answer.text();
  expect(html).toContain('ลิงก์ที่ 1.');
  const attributes = await reading.page.evaluate((source) => {
    const parts = [...new DOMParser().parseFromString(source, 'text/html').querySelectorAll('body *')];
    return parts.flatMap(({ nodeName, attributes: all }) =>
      [...all].map(({ name, value }) => `${nodeName} ${name}=${value}`),
    );
  }, html);
  const isSafe =
    /^(A href=https:\/\/|A rel=|IMG (src=\/api\/|alt=|width=)|TD (col|row)span=\d{1,3}$|\w+ class=[a-z- ]+$)/;
  expect(attributes.filter((attribute) => !isSafe.test(attribute))).toEqual([]);
  expect(html).not.toMatch(/<(script|iframe|object|style|base|form)/i);
});

test('elements where none may stand: a colleague goes on writing or reads all of it as safe text', async ({
  openWindow,
}) => {
  const id = await documentOf(eve, cycle, '3.3', 'evidence', 'advance');
  const { page } = await openWindow(ruam.url, 'cat3-chair', evidencePath(cycle, '3.3', 'advance'));
  const happened = watch(page);
  await expectSaved(page);
  const end = await attack(id, (root) => {
    root.push([
      element('tableCell', { inside: [element('table', { inside: [paragraph(words('ตารางในช่อง'))] })] }),
      element('tableRow', { inside: [words('แถวลอย')] }),
      element('table', { inside: [paragraph(words('ไม่มีแถว')), element('tableRow')] }),
      element('footnote', { inside: [element('footnote', { inside: [words('เชิงอรรถซ้อน')] })] }),
      paragraph(element('image', { attributes: { file: files[1] } }), element('table')),
      element('listItem', { inside: [words('ข้อลอย')] }),
      nested('blockquote', 90),
    ]);
  });
  expect(end).toBeNull();
  for (const text of ['ตารางในช่อง', 'แถวลอย', 'ไม่มีแถว', 'เชิงอรรถซ้อน', 'ข้อลอย', 'ลึกสุด'])
    await expect(page.getByText(text).first()).toBeAttached();
  await expect(editorOf(page).or(readerOf(page)).first()).toBeVisible();
  await expectHarmless(page, happened);
  const text = await eve.text(`/api/documents/${id}/content?format=text`);
  for (const kept of ['แถวลอย', 'เชิงอรรถซ้อน', 'ข้อลอย', 'ลึกสุด']) expect(text).toContain(kept);
});

test('what no document may hold is refused, and kept; who writes beside it notices nothing', async ({ openWindow }) => {
  const id = await documentOf(eve, cycle, '3.3', 'evidence', 'significance');
  const { page } = await openWindow(ruam.url, 'cat3-chair', evidencePath(cycle, '3.3', 'significance'));
  const happened = watch(page);
  await expectSaved(page);
  const attacks: Readonly<Record<string, (root: Y.XmlFragment) => void>> = {
    'an unknown element': (root) => root.push([element('script', { inside: [words(script)] })]),
    'an unknown mark': (root) => root.push([paragraph(words('x', { onclick: { value: script } }))]),
    'an unknown attribute': (root) =>
      root.push([element('paragraph', { attributes: { onclick: script }, inside: [words('x')] })]),
    'an attribute of 10 MB': (root) =>
      root.push([element('image', { attributes: { file: 'x', alt: 'ก'.repeat(3_400_000) } })]),
    'a depth of 120': (root) => root.push([nested('blockquote', 120)]),
  };
  for (const [name, bring] of Object.entries(attacks)) {
    const end = await attack(id, bring);
    expect(end, name).toBeGreaterThanOrEqual(4400);
    await typeAtEnd(page, ` หลัง ${name}.`);
    await expectSaved(page);
  }
  await expectHarmless(page, happened);
  const text = await eve.text(`/api/documents/${id}/content?format=text`);
  for (const name of Object.keys(attacks)) expect(text).toContain(`หลัง ${name}.`);
  const rescues = await eve.get<unknown[]>(`/api/documents/${id}/rescues`);
  expect(rescues.length).toBe(Object.keys(attacks).length);
});
