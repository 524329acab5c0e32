import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { DatabaseLocation } from '../database/database.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import type { SyncLimits } from './limits.ts';
import { until } from './testBed.ts';

export interface ServerProcessSettings {
  /** Migrated, and with its documents. */
  readonly location: DatabaseLocation;
  readonly limits?: Partial<SyncLimits>;
  /** Commits without waiting for the disk: what a test of that must find. SQLite only. */
  readonly isUnsafe?: boolean;
}

/** A sync server that a test may kill. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** Resolves with the address that peers connect to; rejects when the process ends instead. */
  readonly url: Promise<string>;
  /** kill -9, and it is gone. */
  kill(): Promise<void>;
  /** Lets it end, and a command that runs it. */
  end(): Promise<void>;
}

/**
 * Starts `killableServer.ts`, or another file that takes the same settings and speaks over IPC.
 *
 * @param through a command that runs it, such as a tracer
 */
export function startServerProcess(
  settings: ServerProcessSettings,
  cleanUp: CleanUp,
  { file = 'killableServer.ts', through = [] }: { file?: string; through?: readonly string[] } = {},
): ServerProcess {
  const [command = '', ...args] = [
    ...through,
    process.execPath,
    join(import.meta.dirname, file),
    JSON.stringify(settings),
  ];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' });
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  child.on('error', (error) => {
    errors += error.message;
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const listening = async () => {
    await until(() => output.includes('\n') || isOver(), 'the server listens');
    if (isOver()) await until(() => child.stderr?.closed === true, 'it has said why');
    if (!output.includes('\n')) throw new Error(`the server did not start: ${errors}`);
    return output.trim();
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const end = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  cleanUp(() => {
    if (child.connected) child.disconnect();
    return kill();
  });
  const url = listening();
  // Who kills it while it starts does not ask for the address.
  url.catch(() => undefined);
  return { child, url, kill, end };
}
