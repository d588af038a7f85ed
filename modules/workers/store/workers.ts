import type { Allergen, Bilingual, sceneSkills } from '@linli/contract';
import { many, maybe, run, sql, type RawBuilder, type Tx } from '../../../kernel/database.ts';
import type { PaperFacts } from '../rules/papers.ts';

/** A worker with name, reading and masked phone of the person and the merchant's name and standing. */
export type WorkerRow = {
  id: string; personId: string; name: string; pinyin: string; maskedPhone: string; merchantId: string | null; merchantName: string | null; merchantStatus: 'joining' | 'active' | 'suspended' | 'exiting' | 'exited' | null;
  status: 'applied' | 'active' | 'suspended' | 'left'; statusReason: string; about: string; photo: string | null; experienceYears: number; homeLon: number; homeLat: number; homeArea: string;
  travelMode: 'walk' | 'ebike' | 'bus' | 'car'; travelRadiusMeters: number; maxMinutesPerDay: number; sceneSkills: (typeof sceneSkills)[number][]; allergies: Allergen[]; habits: Allergen[]; level: number; isOnline: boolean; onlineSince: Date | null;
  visitsDone: number; minutesDone: number; acceptedCount: number; refusedExcusedCount: number; refusedUnexcusedCount: number; expiredCount: number; refusedWeight: number; creditWeight: number; safety: 'green' | 'yellow' | 'red' | null; positionConsentAt: Date | null;
  ratingSum: number; ratingWeight: number; ratingCount: number; registeredAt: Date; admittedAt: Date | null;
};

const columns = sql`w.id, w.person_id, p.name, p.pinyin, p.phone_masked as masked_phone, w.merchant_id, m.name as merchant_name, m.status as merchant_status, w.status, w.status_reason, w.about, w.photo, w.experience_years,
  w.home_lon, w.home_lat, w.home_area, w.travel_mode, w.travel_radius_meters, w.max_minutes_per_day, w.scene_skills, w.allergies, w.habits, w.level, w.is_online, w.online_since, w.visits_done, w.minutes_done,
  w.accepted_count, w.refused_excused_count, w.refused_unexcused_count, w.expired_count, w.refused_weight, w.credit_weight, w.safety, w.position_consent_at, w.rating_sum, w.rating_weight, w.rating_count, w.registered_at, w.admitted_at`;
const people = sql`workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id`;

export const findWorkers = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<WorkerRow[]> =>
  many(tx, sql<WorkerRow>`select ${columns} from ${people} where w.city_id = ${cityId} and w.id = any(${workerIds}::text[])`);

export type CardRow = Pick<WorkerRow, 'id' | 'name' | 'photo' | 'merchantId' | 'merchantName' | 'level' | 'ratingSum' | 'ratingWeight' | 'ratingCount' | 'visitsDone' | 'experienceYears' | 'sceneSkills' | 'creditWeight'>;
/** What a card shows, with skills and papers in the same question. */
export const findCards = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<(CardRow & { skills: { code: string; level: number }[]; papers: PaperFacts[] })[]> => many(tx, sql`
  select w.id, p.name, w.photo, w.merchant_id, m.name as merchant_name, w.level, w.rating_sum, w.rating_weight, w.rating_count, w.visits_done, w.experience_years, w.scene_skills, w.credit_weight,
    coalesce((select json_agg(json_build_object('code', s.code, 'level', s.level) order by s.level desc, s.code) from workers.skill s where s.city_id = w.city_id and s.worker_id = w.id), '[]') as skills,
    coalesce((select json_agg(json_build_object('kind', r.kind, 'healthClass', r.health_class, 'validFrom', r.valid_from, 'validUntil', r.valid_until, 'state', r.state) order by r.submitted_at desc, r.id desc)
      from workers.paper r where r.city_id = w.city_id and r.worker_id = w.id), '[]') as papers
  from ${people} where w.city_id = ${cityId} and w.id = any(${workerIds}::text[])`);

export const namesOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<{ id: string; name: string }[]> => many(tx, sql<{ id: string; name: string }>`
  select w.id, p.name from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where w.city_id = ${cityId} and w.id = any(${workerIds}::text[])`);

