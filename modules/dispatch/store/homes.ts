import { many, sql, type Tx } from '../../../kernel/database.ts';

export type DeclinedRow = { orderId: string; orderIds: string[]; orderNo: string; workerId: string; workerName: string; householdName: string; estateName: string; reason: string; setAt: Date };
/** Households that workers do not go to any more, newest first, each with the last visit of hers there. */
export const declinedHouseholds = (tx: Tx, cityId: string, { workerId, householdId }: { workerId: string | null; householdId: string | null }): Promise<DeclinedRow[]> => many(tx, sql<DeclinedRow>`
  select o.id as order_id, array(
      select id from orders."order" where city_id = b.city_id and household_id = b.household_id and worker_id = b.worker_id order by starts_at desc limit 200
    ) as order_ids, o.no as order_no, b.worker_id, p.name as worker_name, o.contact_name as household_name, o.estate_name, b.reason, b.set_at
  from workers.household_block b
  join workers.worker w on w.city_id = b.city_id and w.id = b.worker_id
  join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  join lateral (
    select id, no, contact_name, estate_name from orders."order" where city_id = b.city_id and household_id = b.household_id and worker_id = b.worker_id order by starts_at desc limit 1
  ) o on true
  where b.city_id = ${cityId} and (${workerId}::text is null or b.worker_id = ${workerId}) and (${householdId}::text is null or b.household_id = ${householdId})
  order by b.set_at desc, o.id limit 200`);
