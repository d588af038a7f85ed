import type { Bilingual } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Product } from '../rules/insurance.ts';

export type PolicyRow = {
  id: string; product: Product; holderKind: 'worker' | 'merchant'; holderId: string; holderName: string; policyNo: string | null; validFrom: string; validUntil: string; premiumFen: number; platformFen: number; holderFen: number; returnedFen: number;
  state: 'requested' | 'active' | 'refused' | 'surrendered'; whyZh: string | null; whyEn: string | null; attempts: number; requestedAt: Date; endReason: string;
};
const columns = sql`y.id, y.product, y.holder_kind, y.holder_id, coalesce(p.name, m.name, y.holder_id) as holder_name, y.policy_no, to_char(y.valid_from, 'YYYY-MM-DD') as valid_from, to_char(y.valid_until, 'YYYY-MM-DD') as valid_until, y.premium_fen, y.platform_fen, y.holder_fen, y.returned_fen,
  y.state, y.why_zh, y.why_en, y.attempts, y.requested_at, y.end_reason`;
const from = sql`benefits.policy y left join workers.worker w on y.holder_kind = 'worker' and w.city_id = y.city_id and w.id = y.holder_id left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on y.holder_kind = 'merchant' and m.city_id = y.city_id and m.id = y.holder_id`;

