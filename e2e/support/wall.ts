import type { Browser, Page } from '@playwright/test';

/** A picture that was on the screen, as PNG in base64, and when (epoch ms). */
interface Sample {
  readonly at: number;
  readonly png: string;
}

/** What a watch has seen. */
interface Watched {
  readonly samples: number;
  /** The longest time between two looks. */
  readonly longestGapMs: number;
  /** Of the picture that differs most from the expected one, above the foot: the part of its points that are others. */
  readonly largestDifference: number;
  /** When that was, ms since the watch began. */
  readonly worstAfterMs: number;
  readonly worst: string;
}

const everyMs = 100;
/** A picture that was asked for while one page makes room for another may never come. */
const lateMs = 2_000;
/** The clock and the line of a lost link stand below. */
const footPart = 0.08;
/** Of 255: less is how letters are smoothed. */
const tolerance = 60;

/**
 * Watches what a page really paints, through loads and cuts: the screen is captured every 100 ms, and every frame that the
 * browser presents in between is looked at, too.
 */
export class Watch {
  readonly #page: Page;
  readonly #samples: Sample[] = [];
  #isOver = false;
  #end: Promise<void> = Promise.resolve();

  private constructor(page: Page) {
    this.#page = page;
  }

  static async begin(page: Page): Promise<Watch> {
    const watch = new Watch(page);
    const tools = await page.context().newCDPSession(page);
    tools.on('Page.screencastFrame', ({ data, sessionId }) => {
      watch.#samples.push({ at: Date.now(), png: data });
      tools.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
    });
    await tools.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
    watch.#end = watch.#look().finally(() => tools.detach());
    return watch;
  }

  async #look(): Promise<void> {
    while (!this.#isOver) {
      const from = Date.now();
      const png = await this.#now();
      if (png !== null) this.#samples.push({ at: Date.now(), png });
      await new Promise((next) => setTimeout(next, Math.max(0, everyMs - (Date.now() - from))));
    }
  }

  /** Ends the watch and holds all that was seen against the expected picture. */
  async end(browser: Browser, expected: string): Promise<Watched> {
    this.#isOver = true;
    await this.#end;
    const samples = this.#samples.toSorted((one, other) => one.at - other.at);
    const unlike = await differences(browser, expected, [...new Set(samples.map(({ png }) => png))]);
    const gaps = samples.map(({ at }, index) => at - (samples[index - 1]?.at ?? at));
    const worst = samples.reduce((most, sample) =>
      (unlike.get(sample.png) ?? 1) > (unlike.get(most.png) ?? 1) ? sample : most,
    );
    return {
      samples: samples.length,
      longestGapMs: Math.max(...gaps),
      largestDifference: unlike.get(worst.png) ?? 1,
      worstAfterMs: worst.at - (samples[0]?.at ?? 0),
      worst: worst.png,
    };
  }

  /** The picture as it is now, as PNG in base64, however long the browser takes for it. */
  async picture(): Promise<string> {
    for (;;) {
      const png = await this.#now();
      if (png !== null) return png;
    }
  }

  /** The same; null when the browser, which is between two pages, does not answer. */
  async #now(): Promise<string | null> {
    const tools = await this.#page.context().newCDPSession(this.#page);
    const late = new Promise<null>((resolve) => setTimeout(resolve, lateMs, null));
    const answer = tools.send('Page.captureScreenshot', { format: 'png' }).then(
      ({ data }) => data,
      () => null,
    );
    const png = await Promise.race([answer, late]);
    await tools.detach().catch(() => {});
    return png;
  }
}

/** How much of a picture, above the foot, is another than of the expected one, 0 to 1. Both as PNG in base64. */
export async function differenceOf(browser: Browser, expected: string, png: string): Promise<number> {
  return (await differences(browser, expected, [png])).get(png) ?? 1;
}

/** How much each picture differs from the expected one, above the foot, 0 to 1; another size is all of it. */
async function differences(
  browser: Browser,
  expected: string,
  pictures: readonly string[],
): Promise<Map<string, number>> {
  const page = await browser.newPage();
  const found = await page.evaluate(
    async ([first, others, foot, apart]) => {
      const canvas = new OffscreenCanvas(1, 1);
      const paint = canvas.getContext('2d', { willReadFrequently: true });
      if (paint === null) throw new Error('no canvas');
      const read = async (png: string): Promise<ImageData> => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        canvas.width = picture.width;
        canvas.height = picture.height;
        paint.drawImage(picture, 0, 0);
        return paint.getImageData(0, 0, picture.width, Math.floor(picture.height * (1 - foot)));
      };
      const one = await read(first);
      const parts: number[] = [];
      for (const png of others) {
        const other = await read(png);
        if (other.width !== one.width || other.height !== one.height) {
          parts.push(1);
          continue;
        }
        const [ours, theirs] = [new Uint32Array(one.data.buffer), new Uint32Array(other.data.buffer)];
        let unlike = 0;
        for (let at = 0; at < ours.length; at++) {
          const [mine = 0, its = 0] = [ours[at], theirs[at]];
          if (mine !== its && [0, 8, 16].some((bit) => Math.abs(((mine >> bit) & 255) - ((its >> bit) & 255)) > apart))
            unlike += 1;
        }
        parts.push(unlike / ours.length);
      }
      return parts;
    },
    [expected, [...pictures], footPart, tolerance] as const,
  );
  await page.close();
  return new Map(pictures.map((png, index) => [png, found[index] ?? 1]));
}

/** What of a projector's picture is cut, too small or outside of the safe edge; [] when nothing is. */
export function troubleOnWall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frame = document.querySelector<HTMLElement>('.projector-frame');
    if (frame === null) return ['there is no picture'];
    const scale = frame.getBoundingClientRect().width / frame.offsetWidth;
    const trouble: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) trouble.push('the page scrolls');
    const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const around = text.parentElement;
      if (around === null || (text.textContent ?? '').trim() === '' || around.closest('title') !== null) continue;
      const style = getComputedStyle(around);
      if (style.visibility === 'hidden') continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const room = around.closest('.projector-room')?.getBoundingClientRect();
      const drawn = [...range.getClientRects()].filter(
        ({ width, top, bottom }) =>
          width > 0 && (room === undefined || (bottom > room.top + 1 && top < room.bottom - 1)),
      );
      if (drawn.length === 0) continue;
      const words = (text.textContent ?? '').slice(0, 30);
      const svg = around.closest('svg');
      const unit = svg === null ? 1 : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width / scale;
      if (Number.parseFloat(style.fontSize) * unit < 27.9) trouble.push(`small: ${words}`);
      for (const { left, right, top, bottom } of drawn) {
        const isOutside =
          left / scale < 87 ||
          right / scale > frame.offsetWidth - 87 ||
          top < 0 ||
          bottom / scale > frame.offsetHeight - 10;
        if (isOutside) trouble.push(`outside: ${words}`);
        if (room !== undefined && (top < room.top - 1 || bottom > room.bottom + 1)) trouble.push(`cut: ${words}`);
      }
    }
    return trouble;
  });
}
