/** What a part found: a line for each figure, with its limit where it has one. */
export interface Line {
  readonly what: string;
  readonly value: string;
  /** Null: told, and not bounded. */
  readonly isKept: boolean | null;
}

export function atMost(what: string, value: number, limit: number, unit: string): Line {
  return { what, value: `${round(value)}${unit} (limit ${limit}${unit})`, isKept: value <= limit };
}

export function atLeast(what: string, value: number, limit: number, unit: string): Line {
  return { what, value: `${round(value)}${unit} (at least ${limit}${unit})`, isKept: value >= limit };
}

export function told(what: string, value: string): Line {
  return { what, value, isKept: null };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function print(part: string, lines: readonly Line[]): void {
  console.log(`\n${part}`);
  for (const { what, value, isKept } of lines)
    console.log(`  ${isKept === null ? ' ' : isKept ? '✓' : '✗'} ${what.padEnd(52)} ${value}`);
}
