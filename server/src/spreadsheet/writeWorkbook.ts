import exceljs from 'exceljs';
import { addIndicatorSheet } from './indicatorSheet.ts';
import {
  addAboutSheet,
  addCommentSheet,
  addEvidenceSheet,
  addRecommendationSheets,
  addResolutionSheet,
} from './registerSheets.ts';
import { addScoreSheets } from './scoreSheets.ts';
import type { WorkbookSource } from './workbookSource.ts';

/**
 * The scoreboard, the indicators and the registers of a cycle as an Excel file (docs/report.md). Its numbers are live
 * formulas; beside each stands what it gives now, as `shared/src/score` works it out. Made in a thread: it holds up who runs
 * in the same one.
 */
export async function writeWorkbook(source: WorkbookSource): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const { report } = source;
  workbook.creator = 'Ruam';
  workbook.title = report.title;
  workbook.created = new Date(report.made?.at ?? report.snapshot.at);
  workbook.modified = workbook.created;
  // Some programs show what is written until they are told to work it out.
  workbook.calcProperties.fullCalcOnLoad = true;
  addScoreSheets(workbook, source);
  addIndicatorSheet(workbook, source);
  addRecommendationSheets(workbook, source);
  addEvidenceSheet(workbook, source);
  addCommentSheet(workbook, source);
  addResolutionSheet(workbook, source);
  addAboutSheet(workbook, source);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
