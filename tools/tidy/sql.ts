/** SQL: who may write it, what a store may touch, what a migration must hold. */
import { closingAt, lineAt } from './lex.ts';
import { moduleOf, places, roomOf, type House, type Rule, type Source } from './tree.ts';

const BUILDER_CALL = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\s*\(/;

/** Rule 4a. SQL stands in stores and in the kernel; the demo city is made by calling actions, never by inserting rows. */
export const keepSqlInStores: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    if (source.isTest) continue;
    const isRoom = moduleOf(source.path) !== null && roomOf(source.path) !== 'store';
    const instead = isRoom ? 'move the question to store.ts' : 'call the action of the module that owns the row';
    if (isRoom) {
      for (const template of source.templates) {
        if (template.tag === 'sql') faults.push({ path: source.path, line: lineAt(source.text, template.start), wrong: `SQL in ${roomOf(source.path)}`, instead });
      }
      for (const { line, match } of places(source.code, new RegExp(`\\bsql\\s*\\.\\w+|${BUILDER_CALL.source}`))) {
        faults.push({ path: source.path, line, wrong: `SQL in ${roomOf(source.path)} (${match[0]})`, instead });
      }
      for (const imported of source.imports) {
        if (imported.names.includes('sql') && !imported.isTypeOnly) faults.push({ path: source.path, line: imported.line, wrong: `${roomOf(source.path)} imports sql`, instead });
      }
    } else if (source.path.startsWith('city/')) {
      for (const use of tableUses(source)) {
        if (use.isWrite) faults.push({ path: source.path, line: use.line, wrong: `city writes ${use.name}`, instead });
      }
    }
  }
  return faults;
};

/** Rule 4b. A store writes its own schema only, and reads its own and those to its left. */
export const keepSchemasOwn: Rule = ({ sources, house }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    const module = moduleOf(source.path);
    if (module === null || source.isTest || roomOf(source.path) !== 'store') continue;
    for (const { name, isWrite, line } of tableUses(source)) {
      const schema = name.includes('.') ? name.split('.')[0]! : null;
      const refuse = (wrong: string, instead: string): void => void faults.push({ path: source.path, line, wrong, instead });
      if (isWrite) {
        const isLogin = module === 'accounts' && (schema === null || schema === 'public') && /(^|\.)auth_/.test(name);
        if (schema === module || isLogin) continue;
        if (name.includes('$?')) refuse('a table name put together at run time', 'write the name out, so that its owner can be seen');
        else if (schema === null) refuse(`a write to "${name}" without its schema`, `write ${module}.${name}`);
        else refuse(`${module} writes ${name}`, house.line.includes(schema) ? `call a door of ${schema}, or emit an event` : 'call the kernel');
      } else if (schema !== null && house.line.indexOf(schema) > house.line.indexOf(module)) {
        refuse(`${module} reads ${name}, which stands to its right`, `let ${schema} ask, or take the value as an argument`);
      }
    }
  }
  return faults;
};

type TableUse = { name: string; isWrite: boolean; line: number };

const TABLE = String.raw`((?:"?[a-z_][a-z0-9_]*"?\s*\.\s*)?"?[a-z_][a-z0-9_]*"?|\$\?(?:\s*\.\s*\w+)?)`;
const WRITES = new RegExp(String.raw`\binsert\s+into\s+${TABLE}|\bdelete\s+from\s+(?:only\s+)?${TABLE}|\bmerge\s+into\s+(?:only\s+)?${TABLE}|\btruncate\s+(?:table\s+)?${TABLE}|(?<!\b(?:for|key|do)\s+)\bupdate\s+(?:only\s+)?(?!set\b|of\b|skip\b|nowait\b|cascade\b|on\b)${TABLE}(?=\s+(?:as\s+)?(?:\w+\s+)?set\b)`, 'gi');
const READS = /(?:\b(?:from|join|using|only)\s+|,\s*)"?([a-z_][a-z0-9_]*)"?\s*\.\s*"?([a-z_][a-z0-9_]*)"?/gi;

