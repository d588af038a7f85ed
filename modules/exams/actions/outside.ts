import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds, refuseAccess } from '../../../kernel/access.ts';
import type { Actor, Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskName } from '../../../kernel/mask.ts';
import type { Deps } from '../../../kernel/module.ts';
import { Refusal, refuse } from '../../../kernel/refusal.ts';
import { writeCsv } from '../../../kernel/sheet.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import '../../../gateways/sheets.ts';
import { peopleOfPhones } from '../../accounts/index.ts';
import { kindOf } from '../../training/index.ts';
import { certifiable } from '../rules/certification.ts';
import { columnOf, readOutsideColumns, readOutsideRow, resultKey, type OutsideFault, type OutsideRow } from '../rules/outside.ts';
import { recognise, recognition } from '../rules/recognition.ts';
import * as store from '../store/outside.ts';
import { settleCertificates } from './certify.ts';

type Exams = typeof contract.exams;
type ImportView = OutputOf<Exams['outsideImport']>;
export const OUTSIDE_FILE_LIMIT_BYTES = 4 * 1024 * 1024;
const MOST_ROWS = 5000;
const SHOWN_FAULTS = 200;

const titleOf = (kind: string) => kindOf(kind)?.title ?? { zh: kind, en: kind };
const importView = (row: store.ImportRow): Omit<ImportView, 'faults'> => ({
  importId: row.id, fileName: row.fileName, bytes: row.bytes, sha256: row.sha256, issuer: row.issuer, partnerId: row.partnerId, isDryRun: row.isDryRun, rowsRead: row.rowsRead, rowsIn: row.rowsIn, rowsOut: row.rowsOut, byName: row.byName, at: row.at.toISOString(), resultPath: `/api/school/outside-imports/${row.id}/result.csv`,
});
const pageOf = <R extends { at: Date; id: string }, V>(rows: readonly R[], limit: number, view: (row: R) => V): { items: V[]; nextCursor: string | null } => {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(view), nextCursor: last ? `${last.at.toISOString()} ${last.id}` : null };
};

/** Imports of results, newest first, dry runs too. */
export const outsideImports = async (ctx: Ctx, { cursor, limit }: ParsedOf<Exams['outsideImports']>): Promise<OutputOf<Exams['outsideImports']>> => pageOf(await store.listImports(ctx.tx, ctx.cityId, placeOf(cursor), limit + 1), limit, importView);
/** One import with the first faults. Refuses `exams.import_unknown`. */
export const outsideImport = async (ctx: Ctx, { importId }: { importId: string }): Promise<ImportView> => {
  const row = (await store.findImport(ctx.tx, ctx.cityId, importId)) ?? refuse('exams.import_unknown');
  const faults = await store.outcomesOf(ctx.tx, ctx.cityId, importId, { after: 0, limit: SHOWN_FAULTS, isFaultsOnly: true });
  return { ...importView(row), faults: faults.map(({ rowNo, maskedName, field, reasonZh, reasonEn }) => ({ rowNo, maskedName, column: columnOf(field), reason: { zh: reasonZh, en: reasonEn } })) };
};
/** Results of others, newest first, each with whether it counts and why. */
export const outsideResults = async (ctx: Ctx, { kind, workerId, cursor, limit }: ParsedOf<Exams['outsideResults']>): Promise<OutputOf<Exams['outsideResults']>> =>
  pageOf(await store.listResults(ctx.tx, ctx.cityId, { kind: kind ?? null, workerId: workerId ?? null, before: placeOf(cursor), limit: limit + 1 }), limit, (row) => {
    const { counts, why } = recognise(row, ctx.now);
    return {
      resultId: row.id, workerId: row.workerId, workerName: row.workerName, kind: row.kind, title: titleOf(row.kind), part: row.part, heldOn: row.heldOn, scorePercent: row.scorePercent, isPassed: row.isPassed, paperNumber: row.paperNumber, issuer: row.issuer, importId: row.importId, fileName: row.fileName, sha256: row.sha256,
      byName: row.byName, at: row.at.toISOString(), counts, why,
    };
  });
