-- What families hold here: money put in and its bonus, packs of visits, and the monthly voucher of their elders. The money itself stands in the ledger.
create schema benefits;

create table benefits.top_up_plan (
  city_id text not null, pay_fen bigint not null check (pay_fen > 0), bonus_fen bigint not null check (bonus_fen >= 0), changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, pay_fen)
);
create table benefits.top_up (
  city_id text not null, id text not null, household_id text not null, payer_id text not null, charge_id text not null, amount_fen bigint not null check (amount_fen > 0), bonus_fen bigint not null check (bonus_fen >= 0),
  state text not null check (state in ('waiting','paid','closed')), created_at timestamptz not null, paid_at timestamptz,
  primary key (city_id, id),
  constraint top_up_paid_with_time check ((state = 'paid') = (paid_at is not null))
);
create index top_up_household on benefits.top_up (city_id, household_id, created_at desc);
create table benefits.stored_refund (
  city_id text not null, id text not null, household_id text not null, amount_fen bigint not null check (amount_fen > 0), lapsed_bonus_fen bigint not null check (lapsed_bonus_fen >= 0), reason text not null, asked_by text not null, at timestamptz not null,
  primary key (city_id, id)
);

create table benefits.pack_offer (
  city_id text not null, id text not null, item_id text not null, name_zh text not null, name_en text not null, units int not null check (units between 2 and 500), price_fen bigint not null check (price_fen between 1 and 500000), valid_months int not null check (valid_months between 1 and 12),
  is_offered boolean not null, changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, id)
);
create table benefits.pack (
  city_id text not null, id text not null, offer_id text not null, household_id text not null, buyer_id text not null, charge_id text not null, item_id text not null, name_zh text not null, name_en text not null,
  units int not null check (units > 0), price_fen bigint not null check (price_fen between 1 and 500000), unit_price_fen bigint not null check (unit_price_fen > 0), valid_months int not null check (valid_months between 1 and 12),
  state text not null check (state in ('waiting','active','refunded','expired','closed')), created_at timestamptz not null, bought_at timestamptz, expires_at timestamptz, ended_at timestamptz, refund_reason text not null default '', left_fen bigint,
  primary key (city_id, id),
  constraint unit_price_fits check (unit_price_fen * units <= price_fen),
  constraint bought_with_time check ((state in ('waiting','closed')) = (bought_at is null))
);
create index pack_household on benefits.pack (city_id, household_id, created_at desc);
create index pack_expiry on benefits.pack (city_id, expires_at) where state = 'active';

-- An elder who was assessed, by whom and on which paper, and what the month's voucher paid.
create table benefits.eligibility (
  city_id text not null, id text not null, household_id text not null, member_id text not null, level text not null check (level in ('moderate','severe','total')), evidence text not null check (evidence <> ''), monthly_fen bigint not null check (monthly_fen between 1 and 80000),
  valid_from date not null, valid_to date not null, granted_by text not null, granted_by_name text not null, granted_at timestamptz not null, ended_at timestamptz, ended_by text, end_reason text not null default '',
  primary key (city_id, id),
  constraint valid_in_order check (valid_from <= valid_to)
);
create unique index one_live_eligibility on benefits.eligibility (city_id, member_id) where ended_at is null;
create index eligibility_household on benefits.eligibility (city_id, household_id);
create table benefits.voucher_claim (
  city_id text not null, order_id text not null, month text not null, eligibility_id text not null, amount_fen bigint not null check (amount_fen > 0), is_sampled boolean not null, marked_at timestamptz not null,
  inspected_at timestamptz, inspected_by text, is_fine boolean, inspection text not null default '', claimed_at timestamptz, claimed_by text, batch text,
  primary key (city_id, order_id),
  constraint inspected_with_name check ((inspected_at is null) = (inspected_by is null)),
  constraint sample_first check (claimed_at is null or not is_sampled or is_fine)
);
create index voucher_claim_month on benefits.voucher_claim (city_id, month);