/** Every table a source names in its sql templates and builder calls. */
function tableUses(source: Source): TableUse[] {
  const uses: TableUse[] = [];
  for (const template of source.templates) {
    if (template.tag !== 'sql') continue;
    const text = template.text.replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length)).replace(/'[^']*'/g, (quoted) => `'${' '.repeat(quoted.length - 2)}'`);
    const first = lineAt(source.text, template.start);
    for (const { line, match } of places(text, WRITES)) {
      uses.push({ name: plain(match.slice(1).find(Boolean)!), isWrite: true, line: first + line - 1 });
    }
    for (const { line, match } of places(text, READS)) uses.push({ name: `${match[1]}.${match[2]}`.toLowerCase(), isWrite: false, line: first + line - 1 });
  }
  for (const { line, match } of places(source.bare, /\.(selectFrom|innerJoin|leftJoin|insertInto|updateTable|deleteFrom|mergeInto)\s*\(\s*['"]([\w.]+)/)) {
    uses.push({ name: match[2]!, isWrite: /insert|update|delete|merge/.test(match[1]!), line });
  }
  return uses;
}

const plain = (name: string): string => name.replace(/["\s]/g, '').toLowerCase();

/** Rule 8. Migrations are numbered without gap; every key that must be unique carries the city, so the schema can be sharded. */
export const keepMigrations: Rule = ({ paths, texts, house }) => {
  const faults: ReturnType<Rule> = [];
  let expected = 1;
  for (const path of paths.filter((one) => /^migrations\/[^/]+\.sql$/.test(one) && one !== 'migrations/schema.sql')) {
    const number = /^migrations\/(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/.exec(path)?.[1];
    if (!number) {
      faults.push({ path, line: 1, wrong: 'a migration without number', instead: 'name it NNNN-what-it-makes.sql' });
      continue;
    }
    const wanted = String(expected).padStart(4, '0');
    if (Number(number) !== expected) faults.push({ path, line: 1, wrong: `number ${number} where ${wanted} is next`, instead: 'number migrations without gap or duplicate' });
    expected = Number(number) + 1;
    for (const statement of statements(texts.get(path) ?? '')) {
      for (const { wrong, instead, at } of readStatement(statement.text, house)) faults.push({ path, line: lineAt(texts.get(path)!, statement.at + at), wrong, instead });
    }
  }
  return faults;
};

type Finding = { wrong: string; instead: string; at: number };

const NAME = String.raw`((?:"?\w+"?\.)?"?\w+"?)`;
const CITY_WAY_OUT = 'put city_id into it, or name the table in `referenceTables` in tools/tidy.ts';

function readStatement(text: string, house: House): Finding[] {
  const schema = /^\s*create\s+schema\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/i.exec(text)?.[1];
  if (schema) return isKnownSchema(schema, house) ? [] : [{ at: text.search(/\S/), wrong: `schema "${schema}" is no module`, instead: 'one schema per module, named like it' }];
  const created = new RegExp(String.raw`^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?${NAME}\s*`, 'i').exec(text);
  if (created) return readTable(plain(created[1]!), text, created[0].length, house);
  const altered = new RegExp(String.raw`^\s*alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?${NAME}`, 'i').exec(text);
  if (altered) return splitAtCommas(text, altered[0].length, text.length).flatMap((part) => readConstraint(plain(altered[1]!), part.text, part.at, house));
  const index = new RegExp(String.raw`^\s*create\s+unique\s+index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:\w+\s+)?on\s+(?:only\s+)?${NAME}`, 'i').exec(text);
  if (index && !isReference(plain(index[1]!), house) && !/\bcity_id\b/.test(inBrackets(text, index[0].length))) {
    return [{ at: index[0].search(/\S/), wrong: `a unique index on ${plain(index[1]!)} without city_id`, instead: CITY_WAY_OUT }];
  }
  return [];
}

function readTable(table: string, text: string, openAt: number, house: House): Finding[] {
  const at = text.search(/\S/);
  const findings: Finding[] = [];
  const [schema, bare] = table.includes('.') ? table.split('.') as [string, string] : ['public', table];
  if (schema === 'public' ? !bare.startsWith('auth_') : !isKnownSchema(schema, house)) {
    findings.push({ at, wrong: `table ${table} stands in no module's schema`, instead: 'write module.table' });
  }
  if (text[openAt] !== '(') return /^\s*partition\s+of\b/i.test(text.slice(openAt)) ? findings : [...findings, { at, wrong: `table ${table} is not written out`, instead: 'name its columns and its key' }];
  const parts = splitAtCommas(text, openAt + 1, text.lastIndexOf(')'));
  findings.push(...parts.flatMap((part) => readConstraint(table, part.text, part.at, house)));
  if (isReference(table, house)) return findings;
  const key = parts.map((part) => /\bprimary\s+key\s*\(\s*"?(\w+)/i.exec(part.text)?.[1] ?? (/\bprimary\s+key\b/i.test(part.text) ? /"?(\w+)/.exec(part.text)?.[1] : undefined)).find(Boolean);
  if (!key) findings.push({ at, wrong: `table ${table} has no primary key`, instead: 'primary key (city_id, …)' });
  else if (key !== 'city_id' && parts.some((part) => /\bprimary\s+key\s*\([^)]*\bcity_id\b/i.test(part.text))) {
    findings.push({ at, wrong: `the primary key of ${table} starts with ${key}`, instead: 'put city_id first' });
  }
  return findings;
}

/** One column definition, table constraint or `add …` of an alter table. */
function readConstraint(table: string, text: string, at: number, house: House): Finding[] {
  const findings: Finding[] = [];
  const here = at + Math.max(0, text.search(/\S/));
  if (!isReference(table, house)) {
    for (const match of text.matchAll(/\b(primary\s+key|unique|exclude)\b(?:\s+nulls\s+(?:not\s+)?distinct)?(?:\s+using\s+\w+)?\s*(\()?/gi)) {
      const what = match[1]!.toLowerCase().replace(/\s+/g, ' ');
      if (what === 'exclude' && !match[2]) continue;
      const columns = match[2] ? inBrackets(text, match.index + match[0].length - 1) : (/^\s*(?:add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?)?"?(\w+)/i.exec(text)?.[1] ?? '');
      if (!/\bcity_id\b/.test(columns)) findings.push({ at: here, wrong: `${what} of ${table} without city_id`, instead: CITY_WAY_OUT });
    }
  }
  for (const match of text.matchAll(/\breferences\s+"?(\w+)"?\."?\w+/gi)) {
    const [from, to] = [table.split('.')[0]!, match[1]!.toLowerCase()];
    if (from !== to && house.line.includes(to) && house.line.indexOf(to) > house.line.indexOf(from)) {
      findings.push({ at: here, wrong: `${table} refers to ${to}, which stands to its right`, instead: `let ${to} refer to ${table}` });
    }
  }
  return findings;
}

const isKnownSchema = (schema: string, house: House): boolean => schema === 'kernel' || house.line.includes(schema);

const isReference = (table: string, house: House): boolean =>
  house.referenceTables.some((name) => (name.endsWith('*') ? table.replace(/^public\./, '').startsWith(name.slice(0, -1)) : name === table));

/** The statements of a script, comments, strings and bodies blanked, with the index where each starts. */
function statements(script: string): { text: string; at: number }[] {
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  const clean = script.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/g, blank);
  const found: { text: string; at: number }[] = [];
  let at = 0;
  for (const text of clean.split(';')) {
    found.push({ text, at });
    at += text.length + 1;
  }
  return found;
}

function splitAtCommas(text: string, from: number, to: number): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i < to; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') depth -= 1;
    else if (text[i] === ',' && depth === 0) {
      parts.push({ text: text.slice(start, i), at: start });
      start = i + 1;
    }
  }
  parts.push({ text: text.slice(start, to), at: start });
  return parts;
}

function inBrackets(text: string, from: number): string {
  const openAt = text.indexOf('(', from);
  const close = openAt < 0 ? -1 : closingAt(text, openAt);
  return close < 0 ? '' : text.slice(openAt + 1, close);
}
