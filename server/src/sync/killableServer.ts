/** A sync server in a process of its own, for tests that kill it: `node killableServer.ts <database file>`. */
import { openBed } from './testBed.ts';

const [path, documents] = process.argv.slice(2);
if (path === undefined) throw new Error('no database file');
const bed = await openBed({
  location: { kind: 'sqlite', path },
  documents: documents === undefined ? [] : [documents],
});
process.stdout.write(`${bed.url}\n`);