export const outsideRules = async (): Promise<OutputOf<Exams['outsideRules']>> => ({ items: recognition.map(({ partners, ...rule }) => ({ ...rule, partners: [...partners], title: titleOf(rule.kind) })) });

type Read = { rowNo: number; name: string; row: OutsideRow | null; fault: OutsideFault | null };
type Batch = { rows: readonly Read[]; fileName: string; bytes: number; sha256: string; issuer: string; partnerId: string | null; isDryRun: boolean };
const told = (field: string, zh: string, en: string): OutsideFault => ({ field, reason: { zh, en } });

/** Everything that is good goes in together, with the certificates that are complete by it; of the rest the reason is kept. */
const takeIn = async (ctx: Ctx, { rows, ...file }: Batch): Promise<ImportView> => {
  // Two who send the same table at once: the later one finds what the earlier has brought.
  await lockFor(ctx.tx, `outside-results:${ctx.cityId}`);
  const partner = file.partnerId === null ? null : (await store.partnerNamed(ctx.tx, ctx.cityId, file.partnerId)) ?? refuse('courses.partner_unknown', {}, 'partnerId');
  const people = await peopleOfPhones(ctx, { phones: rows.flatMap(({ row }) => row?.phone ?? []) });
  const workers = new Map((await store.workersOfPersons(ctx.tx, ctx.cityId, [...people.values()])).map((one) => [one.personId, one]));
  const known = new Map((await store.knownResults(ctx.tx, ctx.cityId, [...workers.values()].map(({ workerId }) => workerId))).map((one) => [resultKey(one), one]));
  const here = new Map<string, number>();
  const good: store.NewResult[] = [];
  const outcomes = rows.map(({ rowNo, name, row, fault }): store.Outcome => {
    const found = row && workers.get(people.get(row.phone) ?? '');
    const judged = fault ?? (row === null || found === undefined || found === null ? told('phone', '没有用这个手机号的家政员', 'No worker has this phone') : found.name !== row.name ? told('name', '姓名和这个手机号的家政员不一样', 'The name is not that of the worker with this phone') : null);
    const key = row && found ? resultKey({ ...row, workerId: found.workerId }) : '';
    const [before, twin] = [known.get(key), here.get(key)];
    const last = judged ?? (before ? told('heldOn', `这个人这一天的这门考核 ${cityDay(before.at)} 已由${before.byName}导入，不能重复`, `${before.byName} brought this result in on ${cityDay(before.at)}`) : twin === undefined ? null : told('heldOn', `和第 ${twin} 行是同一个人、同一门、同一天`, `Same person, exam and day as row ${twin}`));
    if (last === null) {
      here.set(key, rowNo);
      const { kind, part, heldOn, scorePercent, isPassed, paperNumber } = row!;
      good.push({ id: ctx.newId('osr'), rowNo, workerId: found!.workerId, kind, part, heldOn, scorePercent, isPassed, paperNumber });
    }
    return { rowNo, maskedName: maskName(name), field: last?.field ?? '', reasonZh: last?.reason.zh ?? '', reasonEn: last?.reason.en ?? '' };
  });
  const id = ctx.newId('osi');
  await store.insertImport(ctx.tx, ctx.cityId, { ...file, id, issuer: partner?.name ?? file.issuer, rowsRead: rows.length, rowsIn: good.length, rowsOut: rows.length - good.length, byId: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now });
  if (outcomes.length > 0) await store.insertOutcomes(ctx.tx, ctx.cityId, id, outcomes);
  if (!file.isDryRun && good.length > 0) {
    await store.insertResults(ctx.tx, ctx.cityId, id, good, ctx.now);
    const mayCount = good.filter(({ kind, part }) => recognition.some((rule) => rule.kind === kind && rule.part === part));
    for (const workerId of new Set(mayCount.map((one) => one.workerId))) await settleCertificates(ctx, { workerId });
  }
  return outsideImport(ctx, { importId: id });
};

