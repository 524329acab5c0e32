/** A caret as it is drawn, in px from the frame's corner. */
export interface CaretPlace {
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  readonly colorIndex: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A name in the margin; `y` is the label's middle. */
export interface CaretLabel extends CaretPlace {
  readonly y: number;
}

/** Labels stand at least this far apart, middle to middle. */
export const labelPitch = 26;

/** Places one label beside each caret's line; where they would overlap, the lower one moves down. */
export function placeLabels(carets: readonly CaretPlace[]): readonly CaretLabel[] {
  let last = Number.NEGATIVE_INFINITY;
  return [...carets]
    .sort((a, b) => a.top - b.top || a.x - b.x || a.clientId - b.clientId)
    .map((caret) => {
      last = Math.max((caret.top + caret.bottom) / 2, last + labelPitch);
      return { ...caret, y: last };
    });
}

/** The dotted line from below a caret along its line to the margin at `edge`, and there to the label. SVG path. */
export function leaderPath({ x, bottom, y }: CaretLabel, edge: number): string {
  return `M${round(x)} ${round(bottom)}H${round(edge - 8)}L${round(edge - 4)} ${round(y)}H${round(edge)}`;
}

function round(value: number): number {
  return Math.round(value * 2) / 2;
}
