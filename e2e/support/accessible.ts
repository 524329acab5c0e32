import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The rules of WCAG 2.2 A and AA that every screen and dialog holds. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds on the page as it stands, one line a rule.
 * @param rules Tags of axe, or the one rule `color-contrast` where only the colours are others than before.
 */
export async function violationsOf(page: Page, rules: readonly string[] | 'color-contrast'): Promise<string[]> {
  // Without frames there is nothing to put together in a page of axe's own, which takes longer than the rules.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const chosen = rules === 'color-contrast' ? axe.withRules([rules]) : axe.withTags([...rules]);
  const { violations } = await chosen.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(', ')}`);
}

/** Fails when the page as it stands breaks a rule of WCAG 2.2 A or AA. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page, wcag)).toEqual([]);
}
