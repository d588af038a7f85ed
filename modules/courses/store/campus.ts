import type { costBearers, kitConditions, sponsorshipKinds } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

type Place = { at: string; id: string } | null;
export type DormitoryRow = { id: string; name: string; address: string; words: string; nightFeeFen: number; beds: { bedId: string; name: string; isFree: boolean }[] };
const dormitories = (cityId: string, from: string, until: string) => sql<DormitoryRow>`select d.id, d.name, d.address, d.words, d.night_fee_fen, coalesce((select jsonb_agg(jsonb_build_object('bedId', b.id, 'name', b.name, 'isFree', not exists (
    select from courses.bed_stay y where y.city_id = b.city_id and y.bed_id = b.id and daterange(y.from_day, y.until_day) && daterange(${from}::date, ${until}::date))) order by length(b.name), b.name)
  from courses.bed b where b.city_id = d.city_id and b.dormitory_id = d.id and b.gone_on is null), '[]'::jsonb) as beds from courses.dormitory d where d.city_id = ${cityId}`;
export const listDormitories = (tx: Tx, cityId: string, from: string, until: string): Promise<DormitoryRow[]> => many(tx, sql<DormitoryRow>`${dormitories(cityId, from, until)} order by d.name, d.id`);
export const findDormitory = (tx: Tx, cityId: string, id: string, from: string, until: string): Promise<DormitoryRow | undefined> => maybe(tx, sql<DormitoryRow>`${dormitories(cityId, from, until)} and d.id = ${id}`);
export const saveDormitory = (tx: Tx, cityId: string, d: Omit<DormitoryRow, 'beds'>): Promise<number> => run(tx, sql`
  insert into courses.dormitory (city_id, id, name, address, words, night_fee_fen) values (${cityId}, ${d.id}, ${d.name}, ${d.address}, ${d.words}, ${d.nightFeeFen})
  on conflict (city_id, id) do update set name = excluded.name, address = excluded.address, words = excluded.words, night_fee_fen = excluded.night_fee_fen`);
export const addBed = (tx: Tx, cityId: string, b: { id: string; dormitoryId: string; name: string }): Promise<number> => run(tx, sql`insert into courses.bed (city_id, id, dormitory_id, name) values (${cityId}, ${b.id}, ${b.dormitoryId}, ${b.name}) on conflict do nothing`);
export const isBedInUse = async (tx: Tx, cityId: string, bedId: string, today: string): Promise<boolean> => (await many(tx, sql`select id from courses.bed_stay where city_id = ${cityId} and bed_id = ${bedId} and until_day > ${today}::date limit 1`)).length > 0;
export const takeOutBed = (tx: Tx, cityId: string, bedId: string, today: string): Promise<number> => run(tx, sql`update courses.bed set gone_on = ${today}::date where city_id = ${cityId} and id = ${bedId}`);

