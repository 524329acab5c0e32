import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createArchiveBuilder } from './archive/archiveBuilder.ts';
import { createAuth } from './auth/auth.ts';
import { createSessions } from './auth/sessions.ts';
import { createBackups } from './backup/commands.ts';
import { createLocalApp, serveLocalApp } from './cli/localApp.ts';
import { createCommands } from './commands/commands.ts';
import type { Config } from './config/config.ts';
import { lockDataDirectory } from './config/dataDirectory.ts';
import { loadShippedFramework } from './cycle/shippedFramework.ts';
import { openDatabase } from './database/database.ts';
import { createDiffer } from './deciding/differ.ts';
import { createHashedReader } from './deciding/hashedReader.ts';
import { createTextReader } from './deciding/textReader.ts';
import { createDocxWriter } from './docx/docxWriter.ts';
import { createEditAnnouncer } from './events/editAnnouncer.ts';
import { createLiveHub } from './events/liveHub.ts';
import { createLiveServer } from './events/liveSocket.ts';
import { featureRoutes } from './featureRoutes.ts';
import { openFiles } from './files/files.ts';
import { createHistoryReader } from './history/historyReader.ts';
import { builtClientDir, createApp } from './http/app.ts';
import { createCycleVersions } from './http/cycleVersion.ts';
import { healthRoutes } from './http/healthRoutes.ts';
import { countAnswers, createSharedAnswers } from './http/sharedAnswers.ts';
import { upgrades } from './http/upgrades.ts';
import { createReportReader } from './import/reportReader.ts';
import { liveHost, stageRevisions, visibleStage } from './liveHost.ts';
import { createMailer } from './mail/mailer.ts';
import { createMinutesWriter } from './minutes/minutesWriter.ts';
import { createMailing } from './notifications/mailing.ts';
import { createNotifier } from './notifications/notifier.ts';
import { placeOf } from './presence/placeOf.ts';
import { createPresence } from './presence/presence.ts';
import { createProjector } from './projection/projector.ts';
import { isPrincipalId } from './projectors/identity.ts';
import { createPairing } from './projectors/pairing.ts';
import { createHeadSigner } from './proof/headSigner.ts';
import { createLocalProof } from './proof/localProof.ts';
import { acceptRestoredKey, newestCertificateKey, openSigningKey } from './proof/signingKey.ts';
import { openReports } from './report/reports.ts';
import { createRescueAnnouncer } from './rescue/rescueAnnouncer.ts';
import { ensureSample, type SamplePassword } from './sample/sample.ts';
import { createCommentIndex } from './search/commentIndex.ts';
import { createSearcher } from './search/searcher.ts';
import { answerOf } from './stage/changeStage.ts';
import { readStage, type StoredStage } from './stage/readStage.ts';
import { createStageChannel } from './stage/stageChannel.ts';
import { createLines } from './sync/fallback/lines.ts';
import { defaultSyncLimits } from './sync/limits.ts';
import { createSyncServer } from './sync/server.ts';
import { documentVocabulary } from './sync/vocabulary.ts';
import { syncHost } from './syncHost.ts';

/** Commands that are under way when the server ends have so long to finish. */
const lastAnswersMs = 1_000;
/** How often it is looked for mail that is due. */
const mailCheckMs = 15_000;
/** A file of 50 MiB over the line of a provincial office; one that stops on its way is given up sooner. */
const slowestRequestMs = 20 * 60_000;

export interface RunningServer {
  readonly url: string;
  /** Where it listens; another than the configured one when that is 0. */
  readonly port: number;
  /** Null without a sample. */
  readonly samplePassword: SamplePassword | null;
  /** Stops accepting, commits what came, says goodbye to every socket (S12), closes the database. */
  close(): Promise<void>;
}

