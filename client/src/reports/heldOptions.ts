import { type ReportFormat, type ReportOptions, reportOptionsSchema } from '@ruam/shared/api/reports.ts';

const texts = ['value', 'levels', 'items', 'comments', 'advice', 'evidence', 'thaiDigits'] as const;
const pages = ['contents', 'paragraphNumbers', 'watermark', 'secrecy'] as const;

/** What of the options a format can hold; the others are not offered for it. */
const held: Record<ReportFormat, readonly (keyof ReportOptions)[]> = {
  docx: [...texts, ...pages],
  pdf: [...texts, ...pages],
  html: [...texts, ...pages],
  markdown: texts,
  xlsx: ['value', 'evidence'],
  json: ['evidence'],
};

/** Whether the format can hold the option. */
export function isHeld(format: ReportFormat, option: keyof ReportOptions): boolean {
  return held[format].includes(option);
}

/** The options as the format can hold them: what it cannot is as if nobody had asked for it. */
export function heldOptions(format: ReportFormat, options: ReportOptions): ReportOptions {
  const { comments, evidence } = options;
  const possible: ReportOptions = {
    ...options,
    comments: commentWays(format).find((way) => way === comments) ?? 'notes',
    evidence: evidenceWays(format).find((way) => way === evidence) ?? 'none',
  };
  return reportOptionsSchema.parse(
    Object.fromEntries(Object.entries(possible).filter(([option]) => isHeld(format, option as keyof ReportOptions))),
  );
}

/** The ways in which comments can be had in a format. */
export function commentWays(format: ReportFormat): readonly ReportOptions['comments'][] {
  return format === 'docx' ? ['none', 'notes', 'word'] : ['none', 'notes'];
}

/** The ways in which the evidence register can be had; tables and data hold its list in any case. */
export function evidenceWays(format: ReportFormat): readonly ReportOptions['evidence'][] {
  return format === 'xlsx' || format === 'json' ? ['none', 'files'] : ['none', 'list', 'files'];
}
