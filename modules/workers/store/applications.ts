import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Source, Stage } from '../rules/applications.ts';
import type { ServiceFamily, schoolings, targetGroups } from '@linli/contract';

export type ApplicationRow = {
  id: string; personId: string | null; workerId: string | null; state: 'draft' | 'submitted' | 'refused' | 'withdrawn'; stage: Stage; stageRank: number; stageAt: Date; source: Source; sourceName: string; postId: string | null; importId: string | null;
  name: string; phoneEncrypted: string | null; phoneHash: string | null; phoneMasked: string; targetGroups: (typeof targetGroups)[number][]; families: ServiceFamily[]; skills: string[]; nativePlace: string; idNumberEncrypted: string | null; idNumberHash: string | null; idNumberMasked: string; bornOn: string | null;
  schooling: (typeof schoolings)[number] | null; experienceYears: number | null; refereesEncrypted: string | null; refereeCount: number; homeLon: number | null; homeLat: number | null; homeArea: string; travelMode: 'walk' | 'ebike' | 'bus' | 'car';
  refusedWords: string; createdAt: Date; savedAt: Date; submittedAt: Date | null;
};
const columns = sql`id, person_id, worker_id, state, stage, stage_rank, stage_at, source, source_name, post_id, import_id, name, phone_encrypted, phone_hash, phone_masked, target_groups, families, skills, native_place, id_number_encrypted, id_number_hash,
  id_number_masked, born_on, schooling, experience_years, referees_encrypted, referee_count, home_lon, home_lat, home_area, travel_mode, refused_words, created_at, saved_at, submitted_at`;

export const findApplication = (tx: Tx, cityId: string, id: string): Promise<ApplicationRow | undefined> => maybe(tx, sql<ApplicationRow>`select ${columns} from workers.application where city_id = ${cityId} and id = ${id}`);
export const lockApplication = (tx: Tx, cityId: string, id: string): Promise<ApplicationRow | undefined> => maybe(tx, sql<ApplicationRow>`select ${columns} from workers.application where city_id = ${cityId} and id = ${id} for update`);
export const applicationOfWorker = (tx: Tx, cityId: string, workerId: string): Promise<ApplicationRow | undefined> => maybe(tx, sql<ApplicationRow>`select ${columns} from workers.application where city_id = ${cityId} and worker_id = ${workerId}`);
/** The application a person is in, else the lead that waits under her phone, else the last of hers that is over. */
export const applicationOfPerson = async (tx: Tx, cityId: string, personId: string, phoneHash: string | null): Promise<ApplicationRow | undefined> => (await maybe(tx, sql<ApplicationRow>`
  select ${columns} from workers.application where city_id = ${cityId} and (person_id = ${personId} or (person_id is null and phone_hash = ${phoneHash}::text)) and state in ('draft', 'submitted') order by (person_id is null) limit 1`)) ?? (await overOf(tx, cityId, personId))[0];
/** Applications of a person that are over, the latest first. */
export const overOf = (tx: Tx, cityId: string, personId: string): Promise<ApplicationRow[]> => many(tx, sql<ApplicationRow>`
  select ${columns} from workers.application where city_id = ${cityId} and person_id = ${personId} and state in ('refused', 'withdrawn') order by created_at desc, id desc limit 20`);
/** The worker's profile goes over to a newer application; what was written in the one before stays. */
export const letGo = (tx: Tx, cityId: string, workerId: string): Promise<number> => run(tx, sql`update workers.application set worker_id = null where city_id = ${cityId} and worker_id = ${workerId} and state in ('refused', 'withdrawn')`);
export const applicationByPhone = (tx: Tx, cityId: string, phoneHash: string): Promise<ApplicationRow | undefined> => maybe(tx, sql<ApplicationRow>`select ${columns} from workers.application where city_id = ${cityId} and phone_hash = ${phoneHash} and state in ('draft', 'submitted')`);
export const isIdentityTaken = async (tx: Tx, cityId: string, hash: string, exceptId: string): Promise<boolean> => (await one<{ isTaken: boolean }>(tx, sql`
  select exists (select from workers.application where city_id = ${cityId} and id_number_hash = ${hash} and id <> ${exceptId} and state in ('draft', 'submitted')) as is_taken`)).isTaken;

