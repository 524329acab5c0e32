/** A drawer that closes leaves the page within so many frames. */
const maxFrames = 60;

/**
 * Gives the keyboard to an element once nothing has it: what had it before a drawer opened is gone, or there was nothing. To be
 * called when the drawer begins to close; who takes the keyboard elsewhere meanwhile keeps it.
 */
export function focusIfLost(find: () => HTMLElement | null, frames = maxFrames): void {
  if (frames === 0) return;
  requestAnimationFrame(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) find()?.focus({ preventScroll: true });
    else focusIfLost(find, frames - 1);
  });
}