/**
 * Wires everything and listens. `passwordMade` is told the trial's new password at once, whatever fails afterwards.
 * Throws DataDirectoryInUse, or whatever keeps the database or the port from opening.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  passwordMade: (password: string) => void = () => undefined,
): Promise<RunningServer> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = config.database.kind === 'sqlite' ? lockDataDirectory(config.dataDir) : null;
  const database = await openDatabase(config.database);
  const signingKey = openSigningKey(config.signingKeyFile, await newestCertificateKey(database));
  const headSigner = createHeadSigner({
    database,
    key: signingKey,
    now: Date.now,
    failed: (error) => logger.error({ error }, 'the head of an audit chain could not be signed'),
  });
  const sessions = createSessions(database, config.secureCookies);
  const hub = createLiveHub(database, (error) => logger.error({ error }, 'the live channel could not read the log'));
  const commands = createCommands(database, Date.now, (chain) => {
    hub.published(chain);
    notifier.published(chain);
    headSigner.published(chain);
    commentIndex.published(chain);
    projector.catchUp();
  });
  const framework = await loadShippedFramework();
  const metrics = new Registry();
  // Looked at twenty times a second: a hundred times, as is usual, is most of what an idle server does.
  collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 50 });

  const host = syncHost(database, sessions, Date.now);
  const presence = createPresence({
    placeOf: (person, cycle, document) => placeOf(database, person, cycle, document),
    failed: (error) => logger.error({ error }, 'it could not be read where somebody is'),
  });
  const stages = createStageChannel({
    stageOf: (follower, cycle, meeting) => visibleStage(database, follower, { cycle, meeting }, Date.now()),
    revisionsOf: (meetings) => stageRevisions(database, meetings),
    isShared: config.database.kind === 'postgres',
    now: Date.now,
    failed: (error) => logger.error({ error }, 'the stage of a meeting could not be read'),
  });
  const live = createLiveServer(hub, liveHost(database, host, Date.now), { presence, stages });
  const { limits } = config;
  const told = (personIds: readonly string[]): void => live.tell(new Set(personIds), { type: 'notified' });
  const notifier = createNotifier({
    database,
    newId: randomUUID,
    isMailSent: config.mail !== null,
    told,
    failed: (error) => logger.error({ error }, 'notifications could not be written'),
  });
  const mailer = config.mail && createMailer(config.mail);
  const mailing =
    mailer &&
    createMailing({
      database,
      mailer,
      origin: config.origins[0] ?? '',
      now: Date.now,
      failed: (error) => logger.warn({ error }, 'a letter could not be sent; it is tried again'),
    });
  const sync = createSyncServer({
    database,
    host,
    limits: { ...defaultSyncLimits, ...limits },
    allowedOrigins: new Set(config.origins),
    isShared: config.database.kind === 'postgres',
    vocabulary: documentVocabulary,
    newId: randomUUID,
    now: Date.now,
    logger,
  });
  const edits = createEditAnnouncer(hub);
  sync.onCommitted((edit) => edits.committed(edit));
  const projector = createProjector({
    database,
    changed: ({ id, cycle }) => hub.announce(cycle, { type: 'document.projected', document: id }),
    failed: (error) => logger.warn({ error }, 'a document could not be read for the registers; it is tried again'),
    unreadable: (documentId) => logger.warn({ documentId }, 'a document cannot be read for the registers'),
  });
  sync.onCommitted(({ documentId }) => projector.touched(documentId));
  const refused = createRescueAnnouncer(database, commands, (error) =>
    logger.error({ error }, 'rescues could not be told'),
  );
  sync.onRescued((rescue) => refused.kept(rescue));

  const rightsChanged = async (personId: string): Promise<void> => {
    await Promise.all([sync.recheck(({ id }) => id === personId), live.recheck(({ id }) => id === personId)]);
  };
  const endSessionsOf = async (personId: string): Promise<void> => {
    await sessions.endAllOf(personId);
    await rightsChanged(personId);
  };
  const stageChanged = (cycle: string, stage: StoredStage): void => stages.changed(cycle, answerOf(stage, Date.now()));
  const meetingStepped = async ({ cycle, meeting }: { cycle: string; meeting: string }): Promise<void> => {
    stageChanged(cycle, await readStage(database, meeting));
    // Those of a meeting that has ended are no projectors any more; others are asked in vain.
    const isProjector = ({ id }: { id: string }): boolean => isPrincipalId(id);
    await Promise.all([sync.recheck(isProjector), live.recheck(isProjector)]);
  };
  const pairing = createPairing({ database, commands, newId: randomUUID, now: Date.now, rightsChanged });
  const reader = createReportReader();
  const archives = createArchiveBuilder();
  const differ = createDiffer();
  const texts = createTextReader();
  const hashedNow = createHashedReader(database, texts);
  const docx = createDocxWriter();
  const searcher = createSearcher(database, config.database);
  const history = createHistoryReader(database, config.database);
  const commentIndex = createCommentIndex({
    database,
    failed: (error) => logger.error({ error }, 'comments could not be read for search'),
  });
  const files = openFiles({
    database,
    commands,
    newId: randomUUID,
    now: Date.now,
    location: config.files,
    dataDir: config.dataDir,
    maxBytes: limits.evidenceBytes,
    failed: (error) => logger.warn({ error }, 'unused files could not be given up; it is tried again'),
  });
  const reports = openReports({
    ...{ ...files.dependencies, location: config.database, files: config.files, dataDir: config.dataDir },
    printer: { path: config.chromium, mayGoWithoutSandbox: config.mode === 'trial' },
    failed: (error) => logger.warn({ error }, 'a report could not be made'),
  });
  const backups = createBackups({
    database,
    location: config.database,
    files: config.files,
    dataDir: config.dataDir,
    now: Date.now,
    whileClosed: (work) => sync.whileClosed(work),
    async replaced(heads) {
      await acceptRestoredKey(database);
      try {
        await live.recheck(() => true);
        stages.replaced();
        await hub.replaced(new Map(heads.map(({ chain, seq }) => [chain, seq])));
        await notifier.start();
        await commentIndex.start();
        await headSigner.signNow(null);
        projector.catchUp();
      } catch (error) {
        // It is restored all the same; who follows asks again when its connection does.
        logger.error({ error }, 'not everybody could be told of the restored backup');
      }
    },
  });
  const answers = createSharedAnswers(createCycleVersions(database));
  countAnswers(metrics, answers);
  const maxDocumentBytes = limits.documentBytes;
  const shared = {
    database,
    commands,
    newId: randomUUID,
    framework,
    reader,
    archives,
    maxDocumentBytes,
    endSessionsOf,
    rightsChanged,
  };
  await notifier.start();
  await commentIndex.start();
  projector.catchUp();
  const samplePassword = config.sample ? await ensureSample(shared, config.samplePassword, passwordMade) : null;

  const auth = createAuth({
    config,
    database,
    commands,
    sessions,
    now: Date.now,
    rightsChanged,
    ended: (sessionId) => {
      const isIts = (person: { sessionId: string }): boolean => person.sessionId === sessionId;
      const rechecked = Promise.all([sync.recheck(isIts), live.recheck(isIts)]);
      rechecked.catch((error: unknown) => logger.error({ error }, 'recheck failed'));
    },
  });
  // The gate itself keeps what was decided; should a room not hear of it, the decision stands all the same.
  const documentChanged = (documentId: string): Promise<void> =>
    sync
      .documentChanged(documentId)
      .catch((error: unknown) => logger.error({ error, documentId }, 'a room did not hear of a decision'));
  const minutes = createMinutesWriter({
    database,
    maxDocumentBytes,
    now: Date.now,
    documentChanged,
    failed: (error) => logger.warn({ error }, 'a resolution did not come into its minutes; the next one brings it'),
  });
  const lines = createLines({ server: () => server, newId: randomUUID, now: Date.now });
  const app = createApp({
    database,
    sessions,
    origins: config.origins,
    logger,
    https: config.secureCookies,
    commandsPerSecond: limits.commandsPerSecond,
    clientDir: builtClientDir,
    openRoutes: [healthRoutes({ database, metrics, metricsToken: config.metricsToken })],
    routes: [
      ...auth.routes,
      ...featureRoutes({
        ...{ config, logger, shared, sync, answers, auth, signingKey, headSigner, files, mailer },
        ...{ texts, differ, hashedNow, docx, reports, searcher, history, minutes, lines, stages, pairing },
        ...{ documentChanged, stageChanged, meetingStepped, told },
      }),
    ],
  });
  // What a crash left unsigned.
  await headSigner.signNow(null);
  const server = createServer(getRequestListener(app.fetch));
  server.requestTimeout = slowestRequestMs;
  server.on('upgrade', upgrades(config.origins, { '/sync/': sync, '/live/': live }));
  const port = await listen(server, config);
  void mailing?.run();
  const mailTimer = mailing && setInterval(() => void mailing.run(), mailCheckMs).unref();
  const local = await serveLocalApp(
    createLocalApp(
      { ...shared, backups, reports, proof: createLocalProof(database, () => signingKey, Date.now) },
      logger,
    ),
    join(config.dataDir, 'ruam.sock'),
    logger,
  );

  return {
    url: config.origins[0] ?? `http://${config.host}:${config.port}`,
    port,
    samplePassword,
    async close() {
      const { promise: answered, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      local.close();
      live.close();
      stages.close();
      backups.close();
      await sync.close();
      await projector.close();
      lines.close();
      await refused.close();
      await headSigner.close();
      if (mailTimer) clearInterval(mailTimer);
      await Promise.all([reports.close(), files.close(), notifier.close(), commentIndex.close(), mailing?.close()]);
      server.closeIdleConnections();
      // Who is in the middle of a command hears what became of it.
      await Promise.race([answered, setTimeout(lastAnswersMs)]);
      for (const thread of [reader, archives, differ, texts, docx, searcher, history]) thread.close();
      await database.destroy();
      lock?.release();
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
