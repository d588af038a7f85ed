import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from './crypto.ts';
import { openDatabase, type Database } from './database.ts';
import { migrate, readMigrations, type Migration } from './migrate.ts';

/** Migrated once, copied for every test file: 0.3 s instead of 2 s. Templates are named by the content of their migrations. */
const folder = join(tmpdir(), `linli-templates-${process.getuid?.() ?? 0}`);
const KEEP_MS = 60 * 60_000;

const keyOf = (migrations: Migration[]): string => sha256(migrations.map((m) => `${m.number}:${m.checksum}`).join('\n')).slice(0, 16);

/** The kernel's migrations and those of the named modules. */
export const migrationsOf = (modules: readonly string[]): Migration[] => readMigrations().filter((m) => m.module === 'kernel' || modules.includes(m.module));

/**
 * A database of its own for one test file: a copy in memory, or on the server of TEST_DATABASE_URL. The template that the
 * run began with (`LINLI_TEST_TEMPLATE`, see harness-setup.ts) is used to its end, also when a migration is edited meanwhile.
 */
export const openCopy = async (migrations: Migration[]): Promise<Database> => {
  const url = process.env['TEST_DATABASE_URL'];
  // As on the embedded database: everything there is, and only what the test names when that does not apply.
  if (url) return copyOnServer(url, readMigrations()).catch(() => copyOnServer(url, migrations));
  const begun = process.env['LINLI_TEST_TEMPLATE'];
  // Read whole: a blob over a file becomes unreadable when another run touches the file meanwhile.
  return openDatabase({ image: new Blob([readFileSync(begun && existsSync(begun) ? begun : await templateOf(migrations))]) });
};

/** The file of the dumped template, made when it is not there yet. */
export const templateOf = async (migrations: Migration[]): Promise<string> => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${keyOf(migrations)}.tar`);
  if (!existsSync(file)) {
    const database = await openDatabase({ memory: true });
    try {
      await migrate(database, migrations);
      const image = await database.dump();
      // Written aside and moved: another worker never reads half a template.
      const aside = `${file}.${process.pid}.${Math.floor(performance.now())}`;
      writeFileSync(aside, Buffer.from(await image.arrayBuffer()));
      renameSync(aside, file);
    } finally {
      await database.close();
    }
  } else {
    utimesSync(file, new Date(), new Date());
  }
  return file;
};

/** Templates nobody used for an hour are thrown away. */
export const sweepTemplates = (): void => {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    try { if (Date.now() - statSync(file).mtimeMs > KEEP_MS) rmSync(file); } catch { /* swept by another run */ }
  }
};

const TEMPLATE_LOCK = 7_205_502;
let copies = 0;

const copyOnServer = async (url: string, migrations: Migration[]): Promise<Database> => {
  const template = `linli_template_${keyOf(migrations)}`;
  const name = `linli_test_${process.pid}_${Date.now().toString(36)}_${copies++}`;
  await asAdmin(url, async (admin) => {
    // Copying wants the template to be unused: one copier at a time.
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await admin.query(`create database "${template}_making"`).catch(async () => {
        await admin.query(`drop database if exists "${template}_making" with (force)`);
        await admin.query(`create database "${template}_making"`);
      });
      const making = await openDatabase({ url: withDatabase(url, `${template}_making`), poolSize: 2 });
      try { await migrate(making, migrations); } finally { await making.close(); }
      await admin.query(`alter database "${template}_making" rename to "${template}"`);
    }
    await admin.query(`create database "${name}" template "${template}"`);
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  });
  const database = await openDatabase({ url: withDatabase(url, name), poolSize: 20 });
  const close = database.close;
  database.close = async () => {
    await close();
    await asAdmin(url, (admin) => admin.query(`drop database if exists "${name}" with (force)`));
  };
  return database;
};

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

const asAdmin = async (url: string, fn: (admin: pg.Client) => Promise<unknown>): Promise<void> => {
  const admin = new pg.Client({ connectionString: url });
  admin.on('error', () => {});
  await admin.connect();
  try { await fn(admin); } finally { await admin.end(); }
};
