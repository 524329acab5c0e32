import type { ReportStep } from '@ruam/shared/api/reports.ts';
import type { ReportTask } from './reportTask.ts';

/** What is done for a report, in order, and about how long each step takes beside the others. */
function stepsOf({
  format,
  options,
}: Pick<ReportTask, 'format' | 'options'>): readonly (readonly [ReportStep, number])[] {
  const hasPictures = format === 'docx' || format === 'pdf' || format === 'html';
  return [
    ['reading', 3],
    ...(hasPictures ? ([['pictures', 3]] as const) : []),
    ['writing', 3],
    ...(format === 'pdf' ? ([['printing', 6]] as const) : []),
    ...(options.evidence === 'files' ? ([['packing', 4]] as const) : []),
    ['keeping', 1],
  ];
}

/**
 * How far a report is as a whole, 0 to 99: done is what is kept.
 * @param share of the step, 0 to 1
 */
export function overallProgress(task: Pick<ReportTask, 'format' | 'options'>, step: ReportStep, share: number): number {
  const steps = stepsOf(task);
  const all = steps.reduce((sum, [, weight]) => sum + weight, 0);
  const at = steps.findIndex(([name]) => name === step);
  const before = steps.slice(0, Math.max(0, at)).reduce((sum, [, weight]) => sum + weight, 0);
  return Math.min(99, Math.floor((100 * (before + share * (steps[at]?.[1] ?? 0))) / all));
}
