import { createReportMaker, type MakerDependencies, type ReportMaker } from './maker.ts';
import { openReportsNow, type ReportsNow } from './reportsNow.ts';
import { openWorkFolders } from './workFolders.ts';

/** Everything that makes reports. */
export interface Reports extends ReportsNow {
  readonly maker: ReportMaker;
}

export function openReports(given: Omit<MakerDependencies, 'folders'> & { readonly dataDir: string }): Reports {
  const place = { dataDir: given.dataDir, isShared: given.location.kind === 'postgres' };
  const dependencies = { ...given, folders: openWorkFolders(place, given.now(), given.newId) };
  const maker = createReportMaker(dependencies);
  const { now, close } = openReportsNow(dependencies);
  return {
    maker,
    now,
    async close() {
      await Promise.all([maker.close(), close()]);
    },
  };
}