const demandOperator = (actor: Actor): void => { if (!holds(actor, 'operator')) refuseAccess(actor, ['operator']); };
const FILE_NAME = /[^\p{L}\p{N} ._()（）-]/gu;
/**
 * A table of results that an institute held: every row is in, or out with its column and reason. Refuses `workers.import_file_wrong` and `workers.import_file_large` for what is no such table,
 * `exams.issuer_missing` without who held it, `courses.partner_unknown`, and everybody but operators.
 */
export const importOutside = async (deps: Deps, { actor, body, fileName, issuer, partnerId, isDryRun }: { actor: Actor; body: AsyncIterable<Uint8Array> | null; fileName: string; issuer: string; partnerId: string; isDryRun: boolean }): Promise<ImportView> => {
  demandOperator(actor);
  if (partnerId === '' && issuer.trim().length < 2) throw new Refusal('exams.issuer_missing', {}, 'issuer');
  if (typeof body?.[Symbol.asyncIterator] !== 'function') return refuse('workers.import_file_wrong', { whyZh: '请直接上传表格文件', whyEn: 'send the file of the table itself' });
  const file = await deps.gateways.sheets.keep(body, OUTSIDE_FILE_LIMIT_BYTES);
  try {
    const kinds = new Map(certifiable.flatMap((kind) => [[kind, kind], [kind.toLowerCase(), kind], [titleOf(kind).zh, kind], [titleOf(kind).en.toLowerCase().replace(/[\s-]/g, ''), kind]] as const));
    const today = cityDay(deps.clock.now());
    const rows: Read[] = [];
    let at: ReadonlyMap<string, number> | null = null;
    for await (const { rowNo, cells } of deps.gateways.sheets.rows(file.fileId, file.format)) {
      if (at === null) {
        const found = readOutsideColumns(cells);
        if (found.missing.length > 0) throw new Refusal('workers.import_file_wrong', { whyZh: `第一行缺少这些列：${found.missing.join('、')}`, whyEn: `the first row lacks ${found.missing.join(', ')}` });
        at = found.at;
        continue;
      }
      if (rows.length === MOST_ROWS) throw new Refusal('workers.import_file_wrong', { whyZh: `一次最多 ${MOST_ROWS} 行`, whyEn: `at most ${MOST_ROWS} rows at once` });
      rows.push({ rowNo, name: (cells[at.get('name') ?? -1] ?? '').trim().slice(0, 40), ...readOutsideRow(cells, at, kinds, today) });
    }
    return await deps.perform(actor, takeIn, { rows, fileName: fileName.replace(FILE_NAME, '').slice(0, 100) || '成绩', bytes: file.bytes, sha256: file.sha256, issuer: issuer.trim().slice(0, 80), partnerId: partnerId || null, isDryRun }, { name: 'POST /api/school/outside-imports' });
  } finally {
    await deps.gateways.sheets.drop(file.fileId);
  }
};

const allOutcomes = async (ctx: Ctx, { importId }: { importId: string }): Promise<store.Outcome[]> => {
  await outsideImport(ctx, { importId });
  return store.outcomesOf(ctx.tx, ctx.cityId, importId, { after: 0, limit: MOST_ROWS, isFaultsOnly: false });
};
/** Every row with what became of it, as a table that opens in a spreadsheet and runs nothing. Refuses `exams.import_unknown`. */
export const outsideResultFile = async (deps: Deps, { actor, importId }: { actor: Actor; importId: string }): Promise<Buffer> => {
  demandOperator(actor);
  const rows = await deps.read(actor, allOutcomes, { importId });
  return writeCsv({ columns: ['行号', '姓名', '结果', '列', '原因', 'Reason'], rows: rows.map((row) => [row.rowNo, row.maskedName, row.reasonZh === '' ? '已读入' : '没有读入', columnOf(row.field), row.reasonZh, row.reasonEn]) });
};
