import { expect, test } from 'vitest';
import { cleanedHtml } from './pasteTools.ts';
import type { PasteNotice } from './writingHost.ts';

function cleaned(html: string): { html: string; told: PasteNotice[] } {
  const told: PasteNotice[] = [];
  return { html: cleanedHtml(html, { onNotice: (notice) => told.push(notice) }), told };
}

test('what comes from our own editor stays as it is: it has no dirt, and attributes that no page has', () => {
  const own = '<meta charset="utf-8"><div data-recommendation="{}" data-pm-slice="1 1 []">ทบทวน</div>';
  expect(cleaned(own)).toEqual({ html: own, told: [] });
});

test('what is left out is told, and nothing is told without that', { timeout: 30_000 }, () => {
  expect(cleaned('<p class="x">ก</p>')).toEqual({ html: '<p>ก</p>', told: [] });
  expect(cleaned('<p>ก<img src="file:///c:/a.png"></p>').told).toEqual([{ name: 'leftOut', images: 1, isCut: false }]);
  expect(cleaned('<p>ก</p>'.repeat(31_000)).told).toEqual([{ name: 'leftOut', images: 0, isCut: true }]);
});

test('a page that pretends to be our editor is cleaned when it is longer than any document', () => {
  const pretender = `<p data-pm-slice="0 0 []" class="x">ก</p>${' '.repeat(3_000_000)}`;
  expect(cleaned(pretender).html).toBe('<p>ก</p>');
});
