import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type ImportRecord = {
  id: string; fileName: string; fileId: string; bytes: number; format: 'csv' | 'xlsx'; isDryRun: boolean; state: 'running' | 'done' | 'failed' | 'stopped'; rowsRead: number; rowsIn: number; rowsOut: number; whyZh: string; whyEn: string; byId: string | null; byName: string;
  startedAt: Date; seenAt: Date; endedAt: Date | null;
};
const columns = sql`id, file_name, file_id, bytes, format, is_dry_run, state, rows_read, rows_in, rows_out, why_zh, why_en, by_id, by_name, started_at, seen_at, ended_at`;
export const findImport = (tx: Tx, cityId: string, id: string): Promise<ImportRecord | undefined> => maybe(tx, sql<ImportRecord>`select ${columns} from workers.import where city_id = ${cityId} and id = ${id}`);
export const lockImport = (tx: Tx, cityId: string, id: string): Promise<ImportRecord | undefined> => maybe(tx, sql<ImportRecord>`select ${columns} from workers.import where city_id = ${cityId} and id = ${id} for update`);
export const listImports = (tx: Tx, cityId: string, limit: number): Promise<ImportRecord[]> => many(tx, sql<ImportRecord>`select ${columns} from workers.import where city_id = ${cityId} order by started_at desc, id desc limit ${limit}`);
export const runningImports = (tx: Tx, cityId: string): Promise<ImportRecord[]> => many(tx, sql<ImportRecord>`select ${columns} from workers.import where city_id = ${cityId} and state = 'running' for update`);
export const insertImport = (tx: Tx, cityId: string, i: { id: string; fileName: string; fileId: string; bytes: number; format: string; isDryRun: boolean; byId: string | null; byName: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.import (city_id, id, file_name, file_id, bytes, format, is_dry_run, state, by_id, by_name, started_at, seen_at) values (${cityId}, ${i.id}, ${i.fileName}, ${i.fileId}, ${i.bytes}, ${i.format}, ${i.isDryRun}, 'running', ${i.byId}, ${i.byName}, ${i.at}, ${i.at})`);
export const endImport = (tx: Tx, cityId: string, id: string, to: { state: string; whyZh: string; whyEn: string; at: Date }): Promise<number> => run(tx, sql`
  update workers.import set state = ${to.state}, why_zh = ${to.whyZh}, why_en = ${to.whyEn}, ended_at = case when ${to.state} = 'running' then null else ${to.at}::timestamptz end, seen_at = ${to.at} where city_id = ${cityId} and id = ${id}`);
export const progressImport = (tx: Tx, cityId: string, id: string, by: { rowsRead: number; rowsIn: number; rowsOut: number; at: Date }): Promise<number> => run(tx, sql`
  update workers.import set rows_read = ${by.rowsRead}, rows_in = rows_in + ${by.rowsIn}, rows_out = rows_out + ${by.rowsOut}, seen_at = ${by.at} where city_id = ${cityId} and id = ${id}`);

export type OutcomeRow = { rowNo: number; isIn: boolean; maskedName: string; applicationId: string | null; field: string; reasonZh: string; reasonEn: string };
export const insertOutcomes = (tx: Tx, cityId: string, importId: string, rows: readonly OutcomeRow[]): Promise<number> => run(tx, sql`
  insert into workers.import_row (city_id, import_id, row_no, is_in, masked_name, application_id, field, reason_zh, reason_en)
  select ${cityId}, ${importId}, row_no, is_in, masked_name, application_id, field, reason_zh, reason_en
  from jsonb_to_recordset(${JSON.stringify(rows.map((r) => ({ row_no: r.rowNo, is_in: r.isIn, masked_name: r.maskedName, application_id: r.applicationId, field: r.field, reason_zh: r.reasonZh, reason_en: r.reasonEn })))}::jsonb)
    as g(row_no int, is_in boolean, masked_name text, application_id text, field text, reason_zh text, reason_en text)`);
export const outcomesOf = (tx: Tx, cityId: string, about: { importId: string; after: number; limit: number; isFaultsOnly: boolean }): Promise<OutcomeRow[]> => many(tx, sql<OutcomeRow>`
  select row_no, is_in, masked_name, application_id, field, reason_zh, reason_en from workers.import_row
  where city_id = ${cityId} and import_id = ${about.importId} and row_no > ${about.after} ${about.isFaultsOnly ? sql`and not is_in` : sql``} order by row_no limit ${about.limit}`);

/** Which of these fingerprints have applied already. */
export const knownFingerprints = async (tx: Tx, cityId: string, phones: readonly string[], identities: readonly string[]): Promise<{ phones: Set<string>; identities: Set<string> }> => ({
  phones: new Set((await many<{ hash: string }>(tx, sql`select phone_hash as hash from workers.application where city_id = ${cityId} and phone_hash = any(${phones}::text[]) and state in ('draft', 'submitted')`)).map(({ hash }) => hash)),
  identities: new Set((await many<{ hash: string }>(tx, sql`select id_number_hash as hash from workers.application where city_id = ${cityId} and id_number_hash = any(${identities}::text[]) and state in ('draft', 'submitted')`)).map(({ hash }) => hash)),
});
export const personsWhoWork = async (tx: Tx, cityId: string, personIds: readonly string[]): Promise<Set<string>> => new Set((await many<{ personId: string }>(tx, sql`
  select person_id from workers.worker where city_id = ${cityId} and person_id = any(${personIds}::text[])`)).map(({ personId }) => personId));

/** Where estates, communities and districts lie, by name, and the middle of all. */
export const areaPoints = async (tx: Tx, cityId: string): Promise<{ points: Map<string, { lon: number; lat: number }>; middle: { lon: number; lat: number } | null }> => {
  const rows = await many<{ name: string; lon: number; lat: number }>(tx, sql`
    select name, avg(lon) as lon, avg(lat) as lat from (
      select name, lon, lat from accounts.estate where city_id = ${cityId} union all select community_name, lon, lat from accounts.estate where city_id = ${cityId}
      union all select district_name, lon, lat from accounts.estate where city_id = ${cityId}) e group by name`);
  const middle = await one<{ lon: number | null; lat: number | null }>(tx, sql`select avg(lon) as lon, avg(lat) as lat from accounts.estate where city_id = ${cityId}`);
  return { points: new Map(rows.map(({ name, lon, lat }) => [name, { lon, lat }])), middle: middle.lon === null || middle.lat === null ? null : { lon: middle.lon, lat: middle.lat } };
};

export type NewApplicant = {
  applicationId: string; workerId: string; personId: string; name: string; reading: string; phoneEncrypted: string; phoneHash: string; phoneMasked: string; idNumberEncrypted: string; idNumberHash: string; idNumberMasked: string; bornOn: string; families: string[]; source: string; sourceName: string;
  targetGroups: string[]; nativePlace: string; schooling: string | null; experienceYears: number | null; homeArea: string; homeLon: number; homeLat: number;
};
/** Workers with their applications and first two steps, all of them in four statements. */
export const insertApplicants = async (tx: Tx, cityId: string, importId: string, applicants: readonly NewApplicant[], by: { id: string | null; name: string; at: Date }): Promise<void> => {
  const list = JSON.stringify(applicants.map((a) => ({
    application_id: a.applicationId, worker_id: a.workerId, person_id: a.personId, name: a.name, reading: a.reading, phone_encrypted: a.phoneEncrypted, phone_hash: a.phoneHash, phone_masked: a.phoneMasked, id_encrypted: a.idNumberEncrypted, id_hash: a.idNumberHash, id_masked: a.idNumberMasked,
    born_on: a.bornOn, families: a.families, source: a.source, source_name: a.sourceName, groups: a.targetGroups, native_place: a.nativePlace, schooling: a.schooling, years: a.experienceYears, home_area: a.homeArea, home_lon: a.homeLon, home_lat: a.homeLat,
  })));
  await run(tx, sql`
    insert into workers.worker (city_id, id, person_id, home_lon, home_lat, home_area, travel_radius_meters, experience_years, registered_at)
    select ${cityId}, worker_id, person_id, home_lon, home_lat, home_area, 8000, coalesce(years, 0), ${by.at}::timestamptz
    from jsonb_to_recordset(${list}::jsonb) as g(worker_id text, person_id text, home_lon float8, home_lat float8, home_area text, years int)`);
  await run(tx, sql`
    insert into workers.application (city_id, id, person_id, worker_id, state, stage, stage_rank, reached, stage_at, source, source_name, import_id, name, reading, phone_encrypted, phone_hash, phone_masked, target_groups, families, native_place, id_number_encrypted, id_number_hash,
      id_number_masked, born_on, schooling, experience_years, home_lon, home_lat, home_area, created_at, saved_at, submitted_at)
    select ${cityId}, application_id, person_id, worker_id, 'submitted', 'applied', 1, 3, ${by.at}::timestamptz, source, source_name, ${importId}, name, reading, phone_encrypted, phone_hash, phone_masked, groups, families, native_place, id_encrypted, id_hash,
      id_masked, born_on, schooling, years, home_lon, home_lat, home_area, ${by.at}::timestamptz, ${by.at}::timestamptz, ${by.at}::timestamptz
    from jsonb_to_recordset(${list}::jsonb) as g(application_id text, person_id text, worker_id text, source text, source_name text, name text, reading text, phone_encrypted text, phone_hash text, phone_masked text, groups text[], families text[], native_place text, id_encrypted text,
      id_hash text, id_masked text, born_on date, schooling text, years int, home_lon float8, home_lat float8, home_area text)`);
  await run(tx, sql`
    insert into workers.application_step (city_id, application_id, stage, at, by_id, by_name)
    select ${cityId}, a, stage, ${by.at}::timestamptz, ${by.id}, ${by.name} from unnest(${applicants.map(({ applicationId }) => applicationId)}::text[]) a cross join unnest(array['lead', 'applied']) stage`);
};

/**
 * Tells the database how large the tables have become. Without it the look-ups behind references are planned for the empty tables they began with, and a
 * thousand rows take minutes; a server finds out by itself, but not while a file is running.
 */
export const noteGrowth = async (tx: Tx): Promise<void> => {
  for (const table of ['accounts.person', 'accounts.household', 'accounts.household_person', 'workers.worker', 'workers.application']) await run(tx, sql`analyze ${sql.table(table)}`);
};
