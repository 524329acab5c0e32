import { randomUUID } from 'node:crypto';
import { readContent } from '@ruam/shared/document/yjs.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Logger } from 'pino';
import { adviceRoutes } from './advice/routes.ts';
import type { ArchiveBuilder } from './archive/archiveBuilder.ts';
import type { createAuth } from './auth/auth.ts';
import { createCodeLimit } from './auth/codeLimit.ts';
import { checkRoutes } from './checks/routes.ts';
import type { Commands } from './commands/commands.ts';
import type { Config } from './config/config.ts';
import { consensusRoutes } from './consensus/routes.ts';
import { cycleRoutes } from './cycle/routes.ts';
import type { Database } from './database/database.ts';
import type { Differ } from './deciding/differ.ts';
import type { HashedReader } from './deciding/hashedReader.ts';
import { decidingRoutes } from './deciding/routes.ts';
import type { TextReader } from './deciding/textReader.ts';
import { documentRoutes } from './document/routes.ts';
import type { DocxWriter } from './docx/docxWriter.ts';
import { auditRoutes } from './events/routes.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import type { Files } from './files/files.ts';
import { fileRoutes } from './files/routes.ts';
import type { HistoryReader } from './history/historyReader.ts';
import { historyRoutes } from './history/routes.ts';
import { builtClientDir } from './http/app.ts';
import type { HttpApp } from './http/openApi.ts';
import type { SharedAnswers } from './http/sharedAnswers.ts';
import { versionRoutes } from './http/versionRoutes.ts';
import type { ReportReader } from './import/reportReader.ts';
import { importRoutes } from './import/routes.ts';
import type { Mailer } from './mail/mailer.ts';
import { meetingRoutes } from './meetings/routes.ts';
import type { MinutesWriter } from './minutes/minutesWriter.ts';
import { minutesRoutes } from './minutes/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { linkRoutes } from './people/linkRoutes.ts';
import { peopleRoutes } from './people/routes.ts';
import type { Pairing } from './projectors/pairing.ts';
import { projectorRoutes } from './projectors/routes.ts';
import { createAuditProof } from './proof/auditProof.ts';
import { createCertificates } from './proof/certificates.ts';
import type { HeadSigner } from './proof/headSigner.ts';
import { proofRoutes } from './proof/routes.ts';
import type { SigningKey } from './proof/signingKey.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import { reportJobRoutes } from './report/jobRoutes.ts';
import type { Reports } from './report/reports.ts';
import { reportRoutes } from './report/routes.ts';
import { rescueRoutes } from './rescue/routes.ts';
import { resolutionRoutes } from './resolutions/routes.ts';
import { searchRoutes } from './search/routes.ts';
import type { Searcher } from './search/searcher.ts';
import type { StoredStage } from './stage/readStage.ts';
import { stageRoutes } from './stage/routes.ts';
import type { StageChannel } from './stage/stageChannel.ts';
import type { Lines } from './sync/fallback/lines.ts';
import { lineRoutes } from './sync/fallback/routes.ts';
import type { SyncServer } from './sync/server.ts';
import { threadRoutes } from './threads/routes.ts';
import { unitRoutes } from './units/routes.ts';
import { voteRoutes } from './votes/routes.ts';

/** What several features are made of. */
interface Shared {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly framework: Framework;
  readonly reader: ReportReader;
  readonly archives: ArchiveBuilder;
  readonly maxDocumentBytes: number;
  readonly endSessionsOf: (personId: string) => Promise<void>;
  readonly rightsChanged: (personId: string) => Promise<void>;
}

