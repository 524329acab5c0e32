import {
  type ReportFormat,
  type ReportOptions,
  reportOptionsSchema,
  reportRequestSchema,
} from '@ruam/shared/api/reports.ts';

/** What a person chose last, in this browser. */
export interface Chosen {
  readonly format: ReportFormat;
  readonly options: ReportOptions;
}

/** What is chosen before anybody has. */
export const firstChoice: Chosen = { format: 'docx', options: reportOptionsSchema.parse({}) };

const keyOf = (person: string): string => `ruam-report/${person}`;

/** What the person chose last; what cannot be read is the first choice. */
export function readChosen(storage: Storage, person: string): Chosen {
  try {
    const { format, options } = reportRequestSchema.parse(JSON.parse(storage.getItem(keyOf(person)) ?? ''));
    return { format, options };
  } catch {
    return firstChoice;
  }
}

/** Keeps it for the next time, but for the chosen items: a report that lacks some must be meant. */
export function keepChosen(storage: Storage, person: string, { format, options }: Chosen): void {
  try {
    storage.setItem(keyOf(person), JSON.stringify({ format, options: { ...options, items: [] } }));
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}