export const findWorkerOfPerson = (tx: Tx, cityId: string, personId: string): Promise<WorkerRow | undefined> =>
  maybe(tx, sql<WorkerRow>`select ${columns} from ${people} where w.city_id = ${cityId} and w.person_id = ${personId}`);

/** `%` and `_` in what people type are letters, not wildcards. */
const like = (text: string): string => text.replace(/[\\%_]/g, (mark) => `\\${mark}`);

export type Search = {
  q: string | null; initials: string | null; skill: string | null; merchantId: string | null; status: string | null; isOnline: boolean | null; after: { pinyin: string; workerId: string } | null; limit: number;
};
/** Areas in use that contain the word, read from one index entry per area however many workers live there. */
const areasWith = async (tx: Tx, cityId: string, q: string): Promise<string[]> => (await many<{ area: string }>(tx, sql`
  with recursive areas as (
    (select home_area from workers.worker where city_id = ${cityId} order by home_area limit 1)
    union all
    select (select w.home_area from workers.worker w where w.city_id = ${cityId} and w.home_area > areas.home_area order by w.home_area limit 1) from areas where areas.home_area is not null
  )
  select home_area as area from areas where home_area ilike ${`%${like(q)}%`}`)).map(({ area }) => area);

const HAN = /\p{Script=Han}/u;
/** The letter, or all pairs of neighbours, as the index of names holds them. */
const pairsOf = (q: string): string[] => {
  const letters = [...q.toLowerCase()];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
};
type Way = { from: RawBuilder<unknown>; fits: RawBuilder<unknown> };
const allWorkers = sql`workers.worker w`;
/**
 * Gathered first, then sorted, then judged one by one until the page is full: bearers of one surname stand together in the order of readings,
 * which the planner cannot know, and it would walk half the city from A on to find the first.
 */
const workersNamed = (cityId: string, q: string) => sql`(
  with named as materialized (
    select city_id, id, person_id, merchant_id, status, is_online, reading from workers.worker where city_id = ${cityId} and name_letters @> ${pairsOf(q)}::text[]
  ) select * from named order by reading, id offset 0) w`;
/** The ways a word may fit a worker, each with an index of its own. As one list joined by `or` no index could answer them. */
const waysToFit = (cityId: string, q: string, initials: string | null, areas: readonly string[]): Way[] => [
  // Pairs say exactly whether up to two letters stand in a name; a longer word has to be looked for in the name itself as well.
  { from: workersNamed(cityId, q), fits: [...q].length <= 2 ? sql`true` : sql`exists (select from accounts.person p where p.city_id = w.city_id and p.id = w.person_id and p.name ilike ${`%${like(q)}%`})` },
  ...[
    ...(areas.length === 0 ? [] : [sql`w.home_area = any(${areas}::text[])`]),
    ...(HAN.test(q) ? [] : [sql`w.reading like ${`${like(q.toLowerCase().replace(/\s+/g, ''))}%`}`]),
    ...(initials === null ? [] : [sql`w.reading ~ ${initials}`]),
  ].map((fits) => ({ from: allWorkers, fits })),
];

/**
 * By name, the beginning of its reading, its initials or the home area; sorted by reading. The database itself keeps what is searched in the
 * worker's row, so a change is found at once. Each way is asked for its own first page, and the first page of all is among those.
 */
export const searchWorkers = async (tx: Tx, cityId: string, about: Search): Promise<WorkerRow[]> => {
  const conditions = [
    sql`w.city_id = ${cityId}`,
    // The offset keeps this a question about one worker, asked only until the page is full.
    ...(about.skill === null ? [] : [sql`exists (select from workers.skill s where s.city_id = w.city_id and s.worker_id = w.id and s.code = ${about.skill} offset 0)`]),
    ...(about.merchantId === null ? [] : [sql`w.merchant_id = ${about.merchantId}`]),
    ...(about.status === null ? [] : [sql`w.status = ${about.status}`]),
    ...(about.isOnline === null ? [] : [sql`w.is_online = ${about.isOnline}`]),
    ...(about.after === null ? [] : [sql`(w.reading, w.id) > (${about.after.pinyin}, ${about.after.workerId})`]),
  ];
  const firstPage = ({ from, fits }: Way) => sql`(select w.id from ${from} where ${sql.join([...conditions, fits], sql` and `)} order by w.reading, w.id limit ${about.limit})`;
  const pages = (about.q === null ? [{ from: allWorkers, fits: sql`true` }] : waysToFit(cityId, about.q, about.initials, await areasWith(tx, cityId, about.q))).map(firstPage);
  return many(tx, sql<WorkerRow>`
    select ${columns} from ${people} where w.city_id = ${cityId} and w.id in (${sql.join(pages, sql` union `)})
    order by w.reading, w.id limit ${about.limit}`);
};

