import { expect, type Locator, type Page, test as plain } from '@playwright/test';
import { sampleCycle, signIn } from '../support/api.ts';
import { type Ruam, samplePassword, startRuam } from '../support/ruam.ts';
import { test } from '../support/story.ts';
import { editorOf, evidencePath, expectSaved, readerOf } from '../support/writing.ts';

let ruam: Ruam;
let cycle: string;
plain.beforeAll(async () => {
  ruam = await startRuam();
  cycle = await sampleCycle(await signIn(ruam.url, 'observer'));
});
plain.afterAll(() => ruam.dispose());

const comments = (page: Page) => page.getByRole('region', { name: 'ความเห็น', exact: true });

/** Presses Tab until the keyboard is in a control; everything it meets on the way must show that it is there. */
async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await wanted.evaluate((control) => control === document.activeElement)) return;
    await page.keyboard.press(key);
    expect(await unseenFocus(page)).toBeNull();
  }
  throw new Error('Tab never comes there');
}

/** What has the focus without showing it; null when it is seen. A text shows it by its caret. */
function unseenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.getAttribute('role') === 'textbox') return null;
    const isMarked = (part: Element | null): boolean => {
      if (part === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const isSeen =
      focused.matches(':focus-visible') && [focused, focused.parentElement, focused.nextElementSibling].some(isMarked);
    return isSeen ? null : focused.outerHTML.slice(0, 200);
  });
}

async function signInByKeyboard(page: Page, login: string): Promise<void> {
  await page.goto(ruam.url);
  await tabTo(page, page.getByRole('textbox').first());
  await page.keyboard.type(login);
  await tabTo(page, page.locator('input[type=password]'));
  await page.keyboard.type(samplePassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
}

/** From any screen by its folder tab and the list of its items. */
async function openItem(page: Page, code: string): Promise<void> {
  await tabTo(
    page,
    page
      .getByRole('navigation', { name: 'หมวด', exact: true })
      .getByRole('link')
      .nth(Number(code[0]) - 1),
  );
  await page.keyboard.press('Enter');
  await tabTo(
    page,
    page
      .getByRole('complementary')
      .first()
      .getByRole('link', { name: new RegExp(`^${code}`) }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: new RegExp(`^${code}`) })).toBeVisible();
}

plain(
  'by keyboard alone: a chair signs in, writes, comments and claims; the steering chair decides',
  async ({ browser }) => {
    const page = await (await browser.newContext()).newPage();
    await signInByKeyboard(page, 'cat3-chair');
    await openItem(page, '3.2');
    await tabTo(page, editorOf(page));
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' เขียนด้วยแป้นพิมพ์');
    await expectSaved(page);

    for (let letter = 0; letter < 9; letter++) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Control+Alt+m');
    await expect(page.getByRole('textbox', { name: 'เขียนความเห็น' })).toBeFocused();
    await page.keyboard.type('ขอแหล่งข้อมูล');
    await tabTo(page, page.getByRole('button', { name: 'ส่งความเห็น' }));
    await page.keyboard.press('Enter');
    await expect(comments(page).getByRole('article')).toContainText('ขอแหล่งข้อมูล');

    await tabTo(page, page.getByRole('button', { name: 'เสนอระดับนี้' }).first(), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('textbox'));
    await page.keyboard.type('ครบตามเกณฑ์');
    await tabTo(page, dialog.getByRole('button', { name: 'เสนอระดับนี้' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);

    const deciding = await (await browser.newContext()).newPage();
    await signInByKeyboard(deciding, 'steering-chair');
    await openItem(deciding, '3.2');
    await tabTo(deciding, deciding.getByRole('link', { name: 'พิจารณา' }).first());
    await deciding.keyboard.press('Enter');
    const resolution = deciding.getByRole('textbox', { name: 'ข้อความมติ' });
    await tabTo(deciding, resolution);
    await deciding.keyboard.press('Control+End');
    await deciding.keyboard.type(' ตามที่เสนอ');
    await tabTo(deciding, deciding.getByRole('button', { name: 'ยืนยันมติและล็อก' }));
    await deciding.keyboard.press('Enter');
    await expect(deciding.getByRole('heading', { name: '3.2 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();
  },
);

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** In px: what a finger hits (docs of WCAG 2.5.5). */
const fingerSize = 44;

/** Taps a control that is large enough for a finger. */
async function tap(control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  const box = await control.boundingBox();
  expect(
    Math.min(box?.width ?? 0, box?.height ?? 0),
    await control.evaluate(({ outerHTML }) => outerHTML.slice(0, 200)),
  ).toBeGreaterThanOrEqual(fingerSize);
  await control.tap();
}

test('on a phone a text is read, commented and decided, with controls as large as a finger', async ({ openWindow }) => {
  const { page } = await openWindow(ruam.url, 'cat3-member-1', evidencePath(cycle, '3.1', 'significance'), phone);
  await expect(readerOf(page).or(editorOf(page)).first()).toContainText('ระดับ');
  await page.evaluate(() => {
    const line = document.querySelector('.ruam-text p') ?? document.body;
    document.getSelection()?.selectAllChildren(line);
  });
  await tap(page.getByRole('button', { name: 'แสดงความเห็นต่อข้อความที่เลือก' }).last());
  const sheet = page.getByRole('dialog', { name: 'ความเห็น' });
  await sheet.getByRole('textbox', { name: 'เขียนความเห็น' }).fill('อ่านจากโทรศัพท์แล้ว');
  await tap(sheet.getByRole('button', { name: 'ส่งความเห็น' }));
  await expect(sheet.getByRole('article')).toContainText('อ่านจากโทรศัพท์แล้ว');

  const deciding = (await openWindow(ruam.url, 'steering-chair', evidencePath(cycle, '3.1', 'significance'), phone))
    .page;
  await tap(deciding.getByRole('link', { name: 'พิจารณา' }).first());
  await expect(deciding.getByRole('textbox', { name: 'ข้อความมติ' })).toHaveValue(/3\.1/);
  await tap(deciding.getByRole('button', { name: 'ยืนยันมติและล็อก' }));
  await expect(deciding.getByRole('heading', { name: '3.1 บันทึกมติแล้ว ล็อกแล้ว' })).toBeVisible();
  for (const window of [page, deciding])
    expect(await window.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