/** Writes the whole application; its step and the steps before are written by `addStep`. */
export const saveApplication = (tx: Tx, cityId: string, a: ApplicationRow & { reading: string }): Promise<number> => run(tx, sql`
  insert into workers.application (city_id, id, person_id, worker_id, state, stage, stage_rank, stage_at, source, source_name, post_id, import_id, name, reading, phone_encrypted, phone_hash, phone_masked, target_groups, families, skills, native_place, id_number_encrypted,
    id_number_hash, id_number_masked, born_on, schooling, experience_years, referees_encrypted, referee_count, home_lon, home_lat, home_area, travel_mode, refused_words, created_at, saved_at, submitted_at)
  values (${cityId}, ${a.id}, ${a.personId}, ${a.workerId}, ${a.state}, ${a.stage}, ${a.stageRank}, ${a.stageAt}, ${a.source}, ${a.sourceName}, ${a.postId}, ${a.importId}, ${a.name}, ${a.reading}, ${a.phoneEncrypted}, ${a.phoneHash}, ${a.phoneMasked},
    ${a.targetGroups}::text[], ${a.families}::text[], ${a.skills}::text[], ${a.nativePlace}, ${a.idNumberEncrypted}, ${a.idNumberHash}, ${a.idNumberMasked}, ${a.bornOn}::date, ${a.schooling}, ${a.experienceYears}, ${a.refereesEncrypted}, ${a.refereeCount}, ${a.homeLon}, ${a.homeLat},
    ${a.homeArea}, ${a.travelMode}, ${a.refusedWords}, ${a.createdAt}, ${a.savedAt}, ${a.submittedAt})
  on conflict (city_id, id) do update set person_id = excluded.person_id, worker_id = excluded.worker_id, state = excluded.state, source = excluded.source, source_name = excluded.source_name, post_id = excluded.post_id, name = excluded.name, reading = excluded.reading,
    phone_encrypted = excluded.phone_encrypted, phone_hash = excluded.phone_hash, phone_masked = excluded.phone_masked, target_groups = excluded.target_groups, families = excluded.families, skills = excluded.skills, native_place = excluded.native_place, id_number_encrypted = excluded.id_number_encrypted,
    id_number_hash = excluded.id_number_hash, id_number_masked = excluded.id_number_masked, born_on = excluded.born_on, schooling = excluded.schooling, experience_years = excluded.experience_years, referees_encrypted = excluded.referees_encrypted,
    referee_count = excluded.referee_count, home_lon = excluded.home_lon, home_lat = excluded.home_lat, home_area = excluded.home_area, travel_mode = excluded.travel_mode, refused_words = excluded.refused_words, saved_at = excluded.saved_at, submitted_at = excluded.submitted_at`);

export type StepRow = { stage: Stage; at: Date; byName: string; words: string };
export const stepsOf = (tx: Tx, cityId: string, applicationId: string): Promise<StepRow[]> => many(tx, sql<StepRow>`select stage, at, by_name, words from workers.application_step where city_id = ${cityId} and application_id = ${applicationId} order by at, stage`);
/** Notes a step once; the application stands at the farthest one reached. Answers whether it was new. */
export const addStep = async (tx: Tx, cityId: string, step: { applicationId: string; stage: Stage; rank: number; at: Date; byId: string | null; byName: string; words: string }): Promise<boolean> => {
  const added = await run(tx, sql`insert into workers.application_step (city_id, application_id, stage, at, by_id, by_name, words) values (${cityId}, ${step.applicationId}, ${step.stage}, ${step.at}, ${step.byId}, ${step.byName}, ${step.words}) on conflict do nothing`);
  if (added === 0) return false;
  await run(tx, sql`
    update workers.application set reached = reached | (1 << ${step.rank}::int), stage = case when stage_rank <= ${step.rank}::int then ${step.stage} else stage end, stage_at = case when stage_rank <= ${step.rank}::int then ${step.at}::timestamptz else stage_at end,
      stage_rank = greatest(stage_rank, ${step.rank}::int) where city_id = ${cityId} and id = ${step.applicationId}`);
  return true;
};

