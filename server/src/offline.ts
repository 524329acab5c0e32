import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { createArchiveBuilder } from './archive/archiveBuilder.ts';
import { createBackups } from './backup/commands.ts';
import type { LocalDependencies } from './cli/localApp.ts';
import { createCommands } from './commands/commands.ts';
import type { Config } from './config/config.ts';
import { lockDataDirectory } from './config/dataDirectory.ts';
import { loadShippedFramework } from './cycle/shippedFramework.ts';
import { openDatabase } from './database/database.ts';
import { createReportReader } from './import/reportReader.ts';
import { createLocalProof } from './proof/localProof.ts';
import { acceptRestoredKey, newestCertificateKey, openSigningKey } from './proof/signingKey.ts';
import { openReportsNow } from './report/reportsNow.ts';
import { openWorkFolders } from './report/workFolders.ts';

/** The data without a server: what the command line works on when none runs. Throws DataDirectoryInUse. */
export async function openOffline(
  config: Config,
): Promise<{ dependencies: LocalDependencies; close(): Promise<void> }> {
  const lock = config.database.kind === 'sqlite' ? lockDataDirectory(config.dataDir) : null;
  const database = await openDatabase(config.database);
  const commands = createCommands(database, Date.now, () => undefined);
  const reader = createReportReader();
  const archives = createArchiveBuilder();
  const backups = createBackups({
    files: config.files,
    database,
    location: config.database,
    dataDir: config.dataDir,
    now: Date.now,
    whileClosed: (work) => work(),
    replaced: () => acceptRestoredKey(database),
  });
  const place = { dataDir: config.dataDir, isShared: config.database.kind === 'postgres' };
  const reports = openReportsNow({
    ...{ location: config.database, files: config.files, now: Date.now },
    folders: openWorkFolders(place, Date.now(), randomUUID),
    printer: { path: config.chromium, mayGoWithoutSandbox: config.mode === 'trial' },
    failed: () => undefined,
  });
  return {
    dependencies: {
      database,
      reports,
      commands,
      newId: randomUUID,
      framework: await loadShippedFramework(),
      reader,
      archives,
      backups,
      proof: createLocalProof(
        database,
        async () => {
          if (!existsSync(config.signingKeyFile))
            throw new AppError('invalid', `there is no key in ${config.signingKeyFile}; --key gives a public one`);
          return openSigningKey(config.signingKeyFile, await newestCertificateKey(database));
        },
        Date.now,
      ),
      maxDocumentBytes: config.limits.documentBytes,
      rightsChanged: () => Promise.resolve(),
    },
    async close() {
      await reports.close();
      reader.close();
      archives.close();
      backups.close();
      await database.destroy();
      lock?.release();
    },
  };
}
