import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { AppealState } from '../rules/responses.ts';

export type ResponseRow = {
  id: string; workerId: string; orderId: string | null; offerId: string | null; aboutZh: string; aboutEn: string; kind: 'accepted' | 'refused' | 'expired'; reason: string | null; words: string; isExcused: boolean; at: Date;
  appealState: AppealState | null; appealWords: string; appealedAt: Date | null; decidedBy: string | null; decidedAt: Date | null; decisionWords: string;
};
export type NewResponse = Pick<ResponseRow, 'id' | 'workerId' | 'orderId' | 'offerId' | 'aboutZh' | 'aboutEn' | 'kind' | 'reason' | 'words' | 'isExcused' | 'at'>;

/** 0 rows when this offer was answered before. */
export const insertResponse = (tx: Tx, cityId: string, r: NewResponse): Promise<number> => run(tx, sql`
  insert into workers.response (city_id, id, worker_id, order_id, offer_id, about_zh, about_en, kind, reason, words, is_excused, at)
  values (${cityId}, ${r.id}, ${r.workerId}, ${r.orderId}, ${r.offerId}, ${r.aboutZh}, ${r.aboutEn}, ${r.kind}, ${r.reason}, ${r.words}, ${r.isExcused}, ${r.at}) on conflict do nothing`);

type Counted = { accepted?: number; refusedExcused?: number; refusedUnexcused?: number; expired?: number; weight?: number };
/** Adds to the worker's sums. */
export const addToCounts = (tx: Tx, cityId: string, workerId: string, by: Counted): Promise<number> => run(tx, sql`
  update workers.worker set accepted_count = accepted_count + ${by.accepted ?? 0}::int, refused_excused_count = refused_excused_count + ${by.refusedExcused ?? 0}::int,
    refused_unexcused_count = refused_unexcused_count + ${by.refusedUnexcused ?? 0}::int, expired_count = expired_count + ${by.expired ?? 0}::int, refused_weight = refused_weight + ${by.weight ?? 0}::float8
  where city_id = ${cityId} and id = ${workerId}`);

export const findResponse = (tx: Tx, cityId: string, id: string): Promise<ResponseRow | undefined> => maybe(tx, sql<ResponseRow>`select * from workers.response where city_id = ${cityId} and id = ${id}`);
export const lockResponse = (tx: Tx, cityId: string, id: string): Promise<ResponseRow | undefined> => maybe(tx, sql<ResponseRow>`select * from workers.response where city_id = ${cityId} and id = ${id} for update`);

/** A worker's answers, newest first. */
export const responsesOfWorker = (tx: Tx, cityId: string, about: { workerId: string; before: { at: Date; id: string } | null; limit: number }): Promise<ResponseRow[]> => many(tx, sql<ResponseRow>`
  select * from workers.response where city_id = ${cityId} and worker_id = ${about.workerId} and (${about.before === null} or (at, id) < (${about.before?.at ?? null}::timestamptz, ${about.before?.id ?? ''}))
  order by at desc, id desc limit ${about.limit}`);

export type AppealRow = ResponseRow & { decidedByName: string | null };
/** Appeals in one state, the oldest first. */
export const appealsIn = (tx: Tx, cityId: string, about: { state: AppealState; after: { at: Date; id: string } | null; limit: number }): Promise<AppealRow[]> => many(tx, sql<AppealRow>`
  select r.*, p.name as decided_by_name from workers.response r left join accounts.person p on p.city_id = r.city_id and p.id = r.decided_by
  where r.city_id = ${cityId} and r.appeal_state = ${about.state} and (${about.after === null} or (r.appealed_at, r.id) > (${about.after?.at ?? null}::timestamptz, ${about.after?.id ?? ''}))
  order by r.appealed_at, r.id limit ${about.limit}`);

export const saveAppeal = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> =>
  run(tx, sql`update workers.response set appeal_state = 'open', appeal_words = ${words}, appealed_at = ${at} where city_id = ${cityId} and id = ${id} and appeal_state is null`);
export const saveAppealDecision = (tx: Tx, cityId: string, id: string, d: { isAccepted: boolean; words: string; by: string | null; at: Date }): Promise<number> => run(tx, sql`
  update workers.response set appeal_state = ${d.isAccepted ? 'accepted' : 'rejected'}, is_excused = is_excused or ${d.isAccepted}, decision_words = ${d.words}, decided_by = ${d.by}, decided_at = ${d.at}
  where city_id = ${cityId} and id = ${id}`);

/** Workers whose sums are not what their answers add up to. */
export const countResponseFaults = async (tx: Tx, cityId: string, epoch: Date, halfLifeSeconds: number): Promise<{ workers: number; faults: number }> => (await maybe(tx, sql<{ workers: number; faults: number }>`
  select count(*)::int as workers, count(*) filter (where w.accepted_count <> coalesce(r.accepted, 0) or w.refused_excused_count <> coalesce(r.excused, 0) or w.refused_unexcused_count <> coalesce(r.unexcused, 0)
    or w.expired_count <> coalesce(r.expired, 0) or abs(w.refused_weight - coalesce(r.weight, 0)) > 1e-6 * greatest(1, w.refused_weight))::int as faults
  from workers.worker w
  left join (
    select worker_id, count(*) filter (where kind = 'accepted') as accepted, count(*) filter (where kind = 'refused' and is_excused) as excused, count(*) filter (where kind = 'refused' and not is_excused) as unexcused,
      count(*) filter (where kind = 'expired') as expired, sum(power(2, extract(epoch from at - ${epoch}::timestamptz)::float8 / ${halfLifeSeconds}::float8)) filter (where kind = 'refused' and not is_excused) as weight
    from workers.response where city_id = ${cityId} group by worker_id) r on r.worker_id = w.id
  where w.city_id = ${cityId}`))!;