export type StayRow = { id: string; dormitoryId: string; dormitoryName: string; address: string; bedId: string; bedName: string; workerId: string; workerName: string; cohortId: string | null; fromDay: string; untilDay: string; nightFeeFen: number; costBearer: (typeof costBearers)[number]; endedOn: string | null };
const stays = sql`select y.id, y.dormitory_id, d.name as dormitory_name, d.address, y.bed_id, b.name as bed_name, y.worker_id, p.name as worker_name, y.cohort_id, y.from_day, y.until_day, y.night_fee_fen, y.cost_bearer, y.ended_on
  from courses.bed_stay y join courses.bed b on b.city_id = y.city_id and b.id = y.bed_id join courses.dormitory d on d.city_id = y.city_id and d.id = y.dormitory_id join workers.worker w on w.city_id = y.city_id and w.id = y.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
export const findStay = (tx: Tx, cityId: string, id: string): Promise<StayRow | undefined> => maybe(tx, sql<StayRow>`${stays} where y.city_id = ${cityId} and y.id = ${id}`);
export const lockStay = (tx: Tx, cityId: string, id: string): Promise<StayRow | undefined> => maybe(tx, sql<StayRow>`${stays} where y.city_id = ${cityId} and y.id = ${id} for update of y`);
export const listStays = (tx: Tx, cityId: string, wish: { dormitoryId: string | null; workerId: string | null; on: string | null; after: string | null; before: Place; limit: number }): Promise<StayRow[]> => {
  const conditions = [
    sql`y.city_id = ${cityId}`, ...(wish.dormitoryId === null ? [] : [sql`y.dormitory_id = ${wish.dormitoryId}`]), ...(wish.workerId === null ? [] : [sql`y.worker_id = ${wish.workerId}`]),
    ...(wish.on === null ? [] : [sql`y.from_day <= ${wish.on}::date and y.until_day > ${wish.on}::date`]), ...(wish.after === null ? [] : [sql`y.from_day > ${wish.after}::date and y.until_day > y.from_day`]), ...(wish.before === null ? [] : [sql`(y.from_day, y.id) < (${wish.before.at}::date, ${wish.before.id})`]),
  ];
  return many(tx, sql<StayRow>`${stays} where ${sql.join(conditions, sql` and `)} order by y.from_day desc, y.id desc limit ${wish.limit}`);
};
export const isHoused = async (tx: Tx, cityId: string, workerId: string, from: string, until: string): Promise<boolean> => (await many(tx, sql`
  select id from courses.bed_stay where city_id = ${cityId} and worker_id = ${workerId} and daterange(from_day, until_day) && daterange(${from}::date, ${until}::date) limit 1`)).length > 0;
export const insertStay = (tx: Tx, cityId: string, y: { id: string; dormitoryId: string; bedId: string; workerId: string; cohortId: string | null; fromDay: string; untilDay: string; nightFeeFen: number; costBearer: string; at: Date }): Promise<number> => run(tx, sql`
  insert into courses.bed_stay (city_id, id, dormitory_id, bed_id, worker_id, cohort_id, from_day, until_day, night_fee_fen, cost_bearer, allotted_at)
  values (${cityId}, ${y.id}, ${y.dormitoryId}, ${y.bedId}, ${y.workerId}, ${y.cohortId}, ${y.fromDay}::date, ${y.untilDay}::date, ${y.nightFeeFen}, ${y.costBearer}, ${y.at})`);
export const endStay = (tx: Tx, cityId: string, id: string, untilDay: string, today: string): Promise<number> => run(tx, sql`update courses.bed_stay set until_day = ${untilDay}::date, ended_on = ${today}::date where city_id = ${cityId} and id = ${id}`);

export type KitRow = { id: string; name: string; isStandard: boolean; items: { code: string; count: number }[]; inStock: number; issued: number; lost: number };
const kits = sql`select id, name, is_standard, items, in_stock, issued, lost from courses.kit`;
export const listKits = (tx: Tx, cityId: string): Promise<KitRow[]> => many(tx, sql<KitRow>`${kits} where city_id = ${cityId} order by is_standard desc, name, id`);
export const lockKit = (tx: Tx, cityId: string, id: string): Promise<KitRow | undefined> => maybe(tx, sql<KitRow>`${kits} where city_id = ${cityId} and id = ${id} for update`);
export const saveKit = (tx: Tx, cityId: string, k: Pick<KitRow, 'id' | 'name' | 'isStandard' | 'items'>): Promise<number> => run(tx, sql`
  insert into courses.kit (city_id, id, name, is_standard, items) values (${cityId}, ${k.id}, ${k.name}, ${k.isStandard}, ${JSON.stringify(k.items)}::jsonb) on conflict (city_id, id) do update set name = excluded.name, is_standard = excluded.is_standard, items = excluded.items`);
/** Puts kits into stock or takes them out, with the reason. */
export const moveStock = async (tx: Tx, cityId: string, m: { id: string; kitId: string; count: number; words: string; at: Date; byName: string }): Promise<void> => {
  await run(tx, sql`insert into courses.kit_move (city_id, id, kit_id, count, words, at, by_name) values (${cityId}, ${m.id}, ${m.kitId}, ${m.count}, ${m.words}, ${m.at}, ${m.byName})`);
  await run(tx, sql`update courses.kit set in_stock = in_stock + ${m.count}::int where city_id = ${cityId} and id = ${m.kitId}`);
};
export const countKit = (tx: Tx, cityId: string, id: string, by: { inStock: number; issued: number; lost: number }): Promise<number> => run(tx, sql`
  update courses.kit set in_stock = in_stock + ${by.inStock}::int, issued = issued + ${by.issued}::int, lost = lost + ${by.lost}::int where city_id = ${cityId} and id = ${id}`);
export type IssueRow = { id: string; kitId: string; kitName: string; workerId: string; workerName: string; cohortId: string | null; issuedAt: Date; issuedByName: string; returnedAt: Date | null; condition: (typeof kitConditions)[number] | null; returnWords: string };
const issues = sql`select i.id, i.kit_id, k.name as kit_name, i.worker_id, p.name as worker_name, i.cohort_id, i.issued_at, i.issued_by_name, i.returned_at, i.condition, i.return_words from courses.kit_issue i
  join courses.kit k on k.city_id = i.city_id and k.id = i.kit_id join workers.worker w on w.city_id = i.city_id and w.id = i.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
