import { expect } from '@playwright/test';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { eightLogins, layOutPlaces, sitDown, wholeText } from '../support/eightTypists.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { caretBehind, shownText } from '../support/typing.ts';
import { evidencePath, expectSaved } from '../support/writing.ts';

let ruam: Ruam;
test.beforeAll(async () => {
  ruam = await startRuam();
});
test.afterAll(() => ruam.dispose());

const sentencesEach = 2;

test('eight windows type Thai in one paragraph at once, by code points and by composition: all their sentences are whole, everywhere', async ({
  openWindow,
}) => {
  const member = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(member);
  const id = await documentOf(member, cycle, '3.3', 'evidence', 'basic');
  await layOutPlaces(member, id);
  const path = evidencePath(cycle, '3.3', 'basic');
  const pages = (await Promise.all(eightLogins.map((login) => openWindow(ruam.url, login, path)))).map(
    ({ page }) => page,
  );
  for (const page of pages) await expectSaved(page);

  const typists = await Promise.all(pages.map((page, index) => sitDown(page, index + 1)));
  await Promise.all(
    typists.map(async (typist) => {
      for (let count = 0; count < sentencesEach; count++) await typist.writeSentence(async () => {});
    }),
  );

  const written = wholeText(typists);
  for (const page of pages) {
    // So that what went wrong is printed before the whole story's time is up.
    await expect.poll(() => shownText(page), { timeout: 40_000 }).toBe(written);
    await expectSaved(page);
  }
  expect(await member.text(`/api/documents/${id}/content?format=text`)).toBe(written);
});

test('a composition that rests while another writes in its line is committed once, and the caret stays behind it', async ({
  openWindow,
}) => {
  const member = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(member);
  await layOutPlaces(member, await documentOf(member, cycle, '3.4', 'evidence', 'basic'));
  const path = evidencePath(cycle, '3.4', 'basic');
  const { page } = await openWindow(ruam.url, 'cat3-member-1', path);
  const other = await openWindow(ruam.url, 'cat3-chair', path);
  await expectSaved(page);
  await expectSaved(other.page);
  await caretBehind(page, '[3]');
  await caretBehind(other.page, '[1]');
  const tools = await page.context().newCDPSession(page);
  await tools.send('Input.imeSetComposition', { text: 'เอก', selectionStart: 3, selectionEnd: 3 });

  await other.page.keyboard.insertText('ผู้อื่น');
  await expectSaved(other.page);
  expect(await shownText(page)).toContain('[1][2][3]เอก[4]');
  await expect.poll(() => shownText(page), { timeout: 40_000 }).toContain('[1]ผู้อื่น[2][3]เอก[4]');
  await page.keyboard.insertText('สาร');
  await expect.poll(() => shownText(other.page)).toContain('[1]ผู้อื่น[2][3]เอกสาร[4]');
  await expectSaved(page);
  expect(await shownText(page)).toBe(await shownText(other.page));
});
