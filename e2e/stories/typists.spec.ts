import { expect } from '@playwright/test';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { eightLogins, layOutPlaces, sitDown, wholeText } from '../support/eightTypists.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { shownText } from '../support/typing.ts';
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
    await expect.poll(() => shownText(page)).toBe(written);
    await expectSaved(page);
  }
  expect(await member.text(`/api/documents/${id}/content?format=text`)).toBe(written);
});
