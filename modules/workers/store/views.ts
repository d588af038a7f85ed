import { many, sql, type Tx } from '../../../kernel/database.ts';
import type { HealthClass, PaperKind } from '../rules/papers.ts';

/**
 * Everything a plan needs to know of a city's workers, in eight questions whatever their number. Rows are folded to one text per worker in the
 * database: reading 2,000 workers with their week costs 0.15 s that way and three times as much row by row.
 */
export type Scope = { workerIds: readonly string[] | null; skill: string | null; near: { lon: number; lat: number } | null };
export type ViewRow = {
  id: string; name: string; merchantId: string | null; merchantStatus: 'joining' | 'active' | 'suspended' | 'exiting' | 'exited' | null; status: 'applied' | 'active' | 'suspended' | 'left'; statusReason: string; homeLon: number; homeLat: number;
  travelMode: 'walk' | 'ebike' | 'bus' | 'car'; travelRadiusMeters: number; maxMinutesPerDay: number; sceneSkills: string[]; allergies: string[]; habits: string[]; level: number; isOnline: boolean; visitsDone: number; acceptedCount: number; refusedWeight: number; creditWeight: number;
  ratingSum: number; ratingWeight: number; ratingCount: number;
};

const METERS_PER_DEGREE = 111_320;
/** From the stop before a worker may go as far again as from home, so twice her radius around the home is looked at; the planner judges exactly. */
const REACH = 2;

/** Asked without help of statistics, which a young database has none of: hence the hashed sub-select for the skill. */
const inScope = (cityId: string, { workerIds, skill, near }: Scope) => sql`
  w.city_id = ${cityId} and w.status <> 'left' and (${workerIds}::text[] is null or w.id = any(${workerIds}::text[]))
  and (${skill}::text is null or w.id in (select worker_id from workers.skill where city_id = ${cityId} and code = ${skill}))
  and (${near === null} or (
    abs(w.home_lat - ${near?.lat ?? 0}::float8) * ${METERS_PER_DEGREE}::float8 <= ${REACH} * w.travel_radius_meters
    and abs(w.home_lon - ${near?.lon ?? 0}::float8) * ${METERS_PER_DEGREE * Math.cos(((near?.lat ?? 0) * Math.PI) / 180)}::float8 <= ${REACH} * w.travel_radius_meters))`;

/** The workers in scope, by id. */
export const viewRows = async (tx: Tx, cityId: string, scope: Scope): Promise<ViewRow[]> => {
  const rows = await many<{ list: ViewRow[] | null }>(tx, sql`
    select json_agg(x) as list from (
      select w.id, p.name, w.merchant_id as "merchantId", m.status as "merchantStatus", w.status, w.status_reason as "statusReason", w.home_lon as "homeLon", w.home_lat as "homeLat", w.travel_mode as "travelMode",
        w.travel_radius_meters as "travelRadiusMeters", w.max_minutes_per_day as "maxMinutesPerDay", w.scene_skills as "sceneSkills", w.allergies, w.habits, w.level, w.is_online as "isOnline", w.visits_done as "visitsDone",
        w.accepted_count as "acceptedCount", w.refused_weight as "refusedWeight", w.credit_weight as "creditWeight", w.rating_sum as "ratingSum", w.rating_weight as "ratingWeight", w.rating_count as "ratingCount"
      from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id
      where ${inScope(cityId, scope)} order by w.id
    ) x`);
  return rows[0]?.list ?? [];
};

/** One text per worker, rows parted by `;` and columns by `,`. Ids, codes and kinds hold neither. */
const folded = async <T>(tx: Tx, query: ReturnType<typeof sql<{ workerId: string; list: string }>>, read: (columns: string[]) => T): Promise<Map<string, T[]>> => {
  const rows = await many(tx, query);
  return new Map(rows.map(({ workerId, list }) => [workerId, list.split(';').map((row) => read(row.split(',')))]));
};

export const skillsByWorker = (tx: Tx, cityId: string, ids: readonly string[]) => folded(tx, sql<{ workerId: string; list: string }>`
  select worker_id, string_agg(code || ',' || level, ';') as list from workers.skill where city_id = ${cityId} and worker_id = any(${ids}::text[]) group by worker_id`,
([code, level]) => ({ code: code!, level: Number(level) }));

