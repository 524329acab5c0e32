import type { ReportFormat, ReportOptions, reportQuerySchema } from '@ruam/shared/api/reports.ts';
import type { z } from 'zod';

/** What an address asks for: without a word on it, contents come with what is printed and looked at, not with texts. */
export function reportAsked({
  format,
  contents = format === 'pdf' || format === 'html',
  ...options
}: z.infer<typeof reportQuerySchema>): { readonly format: ReportFormat; readonly options: ReportOptions } {
  return { format, options: { ...options, contents } };
}
