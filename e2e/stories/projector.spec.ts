import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { cutConnection, test, watchConsole } from '../support/story.ts';
import { differenceOf, troubleOnWall, Watch } from '../support/wall.ts';
import { expectSaved } from '../support/writing.ts';

let ruam: Ruam;
let secretary: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  secretary = await signIn(ruam.url, 'secretariat');
  cycle = await sampleCycle(secretary);
});
test.afterAll(() => ruam.dispose());

interface StageHand {
  /** Changes what is shown; what of it is left out is plain. Gives the revision. */
  show(changes: Readonly<Record<string, unknown>>): Promise<number>;
  /** The revision that the projector says is on its screen. */
  shown(): Promise<number | null>;
  pair(code: string): Promise<void>;
  revoke(): Promise<void>;
}

/** A running meeting with everything that waits on its agenda, and its console. */
async function beginMeeting(): Promise<StageHand> {
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await secretary.send(method, path, body === undefined ? undefined : JSON.stringify(body));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? (null as Answer) : (JSON.parse(text) as Answer);
  };
  const meetings = `/api/cycles/${cycle}/meetings`;
  const { id } = await ask<{ id: string }>('POST', meetings, {
    number: '7/2562',
    body: 'steering',
    date: '2019-10-25',
  });
  const meeting = `${meetings}/${id}`;
  await ask('POST', `${meeting}/waitingClaims`);
  await ask('PUT', `${meeting}/state`, { event: 'publish' });
  await ask('PUT', `${meeting}/state`, { event: 'begin' });
  const { agenda } = await ask<{ agenda: { id: string; item: string | null }[] }>('GET', meeting);
  const entry = agenda.find(({ item }) => item === '3.3')?.id;
  const own = randomUUID();
  await ask('POST', `${meeting}/stage/console`, { console: own, take: true });
  const plain = {
    entry,
    block: null,
    page: 0,
    zoom: 100,
    theme: 'light',
    isBlank: false,
    isFrozen: false,
    message: null,
  };
  return {
    async show(changes) {
      const body = { console: own, changes: { ...plain, ...changes } };
      return (await ask<{ revision: number }>('PUT', `${meeting}/stage`, body)).revision;
    },
    async shown() {
      const [projector] = await ask<{ shown: number | null }[]>('GET', `${meeting}/projectors`);
      return projector?.shown ?? null;
    },
    pair: (code) => ask('POST', `${meeting}/projectors`, { code }),
    async revoke() {
      for (const projector of await ask<{ id: string }[]>('GET', `${meeting}/projectors`)) {
        await ask('DELETE', `${meeting}/projectors/${projector.id}`);
      }
    },
  };
}

const picture = (page: Page, mode: string) => page.locator(`.projector-frame[data-mode="${mode}"]`);
const codeOn = (page: Page) => page.getByRole('status', { name: 'รหัสต่อจอ' });