export type ListWish = { stage: string | null; source: string | null; postId: string | null; importId: string | null; q: string | null; before: { at: Date; id: string } | null; limit: number };
/** Newest first. A word is looked for in names by its beginning and in readings by theirs. */
export const listApplications = (tx: Tx, cityId: string, wish: ListWish): Promise<ApplicationRow[]> => {
  const conditions = [
    sql`city_id = ${cityId}`, ...(wish.stage === null ? [] : [sql`stage = ${wish.stage}`]), ...(wish.source === null ? [] : [sql`source = ${wish.source}`]), ...(wish.postId === null ? [] : [sql`post_id = ${wish.postId}`]),
    ...(wish.importId === null ? [] : [sql`import_id = ${wish.importId}`]), ...(wish.q === null ? [] : [sql`(name like ${`${wish.q.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`} or reading like ${`${wish.q.toLowerCase().replace(/[^a-z]/g, '') || '-'}%`})`]),
    ...(wish.before === null ? [] : [sql`(created_at, id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<ApplicationRow>`select ${columns} from workers.application where ${sql.join(conditions, sql` and `)} order by created_at desc, id desc limit ${wish.limit}`);
};

/** Applications by source, by the stages they have reached (a bit each, by rank), by whether they were turned down or taken back, and by the groups their people belong to; read once, from one narrow index. */
export type BoardRow = { source: Source; reached: number; isOver: boolean; groups: (typeof targetGroups)[number][]; n: number };
export const boardRows = (tx: Tx, cityId: string, from: Date | null, to: Date | null): Promise<BoardRow[]> => many(tx, sql<BoardRow>`
  select source, reached, state in ('refused', 'withdrawn') as is_over, target_groups as "groups", count(*)::int as n from workers.application
  where ${sql.join([sql`city_id = ${cityId}`, ...(from === null ? [] : [sql`created_at >= ${sql.lit(from.toISOString())}::timestamptz`]), ...(to === null ? [] : [sql`created_at < ${sql.lit(to.toISOString())}::timestamptz`])], sql` and `)} group by source, reached, state, target_groups`);

export type PostRow = { id: string; title: string; families: ServiceFamily[]; words: string; payWords: string; place: string; seats: number; source: Source; closesOn: string | null; closedAt: Date | null; applications: number; admitted: number };
const posts = (cityId: string) => sql<PostRow>`select p.id, p.title, p.families, p.words, p.pay_words, p.place, p.seats, p.source, p.closes_on, p.closed_at,
  (select count(*)::int from workers.application a where a.city_id = p.city_id and a.post_id = p.id) as applications, (select count(*)::int from workers.application a where a.city_id = p.city_id and a.post_id = p.id and a.stage_rank >= 6) as admitted
  from workers.job_post p where p.city_id = ${cityId}`;
export const findPost = (tx: Tx, cityId: string, postId: string): Promise<PostRow | undefined> => maybe(tx, sql<PostRow>`${posts(cityId)} and p.id = ${postId}`);
export const listPosts = (tx: Tx, cityId: string, limit: number): Promise<PostRow[]> => many(tx, sql<PostRow>`${posts(cityId)} order by (p.closed_at is not null), p.created_at desc, p.id desc limit ${limit}`);
export const insertPost = (tx: Tx, cityId: string, p: Omit<PostRow, 'applications' | 'admitted' | 'closedAt'> & { createdBy: string; createdAt: Date }): Promise<number> => run(tx, sql`
  insert into workers.job_post (city_id, id, title, families, words, pay_words, place, seats, source, closes_on, created_by, created_at)
  values (${cityId}, ${p.id}, ${p.title}, ${p.families}::text[], ${p.words}, ${p.payWords}, ${p.place}, ${p.seats}, ${p.source}, ${p.closesOn}::date, ${p.createdBy}, ${p.createdAt})`);
export const closePost = (tx: Tx, cityId: string, postId: string, at: Date): Promise<number> => run(tx, sql`update workers.job_post set closed_at = coalesce(closed_at, ${at}::timestamptz) where city_id = ${cityId} and id = ${postId}`);
