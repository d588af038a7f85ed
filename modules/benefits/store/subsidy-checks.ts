import { one, sql, type Tx } from '../../../kernel/database.ts';
import type { Finding } from './checks.ts';

/** Living claims that share a certificate, or a person and a kind; and claims whose certificate is another's, of another kind, or revoked while the claim lives on for a day. */
export const subsidiesTwice = (tx: Tx, cityId: string, now: Date): Promise<Finding> => one(tx, sql`
  with judged as (
    select c.id, c.state, count(*) over (partition by c.certificate_id) > 1 as is_twice,
      c.state <> 'clawedBack' and count(*) filter (where c.state <> 'clawedBack') over (partition by c.person_key, c.certificate_kind) > 1 as is_again,
      t.worker_id <> c.worker_id or t.kind <> c.certificate_kind or t.number <> c.certificate_number as is_other,
      c.state in ('submitted', 'accepted') and t.revoked_at < ${new Date(now.getTime() - 86_400_000)} as is_late
    from benefits.subsidy_claim c join training.certificate t on t.city_id = c.city_id and t.id = c.certificate_id
    where c.city_id = ${cityId} and c.state in ('submitted', 'accepted', 'paid', 'clawedBack'))
  select count(*)::int as seen, (count(*) filter (where is_twice or is_again or is_other or is_late))::int as wrong, min(id) filter (where is_twice or is_again or is_other or is_late) as example from judged`);

/** Claims that the ledger passed on or fetched back for another sum, and programmes that hold another sum than came, went on, came back and was returned. */
export const subsidiesNotPosted = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with posted as (
    select split_part(t.business_key, ':', 2) as id, -sum(l.amount_fen) filter (where t.kind = 'trainingSubsidy' and l.amount_fen < 0) as paid_fen, sum(l.amount_fen) filter (where t.kind = 'subsidyClawedBack' and l.amount_fen > 0) as taken_fen
    from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id where t.city_id = ${cityId} and t.kind in ('trainingSubsidy', 'subsidyClawedBack') group by 1),
  claims as (
    select coalesce(c.id, p.id) as id, c.id is null or coalesce(p.paid_fen, 0) <> case when c.paid_at is null then 0 else c.amount_fen end or coalesce(p.taken_fen, 0) <> c.taken_fen as is_wrong
    from (select * from benefits.subsidy_claim where city_id = ${cityId}) c full join posted p on p.id = c.id),
  held as (select account, -sum(amount_fen) as fen from payments.ledger_posting where city_id = ${cityId} and account like 'liability:grant:%' group by account),
  programmes as (
    select g.id, coalesce(h.fen, 0) <> coalesce((select sum(taken_fen - returned_fen) from benefits.subsidy_claim c where c.city_id = g.city_id and c.programme_id = g.id), 0) as is_wrong
    from benefits.subsidy_programme g left join held h on h.account = 'liability:grant:' || g.id where g.city_id = ${cityId}),
  judged as (select id, is_wrong from claims union all select id, is_wrong from programmes)
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

export const placesBeyondQuota = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with judged as (
    select y.programme_id || ' ' || y.year as id, y.quota_persons is not null and (select count(*) from benefits.subsidy_claim c where c.city_id = y.city_id and c.programme_id = y.programme_id and c.year = y.year and c.state in ('submitted', 'accepted', 'paid')) > y.quota_persons as is_wrong
    from benefits.subsidy_year y where y.city_id = ${cityId})
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);