test('the projector is paired by its code, shows what is typed, and through a cut, a reload, a crash of the server and a reload without it not one picture is blank, an error or a loading sign', async ({
  browser,
  openWindow,
  expectedErrors,
}) => {
  expectedErrors.push(...cutConnection, /404/);
  const stage = await beginMeeting();
  const document = await documentOf(secretary, cycle, '3.3', 'recommendations');
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'allow' });
  const page = await context.newPage();
  const problems: string[] = [];
  watchConsole(page, 'projector', problems);
  await page.goto(`${ruam.url}/projector`);
  await expect(codeOn(page)).toHaveText(/^\w{4}\s?\w{4}$/);
  await expect(page.getByRole('img', { name: 'คิวอาร์โค้ดไปหน้าเข้าสู่ระบบ' })).toBeVisible();
  await expectAccessible(page);
  const code = ((await codeOn(page).textContent()) ?? '').replace(/\s/g, '');
  // The page is kept in the browser from here on, and its code is the same after a reload.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect(codeOn(page)).toHaveText(new RegExp(`^${code.slice(0, 4)}\\s?${code.slice(4)}$`));
  await stage.show({ mode: 'text', document });
  await stage.pair(code.toLowerCase());
  await expect(picture(page, 'text')).toContainText('สำนักงานเลขาธิการวุฒิสภา');
  expect(await troubleOnWall(page)).toEqual([]);
  await expectAccessible(page);

  const writer = await openWindow(
    ruam.url,
    'cat3-member-1',
    `/cycles/${cycle}/categories/3/items/3.3?part=recommendations`,
  );
  await expectSaved(writer.page);
  await writer.page.getByText('การจะดำเนินการในระดับ').first().click();
  const words = picture(page, 'text').locator('.projector-words').first();
  // Both fade soon, so they are looked for from before they come.
  await Promise.all([
    expect(page.locator('.projector-fresh').first()).toBeVisible(),
    expect(picture(page, 'text')).toContainText('แก้ไขเมื่อครู่'),
    writer.page.keyboard.insertText('ที่ประชุมเห็นว่า '),
  ]);
  await expect(words).toContainText('ที่ประชุมเห็นว่า');
  await expect(picture(page, 'text')).not.toContainText('กรรมการ หมวด 3');
  await writer.context.close();
  // The tint has faded.
  await expect(page.locator('.projector-fresh')).toHaveCount(0);

  // For a moment the page that was kept and the live one say it both.
  const lost = page.getByText(/^ขาดการเชื่อมต่อตั้งแต่\s\d\d:\d\d\sน\./).last();
  const watch = await Watch.begin(page);
  const expected = await watch.picture();
  await context.setOffline(true);
  await expect(lost).toBeVisible();
  await context.setOffline(false);
  await expect(lost).toHaveCount(0);
  await page.reload();
  await expect(words).toContainText('ที่ประชุมเห็นว่า');
  await ruam.kill();
  await expect(lost).toBeVisible();
  await page.reload();
  await expect(lost).toBeVisible();
  await ruam.restart();
  await expect(lost).toHaveCount(0);
  const seen = await watch.end(browser, expected);
  await test.info().attach('worst', { body: Buffer.from(seen.worst, 'base64'), contentType: 'image/png' });
  const { worst: _worst, ...figures } = seen;
  test.info().annotations.push({ type: 'watched', description: JSON.stringify(figures) });
  expect(seen.largestDifference).toBeLessThan(0.002);
  expect(seen.samples).toBeGreaterThan(50);

  // It is followed again.
  await stage.show({ mode: 'scoreboard', value: 'latest', profile: 'weakest-link' });
  await expect(picture(page, 'scoreboard')).toContainText('445.83');
  // What was measured can be seen at all: another picture is not the expected one.
  expect(await differenceOf(browser, expected, await watch.picture())).toBeGreaterThan(0.02);
  await stage.show({ mode: 'text', document });
  await expect(picture(page, 'text')).toBeVisible();
  const frozen = await stage.show({ mode: 'agenda', isFrozen: true });
  await expect.poll(() => stage.shown()).toBe(frozen);
  await expect(words).toBeVisible();
  await stage.show({ mode: 'agenda', message: 'พักการประชุม 15 นาที' });
  await expect(picture(page, 'agenda')).toContainText('พักการประชุม 15 นาที');

  const tools = await context.newCDPSession(page);
  const screens = [
    [1920, 1080, 1],
    [1600, 1200, 1],
    [1536, 864, 1.25],
    [1024, 768, 1],
  ] as const;
  const shown = [
    { mode: 'text', document, zoom: 150 },
    { mode: 'text', document, theme: 'dark' },
    { mode: 'agenda' },
    { mode: 'scoreboard' },
    { mode: 'scoreboard', page: 1 },
    { mode: 'whatIf', whatIf: { '3.3': 'advance', '4.1': 'advance' } },
    { mode: 'countdown', countdown: { endsAt: Date.now() + 600_000, label: 'พักการประชุม' } },
  ];
  for (const changes of shown) {
    await stage.show(changes);
    await expect(picture(page, changes.mode)).toBeVisible();
    for (const [width, height, deviceScaleFactor] of screens) {
      await tools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
      await expect.poll(() => troubleOnWall(page), `${changes.mode} on ${width} × ${height}`).toEqual([]);
    }
  }

  await stage.revoke();
  await expect(page.getByText('การประชุมปิดแล้ว หรือฝ่ายเลขานุการตัดจอนี้แล้ว')).toBeVisible();
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ruam-projector'))),
  ).toEqual([]);
  await context.close();
  expect(problems.filter((problem) => !expectedErrors.some((one) => one.test(problem)))).toEqual([]);
});
