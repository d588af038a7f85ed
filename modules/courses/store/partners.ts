import type { partnerKinds } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type PartnerRow = {
  id: string; kind: (typeof partnerKinds)[number]; name: string; contactName: string; phoneMasked: string; agreementNumber: string; fromDay: string; untilDay: string | null; credits: { subject: string; module: string; minutes: number }[]; cohorts: number; learners: number;
};
const partners = (cityId: string) => sql<PartnerRow>`select p.id, p.kind, p.name, p.contact_name, p.phone_masked, p.agreement_number, p.from_day, p.until_day, p.credits, h.cohorts, h.learners
  from courses.partner p cross join lateral (select count(*)::int as cohorts, coalesce(sum(enrolled + finished + incomplete), 0)::int as learners from courses.cohort h where h.city_id = p.city_id and h.partner_id = p.id and h.state <> 'cancelled') h where p.city_id = ${cityId}`;
export const findPartner = (tx: Tx, cityId: string, id: string): Promise<PartnerRow | undefined> => maybe(tx, sql<PartnerRow>`${partners(cityId)} and p.id = ${id}`);
export const listPartners = (tx: Tx, cityId: string, kind: string | null): Promise<PartnerRow[]> => many(tx, sql<PartnerRow>`${partners(cityId)} and (${kind}::text is null or p.kind = ${kind}) order by p.name, p.id limit 500`);
export const inForceByKind = (tx: Tx, cityId: string, today: string): Promise<{ kind: PartnerRow['kind']; inForce: number }[]> => many(tx, sql`
  select kind, count(*)::int as in_force from courses.partner where city_id = ${cityId} and from_day <= ${today}::date and (until_day is null or until_day >= ${today}::date) group by kind`);
/** Without a phone the one that is kept stays. */
export const savePartner = (tx: Tx, cityId: string, p: Omit<PartnerRow, 'cohorts' | 'learners' | 'phoneMasked'> & { phone: { sealed: string; masked: string } | null; at: Date }): Promise<number> => run(tx, sql`
  insert into courses.partner (city_id, id, kind, name, contact_name, phone_encrypted, phone_masked, agreement_number, from_day, until_day, credits, saved_at)
  values (${cityId}, ${p.id}, ${p.kind}, ${p.name}, ${p.contactName}, ${p.phone?.sealed ?? null}, ${p.phone?.masked ?? ''}, ${p.agreementNumber}, ${p.fromDay}::date, ${p.untilDay}::date, ${JSON.stringify(p.credits)}::jsonb, ${p.at})
  on conflict (city_id, id) do update set kind = excluded.kind, name = excluded.name, contact_name = excluded.contact_name, phone_encrypted = coalesce(excluded.phone_encrypted, partner.phone_encrypted), phone_masked = case when excluded.phone_encrypted is null then partner.phone_masked else excluded.phone_masked end,
    agreement_number = excluded.agreement_number, from_day = excluded.from_day, until_day = excluded.until_day, credits = excluded.credits, saved_at = excluded.saved_at`);

export type CreditRow = { id: string; workerId: string; workerName: string; partnerId: string; partnerName: string; subject: string; module: string; minutes: number; documentHash: string; recognisedAt: Date; byName: string; withdrawnAt: Date | null; withdrawWords: string };
const credits = sql`select k.id, k.worker_id, n.name as worker_name, k.partner_id, p.name as partner_name, k.subject, k.module, k.minutes, k.document_hash, k.recognised_at, k.by_name, k.withdrawn_at, k.withdraw_words from courses.credit k
  join courses.partner p on p.city_id = k.city_id and p.id = k.partner_id join workers.worker w on w.city_id = k.city_id and w.id = k.worker_id join accounts.person n on n.city_id = w.city_id and n.id = w.person_id`;
export const findCredit = (tx: Tx, cityId: string, id: string): Promise<CreditRow | undefined> => maybe(tx, sql<CreditRow>`${credits} where k.city_id = ${cityId} and k.id = ${id}`);
export const listCredits = (tx: Tx, cityId: string, wish: { workerId: string | null; partnerId: string | null; before: { at: string; id: string } | null; limit: number }): Promise<CreditRow[]> => {
  const conditions = [
    sql`k.city_id = ${cityId}`, ...(wish.workerId === null ? [] : [sql`k.worker_id = ${wish.workerId}`]), ...(wish.partnerId === null ? [] : [sql`k.partner_id = ${wish.partnerId}`]), ...(wish.before === null ? [] : [sql`(k.recognised_at, k.id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<CreditRow>`${credits} where ${sql.join(conditions, sql` and `)} order by k.recognised_at desc, k.id desc limit ${wish.limit}`);
};
/** A credit of hers that still counts for a module, the latest. */
export const liveCreditIn = (tx: Tx, cityId: string, workerId: string, module: string): Promise<CreditRow | undefined> => maybe(tx, sql<CreditRow>`
  ${credits} where k.city_id = ${cityId} and k.worker_id = ${workerId} and k.module = ${module} and k.withdrawn_at is null order by k.recognised_at desc, k.id desc limit 1`);
export const insertCredit = (tx: Tx, cityId: string, k: Pick<CreditRow, 'id' | 'workerId' | 'partnerId' | 'subject' | 'module' | 'minutes' | 'documentHash' | 'recognisedAt' | 'byName'>): Promise<number> => run(tx, sql`
  insert into courses.credit (city_id, id, worker_id, partner_id, subject, module, minutes, document_hash, recognised_at, by_name) values (${cityId}, ${k.id}, ${k.workerId}, ${k.partnerId}, ${k.subject}, ${k.module}, ${k.minutes}, ${k.documentHash}, ${k.recognisedAt}, ${k.byName})`);
export const withdrawCredit = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update courses.credit set withdrawn_at = ${at}, withdraw_words = ${words} where city_id = ${cityId} and id = ${id} and withdrawn_at is null`);
