import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { MemberTerms } from '../rules/memberships.ts';

export type PlanRow = MemberTerms & { id: string; nameZh: string; nameEn: string; priceFen: number; days: number; isOpen: boolean };
export type MembershipRow = MemberTerms & {
  id: string; householdId: string; payerId: string; planId: string; nameZh: string; nameEn: string; chargeId: string | null; priceFen: number; days: number; state: 'waiting' | 'running' | 'ended' | 'dropped';
  askedAt: Date; startsAt: Date | null; endsAt: Date | null; refundFen: number;
};

const planColumns = sql`id, name_zh, name_en, price_fen, days, discount_percent, discount_cap_fen, is_fee_free, points_times, is_open`;
export const listPlans = (tx: Tx, cityId: string, isOpenOnly: boolean): Promise<PlanRow[]> => many(tx, sql`
  select ${planColumns} from promotions.membership_plan where city_id = ${cityId} ${isOpenOnly ? sql`and is_open` : sql``} order by price_fen, id`);

export const findPlan = (tx: Tx, cityId: string, planId: string): Promise<PlanRow | undefined> => maybe(tx, sql`select ${planColumns} from promotions.membership_plan where city_id = ${cityId} and id = ${planId}`);

export const savePlan = (tx: Tx, cityId: string, p: PlanRow, by: string, at: Date): Promise<number> => run(tx, sql`
  insert into promotions.membership_plan (city_id, ${planColumns}, changed_by, changed_at)
  values (${cityId}, ${p.id}, ${p.nameZh}, ${p.nameEn}, ${p.priceFen}, ${p.days}, ${p.discountPercent}, ${p.discountCapFen}, ${p.isFeeFree}, ${p.pointsTimes}, ${p.isOpen}, ${by}, ${at})
  on conflict (city_id, id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, price_fen = excluded.price_fen, days = excluded.days, discount_percent = excluded.discount_percent, discount_cap_fen = excluded.discount_cap_fen,
    is_fee_free = excluded.is_fee_free, points_times = excluded.points_times, is_open = excluded.is_open, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);

const columns = sql`m.id, m.household_id, m.payer_id, m.plan_id, p.name_zh, p.name_en, m.charge_id, m.price_fen, m.days, m.discount_percent, m.discount_cap_fen, m.is_fee_free, m.points_times, m.state, m.asked_at, m.starts_at, m.ends_at, m.refund_fen`;
const rows = sql`promotions.membership m join promotions.membership_plan p on p.city_id = m.city_id and p.id = m.plan_id`;

export const findMembership = (tx: Tx, cityId: string, membershipId: string): Promise<MembershipRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where m.city_id = ${cityId} and m.id = ${membershipId}`);

export const lockMembership = (tx: Tx, cityId: string, membershipId: string): Promise<MembershipRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where m.city_id = ${cityId} and m.id = ${membershipId} for update of m`);

/** The membership a household enjoys at this moment. */
export const runningMembership = (tx: Tx, cityId: string, householdId: string, now: Date): Promise<MembershipRow | undefined> => maybe(tx, sql`
  select ${columns} from ${rows} where m.city_id = ${cityId} and m.household_id = ${householdId} and m.state = 'running' and m.starts_at <= ${now} and m.ends_at > ${now}`);

export const waitingMembership = (tx: Tx, cityId: string, householdId: string): Promise<MembershipRow | undefined> => maybe(tx, sql`
  select ${columns} from ${rows} where m.city_id = ${cityId} and m.household_id = ${householdId} and m.state = 'waiting' for update of m`);

export const membershipsOf = (tx: Tx, cityId: string, householdId: string): Promise<MembershipRow[]> => many(tx, sql`
  select ${columns} from ${rows} where m.city_id = ${cityId} and m.household_id = ${householdId} order by m.asked_at desc, m.id desc limit 50`);

export const addMembership = (tx: Tx, cityId: string, m: { id: string; householdId: string; payerId: string; plan: PlanRow; at: Date }): Promise<number> => run(tx, sql`
  insert into promotions.membership (city_id, id, household_id, payer_id, plan_id, price_fen, days, discount_percent, discount_cap_fen, is_fee_free, points_times, state, asked_at)
  values (${cityId}, ${m.id}, ${m.householdId}, ${m.payerId}, ${m.plan.id}, ${m.plan.priceFen}, ${m.plan.days}, ${m.plan.discountPercent}, ${m.plan.discountCapFen}, ${m.plan.isFeeFree}, ${m.plan.pointsTimes}, 'waiting', ${m.at})`);

export const nameCharge = (tx: Tx, cityId: string, membershipId: string, chargeId: string): Promise<number> => run(tx, sql`update promotions.membership set charge_id = ${chargeId} where city_id = ${cityId} and id = ${membershipId}`);

export const markRunning = (tx: Tx, cityId: string, membershipId: string, about: { startsAt: Date; endsAt: Date }): Promise<number> =>
  run(tx, sql`update promotions.membership set state = 'running', starts_at = ${about.startsAt}, ends_at = ${about.endsAt} where city_id = ${cityId} and id = ${membershipId} and state = 'waiting'`);

export const markDropped = (tx: Tx, cityId: string, membershipId: string, about: { refundFen: number; endsAt: Date | null }): Promise<number> =>
  run(tx, sql`update promotions.membership set state = 'dropped', refund_fen = ${about.refundFen}, ends_at = coalesce(${about.endsAt}::timestamptz, ends_at) where city_id = ${cityId} and id = ${membershipId} and state in ('waiting', 'running')`);

export const endMemberships = (tx: Tx, cityId: string, now: Date): Promise<number> => run(tx, sql`update promotions.membership set state = 'ended' where city_id = ${cityId} and state = 'running' and ends_at <= ${now}`);
