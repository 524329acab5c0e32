/**
 * A sync server in a process of its own, for tests that kill it or watch its system calls (`startServerProcess`):
 * `node killableServer.ts <settings as JSON>`. Writes its address, a line, to the standard output.
 */
import { sql } from 'kysely';
import type { ServerProcessSettings } from './serverProcess.ts';
import { openBed } from './testBed.ts';

process.on('disconnect', () => process.exit(0));
const settings = JSON.parse(process.argv[2] ?? '') as ServerProcessSettings;
const bed = await openBed({ location: settings.location, limits: settings.limits ?? {}, documents: [] });
if (settings.isUnsafe === true) await sql`pragma synchronous = off`.execute(bed.database);
process.stdout.write(`${bed.url}\n`);
