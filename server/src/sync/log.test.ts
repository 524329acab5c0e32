import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase } from '../database/database.ts';
import { logContract } from './logContract.ts';

logContract('SQLite', () => openDatabase({ kind: 'sqlite', path: ':memory:' }), false);

const { TEST_DATABASE_URL: url } = process.env;
if (url !== undefined) {
  logContract(
    'PostgreSQL',
    async () => {
      const schema = `sync_${randomUUID().replaceAll('-', '')}`;
      const outside = await openDatabase({ kind: 'postgres', url });
      await sql`create schema ${sql.id(schema)}`.execute(outside);
      await outside.destroy();
      return openDatabase({ kind: 'postgres', url, schema });
    },
    true,
  );
}
