import { expect, test } from '@playwright/test';
import * as Y from 'yjs';
import { documentOf, sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, startRuam } from '../support/ruam.ts';
import { acknowledged, stockProvider, synced } from '../support/stockProvider.ts';

let ruam: Ruam;
test.beforeAll(async () => {
  ruam = await startRuam();
});
test.afterAll(() => ruam.dispose());

test('S1 S3 a stock client syncs, and what was acknowledged survives kill -9', async () => {
  const member = await signIn(ruam.url, 'cat3-member-1');
  const cycle = await sampleCycle(member);
  const documentId = await documentOf(member, cycle, '3.3', 'evidence', 'basic');
  const doc = new Y.Doc();
  const provider = stockProvider(member, documentId, doc);
  await synced(provider);
  expect(doc.getXmlFragment('default').toString()).toContain('ดำเนินการได้ในระดับ Basic');

  const written = 'น้ำท่วมปี ๒๕๖๒ ไม่กระทบการให้บริการ';
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(written)]);
  doc.getXmlFragment('default').push([paragraph]);
  await acknowledged(provider, 1);
  await ruam.kill();
  provider.destroy();

  await ruam.restart();
  const reader = await signIn(ruam.url, 'observer');
  expect(await reader.text(`/api/documents/${documentId}/content?format=text`)).toContain(written);
});

test('S12 SIGTERM ends cleanly (a cut after the limit would end with 1), and the data opens again', async () => {
  expect(await ruam.terminate()).toBe(0);
  await ruam.restart();
});