/** The parts of a running server that its features speak to. */
interface Parts {
  readonly config: Config;
  readonly logger: Logger;
  readonly shared: Shared;
  readonly sync: SyncServer;
  readonly answers: SharedAnswers;
  readonly auth: ReturnType<typeof createAuth>;
  readonly signingKey: SigningKey;
  readonly headSigner: HeadSigner;
  readonly files: Files;
  readonly mailer: Mailer | null;
  readonly texts: TextReader;
  readonly differ: Differ;
  readonly hashedNow: HashedReader;
  readonly docx: DocxWriter;
  readonly reports: Reports;
  readonly searcher: Searcher;
  readonly history: HistoryReader;
  readonly minutes: MinutesWriter;
  readonly lines: Lines;
  readonly stages: StageChannel;
  readonly pairing: Pairing;
  /** A decision has changed what may be done with a document. */
  readonly documentChanged: (documentId: string) => Promise<void>;
  readonly stageChanged: (cycle: string, stage: StoredStage) => void;
  readonly meetingStepped: (key: { cycle: string; meeting: string }) => Promise<void>;
  /** These people have something new to read. */
  readonly told: (personIds: readonly string[]) => void;
}

/** Every feature's routes. */
export function featureRoutes(parts: Parts): HttpApp[] {
  const { config, logger, shared, sync, answers, auth, signingKey, headSigner, files, mailer } = parts;
  const { texts, differ, hashedNow, docx, reports, searcher, history, minutes, lines, stages, pairing } = parts;
  const { documentChanged, stageChanged, meetingStepped, told } = parts;
  const { database, commands, maxDocumentBytes } = shared;
  const { limits } = config;
  return [
    cycleRoutes(database, answers),
    decidingRoutes({
      ...shared,
      certificates: createCertificates(signingKey, randomUUID),
      differ,
      hashedNow,
      texts,
      documentChanged,
      resolved: minutes.bring,
    }),
    rescueRoutes({ database, commands, sync, maxBytes: limits.frameBytes }),
    documentRoutes({ database, maxDocumentBytes, answers, contentOf: (id) => sync.contentOf(id, readContent) }),
    importRoutes({
      ...{ ...shared, documentChanged, now: Date.now, maxBytes: limits.importBytes },
      ...{ spool: files.dependencies.spool, files: files.dependencies },
    }),
    auditRoutes(database, createAuditProof(database, signingKey, headSigner)),
    proofRoutes({ database, hashedNow, key: signingKey }),
    threadRoutes({ ...shared, now: Date.now, contentOf: (id, read) => sync.contentOf(id, read) }),
    fileRoutes(files.dependencies),
    evidenceRoutes(shared),
    adviceRoutes({ ...shared, documentChanged, contentOf: (id) => sync.contentOf(id, readContent) }),
    consensusRoutes(shared),
    checkRoutes(shared),
    unitRoutes(shared),
    recommendationRoutes({ ...shared, documentChanged, contentOf: (id, read) => sync.contentOf(id, read) }),
    peopleRoutes({
      ...shared,
      origin: config.origins[0] ?? '',
      mailer,
      mailFailed: (error) => logger.warn({ error }, 'the letter of an invitation could not be sent'),
    }),
    linkRoutes({ ...shared, ...auth }),
    notificationRoutes({ database, now: Date.now, isMailSent: config.mail !== null, told }),
    meetingRoutes({
      ...{ ...shared, texts, answers, now: Date.now },
      async stepped(key, event) {
        await meetingStepped(key);
        // The form, and when it began and ended, come in by themselves.
        if (event !== 'publish') await minutes.bring(key.meeting, null);
      },
    }),
    stageRoutes({ database, now: Date.now, stageChanged }),
    projectorRoutes({
      ...{ ...shared, stages, pairing, now: Date.now, codeLimit: createCodeLimit(Date.now) },
      ...{ trustProxy: config.trustProxy, isSecure: config.secureCookies },
    }),
    voteRoutes(shared),
    resolutionRoutes({ ...shared, texts, minutes, documentChanged }, answers),
    minutesRoutes({ ...shared, texts, documentChanged, docx }),
    reportRoutes(reports),
    reportJobRoutes({ ...shared, store: files.dependencies.store, maker: reports.maker }),
    searchRoutes(searcher),
    historyRoutes({
      ...{ ...shared, history, differ, now: Date.now },
      async documentChanged(id) {
        await documentChanged(id);
        // An older version of minutes lacks what was resolved since.
        await minutes.bringInto(id);
      },
    }),
    lineRoutes(lines),
    versionRoutes(builtClientDir),
  ];
}
