/**
 * Writes migrations/schema.sql: the schema as all migrations leave it, read back from the catalog of an empty database, so
 * that a reviewer sees what a migration changes. `--check` writes nothing and ends with 1 when the file is stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Database } from '../kernel/database.ts';
import { migrate } from '../kernel/migrate.ts';

const FILE = fileURLToPath(new URL('../migrations/schema.sql', import.meta.url));
const HEAD = `-- The schema as all migrations leave it. Written by \`npm run schema\`, checked by \`npm run schema -- --check\`; not to be edited.`;

// Names are written out in full whatever the search path is; NOT NULL stands with its column, so contype n is left out.
const OWN = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;
const NOT_OF_EXTENSION = (catalog: string, id: string): string =>
  `not exists (select 1 from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${id} and d.deptype = 'e')`;

const QUERIES = {
  extensions: `select extname as name from pg_extension where extname <> 'plpgsql' order by 1`,
  schemas: `select n.nspname as name from pg_namespace n where ${OWN} order by 1`,
  enums: `select n.nspname as schema, t.typname as name, string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) as body
    from pg_type t join pg_namespace n on n.oid = t.typnamespace join pg_enum e on e.enumtypid = t.oid where ${OWN} group by 1, 2 order by 1, 2`,
  tables: `select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${OWN} and ${NOT_OF_EXTENSION('pg_class', 'c.oid')} order by 1, 2`,
  columns: `select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      a.attidentity::text as identity, a.attgenerated::text as generated, pg_get_expr(f.adbin, f.adrelid) as fallback
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef f on f.adrelid = c.oid and f.adnum = a.attnum
    where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${OWN} order by 1, 2, a.attnum`,
  constraints: `select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as body
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('p', 'u', 'x', 'f', 'c') and ${OWN} order by 1, 2, position(k.contype::text in 'puxfc'), 3`,
  indexes: `select n.nspname as schema, c.relname as table, i.relname as name, pg_get_indexdef(x.indexrelid) as body
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OWN} and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')) order by 1, 2, 3`,
  triggers: `select n.nspname as schema, c.relname as table, t.tgname as name, pg_get_triggerdef(t.oid) as body
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${OWN} order by 1, 2, 3`,
  views: `select n.nspname as schema, c.relname as name, c.relkind::text as kind, pg_get_viewdef(c.oid) as body
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and ${OWN} and ${NOT_OF_EXTENSION('pg_class', 'c.oid')} order by 1, 2`,
  functions: `select n.nspname as schema, p.proname as name, pg_get_functiondef(p.oid) as body
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prokind in ('f', 'p') and ${OWN} and ${NOT_OF_EXTENSION('pg_proc', 'p.oid')} order by 1, 2, pg_get_function_identity_arguments(p.oid)`,
};

type Row = Record<string, string | boolean | null>;

/** The text of schema.sql for a migrated database. */
export async function dumpSchema(database: Database): Promise<string> {
  const found = {} as Record<keyof typeof QUERIES, Row[]>;
  for (const [name, query] of Object.entries(QUERIES)) found[name as keyof typeof QUERIES] = (await database.pool.query(query)).rows as Row[];
  const of = (rows: Row[], schema: string, table?: string): Row[] => rows.filter((row) => row.schema === schema && (table === undefined || row.table === table));
  const parts = [HEAD, found.extensions.map(({ name }) => `create extension ${name};`).join('\n')];
  for (const { name: schema } of found.schemas as { name: string }[]) {
    const own = [
      ...of(found.enums, schema).map(({ name, body }) => `create type ${schema}.${name} as enum (${body});`),
      ...of(found.functions, schema).map(({ body }) => `${String(body).trim()};`),
      ...of(found.tables, schema).map(({ name, comment }) => {
        const table = String(name);
        const lines = [...of(found.columns, schema, table).map(columnLine), ...of(found.constraints, schema, table).map((row) => `constraint ${row.name} ${tidied(row.body)}`)];
        return [
          `${comment ? `-- ${comment}\n` : ''}create table ${schema}.${table} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);`,
          ...of(found.indexes, schema, table).map((row) => `${tidied(row.body)};`),
          ...of(found.triggers, schema, table).map((row) => `${tidied(row.body)};`),
        ].join('\n');
      }),
      ...of(found.views, schema).map(({ name, kind, body }) => `create ${kind === 'm' ? 'materialized ' : ''}view ${schema}.${name} as\n${String(body).trim()}`),
    ];
    if (own.length > 0) parts.push(`-- ${'─'.repeat(8)} ${schema}`, ...own);
  }
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function columnLine(row: Row): string {
  const words = [row.name, row.type];
  if (row.required) words.push('not null');
  if (row.identity) words.push(`generated ${row.identity === 'a' ? 'always' : 'by default'} as identity`);
  else if (row.generated) words.push(`generated always as (${row.fallback}) ${row.generated === 'v' ? 'virtual' : 'stored'}`);
  else if (row.fallback !== null) words.push(`default ${row.fallback}`);
  return words.join(' ');
}

/** Lower-case keywords, as everywhere in the tree; literals stay as they are. */
const tidied = (body: Row[string] | undefined): string =>
  String(body).replace(/'(?:[^']|'')*'|\b[A-Z]{2,}\b/g, (word) => (word.startsWith("'") ? word : word.toLowerCase()));

if (import.meta.main) {
  const database = await openDatabase({ memory: true });
  try {
    await migrate(database);
    const fresh = await dumpSchema(database);
    const stored = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
    if (!process.argv.includes('--check')) writeFileSync(FILE, fresh);
    else if (fresh !== stored) {
      const [left, right] = [stored.split('\n'), fresh.split('\n')];
      const line = right.findIndex((text, i) => text !== left[i]);
      process.stderr.write(`migrations/schema.sql:${line + 1}  is stale → run \`npm run schema\` and commit it\n  - ${left[line] ?? '(end)'}\n  + ${right[line] ?? '(end)'}\n`);
      process.exitCode = 1;
    }
  } finally {
    await database.close();
  }
}