export type NewWorker = {
  id: string; personId: string; merchantId: string | null; homeLon: number; homeLat: number; homeArea: string; travelMode: string; travelRadiusMeters: number; experienceYears: number; about: string; sceneSkills: readonly string[]; registeredAt: Date;
};
export const insertWorker = (tx: Tx, cityId: string, worker: NewWorker): Promise<number> => run(tx, sql`
  insert into workers.worker (city_id, id, person_id, merchant_id, home_lon, home_lat, home_area, travel_mode, travel_radius_meters, experience_years, about, scene_skills, registered_at)
  values (${cityId}, ${worker.id}, ${worker.personId}, ${worker.merchantId}, ${worker.homeLon}, ${worker.homeLat}, ${worker.homeArea}, ${worker.travelMode}, ${worker.travelRadiusMeters}, ${worker.experienceYears},
    ${worker.about}, ${worker.sceneSkills}::text[], ${worker.registeredAt})`);

/** What she says of herself anew, for a profile that was closed; her papers and what was found stay. */
export const reopenWorker = (tx: Tx, cityId: string, worker: Pick<NewWorker, 'id' | 'homeLon' | 'homeLat' | 'homeArea' | 'travelMode' | 'experienceYears'>): Promise<number> => run(tx, sql`
  update workers.worker set status = 'applied', status_reason = '', home_lon = ${worker.homeLon}, home_lat = ${worker.homeLat}, home_area = ${worker.homeArea}, travel_mode = ${worker.travelMode}, experience_years = ${worker.experienceYears}
  where city_id = ${cityId} and id = ${worker.id} and status = 'left'`);

/** Status with its reason. Whoever is not active is off duty; the day of admission stays. */
export const setStatus = (tx: Tx, cityId: string, workerId: string, to: { status: string; reason: string; admittedAt: Date | null }): Promise<number> => run(tx, sql`
  update workers.worker set status = ${to.status}, status_reason = ${to.reason}, admitted_at = coalesce(${to.admittedAt}::timestamptz, admitted_at),
    is_online = is_online and ${to.status === 'active'}, online_since = case when ${to.status === 'active'} then online_since end
  where city_id = ${cityId} and id = ${workerId}`);

export const countActiveOf = async (tx: Tx, cityId: string, merchantId: string): Promise<number> =>
  (await maybe(tx, sql<{ n: number }>`select count(*)::int as n from workers.worker where city_id = ${cityId} and merchant_id = ${merchantId} and status = 'active'`))!.n;

export const savePositionConsent = (tx: Tx, cityId: string, workerId: string, at: Date | null): Promise<number> => run(tx, sql`update workers.worker set position_consent_at = ${at} where city_id = ${cityId} and id = ${workerId}`);
export const setOnline = (tx: Tx, cityId: string, workerId: string, isOnline: boolean, at: Date): Promise<number> => run(tx, sql`
  update workers.worker set is_online = ${isOnline}, online_since = case when not ${isOnline} then null when is_online then online_since else ${at}::timestamptz end where city_id = ${cityId} and id = ${workerId}`);

export type SkillRow = { workerId: string; code: string; level: number };
export const skillsOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<SkillRow[]> => many(tx, sql<SkillRow>`
  select worker_id, code, level from workers.skill where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) order by worker_id, level desc, code`);