export const findPolicy = (tx: Tx, cityId: string, id: string): Promise<PolicyRow | undefined> => maybe(tx, sql`select ${columns} from ${from} where y.city_id = ${cityId} and y.id = ${id}`);
export const lockPolicy = async (tx: Tx, cityId: string, id: string): Promise<PolicyRow> => {
  await one(tx, sql`select id from benefits.policy where city_id = ${cityId} and id = ${id} for update`);
  return (await findPolicy(tx, cityId, id))!;
};
/** Newest first. `workerId`: those that insure her, whoever holds them. */
export const listPolicyRows = (tx: Tx, cityId: string, { merchantId, workerId, cursor, limit }: { merchantId: string | undefined; workerId: string | undefined; cursor: string | undefined; limit: number }): Promise<PolicyRow[]> => many(tx, sql`
  select ${columns} from ${from} where y.city_id = ${cityId} ${merchantId === undefined ? sql`` : sql`and y.holder_kind = 'merchant' and y.holder_id = ${merchantId}`}
    ${workerId === undefined ? sql`` : sql`and exists (select 1 from benefits.policy_member b where b.city_id = y.city_id and b.policy_id = y.id and b.worker_id = ${workerId})`}
    ${cursor === undefined ? sql`` : sql`and (y.requested_at, y.id) < (select c.requested_at, c.id from benefits.policy c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by y.requested_at desc, y.id desc limit ${limit}`);

export const addPolicy = (tx: Tx, cityId: string, y: Pick<PolicyRow, 'id' | 'product' | 'holderKind' | 'holderId' | 'validFrom' | 'validUntil' | 'premiumFen' | 'platformFen' | 'holderFen' | 'requestedAt'> & { boughtBy: string }): Promise<number> => run(tx, sql`
  insert into benefits.policy (city_id, id, product, holder_kind, holder_id, valid_from, valid_until, premium_fen, platform_fen, holder_fen, state, bought_by, requested_at)
  values (${cityId}, ${y.id}, ${JSON.stringify(y.product)}::jsonb, ${y.holderKind}, ${y.holderId}, ${y.validFrom}::date, ${y.validUntil}::date, ${y.premiumFen}, ${y.platformFen}, ${y.holderFen}, 'requested', ${y.boughtBy}, ${y.requestedAt})`);
export const addMembers = (tx: Tx, cityId: string, policyId: string, workerIds: readonly string[]): Promise<number> => run(tx, sql`insert into benefits.policy_member (city_id, policy_id, worker_id) select ${cityId}, ${policyId}, unnest(${workerIds as string[]}::text[])`);
export const markPolicyIssued = (tx: Tx, cityId: string, id: string, policyNo: string, at: Date): Promise<number> => run(tx, sql`update benefits.policy set state = 'active', policy_no = ${policyNo}, issued_at = ${at} where city_id = ${cityId} and id = ${id}`);
export const markPolicyRefused = (tx: Tx, cityId: string, id: string, why: Bilingual, at: Date): Promise<number> => run(tx, sql`update benefits.policy set state = 'refused', why_zh = ${why.zh}, why_en = ${why.en}, ended_at = ${at}, returned_fen = premium_fen where city_id = ${cityId} and id = ${id}`);
export const markSurrendered = (tx: Tx, cityId: string, id: string, returnedFen: number, reason: string, at: Date): Promise<number> => run(tx, sql`update benefits.policy set state = 'surrendered', returned_fen = ${returnedFen}, end_reason = ${reason}, ended_at = ${at} where city_id = ${cityId} and id = ${id}`);
export const countPolicyTry = (tx: Tx, cityId: string, id: string): Promise<number> => run(tx, sql`update benefits.policy set attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);

export type MemberRow = { policyId: string; workerId: string; name: string; skills: string[]; paperId: string | null; lostZh: string | null; lostEn: string | null };
export const membersOf = (tx: Tx, cityId: string, policyIds: readonly string[]): Promise<MemberRow[]> => many(tx, sql`
  select b.policy_id, b.worker_id, p.name, b.paper_id, b.lost_zh, b.lost_en, coalesce((select array_agg(s.code order by s.code) from workers.skill s where s.city_id = b.city_id and s.worker_id = b.worker_id), '{}') as skills
  from benefits.policy_member b join workers.worker w on w.city_id = b.city_id and w.id = b.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where b.city_id = ${cityId} and b.policy_id = any(${policyIds as string[]}::text[]) order by p.name, b.worker_id`);
export const setMemberPaper = (tx: Tx, cityId: string, policyId: string, workerId: string, paperId: string): Promise<number> => run(tx, sql`update benefits.policy_member set paper_id = ${paperId}, lost_at = null, lost_zh = null, lost_en = null where city_id = ${cityId} and policy_id = ${policyId} and worker_id = ${workerId}`);
export const loseMember = (tx: Tx, cityId: string, policyId: string, workerId: string, why: Bilingual, at: Date): Promise<number> => run(tx, sql`update benefits.policy_member set lost_at = ${at}, lost_zh = ${why.zh}, lost_en = ${why.en}, paper_id = null where city_id = ${cityId} and policy_id = ${policyId} and worker_id = ${workerId}`);

export type Person = { workerId: string; name: string; skills: string[] };
/** Workers with their skills: the named ones, or all active ones of a merchant. */
export const personsOf = (tx: Tx, cityId: string, { workerIds, merchantId }: { workerIds: readonly string[]; merchantId: string | null }): Promise<Person[]> => many(tx, sql`
  select w.id as worker_id, p.name, coalesce((select array_agg(s.code order by s.code) from workers.skill s where s.city_id = w.city_id and s.worker_id = w.id), '{}') as skills
  from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where w.city_id = ${cityId} ${merchantId === null ? sql`` : sql`and w.merchant_id = ${merchantId}`}
    and ${workerIds.length > 0 ? sql`w.id = any(${workerIds as string[]}::text[])` : merchantId === null ? sql`false` : sql`w.status = 'active'`} order by p.name, w.id`);
/** Names of those who are insured by the year on a day of the span already. */
export const insuredAlready = async (tx: Tx, cityId: string, workerIds: readonly string[], fromDay: string, untilDay: string): Promise<string[]> => (await many<{ name: string }>(tx, sql`
  select distinct p.name from benefits.policy_member b join benefits.policy y on y.city_id = b.city_id and y.id = b.policy_id join workers.worker w on w.city_id = b.city_id and w.id = b.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where b.city_id = ${cityId} and b.worker_id = any(${workerIds as string[]}::text[]) and b.lost_at is null and y.state in ('requested', 'active') and y.valid_from <= ${untilDay}::date and y.valid_until >= ${fromDay}::date order by p.name`)).map(({ name }) => name);
/** Policies in force on a day that insure a worker. */
export const policiesOn = (tx: Tx, cityId: string, workerId: string, day: string): Promise<PolicyRow[]> => many(tx, sql`
  select ${columns} from ${from} join benefits.policy_member b on b.city_id = y.city_id and b.policy_id = y.id where y.city_id = ${cityId} and b.worker_id = ${workerId} and b.lost_at is null and y.state = 'active' and y.valid_from <= ${day}::date and y.valid_until >= ${day}::date order by y.valid_until desc, y.id`);
export const heldFen = async (tx: Tx, cityId: string, account: string): Promise<number> => (await one<{ fen: number }>(tx, sql`select coalesce(-sum(amount_fen), 0)::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = ${account}`)).fen;
