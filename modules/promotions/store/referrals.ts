import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Common, Finding, Programme, ReferralKind, ReferralState, RewardKind } from '../rules/referrals.ts';

export type ReferralRow = {
  id: string; referrerId: string; referrerName: string; referrerHouseholdId: string; referrerKind: ReferralKind; refereeId: string; refereeName: string; refereeHouseholdId: string; boundAt: Date; state: ReferralState; findings: Finding[];
  refereeKind: ReferralKind | null; orderId: string | null; completedAt: Date | null; rewardKind: RewardKind | null; rewardFen: number | null; taxFen: number; rewardedAt: Date | null;
  decidedByName: string | null; decidedAt: Date | null; decisionWords: string;
};

const columns = sql`r.id, r.referrer_id, a.name as referrer_name, h.household_id as referrer_household_id, r.referrer_kind, r.referee_id, b.name as referee_name, r.referee_household_id, r.bound_at, r.state, r.findings, r.referee_kind, r.order_id, r.completed_at,
  r.reward_kind, r.reward_fen, r.tax_fen, r.rewarded_at, r.decided_by_name, r.decided_at, r.decision_words`;
const rows = sql`promotions.referral r join accounts.person a on a.city_id = r.city_id and a.id = r.referrer_id join accounts.person b on b.city_id = r.city_id and b.id = r.referee_id
  join accounts.household_person h on h.city_id = r.city_id and h.person_id = r.referrer_id`;

export const programmesOf = (tx: Tx, cityId: string): Promise<Programme[]> =>
  many(tx, sql`select referrer_kind, referee_kind, reward_kind, reward_fen, gift_fen, is_open from promotions.referral_programme where city_id = ${cityId}`);

export const saveProgramme = (tx: Tx, cityId: string, p: Programme, by: string, at: Date): Promise<number> => run(tx, sql`
  insert into promotions.referral_programme (city_id, referrer_kind, referee_kind, reward_kind, reward_fen, gift_fen, is_open, changed_by, changed_at)
  values (${cityId}, ${p.referrerKind}, ${p.refereeKind}, ${p.rewardKind}, ${p.rewardFen}, ${p.giftFen}, ${p.isOpen}, ${by}, ${at})
  on conflict (city_id, referrer_kind, referee_kind) do update set reward_kind = excluded.reward_kind, reward_fen = excluded.reward_fen, gift_fen = excluded.gift_fen, is_open = excluded.is_open, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);

/** The code of a person, made at the first asking; two askings at once get the same. */
export const codeOf = async (tx: Tx, cityId: string, personId: string, fresh: string, at: Date): Promise<string> => {
  await run(tx, sql`insert into promotions.referral_code (city_id, code, person_id, made_at) values (${cityId}, ${fresh}, ${personId}, ${at}) on conflict do nothing`);
  return (await one<{ code: string }>(tx, sql`select code from promotions.referral_code where city_id = ${cityId} and person_id = ${personId}`)).code;
};

export const ownerOfCode = async (tx: Tx, cityId: string, code: string): Promise<string | null> =>
  (await maybe<{ personId: string }>(tx, sql`select person_id from promotions.referral_code where city_id = ${cityId} and code = ${code}`))?.personId ?? null;

export type Newcomer = { householdId: string; registeredAt: Date; orders: number; isWorker: boolean };
/** What counts of a person here: when she signed up, what her household has ordered, whether she works. */
export const newcomerOf = (tx: Tx, cityId: string, personId: string): Promise<Newcomer | undefined> => maybe(tx, sql`
  select h.household_id, p.registered_at, exists (select from accounts.role_grant g where g.city_id = p.city_id and g.person_id = p.id and g.role = 'worker') as is_worker,
    (select coalesce(sum(m.order_count), 0) from accounts.household_person i join accounts.person m on m.city_id = i.city_id and m.id = i.person_id where i.city_id = h.city_id and i.household_id = h.household_id)::int as orders
  from accounts.person p join accounts.household_person h on h.city_id = p.city_id and h.person_id = p.id where p.city_id = ${cityId} and p.id = ${personId}`);

/** Binds a newcomer and her household; false when either is bound already. */
export const addReferral = async (tx: Tx, cityId: string, r: { id: string; referrerId: string; referrerKind: ReferralKind; refereeId: string; refereeHouseholdId: string; at: Date }): Promise<boolean> => (await run(tx, sql`
  insert into promotions.referral (city_id, id, referrer_id, referrer_kind, referee_id, referee_household_id, bound_at, state)
  values (${cityId}, ${r.id}, ${r.referrerId}, ${r.referrerKind}, ${r.refereeId}, ${r.refereeHouseholdId}, ${r.at}, 'bound') on conflict do nothing`)) > 0;

export const findReferral = (tx: Tx, cityId: string, referralId: string): Promise<ReferralRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where r.city_id = ${cityId} and r.id = ${referralId}`);