/** The whole set of a worker's skills; one kept keeps the day since when she has it. */
export const replaceSkills = async (tx: Tx, cityId: string, workerId: string, skills: readonly { code: string; level: number }[], at: Date): Promise<void> => {
  await run(tx, sql`delete from workers.skill where city_id = ${cityId} and worker_id = ${workerId} and code <> all(${skills.map(({ code }) => code)}::text[])`);
  await run(tx, sql`
    insert into workers.skill (city_id, worker_id, code, level, since)
    select ${cityId}, ${workerId}, x.code, x.level, ${at} from jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as x(code text, level smallint)
    on conflict (city_id, worker_id, code) do update set level = excluded.level, is_confirmed = true`);
};
/** Skills a certificate proves. What somebody has confirmed keeps the level it was given; answers how many rows are new or higher. */
export const addProven = (tx: Tx, cityId: string, workerId: string, skills: readonly { code: string; level: number }[], at: Date): Promise<number> => run(tx, sql`
  insert into workers.skill (city_id, worker_id, code, level, since, is_confirmed)
  select ${cityId}, ${workerId}, x.code, x.level, ${at}, false from jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as x(code text, level smallint)
  on conflict (city_id, worker_id, code) do update set level = excluded.level where not workers.skill.is_confirmed and workers.skill.level < excluded.level`);
/** Skills that stood on a certificate alone come down to what still proves them; level 0: nothing does. Answers how many rows changed. */
export const lowerProven = async (tx: Tx, cityId: string, workerId: string, skills: readonly { code: string; level: number }[]): Promise<number> => {
  const lost = sql`jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as x(code text, level smallint)`;
  const gone = await run(tx, sql`delete from workers.skill s using ${lost} where s.city_id = ${cityId} and s.worker_id = ${workerId} and s.code = x.code and x.level = 0 and not s.is_confirmed`);
  return gone + await run(tx, sql`update workers.skill s set level = x.level from ${lost} where s.city_id = ${cityId} and s.worker_id = ${workerId} and s.code = x.code and x.level > 0 and s.level > x.level and not s.is_confirmed`);
};

export type PaperRow = PaperFacts & { id: string; workerId: string; numberMasked: string; stateReason: string; verifiedBy: string | null; submittedAt: Date; photoId: string | null };
const paperColumns = sql`id, worker_id, kind, health_class, number_masked, valid_from, valid_until, state, state_reason, verified_by, submitted_at, photo_id`;
export const papersOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<PaperRow[]> => many(tx, sql<PaperRow>`
  select ${paperColumns} from workers.paper where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) order by worker_id, submitted_at desc, id desc`);

export const lockPaper = (tx: Tx, cityId: string, paperId: string): Promise<PaperRow | undefined> =>
  maybe(tx, sql<PaperRow>`select ${paperColumns} from workers.paper where city_id = ${cityId} and id = ${paperId} for update`);

export type NewPaper = { id: string; workerId: string; kind: string; healthClass: string | null; numberEncrypted: string; numberMasked: string; validFrom: string; validUntil: string; submittedAt: Date; verifiedBy: string | null; bornOn: string | null; photoId: string | null };
/** A paper to be verified, or one that `verifiedBy` has seen already. */
export const insertPaper = (tx: Tx, cityId: string, paper: NewPaper): Promise<number> => run(tx, sql`
  insert into workers.paper (city_id, id, worker_id, kind, health_class, number_encrypted, number_masked, valid_from, valid_until, submitted_at, state, verified_by, verified_at, born_on, photo_id)
  values (${cityId}, ${paper.id}, ${paper.workerId}, ${paper.kind}, ${paper.healthClass}, ${paper.numberEncrypted}, ${paper.numberMasked}, ${paper.validFrom}::date, ${paper.validUntil}::date, ${paper.submittedAt},
    ${paper.verifiedBy === null ? 'submitted' : 'verified'}, ${paper.verifiedBy}, ${paper.verifiedBy === null ? null : paper.submittedAt}, ${paper.bornOn}::date, ${paper.photoId})`);

export const judgePaper = (tx: Tx, cityId: string, paperId: string, to: { state: 'verified' | 'refused'; reason: string; by: string; at: Date }): Promise<number> => run(tx, sql`
  update workers.paper set state = ${to.state}, state_reason = ${to.reason}, verified_by = ${to.by}, verified_at = ${to.at} where city_id = ${cityId} and id = ${paperId}`);

