import type { elderServices } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { MerchantStatus } from '../rules/joining.ts';
import type { ElderState, SanctionKind, SanctionState } from '../rules/sanctions.ts';

export type SanctionRow = {
  id: string; merchantId: string; merchantName: string; ownerPersonId: string; kind: SanctionKind; reason: string; evidence: string; ordersPerDay: number | null; from: Date; until: Date | null; byId: string | null; byName: string; state: SanctionState; endedAt: Date | null; endedWords: string;
  appealState: 'open' | 'accepted' | 'rejected' | null; appealWords: string; appealedAt: Date | null; decidedAt: Date | null; decidedByName: string | null; decisionWords: string;
};
const rows = sql`select s.id, s.merchant_id, m.name as merchant_name, m.owner_person_id, s.kind, s.reason, s.evidence, s.orders_per_day, s.from_at as "from", s.until_at as "until", s.by_id, s.by_name, s.state, s.ended_at, s.ended_words, s.appeal_state, s.appeal_words, s.appealed_at, s.decided_at, s.decided_by_name, s.decision_words
  from alliance.sanction s join alliance.merchant m on m.city_id = s.city_id and m.id = s.merchant_id`;
const SHOWN = 200;
export const sanctionsOf = (tx: Tx, cityId: string, merchantId: string): Promise<SanctionRow[]> => many(tx, sql<SanctionRow>`${rows} where s.city_id = ${cityId} and s.merchant_id = ${merchantId} order by s.from_at desc, s.id desc limit ${SHOWN}`);
export const findSanction = (tx: Tx, cityId: string, id: string): Promise<SanctionRow | undefined> => maybe(tx, sql<SanctionRow>`${rows} where s.city_id = ${cityId} and s.id = ${id}`);
/** What everybody may read: of the time since, without what an appeal took back. */
export const shownSanctions = (tx: Tx, cityId: string, merchantId: string, since: Date): Promise<SanctionRow[]> => many(tx, sql<SanctionRow>`${rows} where s.city_id = ${cityId} and s.merchant_id = ${merchantId} and s.state <> 'lifted' and (s.from_at >= ${since} or s.state = 'standing') order by s.from_at desc, s.id desc limit 20`);
export const openAppeals = (tx: Tx, cityId: string): Promise<SanctionRow[]> => many(tx, sql<SanctionRow>`${rows} where s.city_id = ${cityId} and s.appeal_state = 'open' order by s.appealed_at, s.id limit ${SHOWN}`);
export const hasOpenAppeal = async (tx: Tx, cityId: string, merchantId: string): Promise<boolean> => (await one<{ is: boolean }>(tx, sql`select exists (select from alliance.sanction where city_id = ${cityId} and merchant_id = ${merchantId} and appeal_state = 'open') as is`)).is;
/** Suspensions of the merchant that stand, but for one. */
export const standingSuspensions = (tx: Tx, cityId: string, merchantId: string, exceptId = ''): Promise<{ id: string }[]> => many(tx, sql`select id from alliance.sanction where city_id = ${cityId} and merchant_id = ${merchantId} and kind = 'suspend' and state = 'standing' and id <> ${exceptId}`);

type NewSanction = Pick<SanctionRow, 'id' | 'merchantId' | 'kind' | 'reason' | 'evidence' | 'ordersPerDay' | 'from' | 'until' | 'byId' | 'byName'>;
/** A reward is over as soon as it is given. */
export const insertSanction = (tx: Tx, cityId: string, s: NewSanction): Promise<number> => run(tx, sql`
  insert into alliance.sanction (city_id, id, merchant_id, kind, reason, evidence, orders_per_day, from_at, until_at, by_id, by_name, state, ended_at)
  values (${cityId}, ${s.id}, ${s.merchantId}, ${s.kind}, ${s.reason}, ${s.evidence}, ${s.ordersPerDay}, ${s.from}, ${s.until}, ${s.byId}, ${s.byName}, ${s.kind === 'reward' ? 'done' : 'standing'}, ${s.kind === 'reward' ? s.from : null}::timestamptz)`);
