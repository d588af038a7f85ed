import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type FollowUpRow = {
  id: string; orderId: string; orderNo: string; itemNameZh: string; itemNameEn: string; customerId: string; customerName: string; maskedPhone: string;
  workerName: string | null; merchantName: string | null; state: 'due' | 'done' | 'unreachable'; dueAt: Date; attempts: number; satisfaction: number | null; words: string; doneAt: Date | null; agentName: string | null;
};

const listed = sql`
  select f.id, f.order_id, o.no as order_no, o.item_name_zh, o.item_name_en, f.customer_id, p.name as customer_name, p.phone_masked as masked_phone,
    wp.name as worker_name, m.name as merchant_name, f.state, f.due_at, f.attempts, f.satisfaction, f.words, f.done_at, ap.name as agent_name
  from support.follow_up f
  join orders."order" o on o.city_id = f.city_id and o.id = f.order_id
  join accounts.person p on p.city_id = f.city_id and p.id = f.customer_id
  left join workers.worker w on w.city_id = o.city_id and w.id = o.worker_id
  left join accounts.person wp on wp.city_id = w.city_id and wp.id = w.person_id
  left join alliance.merchant m on m.city_id = o.city_id and m.id = o.merchant_id
  left join accounts.person ap on ap.city_id = f.city_id and ap.id = f.agent_id`;

/** A follow-up for an order, once; false when it has one. */
export const addFollowUp = async (tx: Tx, cityId: string, followUp: { id: string; orderId: string; customerId: string; dueAt: Date }): Promise<boolean> =>
  (await run(tx, sql`
    insert into support.follow_up (city_id, id, order_id, customer_id, state, due_at) values (${cityId}, ${followUp.id}, ${followUp.orderId}, ${followUp.customerId}, 'due', ${followUp.dueAt})
    on conflict on constraint one_follow_up_per_order do nothing`)) > 0;

/** State and tries of a follow-up, its row locked until commit. */
export const lockFollowUp = (tx: Tx, cityId: string, followUpId: string): Promise<{ id: string; orderId: string; customerId: string; state: FollowUpRow['state']; attempts: number; dueAt: Date } | undefined> =>
  maybe(tx, sql`select id, order_id, customer_id, state, attempts, due_at from support.follow_up where city_id = ${cityId} and id = ${followUpId} for update`);

export const findFollowUp = (tx: Tx, cityId: string, followUpId: string): Promise<FollowUpRow | undefined> =>
  maybe(tx, sql`${listed} where f.city_id = ${cityId} and f.id = ${followUpId}`);

/** Due ones by their time, the rest newest first; `after` is the sort key and id of the last one seen. */
export const listFollowUpRows = (tx: Tx, cityId: string, { state, after, limit }: { state: FollowUpRow['state']; after: { at: Date; id: string } | null; limit: number }): Promise<FollowUpRow[]> => {
  const page = state === 'due'
    ? sql`${after === null ? sql`` : sql`and (f.due_at, f.id) > (${after.at}::timestamptz, ${after.id})`} order by f.due_at, f.id`
    : sql`${after === null ? sql`` : sql`and (f.done_at, f.id) < (${after.at}::timestamptz, ${after.id})`} order by f.done_at desc, f.id desc`;
  return many(tx, sql`${listed} where f.city_id = ${cityId} and f.state = ${state} ${page} limit ${limit}`);
};

export type Survey = { satisfaction: number | null; isArrivedOnTime: boolean | null; isScopeDone: boolean | null; isExtraCharged: boolean | null; words: string };

/** Notes a call: the survey when somebody answered, the next try when nobody did. */
export const recordCall = (tx: Tx, cityId: string, followUpId: string, call: Survey & { state: FollowUpRow['state']; attempts: number; dueAt: Date | null; agentId: string | null; doneAt: Date | null }): Promise<number> =>
  run(tx, sql`
    update support.follow_up set state = ${call.state}, attempts = ${call.attempts}, due_at = coalesce(${call.dueAt}::timestamptz, due_at), satisfaction = ${call.satisfaction},
      is_arrived_on_time = ${call.isArrivedOnTime}, is_scope_done = ${call.isScopeDone}, is_extra_charged = ${call.isExtraCharged},
      words = ${call.words}, agent_id = ${call.agentId}, done_at = ${call.doneAt}
    where city_id = ${cityId} and id = ${followUpId}`);
