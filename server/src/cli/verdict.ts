/** What a verb found, and whether all is well with it: the command ends with 1 when it is not. */
export interface Verdict {
  readonly text: string;
  readonly holds: boolean;
}