export const endSanction = (tx: Tx, cityId: string, id: string, state: 'done' | 'lifted', words: string, at: Date): Promise<number> => run(tx, sql`update alliance.sanction set state = ${state}, ended_at = coalesce(ended_at, ${at}), ended_words = ${words} where city_id = ${cityId} and id = ${id} and state <> ${state}`);
export const appealSanction = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update alliance.sanction set appeal_state = 'open', appeal_words = ${words}, appealed_at = ${at} where city_id = ${cityId} and id = ${id} and appeal_state is null`);
export const decideAppeal = (tx: Tx, cityId: string, id: string, d: { isAccepted: boolean; words: string; by: string | null; byName: string; at: Date }): Promise<number> => run(tx, sql`
  update alliance.sanction set appeal_state = ${d.isAccepted ? 'accepted' : 'rejected'}, decision_words = ${d.words}, decided_by = ${d.by}, decided_by_name = ${d.byName}, decided_at = ${d.at} where city_id = ${cityId} and id = ${id} and appeal_state = 'open'`);

export type ElderRow = {
  merchantId: string; merchantName: string; licenceNo: string; status: MerchantStatus; offersElderCare: boolean; workerCount: number; grade: string | null; ownerPersonId: string;
  state: ElderState; registerNo: string; authority: string; services: (typeof elderServices)[number][]; listedOn: string | null; validUntil: string | null; words: string; byName: string | null; at: Date | null;
};
const elderRows = (today: string) => sql`select m.id as merchant_id, m.name as merchant_name, m.licence_no, m.status, 'elderCare' = any(m.families) as offers_elder_care, m.worker_count, m.owner_person_id,
    (select g.grade from alliance.grade g where g.city_id = m.city_id and g.merchant_id = m.id and g.expires_on >= ${today}::date order by g.at desc, g.id desc limit 1) as grade,
    coalesce(e.state, 'none') as state, coalesce(e.register_no, '') as register_no, coalesce(e.authority, '') as authority, coalesce(e.services, '{}') as services, e.listed_on, e.valid_until, coalesce(e.words, '') as words, e.by_name, e.at
  from alliance.merchant m left join alliance.elder_provider e on e.city_id = m.city_id and e.merchant_id = m.id`;
/** Who cares for elders and belongs to the alliance, and whoever is on record with the register. */
export const elderProviders = (tx: Tx, cityId: string, today: string): Promise<ElderRow[]> => many(tx, sql<ElderRow>`${elderRows(today)} where m.city_id = ${cityId} and (e.merchant_id is not null or ('elderCare' = any(m.families) and m.status <> 'exited')) order by m.pinyin, m.id limit 2000`);
export const elderProviderOf = (tx: Tx, cityId: string, merchantId: string, today: string): Promise<ElderRow | undefined> => maybe(tx, sql<ElderRow>`${elderRows(today)} where m.city_id = ${cityId} and m.id = ${merchantId}`);
export const putElderProvider = (tx: Tx, cityId: string, e: Pick<ElderRow, 'merchantId' | 'state' | 'registerNo' | 'authority' | 'services' | 'listedOn' | 'validUntil' | 'words'> & { byName: string; at: Date }): Promise<number> => run(tx, sql`
  insert into alliance.elder_provider (city_id, merchant_id, state, register_no, authority, services, listed_on, valid_until, words, by_name, at)
  values (${cityId}, ${e.merchantId}, ${e.state}, ${e.registerNo}, ${e.authority}, ${e.services}::text[], ${e.listedOn}::date, ${e.validUntil}::date, ${e.words}, ${e.byName}, ${e.at})
  on conflict (city_id, merchant_id) do update set state = excluded.state, register_no = excluded.register_no, authority = excluded.authority, services = excluded.services, listed_on = excluded.listed_on, valid_until = excluded.valid_until, words = excluded.words, by_name = excluded.by_name, at = excluded.at`);
