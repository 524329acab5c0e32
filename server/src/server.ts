import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { mayReadCycle, mayWriteDocument } from '@ruam/shared/policy/policy.ts';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { adviceRoutes } from './advice/routes.ts';
import { sessionRoutes } from './auth/routes.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { createSignIn } from './auth/signIn.ts';
import { createSignInLimit } from './auth/signInLimit.ts';
import { createBackups } from './backup/commands.ts';
import { createLocalApp, serveLocalApp } from './cli/localApp.ts';
import { createCommands } from './commands/commands.ts';
import type { Config } from './config/config.ts';
import { lockDataDirectory } from './config/dataDirectory.ts';
import { cycleRoutes } from './cycle/routes.ts';
import { loadShippedFramework } from './cycle/shippedFramework.ts';
import { type Database, openDatabase } from './database/database.ts';
import { decidingRoutes } from './deciding/routes.ts';
import { documentFacts } from './document/readDocument.ts';
import { documentRoutes } from './document/routes.ts';
import { createEditAnnouncer } from './events/editAnnouncer.ts';
import { createLiveHub } from './events/liveHub.ts';
import { createLiveServer } from './events/liveSocket.ts';
import { auditRoutes } from './events/routes.ts';
import { builtClientDir, createApp } from './http/app.ts';
import { healthRoutes } from './http/healthRoutes.ts';
import { createReportReader } from './import/reportReader.ts';
import { importRoutes } from './import/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { loadPerson } from './people/actor.ts';
import { peopleRoutes } from './people/routes.ts';
import { proofRoutes } from './proof/routes.ts';
import { createRescueAnnouncer } from './rescue/rescueAnnouncer.ts';
import { rescueRoutes } from './rescue/routes.ts';
import { ensureSample, type SamplePassword } from './sample/sample.ts';
import type { SyncHost } from './sync/host.ts';
import { defaultSyncLimits } from './sync/limits.ts';
import { createSyncServer } from './sync/server.ts';
import { documentVocabulary } from './sync/vocabulary.ts';
import { threadRoutes } from './threads/routes.ts';

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
  const sessions = createSessions(database, config.secureCookies);
  const hub = createLiveHub(database, (error) => logger.error({ error }, 'the live channel could not read the log'));
  const commands = createCommands(database, Date.now, (chain) => hub.published(chain));
  const framework = await loadShippedFramework();
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });

  const host = syncHost(database, sessions);
  const live = createLiveServer(hub, {
    authenticate: host.authenticate,
    async mayRead(personId, cycleId) {
      const person = await loadPerson(database, personId);
      return person !== null && mayReadCycle(person, cycleId);
    },
  });
  const { limits } = config;
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
  const reader = createReportReader();
  const backups = createBackups({
    database,
    location: config.database,
    dataDir: config.dataDir,
    now: Date.now,
    whileClosed: (work) => sync.whileClosed(work),
    async replaced(heads) {
      try {
        await live.recheck(() => true);
        await hub.replaced(new Map(heads.map(({ chain, seq }) => [chain, seq])));
      } catch (error) {
        // It is restored all the same; who follows asks again when its connection does.
        logger.error({ error }, 'not everybody could be told of the restored backup');
      }
    },
  });
  const maxDocumentBytes = limits.documentBytes;
  const shared = {
    database,
    commands,
    newId: randomUUID,
    framework,
    reader,
    maxDocumentBytes,
    endSessionsOf,
    rightsChanged,
  };
  const samplePassword = config.sample ? await ensureSample(shared, config.samplePassword, passwordMade) : null;

  const signIn = createSignIn({
    database,
    sessions,
    limit: createSignInLimit(limits.signInPerMinute, Date.now),
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
  const app = createApp({
    database,
    sessions,
    origins: config.origins,
    logger,
    https: config.secureCookies,
    clientDir: builtClientDir,
    openRoutes: [healthRoutes({ database, metrics, metricsToken: config.metricsToken })],
    routes: [
      sessionRoutes({ signIn, trustProxy: config.trustProxy }),
      cycleRoutes(shared),
      decidingRoutes({ ...shared, documentChanged }),
      rescueRoutes({ database, sync, maxBytes: limits.frameBytes }),
      documentRoutes({ database, maxDocumentBytes, contentOf: (id) => sync.contentOf(id, readContent) }),
      importRoutes({ ...shared, maxBytes: limits.importBytes }),
      auditRoutes(database),
      proofRoutes(shared),
      threadRoutes(shared),
      adviceRoutes(shared),
      peopleRoutes(shared),
      notificationRoutes(shared),
    ],
  });
  const server = createServer(getRequestListener(app.fetch));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const { origin } = request.headers;
    if (origin !== undefined && !config.origins.includes(origin)) return refuseUpgrade(socket, '403 Forbidden');
    if (path.startsWith('/sync/')) return sync.handleUpgrade(request, socket, head);
    if (path.startsWith('/live/')) return live.handleUpgrade(request, socket, head);
    refuseUpgrade(socket, '404 Not Found');
  });
  const port = await listen(server, config);
  const local = await serveLocalApp(
    createLocalApp({ ...shared, backups }, logger),
    join(config.dataDir, 'ruam.sock'),
    logger,
  );

  return {
    url: config.origins[0] ?? `http://${config.host}:${config.port}`,
    port,
    samplePassword,
    async close() {
      server.close();
      local.close();
      live.close();
      reader.close();
      backups.close();
      await sync.close();
      await refused.close();
      server.closeIdleConnections();
      await database.destroy();
      lock?.release();
    },
  };
}

/** What the sync server asks: who sends an upgrade, and what they may do with a document. */
function syncHost(database: Database, sessions: Sessions): SyncHost {
  return {
    async authenticate(request) {
      const session = await sessions.read(request.headers.cookie);
      const person = session ? await loadPerson(database, session.personId) : null;
      if (!session || !person) return null;
      const { id, name } = person;
      return { id, name, sessionId: session.sessionId, sessionExpiresAt: session.expiresAt.getTime() };
    },
    async access({ id }, documentId) {
      const [facts, person] = await Promise.all([documentFacts(database, documentId), loadPerson(database, id)]);
      // Who may not read it does not learn that it exists.
      if (!facts || !person || !mayReadCycle(person, facts.cycle)) return null;
      // A lock is the document's own matter: the gate asks for it with every append.
      return { read: true, write: mayWriteDocument(person, { ...facts, state: 'open' }) };
    },
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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
