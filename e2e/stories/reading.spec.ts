import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { type Caller, documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { stockProvider, synced } from '../support/stockProvider.ts';
import { test } from '../support/story.ts';
import { evidencePath } from '../support/writing.ts';

let ruam: Ruam;
let member: Caller;
let cycle: string;
test.beforeAll(async () => {
  ruam = await startRuam();
  member = await signIn(ruam.url, 'cat3-member-1');
  cycle = await sampleCycle(member);
});
test.afterAll(() => ruam.dispose());

const evidence = (code: string, level: string): string => evidencePath(cycle, code, level);

/** The whole state of a document, deletions included, as a stock client gets it. */
async function stateOf(caller: Caller, documentId: string): Promise<Uint8Array> {
  const doc = new Y.Doc();
  const provider = stockProvider(caller, documentId, doc);
  await synced(provider);
  provider.destroy();
  return Y.encodeStateAsUpdate(doc);
}

test('S10 opening every text of an item, in every role, changes neither state vector nor delete set', async ({
  openWindow,
}) => {
  const texts = [
    { path: evidence('3.3', 'basic'), kind: 'evidence', level: 'basic' },
    { path: evidence('3.3', 'advance'), kind: 'evidence', level: 'advance' },
    { path: evidence('3.3', 'significance'), kind: 'evidence', level: 'significance' },
    { path: `/cycles/${cycle}/categories/3/items/3.3?part=recommendations`, kind: 'recommendations', level: undefined },
  ];
  const ids: string[] = [];
  for (const { kind, level } of texts) ids.push(await documentOf(member, cycle, '3.3', kind, level));
  const states = (): Promise<Uint8Array[]> => Promise.all(ids.map((id) => stateOf(member, id)));
  const before = await states();
  for (const login of [
    'cat3-chair',
    'cat3-secretary',
    'secretariat',
    'advisor',
    'steering-chair',
    'observer',
    'admin',
  ]) {
    const { page, context } = await openWindow(ruam.url, login, texts[0]?.path ?? '');
    for (const { path } of texts) {
      await page.goto(ruam.url + path);
      await expect(page.getByRole('status').filter({ hasText: /^(บันทึกแล้ว|เป็นปัจจุบัน)/ })).toBeVisible();
      await expect(
        page
          .getByRole('textbox', { name: /^\d\.\d / })
          .or(page.getByRole('article', { name: /^\d\.\d / }))
          .first(),
      ).toBeVisible();
    }
    await context.close();
  }
  expect(await states()).toEqual(before);
});
