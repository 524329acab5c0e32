import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What can be searched, indexed by three letters: Thai has no spaces between its words. */
export function searchMigration(kind: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('passage')
        .addColumn('id', kind === 'sqlite' ? 'integer' : 'bigserial', (c) => c.primaryKey())
        .addColumn('documentId', 'text', (c) => c.notNull())
        .addColumn('commentId', 'text')
        .addColumn('number', 'integer')
        .addColumn('block', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('folded', 'text', (c) => c.notNull())
        .addColumn('ownLength', 'integer', (c) => c.notNull())
        .addColumn('version', 'bigint', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('passageByDocument').on('passage').column('documentId').execute();
      await db.schema.createIndex('passageByComment').on('passage').column('commentId').unique().execute();
      await (kind === 'sqlite' ? indexOnSqlite(db) : indexOnPostgres(db));
    },
  };
}

async function indexOnSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table "passageIndex" using fts5(
    folded, content = 'passage', content_rowid = 'id', tokenize = 'trigram case_sensitive 1')`.execute(db);
  await sql`create trigger "passageAdded" after insert on passage begin
    insert into "passageIndex" (rowid, folded) values (new.id, new.folded);
  end`.execute(db);
  await sql`create trigger "passageRemoved" after delete on passage begin
    insert into "passageIndex" ("passageIndex", rowid, folded) values ('delete', old.id, old.folded);
  end`.execute(db);
  await sql`create trigger "passageChanged" after update of folded on passage begin
    insert into "passageIndex" ("passageIndex", rowid, folded) values ('delete', old.id, old.folded);
    insert into "passageIndex" (rowid, folded) values (new.id, new.folded);
  end`.execute(db);
}

/** Without the right to create the extension a search reads every passage: slower, and as right. */
async function indexOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`do $$
    declare operators text;
    begin
      begin
        create extension if not exists pg_trgm schema public;
      exception when others then
        null;
      end;
      select quote_ident(nspname) || '.gin_trgm_ops' into operators
        from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm';
      if operators is not null then
        execute 'create index "passageByLetters" on passage using gin (folded ' || operators || ')';
      end if;
    exception when others then
      null;
    end $$`.execute(db);
}
