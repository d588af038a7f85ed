create schema if not exists promotions;

-- A campaign makes coupons: what one is worth, for whom, how many there are and whose money it is.
create table promotions.campaign (
  city_id text not null, id text not null, name_zh text not null, name_en text not null, kind text not null check (kind in ('amountOff','percentOff','spendOff')),
  amount_fen bigint not null default 0 check (amount_fen >= 0), percent int not null default 0 check (percent between 0 and 100), cap_fen bigint check (cap_fen > 0), min_spend_fen bigint not null default 0 check (min_spend_fen >= 0),
  item_ids text[] not null default '{}', families text[] not null default '{}', district_ids text[] not null default '{}', is_for_newcomers boolean not null default false, is_for_members boolean not null default false,
  opens_at timestamptz not null, closes_at timestamptz not null, days_valid int check (days_valid > 0), stock int check (stock >= 0), issued int not null default 0 check (issued >= 0), most_per_household int not null default 1 check (most_per_household > 0),
  way text not null check (way in ('claim','code','given')), stacking text not null check (stacking in ('alone','withMembership')),
  platform_percent int not null check (platform_percent >= 0), merchant_percent int not null check (merchant_percent >= 0), fund_percent int not null check (fund_percent >= 0), fund_id text,
  budget_fen bigint check (budget_fen >= 0), bound_fen bigint not null default 0 check (bound_fen >= 0), state text not null check (state in ('open','paused','ended')), made_by text not null, made_at timestamptz not null,
  primary key (city_id, id),
  check (opens_at < closes_at),
  constraint borne_whole check (platform_percent + merchant_percent + fund_percent = 100),
  constraint fund_named check ((fund_percent > 0) = (fund_id is not null)),
  constraint worth_something check (case kind when 'percentOff' then percent > 0 else way = 'given' or amount_fen > 0 end),
  -- Of two hundred who want the last one, one gets it.
  constraint stock_not_exceeded check (stock is null or issued <= stock),
  constraint budget_not_exceeded check (budget_fen is null or bound_fen <= budget_fen)
);
create index campaign_state on promotions.campaign (city_id, state, closes_at);

-- How many of a campaign a household has had; nobody has one more by asking twice at once.
create table promotions.coupon_count (
  city_id text not null, campaign_id text not null, household_id text not null, had int not null, most int not null,
  primary key (city_id, campaign_id, household_id),
  constraint most_per_household_not_exceeded check (had <= most),
  foreign key (city_id, campaign_id) references promotions.campaign (city_id, id)
);

create table promotions.coupon (
  city_id text not null, id text not null, campaign_id text not null, household_id text not null, state text not null check (state in ('free','held','spent','expired')), source text not null check (source in ('claim','code','compensation','referral','gift')),
  -- What makes it be given once: the late visit, the referral. Claims and codes have none.
  source_key text, amount_fen bigint check (amount_fen > 0), given_at timestamptz not null, opens_at timestamptz not null, expires_at timestamptz not null,
  order_id text, held_at timestamptz, spent_at timestamptz, discount_fen bigint not null default 0 check (discount_fen >= 0), platform_fen bigint not null default 0, merchant_fen bigint not null default 0, fund_fen bigint not null default 0,
  words_zh text not null default '', words_en text not null default '',
  primary key (city_id, id),
  foreign key (city_id, campaign_id) references promotions.campaign (city_id, id),
  constraint given_once unique (city_id, source_key),
  constraint order_while_used check ((state in ('held','spent')) = (order_id is not null)),
  constraint bearers_bear_all check (discount_fen = platform_fen + merchant_fen + fund_fen),
  check (opens_at < expires_at)
);
create unique index one_coupon_per_order on promotions.coupon (city_id, order_id) where order_id is not null;
create index coupon_household on promotions.coupon (city_id, household_id, state, expires_at);
create index coupon_campaign on promotions.coupon (city_id, campaign_id, state);
create index coupon_expiry on promotions.coupon (city_id, expires_at) where state = 'free';

-- Codes to hand out on paper; each is good once. They count as issued when they are made.
create table promotions.coupon_batch (
  city_id text not null, id text not null, campaign_id text not null, name text not null, size int not null check (size > 0), made_by text not null, made_at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, campaign_id) references promotions.campaign (city_id, id)
);
create table promotions.coupon_code (
  city_id text not null, code text not null, batch_id text not null, coupon_id text, used_at timestamptz,
  primary key (city_id, code),
  foreign key (city_id, batch_id) references promotions.coupon_batch (city_id, id),
  constraint used_for_one unique (city_id, coupon_id),
  check ((coupon_id is null) = (used_at is null))
);
create index coupon_code_batch on promotions.coupon_code (city_id, batch_id);

