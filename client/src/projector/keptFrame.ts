import { buildNode, type KeptNode } from './keptNode.ts';

/** The last picture of this browser's projector, as it stood on the screen. */
export interface KeptFrame {
  /** Epoch ms. */
  readonly at: number;
  /** Px of the frame. */
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  readonly node: KeptNode;
}

const key = 'ruam-projector-frame';
const elementId = 'ruam-kept-frame';
/** The picture of a meeting of yesterday is nobody's any more. */
const maxAgeMs = 12 * 60 * 60_000;
const maxLetters = 1_500_000;

/** Keeps a picture; one that is too large, or that the browser does not take, takes the place of no other. */
export function keepFrame(stored: Storage, frame: KeptFrame): void {
  try {
    const text = JSON.stringify(frame);
    if (text.length <= maxLetters) stored.setItem(key, text);
  } catch {
    // Without it only a reload shows nothing for a moment.
  }
}

/** What it showed is over. */
export function forgetFrame(stored: Storage): void {
  stored.removeItem(key);
}

/**
 * Draws the kept picture over the whole window, scaled into it, before anything else of the page is there; it stays until
 * `removeKeptFrame`. Does nothing without one.
 */
export function drawKeptFrame(window: Window, stored: Storage, now: number): void {
  const page = window.document;
  const frame = read(stored, now);
  const node = frame === null ? null : buildNode(page, frame.node);
  if (frame === null || node === null || page.getElementById(elementId) !== null) return;
  const sheet = page.createElement('div');
  sheet.id = elementId;
  sheet.style.cssText = `position:fixed;inset:0;z-index:9999;overflow:hidden;background:${frame.paper}`;
  const inner = page.createElement('div');
  inner.style.cssText = 'position:absolute;top:0;left:0;transform-origin:0 0';
  const place = (): void => {
    const { innerWidth, innerHeight } = window;
    const scale = Math.min(innerWidth / frame.width, innerHeight / frame.height);
    const left = (innerWidth - frame.width * scale) / 2;
    inner.style.transform = `translate(${left}px, ${(innerHeight - frame.height * scale) / 2}px) scale(${scale})`;
    if (!sheet.isConnected) window.removeEventListener('resize', place);
  };
  inner.append(node);
  sheet.append(inner);
  // Not into the body: there is none yet.
  page.documentElement.append(sheet);
  place();
  window.addEventListener('resize', place);
}

/** Takes it away: the page has drawn its own. */
export function removeKeptFrame(page: Document): void {
  page.getElementById(elementId)?.remove();
}

function read(stored: Storage, now: number): KeptFrame | null {
  try {
    const frame: Partial<KeptFrame> | null = JSON.parse(stored.getItem(key) ?? 'null');
    if (frame === null || typeof frame !== 'object') return null;
    const { at, width, height, paper, node } = frame;
    if (typeof at !== 'number' || typeof width !== 'number' || typeof height !== 'number' || node === undefined)
      return null;
    if (Math.abs(now - at) > maxAgeMs || !(width > 0) || !(height > 0)) return null;
    return { at, width, height, node, paper: /^#[0-9A-Fa-f]{6}$/.test(paper ?? '') ? (paper ?? '') : '#FFFFFF' };
  } catch {
    return null;
  }
}