export const listIssues = (tx: Tx, cityId: string, wish: { ids: readonly string[] | null; kitId: string | null; workerId: string | null; isOut: boolean | null; before: Place; limit: number }): Promise<IssueRow[]> => {
  const conditions = [
    sql`i.city_id = ${cityId}`, ...(wish.ids === null ? [] : [sql`i.id = any(${wish.ids}::text[])`]), ...(wish.kitId === null ? [] : [sql`i.kit_id = ${wish.kitId}`]), ...(wish.workerId === null ? [] : [sql`i.worker_id = ${wish.workerId}`]),
    ...(wish.isOut === null ? [] : [sql`(i.returned_at is null) = ${wish.isOut}::boolean`]), ...(wish.before === null ? [] : [sql`(i.issued_at, i.id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<IssueRow>`${issues} where ${sql.join(conditions, sql` and `)} order by i.issued_at desc, i.id desc limit ${wish.limit}`);
};
export const lockIssue = (tx: Tx, cityId: string, id: string): Promise<IssueRow | undefined> => maybe(tx, sql<IssueRow>`${issues} where i.city_id = ${cityId} and i.id = ${id} for update of i`);
export const holdersAmong = async (tx: Tx, cityId: string, kitId: string, workerIds: readonly string[]): Promise<Set<string>> => new Set((await many<{ workerId: string }>(tx, sql`
  select worker_id from courses.kit_issue where city_id = ${cityId} and kit_id = ${kitId} and worker_id = any(${workerIds}::text[]) and returned_at is null`)).map(({ workerId }) => workerId));
export const insertIssues = (tx: Tx, cityId: string, about: { kitId: string; cohortId: string | null; at: Date; byName: string }, some: readonly { id: string; workerId: string }[]): Promise<number> => run(tx, sql`
  insert into courses.kit_issue (city_id, id, kit_id, worker_id, cohort_id, issued_at, issued_by_name) select ${cityId}, l.id, ${about.kitId}, l.worker_id, ${about.cohortId}, ${about.at}::timestamptz, ${about.byName}
  from unnest(${some.map(({ id }) => id)}::text[], ${some.map(({ workerId }) => workerId)}::text[]) as l (id, worker_id)`);
export const returnIssue = (tx: Tx, cityId: string, id: string, back: { condition: string; words: string; at: Date }): Promise<number> => run(tx, sql`update courses.kit_issue set returned_at = ${back.at}, condition = ${back.condition}, return_words = ${back.words} where city_id = ${cityId} and id = ${id}`);
export const hasStandardKit = async (tx: Tx, cityId: string, workerId: string): Promise<boolean> => (await many(tx, sql`
  select i.id from courses.kit_issue i join courses.kit k on k.city_id = i.city_id and k.id = i.kit_id where i.city_id = ${cityId} and i.worker_id = ${workerId} and i.returned_at is null and k.is_standard limit 1`)).length > 0;

export type SponsorshipRow = { id: string; sponsor: string; kind: (typeof sponsorshipKinds)[number]; valueFen: number; words: string; receivedOn: string; cohortId: string | null; kitId: string | null; kitCount: number; byName: string };
export const insertSponsorship = (tx: Tx, cityId: string, s: SponsorshipRow & { at: Date }): Promise<number> => run(tx, sql`
  insert into courses.sponsorship (city_id, id, sponsor, kind, value_fen, words, received_on, cohort_id, kit_id, kit_count, at, by_name)
  values (${cityId}, ${s.id}, ${s.sponsor}, ${s.kind}, ${s.valueFen}, ${s.words}, ${s.receivedOn}::date, ${s.cohortId}, ${s.kitId}, ${s.kitCount}, ${s.at}, ${s.byName})`);
export const listSponsorships = (tx: Tx, cityId: string, wish: { before: Place; limit: number }): Promise<SponsorshipRow[]> => many(tx, sql<SponsorshipRow>`
  select id, sponsor, kind, value_fen, words, received_on, cohort_id, kit_id, kit_count, by_name from courses.sponsorship where city_id = ${cityId} and (${wish.before === null} or (received_on, id) < (${wish.before?.at ?? '2000-01-01'}::date, ${wish.before?.id ?? ''})) order by received_on desc, id desc limit ${wish.limit}`);
export const sponsoredFen = async (tx: Tx, cityId: string): Promise<number> => (await many<{ total: number }>(tx, sql`select coalesce(sum(value_fen), 0)::bigint as total from courses.sponsorship where city_id = ${cityId}`))[0]!.total;