-- What recommending somebody is worth, by who recommends and what the newcomer does here.
create table promotions.referral_programme (
  city_id text not null, referrer_kind text not null check (referrer_kind in ('household','worker')), referee_kind text not null check (referee_kind in ('household','worker')),
  reward_kind text not null check (reward_kind in ('coupon','points','cash')), reward_fen bigint not null check (reward_fen > 0), gift_fen bigint not null default 0 check (gift_fen >= 0), is_open boolean not null,
  changed_by text not null, changed_at timestamptz not null,
  primary key (city_id, referrer_kind, referee_kind),
  check (referrer_kind = 'worker' or referee_kind = 'household')
);
create table promotions.referral_code (
  city_id text not null, code text not null, person_id text not null, made_at timestamptz not null,
  primary key (city_id, code),
  constraint one_code_per_person unique (city_id, person_id)
);
create table promotions.referral (
  city_id text not null, id text not null, referrer_id text not null, referrer_kind text not null check (referrer_kind in ('household','worker')), referee_id text not null, referee_household_id text not null, bound_at timestamptz not null,
  state text not null check (state in ('bound','review','due','rewarded','declined')), findings text[] not null default '{}', referee_kind text check (referee_kind in ('household','worker')), order_id text, completed_at timestamptz,
  reward_kind text check (reward_kind in ('coupon','points','cash')), reward_fen bigint check (reward_fen > 0), tax_fen bigint not null default 0 check (tax_fen >= 0), rewarded_at timestamptz,
  decided_by text, decided_by_name text, decided_at timestamptz, decision_words text not null default '',
  primary key (city_id, id),
  -- Whoever comes is bound once, and a household earns one reward however many of it sign up.
  constraint referee_bound_once unique (city_id, referee_id),
  constraint household_bound_once unique (city_id, referee_household_id),
  constraint one_referral_per_order unique (city_id, order_id, referee_id),
  check (referrer_id <> referee_id),
  check ((state = 'bound') = (completed_at is null)),
  check ((state = 'rewarded') = (rewarded_at is not null)),
  check (state = 'bound' or (reward_kind is not null and reward_fen is not null and order_id is not null))
);
create index referral_referrer on promotions.referral (city_id, referrer_id, bound_at desc);
create index referral_state on promotions.referral (city_id, state, bound_at desc);
-- By what two people are seen to be one: the device they sign in on, the account they pay from. Kept as fingerprints.
create table promotions.person_mark (
  city_id text not null, person_id text not null, kind text not null check (kind in ('device','payment')), mark text not null, seen_at timestamptz not null,
  primary key (city_id, person_id, kind, mark)
);
create index person_mark_mark on promotions.person_mark (city_id, kind, mark);

create table promotions.membership_plan (
  city_id text not null, id text not null, name_zh text not null, name_en text not null, price_fen bigint not null check (price_fen > 0), days int not null check (days between 1 and 732),
  discount_percent int not null default 0 check (discount_percent between 0 and 50), discount_cap_fen bigint check (discount_cap_fen > 0), is_fee_free boolean not null default false, points_times int not null default 1 check (points_times between 1 and 10), is_open boolean not null,
  changed_by text not null, changed_at timestamptz not null,
  primary key (city_id, id)
);
create table promotions.membership (
  city_id text not null, id text not null, household_id text not null, payer_id text not null, plan_id text not null, charge_id text, price_fen bigint not null check (price_fen > 0), days int not null check (days > 0),
  discount_percent int not null, discount_cap_fen bigint, is_fee_free boolean not null, points_times int not null, state text not null check (state in ('waiting','running','ended','dropped')),
  asked_at timestamptz not null, starts_at timestamptz, ends_at timestamptz, refund_fen bigint not null default 0 check (refund_fen >= 0 and refund_fen <= price_fen),
  primary key (city_id, id),
  foreign key (city_id, plan_id) references promotions.membership_plan (city_id, id),
  check (starts_at < ends_at),
  check (state in ('waiting','dropped') or ends_at is not null)
);
create unique index one_waiting_membership on promotions.membership (city_id, household_id) where state = 'waiting';
create unique index one_running_membership on promotions.membership (city_id, household_id) where state = 'running';
