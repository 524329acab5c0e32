/** A delay in seconds with one place; nothing is shown at the very moment. */
export function secondsOf(delayMs: number): number {
  return Math.max(0.1, Math.round(delayMs / 100) / 10);
}
