import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

/** The rival, as its documentation sets it up: its Database extension, over node:sqlite as Ruam stores. */
const [, , port = '', file = ''] = process.argv;
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = wal; pragma synchronous = full');
database.exec('create table if not exists document (name text primary key, data blob not null)');
const read = database.prepare('select data from document where name = ?');
const write = database.prepare(
  'insert into document values (?, ?) on conflict (name) do update set data = excluded.data',
);

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  websocketOptions: { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 },
  extensions: [
    new Database({
      fetch: async ({ documentName }) => (read.get(documentName)?.data as Uint8Array | undefined) ?? null,
      store: async ({ documentName, state }) => void write.run(documentName, state),
    }),
  ],
});
process.on('disconnect', () => process.exit(0));
await server.listen();
process.send?.('listening');
