import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { OutsidePart, OutsideProof } from '../rules/recognition.ts';

export type ImportRow = { id: string; fileName: string; bytes: number; sha256: string; issuer: string; partnerId: string | null; isDryRun: boolean; rowsRead: number; rowsIn: number; rowsOut: number; byName: string; at: Date };
export type NewResult = { id: string; rowNo: number; workerId: string; kind: string; part: OutsidePart; heldOn: string; scorePercent: number; isPassed: boolean; paperNumber: string };
export type ResultRow = OutsideProof & { workerId: string; workerName: string; paperNumber: string; importId: string; fileName: string; sha256: string; byName: string; at: Date };
export type Outcome = { rowNo: number; maskedName: string; field: string; reasonZh: string; reasonEn: string };
const importColumns = sql`id, file_name, bytes, sha256, issuer, partner_id, is_dry_run, rows_read, rows_in, rows_out, by_name, at`;

export const insertImport = (tx: Tx, cityId: string, i: ImportRow & { byId: string | null }): Promise<number> => run(tx, sql`
  insert into exams.outside_import (city_id, id, file_name, bytes, sha256, issuer, partner_id, is_dry_run, rows_read, rows_in, rows_out, by_id, by_name, at)
  values (${cityId}, ${i.id}, ${i.fileName}, ${i.bytes}, ${i.sha256}, ${i.issuer}, ${i.partnerId}, ${i.isDryRun}, ${i.rowsRead}, ${i.rowsIn}, ${i.rowsOut}, ${i.byId}, ${i.byName}, ${i.at})`);
/** Answers how many went in: a result that is there already is left out. */
export const insertResults = (tx: Tx, cityId: string, importId: string, rows: readonly NewResult[], at: Date): Promise<number> => run(tx, sql`
  insert into exams.outside_result (city_id, id, import_id, row_no, worker_id, kind, part, held_on, score_percent, is_passed, paper_number, at)
  select ${cityId}, r.id, ${importId}, r."rowNo", r."workerId", r.kind, r.part, r."heldOn", r."scorePercent", r."isPassed", r."paperNumber", ${at}
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, "rowNo" int, "workerId" text, kind text, part text, "heldOn" date, "scorePercent" smallint, "isPassed" boolean, "paperNumber" text)`);
export const insertOutcomes = (tx: Tx, cityId: string, importId: string, rows: readonly Outcome[]): Promise<number> => run(tx, sql`
  insert into exams.outside_row (city_id, import_id, row_no, masked_name, field, reason_zh, reason_en)
  select ${cityId}, ${importId}, r."rowNo", r."maskedName", r.field, r."reasonZh", r."reasonEn" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r ("rowNo" int, "maskedName" text, field text, "reasonZh" text, "reasonEn" text)`);

export const findImport = (tx: Tx, cityId: string, id: string): Promise<ImportRow | undefined> => maybe(tx, sql<ImportRow>`select ${importColumns} from exams.outside_import where city_id = ${cityId} and id = ${id}`);
export const listImports = (tx: Tx, cityId: string, before: { at: Date; id: string } | null, limit: number): Promise<ImportRow[]> => many(tx, sql<ImportRow>`
  select ${importColumns} from exams.outside_import where city_id = ${cityId} ${before === null ? sql`` : sql`and (at, id) < (${before.at}::timestamptz, ${before.id})`} order by at desc, id desc limit ${sql.lit(limit)}`);
export const outcomesOf = (tx: Tx, cityId: string, importId: string, wish: { after: number; limit: number; isFaultsOnly: boolean }): Promise<Outcome[]> => many(tx, sql<Outcome>`
  select row_no, masked_name, field, reason_zh, reason_en from exams.outside_row where city_id = ${cityId} and import_id = ${importId} and row_no > ${wish.after} ${wish.isFaultsOnly ? sql`and reason_zh <> ''` : sql``} order by row_no limit ${sql.lit(wish.limit)}`);

const partnerThen = sql`left join courses.partner n on n.city_id = i.city_id and n.id = i.partner_id and n.from_day <= r.held_on and (n.until_day is null or n.until_day >= r.held_on)`;
const proofColumns = sql`r.id, r.kind, r.part, r.score_percent, r.is_passed, (r.held_on + interval '12 hours') at time zone 'Asia/Shanghai' as held_at, r.held_on, i.issuer, n.kind as partner_kind`;
/** All results of one person that others held. */
export const outsideProofsOf = (tx: Tx, cityId: string, workerId: string): Promise<OutsideProof[]> => many(tx, sql<OutsideProof>`
  select ${proofColumns} from exams.outside_result r join exams.outside_import i on i.city_id = r.city_id and i.id = r.import_id ${partnerThen} where r.city_id = ${cityId} and r.worker_id = ${workerId}`);
export const listResults = (tx: Tx, cityId: string, wish: { kind: string | null; workerId: string | null; before: { at: Date; id: string } | null; limit: number }): Promise<ResultRow[]> => {
  const conditions = [
    sql`r.city_id = ${cityId}`, ...(wish.kind === null ? [] : [sql`r.kind = ${wish.kind}`]), ...(wish.workerId === null ? [] : [sql`r.worker_id = ${wish.workerId}`]),
    ...(wish.before === null ? [] : [sql`(r.at, r.id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<ResultRow>`
    with r as materialized (select * from exams.outside_result r where ${sql.join(conditions, sql` and `)} order by r.at desc, r.id desc limit ${sql.lit(wish.limit)})
    select ${proofColumns}, r.worker_id, p.name as worker_name, r.paper_number, r.import_id, i.file_name, i.sha256, i.by_name, r.at
    from r join exams.outside_import i on i.city_id = r.city_id and i.id = r.import_id ${partnerThen} join workers.worker w on w.city_id = r.city_id and w.id = r.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
    order by r.at desc, r.id desc`);
};
/** Which worker a person is, with her name; who is none is left out. */
export const workersOfPersons = (tx: Tx, cityId: string, personIds: readonly string[]): Promise<{ personId: string; workerId: string; name: string }[]> => many(tx, sql`
  select p.id as person_id, w.id as worker_id, p.name from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where w.city_id = ${cityId} and w.person_id = any(${[...personIds]}::text[])`);
/** What stands already for some persons, with who brought it and when. */
export const knownResults = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<{ workerId: string; kind: string; part: OutsidePart; heldOn: string; byName: string; at: Date }[]> => many(tx, sql`
  select r.worker_id, r.kind, r.part, r.held_on, i.by_name, i.at from exams.outside_result r join exams.outside_import i on i.city_id = r.city_id and i.id = r.import_id where r.city_id = ${cityId} and r.worker_id = any(${[...workerIds]}::text[])`);
export const partnerNamed = (tx: Tx, cityId: string, partnerId: string): Promise<{ id: string; name: string } | undefined> => maybe(tx, sql<{ id: string; name: string }>`select id, name from courses.partner where city_id = ${cityId} and id = ${partnerId}`);