export const holdsByWorker = async (tx: Tx, cityId: string, ids: readonly string[]): Promise<Map<string, { code: string; zh: string; en: string }[]>> =>
  Map.groupBy(await many<{ workerId: string; code: string; zh: string; en: string }>(tx, sql`select worker_id, code, words_zh as zh, words_en as en from workers.skill_hold where city_id = ${cityId} and worker_id = any(${ids}::text[])`), ({ workerId }) => workerId);

export const papersByWorker = (tx: Tx, cityId: string, ids: readonly string[]) => folded(tx, sql<{ workerId: string; list: string }>`
  select worker_id, string_agg(kind || ',' || coalesce(health_class, '') || ',' || valid_from || ',' || valid_until, ';') as list
  from workers.paper where city_id = ${cityId} and state = 'verified' and worker_id = any(${ids}::text[]) group by worker_id`,
([kind, healthClass, validFrom, validUntil]) => ({ kind: kind as PaperKind, healthClass: (healthClass || null) as HealthClass | null, validFrom: validFrom!, validUntil: validUntil!, state: 'verified' as const }));

export const weeklyByWorker = (tx: Tx, cityId: string, ids: readonly string[]) => folded(tx, sql<{ workerId: string; list: string }>`
  select worker_id, string_agg(weekday || ',' || from_minute || ',' || to_minute, ';' order by weekday, from_minute) as list
  from workers.availability where city_id = ${cityId} and worker_id = any(${ids}::text[]) group by worker_id`,
([weekday, fromMinute, toMinute]) => ({ weekday: Number(weekday), fromMinute: Number(fromMinute), toMinute: Number(toMinute) }));

const epochMs = (column: ReturnType<typeof sql.ref>) => sql`(extract(epoch from ${column}) * 1000)::bigint`;

/** In the order in which they were made. */
export const exceptionsByWorker = (tx: Tx, cityId: string, ids: readonly string[], from: Date, to: Date) => folded(tx, sql<{ workerId: string; list: string }>`
  select worker_id, string_agg(${epochMs(sql.ref('starts_at'))} || ',' || ${epochMs(sql.ref('ends_at'))} || ',' || is_available::int, ';' order by id) as list
  from workers.availability_exception where city_id = ${cityId} and worker_id = any(${ids}::text[]) and starts_at < ${to} and ends_at > ${from} group by worker_id`,
([startAt, endAt, isAvailable]) => ({ startAt: Number(startAt), endAt: Number(endAt), isAvailable: isAvailable === '1' }));

/** No visit is longer: what began earlier cannot reach into the span. */
const LONGEST_VISIT_MS = 2 * 86_400_000;

/** A claim as plans read it: `isLive` ones keep her from elsewhere, the others count towards hours and rest alone. */
export type Claim = { id: string; startAt: number; endAt: number; at: { lon: number; lat: number }; isLive: boolean };

/**
 * What counts on a worker's time between two moments, by start: holds that have not run out, booked visits (one that runs over its time ends now at
 * the earliest if it was to end after `overrunFrom`) and what she has served.
 */
export const claimsByWorker = (tx: Tx, cityId: string, ids: readonly string[], { from, to, now, overrunFrom }: { from: Date; to: Date; now: Date; overrunFrom: Date }): Promise<Map<string, Claim[]>> =>
  folded(tx, sql<{ workerId: string; list: string }>`
    select worker_id, string_agg(id || ',' || ${epochMs(sql.ref('starts_at'))} || ',' || (case when state = 'booked' and ends_at < ${now} and ends_at > ${overrunFrom} then ${now.getTime()}::bigint else ${epochMs(sql.ref('ends_at'))} end)
      || ',' || lon || ',' || lat || ',' || (state <> 'done')::int, ';' order by starts_at, id) as list
    from workers.calendar_entry
    where city_id = ${cityId} and worker_id = any(${ids}::text[]) and (state = 'booked' or (state = 'held' and expires_at > ${now}) or (state = 'done' and starts_at <= ${now}))
      and starts_at > ${new Date(from.getTime() - LONGEST_VISIT_MS)} and starts_at < ${to} and ends_at > ${from} group by worker_id`,
  ([id, startAt, endAt, lon, lat, isLive]) => ({ id: id!, startAt: Number(startAt), endAt: Number(endAt), at: { lon: Number(lon), lat: Number(lat) }, isLive: isLive === '1' }));
