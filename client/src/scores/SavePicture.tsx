import { Button } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { IconPhotoDown } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { paintElement } from './paintElement.ts';

const scale = 2;
const marginPx = 32;
const headPx = 64;
const linePx = 28;

/** Keeps the scores as they are shown, without what is supposed, as a picture (PNG). */
export function SavePicture({
  cycle,
  elements,
}: {
  cycle: CycleAnswer;
  /** What is in the picture, from left to right; below each other when they stand so on the page. */
  elements: readonly RefObject<HTMLElement | null>[];
}) {
  const { t } = useTranslation();
  const title = [
    cycle.agency,
    t('shell.cycle', { framework: 'PMQA 4.0', year: cycle.fiscalYearBE, round: cycle.round }),
  ];
  const save = (): void => {
    const picture = paint(
      elements.flatMap(({ current }) => current ?? []),
      title,
    );
    picture?.toBlob((file) => {
      if (file === null) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${t('scores.fileName', { year: cycle.fiscalYearBE })}.png`;
      link.click();
      // The download has begun with the click.
      URL.revokeObjectURL(link.href);
    });
  };
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconPhotoDown size={18} stroke={1.75} aria-hidden />}
      onClick={save}
    >
      {t('scores.savePicture')}
    </Button>
  );
}

function paint(elements: readonly HTMLElement[], title: readonly string[]): HTMLCanvasElement | null {
  const [first, ...others] = elements.map((element) => ({ element, box: element.getBoundingClientRect() }));
  if (first === undefined) return null;
  const isBeside = others.every(({ box }) => box.left >= first.box.right);
  let [x, y] = [marginPx, marginPx + headPx];
  let [width, height] = [0, 0];
  const placed = [first, ...others].map(({ element, box }) => {
    const at = { x, y };
    width = Math.max(width, x + box.width + marginPx);
    height = Math.max(height, y + box.height + marginPx);
    if (isBeside) x += box.width + marginPx;
    else y += box.height + marginPx;
    return { element, at };
  });
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const page = getComputedStyle(document.body);
  context.fillStyle = page.backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.fillStyle = page.color;
  title.forEach((line, index) => {
    context.font = `${index === 0 ? 600 : 400} 18px ${page.fontFamily}`;
    context.fillText(line, marginPx, marginPx + 14 + index * linePx, width - 2 * marginPx);
  });
  for (const { element, at } of placed) paintElement(context, element, at, scale);
  return canvas;
}
