import { one, sql, type Tx } from '../../../kernel/database.ts';
import type { Finding } from './checks.ts';

/** Visits' covers that have been on their way for an hour and do not fit their order: not the worker who comes, not the time, or not void though the visit is off. */
export const coversAmiss = (tx: Tx, cityId: string, now: Date): Promise<Finding> =>
  one(tx, sql`
    with judged as (
      select c.id, case
        when o.status in ('cancelled', 'noShow') then c.is_wanted and c.state in ('requested', 'active') and o.changed_at < ${now}::timestamptz - interval '1 hour'
        when c.state = 'active' and c.is_wanted and o.worker_id is not null and o.status in ('accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled') and o.changed_at < ${now}::timestamptz - interval '1 hour'
          then c.worker_id is distinct from o.worker_id or c.starts_at <> o.starts_at - interval '1 hour'
        else false end as is_wrong
      from benefits.cover c join orders."order" o on o.city_id = c.city_id and o.id = c.order_id where c.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Policies whose premium, or what came back of it, is not what the ledger says; and paid claims that are not posted. */
export const insuranceNotPosted = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with posted as (
      select t.business_key, sum(l.amount_fen) as fen from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id
      where t.city_id = ${cityId} and l.account = 'liability:insurer' and (t.business_key like 'policy:%' or t.business_key like 'policyBack:%' or t.business_key like 'claim:%') group by t.business_key),
    judged as (
      select y.id, coalesce(-a.fen, 0) <> y.premium_fen or coalesce(b.fen, 0) <> y.returned_fen as is_wrong from benefits.policy y left join posted a on a.business_key = 'policy:' || y.id left join posted b on b.business_key = 'policyBack:' || y.id where y.city_id = ${cityId}
      union all
      select l.id, coalesce(p.fen, 0) <> case when l.state = 'paid' then l.decided_fen else 0 end from benefits.insurance_claim l left join posted p on p.business_key = 'claim:' || l.id where l.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);