export const lockReferral = (tx: Tx, cityId: string, referralId: string): Promise<ReferralRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where r.city_id = ${cityId} and r.id = ${referralId} for update of r`);

/** The recommendation of somebody who has just completed an order: the household's when it was served, her own when she served. */
export const lockBound = (tx: Tx, cityId: string, about: { householdId: string } | { personId: string }): Promise<ReferralRow | undefined> => maybe(tx, sql`
  select ${columns} from ${rows} where r.city_id = ${cityId} and r.state = 'bound' and ${'householdId' in about ? sql`r.referee_household_id = ${about.householdId}` : sql`r.referee_id = ${about.personId}`} for update of r`);

export const referralOfReferee = (tx: Tx, cityId: string, householdId: string): Promise<ReferralRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where r.city_id = ${cityId} and r.referee_household_id = ${householdId}`);

export const markCompleted = (tx: Tx, cityId: string, referralId: string, c: { state: 'review' | 'due'; findings: Finding[]; refereeKind: ReferralKind; orderId: string; rewardKind: RewardKind; rewardFen: number; taxFen: number; at: Date }): Promise<number> => run(tx, sql`
  update promotions.referral set state = ${c.state}, findings = ${c.findings}::text[], referee_kind = ${c.refereeKind}, order_id = ${c.orderId}, completed_at = ${c.at}, reward_kind = ${c.rewardKind}, reward_fen = ${c.rewardFen}, tax_fen = ${c.taxFen}
  where city_id = ${cityId} and id = ${referralId} and state = 'bound'`);

/** Decides what finance looks at; false when somebody was first. */
export const decide = async (tx: Tx, cityId: string, referralId: string, d: { state: 'due' | 'declined'; by: string; byName: string; at: Date; words: string }): Promise<boolean> => (await run(tx, sql`
  update promotions.referral set state = ${d.state}, decided_by = ${d.by}, decided_by_name = ${d.byName}, decided_at = ${d.at}, decision_words = ${d.words} where city_id = ${cityId} and id = ${referralId} and state = 'review'`)) > 0;

/** due → rewarded; false when it was rewarded before. */
export const markRewarded = async (tx: Tx, cityId: string, referralId: string, at: Date): Promise<boolean> =>
  (await run(tx, sql`update promotions.referral set state = 'rewarded', rewarded_at = ${at} where city_id = ${cityId} and id = ${referralId} and state = 'due'`)) > 0;

export const referralsOfPerson = (tx: Tx, cityId: string, referrerId: string): Promise<ReferralRow[]> => many(tx, sql`select ${columns} from ${rows} where r.city_id = ${cityId} and r.referrer_id = ${referrerId} order by r.bound_at desc, r.id desc limit 200`);

export const listReferrals = (tx: Tx, cityId: string, { state, cursor, limit }: { state: string | undefined; cursor: string | undefined; limit: number }): Promise<ReferralRow[]> => many(tx, sql`
  select ${columns} from ${rows} where r.city_id = ${cityId}
    ${state === undefined ? sql`` : sql`and r.state = ${state}`}
    ${cursor === undefined ? sql`` : sql`and (r.bound_at, r.id) < (select bound_at, id from promotions.referral c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by r.bound_at desc, r.id desc limit ${limit}`);

export const addMark = (tx: Tx, cityId: string, m: { personId: string; kind: 'device' | 'payment'; mark: string; at: Date }): Promise<number> => run(tx, sql`
  insert into promotions.person_mark (city_id, person_id, kind, mark, seen_at) values (${cityId}, ${m.personId}, ${m.kind}, ${m.mark}, ${m.at})
  on conflict (city_id, person_id, kind, mark) do update set seen_at = excluded.seen_at`);

/**
 * What two people have in common, whoever of their households it came from: devices and payment accounts by their fingerprints, addresses by estate,
 * building and room; and whether the referrer was, over however many others, recommended by the newcomer.
 */
export const commonOf = (tx: Tx, cityId: string, { referrerId, refereeId }: { referrerId: string; refereeId: string }): Promise<Common> => one(tx, sql`
  with recursive
  home as (select person_id, household_id from accounts.household_person where city_id = ${cityId} and person_id in (${referrerId}, ${refereeId})),
  people as (select home.person_id as whose, p.person_id from home join accounts.household_person p on p.city_id = ${cityId} and p.household_id = home.household_id),
  marks as (select distinct people.whose, m.kind, m.mark from people join promotions.person_mark m on m.city_id = ${cityId} and m.person_id = people.person_id),
  shared as (select a.kind, a.mark from marks a join marks b on b.kind = a.kind and b.mark = a.mark where a.whose = ${referrerId} and b.whose = ${refereeId}),
  places as (select distinct home.person_id, a.estate_id, a.building, lower(trim(a.room)) as room from home join accounts.address a on a.city_id = ${cityId} and a.household_id = home.household_id and a.removed_at is null and trim(a.room) <> ''),
  line (person_id, steps) as (
    select ${referrerId}::text, 0 union all
    select r.referrer_id, line.steps + 1 from line join promotions.referral r on r.city_id = ${cityId} and r.referee_id = line.person_id where line.steps < 30)
  select (select count(distinct household_id) < 2 from home) as is_same_household,
    (select count(*) from shared where kind = 'device')::int as devices, (select count(*) from shared where kind = 'payment')::int as payments,
    (select count(*) from places a join places b on b.estate_id = a.estate_id and b.building = a.building and b.room = a.room where a.person_id = ${referrerId} and b.person_id = ${refereeId})::int as addresses,
    exists (select from line where person_id = ${refereeId}) as is_ring`);
