import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { refuseAccess, holds } from '../../../kernel/access.ts';
import { systemActor, type Actor, type Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { seal } from '../../../kernel/crypto.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { maskIdCard, maskName, maskPhone } from '../../../kernel/mask.ts';
import type { Deps } from '../../../kernel/module.ts';
import { Refusal, refuse } from '../../../kernel/refusal.ts';
import '../../../gateways/sheets.ts';
import { ensurePeople, isPlainName, openWorkerRoles, peopleOfPhones, pinyinOf } from '../../accounts/index.ts';
import { bornOnOf } from '../rules/applications.ts';
import { csvLine, importColumns, readHeadings, readImportRow, type ImportField, type ImportRow, type RowFault } from '../rules/import.ts';
import * as store from '../store/imports.ts';
import { fingerprints } from './applications.ts';

type Workers = typeof contract.workers;
type ImportView = OutputOf<Workers['getImport']>;
export const IMPORT_LIMIT_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 200_000;
const BATCH = 1000;
/** The first batch is small, so that the second is planned with tables that are not empty any more; later ones now and then. */
const FIRST_BATCH = 50;
const GROWTH_EVERY = 20_000;
/** An import nobody has moved for so long has died with its process; it goes on from the row it had reached. */
const SILENT_MS = 2 * 60_000;

const importView = (row: store.ImportRecord, now: Date): ImportView => ({
  importId: row.id, fileName: row.fileName, bytes: row.bytes, format: row.format, isDryRun: row.isDryRun, state: row.state, rowsRead: row.rowsRead, rowsIn: row.rowsIn, rowsOut: row.rowsOut, why: row.whyZh === '' ? null : { zh: row.whyZh, en: row.whyEn }, byName: row.byName,
  startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, seconds: Math.max(0, ((row.endedAt ?? now).getTime() - row.startedAt.getTime()) / 1000), resultPath: `/api/worker-imports/${row.id}/result.csv`,
});
export const getImport = async (ctx: Ctx, { importId }: { importId: string }): Promise<ImportView> => importView((await store.findImport(ctx.tx, ctx.cityId, importId)) ?? refuse('workers.import_unknown'), ctx.now);
export const listImports = async (ctx: Ctx, { limit }: { limit: number }): Promise<{ items: ImportView[] }> => ({ items: (await store.listImports(ctx.tx, ctx.cityId, limit)).map((row) => importView(row, ctx.now)) });

const columnName = (field: string): string => importColumns.find((column) => column.field === field)?.headings[0] ?? '';
export const importFaults = async (ctx: Ctx, { importId, cursor, limit }: ParsedOf<Workers['importFaults']>): Promise<OutputOf<Workers['importFaults']>> => {
  await getImport(ctx, { importId });
  const rows = await store.outcomesOf(ctx.tx, ctx.cityId, { importId, after: Number(cursor ?? 0) || 0, limit: limit + 1, isFaultsOnly: true });
  return { items: rows.slice(0, limit).map(({ rowNo, maskedName, field, reasonZh, reasonEn }) => ({ rowNo, maskedName, column: columnName(field), reason: { zh: reasonZh, en: reasonEn } })), nextCursor: rows.length > limit ? String(rows[limit - 1]!.rowNo) : null };
};

const beginImport = async (ctx: Ctx, file: { fileName: string; fileId: string; bytes: number; format: 'csv' | 'xlsx'; isDryRun: boolean }): Promise<ImportView> => {
  await lockFor(ctx.tx, `imports:${ctx.cityId}`);
  for (const other of await store.runningImports(ctx.tx, ctx.cityId)) {
    if (ctx.now.getTime() - other.seenAt.getTime() < SILENT_MS) refuse('workers.import_running');
    await store.endImport(ctx.tx, ctx.cityId, other.id, { state: 'stopped', whyZh: '中途停下，可以继续', whyEn: 'stopped on its way; may be resumed', at: ctx.now });
  }
  const id = ctx.newId('imp');
  await store.insertImport(ctx.tx, ctx.cityId, { ...file, id, byId: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now });
  return getImport(ctx, { importId: id });
};

type Asked = { rowNo: number; row: ImportRow; fault: null } | { rowNo: number; row: null; name: string; fault: RowFault };
type Batch = { importId: string; rows: readonly Asked[]; points: ReadonlyMap<string, { lon: number; lat: number }>; middle: { lon: number; lat: number } | null; isDryRun: boolean };
const told = (field: ImportField, zh: string, en: string): RowFault => ({ field, reason: { zh, en } });

/** What stands against a row from what is known already; and where she lives, as well as the table says. */
const compareWithKnown = async (ctx: Ctx, batch: Batch): Promise<Map<number, RowFault>> => {
  const asked = batch.rows.flatMap((one) => (one.row ? [{ rowNo: one.rowNo, row: one.row }] : []));
  const known = await store.knownFingerprints(ctx.tx, ctx.cityId, asked.map(({ row }) => fingerprints.phone(ctx, row.phone)), asked.map(({ row }) => fingerprints.identity(ctx, row.idNumber)));
  const people = await peopleOfPhones(ctx, { phones: asked.map(({ row }) => row.phone) });
  const atWork = await store.personsWhoWork(ctx.tx, ctx.cityId, [...people.values()]);
  const faults = new Map<number, RowFault>();
  for (const { rowNo, row } of asked) {
    if (known.phones.has(fingerprints.phone(ctx, row.phone))) faults.set(rowNo, told('phone', '这个手机号已经报过名', 'This phone has applied already'));
    else if (known.identities.has(fingerprints.identity(ctx, row.idNumber))) faults.set(rowNo, told('idNumber', '这个身份证号已经报过名', 'This identity number has applied already'));
    else if (atWork.has(people.get(row.phone) ?? '')) faults.set(rowNo, told('phone', '这个手机号已登记为家政员', 'This phone is a worker’s already'));
    else if (row.homeLon === null && !batch.points.has(row.homeArea) && batch.middle === null) faults.set(rowNo, told('homeArea', '没有这个小区或片区，请补经纬度', 'No such estate or district; add longitude and latitude'));
  }
  return faults;
};

/** A batch of rows in one transaction: every row is in, with person, worker, application and steps, or out with its reason. */
const importBatch = async (ctx: Ctx, batch: Batch): Promise<{ importId: string }> => {
  const record = (await store.lockImport(ctx.tx, ctx.cityId, batch.importId)) ?? refuse('workers.import_unknown');
  // Somebody resumed it meanwhile, or it was stopped: what has been counted is not counted again.
  const rows = batch.rows.filter(({ rowNo }) => rowNo > record.rowsRead);
  if (record.state !== 'running' || rows.length === 0) return { importId: batch.importId };
  const faults = await compareWithKnown(ctx, { ...batch, rows });
  const good = rows.flatMap((one) => (one.row && !faults.has(one.rowNo) ? [{ rowNo: one.rowNo, row: one.row, applicationId: ctx.newId('apl'), workerId: ctx.newId('wrk') }] : []));
  if (good.length > 0 && !batch.isDryRun) {
    const people = await ensurePeople(ctx, { people: good.map(({ row }) => ({ phone: row.phone, name: row.name })) });
    await store.insertApplicants(ctx.tx, ctx.cityId, batch.importId, good.map(({ row, applicationId, workerId }) => {
      const home = row.homeLon !== null && row.homeLat !== null ? { lon: row.homeLon, lat: row.homeLat } : batch.points.get(row.homeArea) ?? batch.middle!;
      return {
        applicationId, workerId, personId: people.get(row.phone)!, name: row.name, reading: pinyinOf(row.name), phoneEncrypted: seal(ctx.settings.secret, row.phone, `application-phone:${applicationId}`), phoneHash: fingerprints.phone(ctx, row.phone), phoneMasked: maskPhone(row.phone),
        idNumberEncrypted: seal(ctx.settings.secret, row.idNumber, `application:${applicationId}`), idNumberHash: fingerprints.identity(ctx, row.idNumber), idNumberMasked: maskIdCard(row.idNumber), bornOn: bornOnOf(row.idNumber), families: row.families, source: row.source, sourceName: row.sourceName,
        targetGroups: row.targetGroups, nativePlace: row.nativePlace, schooling: row.schooling, experienceYears: row.experienceYears, homeArea: row.homeArea, homeLon: home.lon, homeLat: home.lat,
      };
    }), { id: ctx.actor.personId, name: record.byName, at: ctx.now });
    await openWorkerRoles(ctx, { scopes: good.map(({ row, workerId }) => ({ personId: people.get(row.phone)!, scopeId: workerId, name: row.name })) });
  }
  const byRow = new Map(good.map((one) => [one.rowNo, one]));
  await store.insertOutcomes(ctx.tx, ctx.cityId, batch.importId, rows.map((one) => {
    const fault = one.fault ?? faults.get(one.rowNo) ?? null;
    return { rowNo: one.rowNo, isIn: fault === null, maskedName: maskName(one.row?.name ?? (one.row === null ? one.name : '')), applicationId: batch.isDryRun ? null : byRow.get(one.rowNo)?.applicationId ?? null, field: fault?.field ?? '', reasonZh: fault?.reason.zh ?? '', reasonEn: fault?.reason.en ?? '' };
  }));
  const last = rows.at(-1)!.rowNo;
  if (!batch.isDryRun && (record.rowsRead === 0 || Math.floor(last / GROWTH_EVERY) > Math.floor(record.rowsRead / GROWTH_EVERY))) await store.noteGrowth(ctx.tx);
  await store.progressImport(ctx.tx, ctx.cityId, batch.importId, { rowsRead: last, rowsIn: good.length, rowsOut: rows.length - good.length, at: ctx.now });
  return { importId: batch.importId };
};

const endImport = async (ctx: Ctx, { importId, state, whyZh, whyEn }: { importId: string; state: 'done' | 'failed' | 'stopped' | 'running'; whyZh: string; whyEn: string }): Promise<void> => { await store.endImport(ctx.tx, ctx.cityId, importId, { state, whyZh, whyEn, at: ctx.now }); };
const areaPoints = (ctx: Ctx) => store.areaPoints(ctx.tx, ctx.cityId);

/** Reads the file from its first row and takes in what was not counted yet, a batch at a time; the file goes when all is told. */
const runImport = async (deps: Deps, importId: string): Promise<void> => {
  const system = systemActor('workers.import');
  const record = await deps.read(system, findForRun, { importId });
  const end = async (state: 'done' | 'failed' | 'stopped', whyZh = '', whyEn = ''): Promise<void> => {
    await deps.perform(system, endImport, { importId, state, whyZh, whyEn }, { name: 'workers.endImport' });
    if (state !== 'stopped') await deps.gateways.sheets.drop(record.fileId);
  };
  try {
    const { points, middle } = await deps.read(system, areaPoints, {});
    const today = cityDay(deps.clock.now());
    const [phones, identities] = [new Map<string, number>(), new Map<string, number>()];
    let at: Map<ImportField, number> | null = null;
    let rows: Asked[] = [];
    let count = 0;
    let isFirst = record.rowsRead === 0;
    const flush = async (): Promise<void> => {
      if (rows.length > 0) await deps.perform(system, importBatch, { importId, rows, points, middle, isDryRun: record.isDryRun }, { name: 'workers.importBatch' });
      rows = [];
    };
    for await (const { rowNo, cells } of deps.gateways.sheets.rows(record.fileId, record.format)) {
      if (at === null) {
        const headings = readHeadings(cells);
        if (headings.missing.length > 0) return await end('failed', `第一行缺这些列：${headings.missing.join('、')}`, `The first row lacks these columns: ${headings.missing.join(', ')}`);
        at = headings.at;
        continue;
      }
      count += 1;
      if (count > MOST_ROWS) { await flush(); return await end('failed', `超过 ${MOST_ROWS} 行，之后的没有读，请分成几个文件`, `More than ${MOST_ROWS} rows: the rest was not read; split the file`); }
      const read = readImportRow(cells, at, today, isPlainName);
      const twin = read.row ? twinOf(read.row, rowNo, phones, identities) : null;
      // A row counted before a stop is looked at for its numbers only.
      if (rowNo > record.rowsRead) rows.push(read.row && twin === null ? { rowNo, row: read.row, fault: null } : { rowNo, row: null, name: cells[at.get('name') ?? -1] ?? '', fault: twin ?? read.fault! });
      if (rows.length >= (isFirst ? FIRST_BATCH : BATCH)) { await flush(); isFirst = false; }
    }
    await flush();
    await (at === null ? end('failed', '文件里没有内容', 'There is nothing in the file') : end('done'));
  } catch (error) {
    if (error instanceof Refusal) return await end('failed', String(error.params['whyZh'] ?? error.code), String(error.params['whyEn'] ?? error.code));
    deps.log.error({ importId, error: error instanceof Error ? error.message : String(error) }, 'an import stopped');
    await end('stopped', isConflict(error) ? '和同时进来的报名冲突，可以继续' : '中途停下，可以继续', 'Stopped on its way; may be resumed');
  }
};
const findForRun = async (ctx: Ctx, { importId }: { importId: string }): Promise<store.ImportRecord> => (await store.findImport(ctx.tx, ctx.cityId, importId)) ?? refuse('workers.import_unknown');

/** The earlier row of the file with the same phone or number. */
const twinOf = (row: ImportRow, rowNo: number, phones: Map<string, number>, identities: Map<string, number>): RowFault | null => {
  const [samePhone, sameNumber] = [phones.get(row.phone), identities.get(row.idNumber)];
  if (samePhone !== undefined) return told('phone', `和第 ${samePhone} 行的手机号相同`, `Same phone as row ${samePhone}`);
  if (sameNumber !== undefined) return told('idNumber', `和第 ${sameNumber} 行的身份证号相同`, `Same identity number as row ${sameNumber}`);
  phones.set(row.phone, rowNo);
  identities.set(row.idNumber, rowNo);
  return null;
};

/** Imports at work in this process, by installation. */
const atWork = new WeakMap<Deps, Map<string, Promise<void>>>();
const start = (deps: Deps, importId: string): void => {
  const running = atWork.get(deps) ?? new Map<string, Promise<void>>();
  atWork.set(deps, running);
  running.set(importId, runImport(deps, importId).catch((error: unknown) => { deps.log.error({ importId, error: String(error) }, 'an import could not be ended'); }).finally(() => running.delete(importId)));
};

const demandOperator = (actor: Actor): void => { if (!holds(actor, 'operator')) refuseAccess(actor, ['operator']); };
const FILE_NAME = /[^\p{L}\p{N} ._()（）-]/gu;

/** Takes a file in and begins; how far it is tells `getImport`. */
export const receiveImport = async (deps: Deps, { actor, body, fileName, isDryRun }: { actor: Actor; body: AsyncIterable<Uint8Array> | null; fileName: string; isDryRun: boolean }): Promise<ImportView> => {
  demandOperator(actor);
  if (typeof body?.[Symbol.asyncIterator] !== 'function') return refuse('workers.import_file_wrong', { whyZh: '请直接上传表格文件', whyEn: 'send the file of the table itself' });
  const kept = await deps.gateways.sheets.keep(body, IMPORT_LIMIT_BYTES);
  try {
    const begun = await deps.perform(actor, beginImport, { ...kept, fileName: fileName.replace(FILE_NAME, '').slice(0, 100) || '导入', isDryRun }, { name: 'POST /api/worker-imports' });
    start(deps, begun.importId);
    return begun;
  } catch (error) {
    await deps.gateways.sheets.drop(kept.fileId);
    throw error;
  }
};

const goOn = async (ctx: Ctx, { importId }: { importId: string }): Promise<ImportView> => {
  const record = (await store.lockImport(ctx.tx, ctx.cityId, importId)) ?? refuse('workers.import_unknown');
  if (record.state === 'running' && ctx.now.getTime() - record.seenAt.getTime() < SILENT_MS) refuse('workers.import_running');
  if (record.state === 'running' || record.state === 'stopped') await endImport(ctx, { importId, state: 'running', whyZh: '', whyEn: '' });
  return getImport(ctx, { importId });
};
/** Goes on with an import that was stopped, from the row it had reached; one that is over stays as it is. */
export const resumeImport = async (deps: Deps, { actor, importId }: { actor: Actor; importId: string }): Promise<ImportView> => {
  demandOperator(actor);
  const record = await deps.perform(actor, goOn, { importId }, { name: 'POST /api/worker-imports/:importId/resume' });
  if (record.state === 'running') start(deps, importId);
  return record;
};

const RESULT_PAGE = 2000;
const resultPage = (ctx: Ctx, { importId, after }: { importId: string; after: number }) => store.outcomesOf(ctx.tx, ctx.cityId, { importId, after, limit: RESULT_PAGE, isFaultsOnly: false });
/** Every row with what became of it, as a table that opens in a spreadsheet and runs nothing. */
export const writeResult = async (deps: Deps, { actor, importId }: { actor: Actor; importId: string }): Promise<AsyncIterable<string>> => {
  demandOperator(actor);
  await deps.read(actor, findForRun, { importId });
  return (async function* () {
    yield `\ufeff${csvLine(['行号', '姓名', '结果', '列', '原因', 'Reason', '报名编号'])}`;
    for (let after = 0; ;) {
      const rows = await deps.read(actor, resultPage, { importId, after });
      if (rows.length === 0) return;
      yield rows.map((row) => csvLine([String(row.rowNo), row.maskedName, row.isIn ? '已导入' : '未导入', columnName(row.field), row.reasonZh, row.reasonEn, row.applicationId ?? ''])).join('');
      after = rows.at(-1)!.rowNo;
    }
  })();
};
