/** What people say of checks. */
export interface ChecksTables {
  /** The item's body says that a check is met; the row goes when that is taken back. */
  checkTick: { cycleId: string; checkId: string; item: string; personId: string; at: number; note: string | null };
}
