import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { HeldCertificate } from '../rules/ladder.ts';

export type FactsRow = { workerId: string; granted: number; hasProven: boolean; leadName: string | null; certificates: HeldCertificate[] };
/** What the ladder looks at beside the worker's own row, for many in one question. */
export const ladderFacts = async (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<FactsRow[]> => (await many<Omit<FactsRow, 'certificates'> & { certificates: (Omit<HeldCertificate, 'endedAt'> & { endedAt: string | null })[] }>(tx, sql`
  select w.id as worker_id,
    coalesce((select sum(granted_minutes) from workers.ladder_appeal a where a.city_id = w.city_id and a.worker_id = w.id and a.state = 'accepted'), 0)::int as granted,
    exists (select from workers.level_change c where c.city_id = w.city_id and c.worker_id = w.id and c.to_level >= 2) as has_proven,
    (select l.name from workers.lead l where l.city_id = w.city_id and l.worker_id = w.id and l.ended_at is null order by l.from_at limit 1) as lead_name,
    coalesce((select json_agg(json_build_object('part', c.part, 'titleZh', c.title_zh, 'titleEn', c.title_en, 'validUntil', c.valid_until, 'endedAt', c.ended_at) order by c.valid_until desc nulls first, c.id)
      from workers.certificate c where c.city_id = w.city_id and c.worker_id = w.id), '[]') as certificates
  from workers.worker w where w.city_id = ${cityId} and w.id = any(${workerIds}::text[])`))
  .map((row) => ({ ...row, certificates: row.certificates.map((held) => ({ ...held, endedAt: held.endedAt === null ? null : new Date(held.endedAt) })) }));

/** Held until the commit, so that two facts that arrive at once are both seen by the later one. */
export const lockWorker = (tx: Tx, cityId: string, workerId: string): Promise<number> => run(tx, sql`select id from workers.worker where city_id = ${cityId} and id = ${workerId} for update`);
export const setLevel = (tx: Tx, cityId: string, workerId: string, level: number): Promise<number> => run(tx, sql`update workers.worker set level = ${level} where city_id = ${cityId} and id = ${workerId}`);
export const insertChange = (tx: Tx, cityId: string, c: { id: string; workerId: string; fromLevel: number; toLevel: number; reasons: readonly Bilingual[]; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.level_change (city_id, id, worker_id, from_level, to_level, reasons, at) values (${cityId}, ${c.id}, ${c.workerId}, ${c.fromLevel}, ${c.toLevel}, ${JSON.stringify(c.reasons)}::jsonb, ${c.at})`);
export type ChangeRow = { fromLevel: number; toLevel: number; reasons: Bilingual[]; at: Date };
export const changesOf = (tx: Tx, cityId: string, workerId: string): Promise<ChangeRow[]> => many(tx, sql<ChangeRow>`
  select from_level, to_level, reasons, at from workers.level_change where city_id = ${cityId} and worker_id = ${workerId} order by at desc, id desc limit 50`);

export type NewHeld = { id: string; workerId: string; kind: string; part: string; titleZh: string; titleEn: string; issuedAt: Date; validUntil: string | null };
export const insertCertificate = (tx: Tx, cityId: string, c: NewHeld): Promise<number> => run(tx, sql`
  insert into workers.certificate (city_id, id, worker_id, kind, part, title_zh, title_en, issued_at, valid_until)
  values (${cityId}, ${c.id}, ${c.workerId}, ${c.kind}, ${c.part}, ${c.titleZh}, ${c.titleEn}, ${c.issuedAt}, ${c.validUntil}::date) on conflict do nothing`);
export const endCertificate = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update workers.certificate set ended_at = ${at} where city_id = ${cityId} and id = ${id} and ended_at is null`);

/** The certificates of a worker that have not been revoked, the newest of each kind. */
export const heldCertificates = (tx: Tx, cityId: string, workerId: string): Promise<{ kind: string; titleZh: string; titleEn: string; validUntil: string | null }[]> => many(tx, sql`
  select distinct on (kind) kind, title_zh, title_en, valid_until from workers.certificate where city_id = ${cityId} and worker_id = ${workerId} and ended_at is null order by kind, issued_at desc`);

export type HoldRow = { workerId: string; code: string; wordsZh: string; wordsEn: string; since: Date };
export const holdsOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<HoldRow[]> => many(tx, sql<HoldRow>`
  select worker_id, code, words_zh, words_en, since from workers.skill_hold where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) order by worker_id, code`);
/** The whole set of a worker's held skills; one that stays keeps its day. Answers how many rows changed. */
export const replaceHolds = async (tx: Tx, cityId: string, workerId: string, holds: readonly { code: string; words: Bilingual }[], at: Date): Promise<number> => {
  const gone = await run(tx, sql`delete from workers.skill_hold where city_id = ${cityId} and worker_id = ${workerId} and code <> all(${holds.map(({ code }) => code)}::text[])`);
  if (holds.length === 0) return gone;
  const rows = holds.map(({ code, words }) => ({ code, zh: words.zh, en: words.en }));
  const come = await run(tx, sql`
    insert into workers.skill_hold (city_id, worker_id, code, words_zh, words_en, since)
    select ${cityId}, ${workerId}, x.code, x.zh, x.en, ${at} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(code text, zh text, en text)
    on conflict (city_id, worker_id, code) do update set words_zh = excluded.words_zh, words_en = excluded.words_en where workers.skill_hold.words_zh <> excluded.words_zh`);
  return gone + come;
};

export type LeadRow = { id: string; workerId: string; kind: 'team' | 'station'; stationId: string | null; name: string; memberCount: number; fromAt: Date; endedAt: Date | null };
const leadColumns = sql`id, worker_id, kind, station_id, name, member_count, from_at, ended_at`;
export const insertLead = (tx: Tx, cityId: string, l: Omit<LeadRow, 'endedAt'> & { byName: string }): Promise<number> => run(tx, sql`
  insert into workers.lead (city_id, id, worker_id, kind, station_id, name, member_count, from_at, by_name) values (${cityId}, ${l.id}, ${l.workerId}, ${l.kind}, ${l.stationId}, ${l.name}, ${l.memberCount}, ${l.fromAt}, ${l.byName})`);
export const liveLeadOf = (tx: Tx, cityId: string, workerId: string): Promise<LeadRow | undefined> => maybe(tx, sql<LeadRow>`select ${leadColumns} from workers.lead where city_id = ${cityId} and worker_id = ${workerId} and ended_at is null order by from_at limit 1`);
export const lockLead = (tx: Tx, cityId: string, id: string): Promise<LeadRow | undefined> => maybe(tx, sql<LeadRow>`select ${leadColumns} from workers.lead where city_id = ${cityId} and id = ${id} for update`);
export const endLead = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update workers.lead set ended_at = ${at}, end_words = ${words} where city_id = ${cityId} and id = ${id} and ended_at is null`);

export type AppealRow = {
  id: string; workerId: string; workerName: string; level: number; words: string; claimedMinutes: number; at: Date; state: 'open' | 'accepted' | 'rejected'; grantedMinutes: number; decidedByName: string | null; decidedAt: Date | null; decisionWords: string;
};
const appealColumns = sql`a.id, a.worker_id, p.name as worker_name, a.level, a.words, a.claimed_minutes, a.at, a.state, a.granted_minutes, a.decided_by_name, a.decided_at, a.decision_words`;
const appealRows = sql`workers.ladder_appeal a join workers.worker w on w.city_id = a.city_id and w.id = a.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
/** 0 rows while another appeal of hers is open. */
export const insertAppeal = (tx: Tx, cityId: string, a: { id: string; workerId: string; level: number; words: string; claimedMinutes: number; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.ladder_appeal (city_id, id, worker_id, level, words, claimed_minutes, at) values (${cityId}, ${a.id}, ${a.workerId}, ${a.level}, ${a.words}, ${a.claimedMinutes}, ${a.at}) on conflict do nothing`);
export const lockAppeal = (tx: Tx, cityId: string, id: string): Promise<AppealRow | undefined> => maybe(tx, sql<AppealRow>`select ${appealColumns} from ${appealRows} where a.city_id = ${cityId} and a.id = ${id} for update of a`);
export const appealsOf = (tx: Tx, cityId: string, workerId: string): Promise<AppealRow[]> => many(tx, sql<AppealRow>`select ${appealColumns} from ${appealRows} where a.city_id = ${cityId} and a.worker_id = ${workerId} order by a.at desc, a.id desc limit 20`);
export const appealsIn = (tx: Tx, cityId: string, about: { state: string; after: { at: Date; id: string } | null; limit: number }): Promise<AppealRow[]> => many(tx, sql<AppealRow>`
  select ${appealColumns} from ${appealRows} where a.city_id = ${cityId} and a.state = ${about.state} and (${about.after === null} or (a.at, a.id) > (${about.after?.at ?? null}::timestamptz, ${about.after?.id ?? ''})) order by a.at, a.id limit ${about.limit}`);
export const saveDecision = (tx: Tx, cityId: string, id: string, d: { isAccepted: boolean; grantedMinutes: number; words: string; byName: string; at: Date }): Promise<number> => run(tx, sql`
  update workers.ladder_appeal set state = ${d.isAccepted ? 'accepted' : 'rejected'}, granted_minutes = ${d.grantedMinutes}, decided_by_name = ${d.byName}, decided_at = ${d.at}, decision_words = ${d.words} where city_id = ${cityId} and id = ${id}`);

export type ReviewRow = { orderId: string; itemId: string | null; skill: number; communication: number; attitude: number; at: Date };
/** Reviews of a worker since a moment with the service each was about, newest first. */
export const reviewsSince = (tx: Tx, cityId: string, workerId: string, since: Date): Promise<ReviewRow[]> => many(tx, sql<ReviewRow>`
  select r.order_id, (select e.item_id from workers.calendar_entry e where e.city_id = r.city_id and e.order_id = r.order_id and e.state = 'done' limit 1) as item_id, r.skill, r.communication, r.attitude, r.at
  from workers.rating r where r.city_id = ${cityId} and r.worker_id = ${workerId} and r.at >= ${since} order by r.at desc, r.id desc limit 50`);

/** Workers whose level is not the one their history ends with. */
export const countLevelFaults = (tx: Tx, cityId: string): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  select count(*)::int as looked, count(*) filter (where w.level <> coalesce((select c.to_level from workers.level_change c where c.city_id = w.city_id and c.worker_id = w.id order by c.at desc, c.id desc limit 1), 0)
    or exists (select from (select from_level, lag(to_level, 1, 0::smallint) over (order by at, id) as before from workers.level_change c where c.city_id = w.city_id and c.worker_id = w.id) h where h.from_level <> h.before))::int as faults
  from workers.worker w where w.city_id = ${cityId}`);