/** Every verified paper of a kind is not believed any more; answers which those were. */
export const recallPapers = async (tx: Tx, cityId: string, about: { workerId: string; kind: string; reason: string; by: string; at: Date }): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  update workers.paper set state = 'refused', state_reason = ${about.reason}, verified_by = ${about.by}, verified_at = ${about.at}
  where city_id = ${cityId} and worker_id = ${about.workerId} and kind = ${about.kind} and state = 'verified' returning id`)).map(({ id }) => id);

export type RatingRow = { id: string; at: Date; itemNameZh: string; itemNameEn: string; skill: number; communication: number; attitude: number; words: string; weight: number; isNeighbour: boolean };
export const latestRatings = (tx: Tx, cityId: string, workerId: string, limit: number): Promise<RatingRow[]> => many(tx, sql<RatingRow>`
  select id, at, item_name_zh, item_name_en, skill, communication, attitude, words, weight, is_neighbour from workers.rating
  where city_id = ${cityId} and worker_id = ${workerId} order by at desc, id desc limit ${limit}`);

/** Weighted means of the three dimensions over all reviews; 0 where there is none. */
export const dimensionsOf = async (tx: Tx, cityId: string, workerId: string): Promise<{ skill: number; communication: number; attitude: number }> => (await maybe(tx, sql<{ skill: number; communication: number; attitude: number }>`
  select coalesce(sum(skill * weight) / sum(weight), 0) as skill, coalesce(sum(communication * weight) / sum(weight), 0) as communication, coalesce(sum(attitude * weight) / sum(weight), 0) as attitude
  from workers.rating where city_id = ${cityId} and worker_id = ${workerId}`))!;

export type NewRating = { id: string; workerId: string; orderId: string; itemName: Bilingual; skill: number; communication: number; attitude: number; words: string; weight: number; isNeighbour: boolean; at: Date };
/** Adds a rating and its share of the worker's sums (times `factor`, see ratingFactor), once per order; tells whether it was new. */
export const insertRating = async (tx: Tx, cityId: string, rating: NewRating, overall: number, factor: number): Promise<boolean> => {
  const added = await run(tx, sql`
    insert into workers.rating (city_id, id, worker_id, order_id, item_name_zh, item_name_en, skill, communication, attitude, words, weight, is_neighbour, at)
    values (${cityId}, ${rating.id}, ${rating.workerId}, ${rating.orderId}, ${rating.itemName.zh}, ${rating.itemName.en}, ${rating.skill}, ${rating.communication}, ${rating.attitude}, ${rating.words}, ${rating.weight}, ${rating.isNeighbour}, ${rating.at})
    on conflict (city_id, order_id) do nothing`);
  if (added === 0) return false;
  await run(tx, sql`
    update workers.worker set rating_sum = rating_sum + ${overall * rating.weight * factor}, rating_weight = rating_weight + ${rating.weight * factor}, rating_count = rating_count + 1 where city_id = ${cityId} and id = ${rating.workerId}`);
  return true;
};

export const addVisit = (tx: Tx, cityId: string, workerId: string, minutes: number): Promise<number> =>
  run(tx, sql`update workers.worker set visits_done = visits_done + 1, minutes_done = minutes_done + ${minutes}::int where city_id = ${cityId} and id = ${workerId}`);

/** Workers whose sums are not what their reviews add up to. */
export const countRatingFaults = async (tx: Tx, cityId: string, epoch: Date, halfLifeSeconds: number): Promise<{ workers: number; faults: number }> => (await maybe(tx, sql<{ workers: number; faults: number }>`
  select count(*)::int as workers, count(*) filter (where w.rating_count <> coalesce(r.n, 0) or abs(w.rating_weight - coalesce(r.weight, 0)) > 1e-6 * greatest(1, w.rating_weight) or abs(w.rating_sum - coalesce(r.total, 0)) > 1e-6 * greatest(1, w.rating_sum))::int as faults
  from workers.worker w
  left join (select worker_id, count(*) as n, sum(weight * factor) as weight, sum(weight * factor * (skill + communication + attitude) / 3.0) as total from (
    select *, power(2, extract(epoch from at - ${epoch}::timestamptz)::float8 / ${halfLifeSeconds}::float8) as factor from workers.rating) rated where city_id = ${cityId} group by worker_id) r on r.worker_id = w.id
  where w.city_id = ${cityId}`))!;
