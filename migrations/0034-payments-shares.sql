-- Who gets what of a service's labour, as data: versions are only added. The one in force when an order was placed stays that order's.
create table payments.share_plan (
  city_id text not null, id text not null, scope text not null check (scope in ('item','family')), scope_id text not null, version int not null check (version > 0),
  commission_basis_points int not null constraint commission_5_to_8_percent check (commission_basis_points between 500 and 800), parties jsonb not null, is_over boolean not null default false,
  reason text not null, set_by_name text not null, set_at timestamptz not null,
  primary key (city_id, id),
  constraint share_plan_version_once unique (city_id, scope, scope_id, version)
);
-- What a family gives to a worker after the visit: all of it is hers.
create table payments.tip (
  city_id text not null, id text not null, order_id text not null, worker_id text not null, payer_id text not null, charge_id text not null, amount_fen bigint not null check (amount_fen > 0), words text not null,
  state text not null check (state in ('open','paid','closed','takenBack')), created_at timestamptz not null, paid_at timestamptz, taken_back_at timestamptz, taken_back_words text not null default '',
  primary key (city_id, id),
  constraint tip_charged_once unique (city_id, charge_id)
);
create index tip_order on payments.tip (city_id, order_id);
-- Sessions in which an experienced worker coached a newcomer; each is paid once.
create table payments.coaching (
  city_id text not null, id text not null, coach_id text not null, newcomer_id text not null, day date not null, minutes int not null check (minutes between 15 and 720), amount_fen bigint not null check (amount_fen > 0), words text not null, noted_by_name text not null, noted_at timestamptz not null,
  primary key (city_id, id),
  constraint coached_once_a_day unique (city_id, coach_id, newcomer_id, day),
  constraint nobody_coaches_herself check (coach_id <> newcomer_id)
);
create index coaching_day on payments.coaching (city_id, day desc);
-- Days on which the platform adds to a worker's pay for each visit.
create table payments.holiday_campaign (
  city_id text not null, id text not null, name_zh text not null, name_en text not null, from_day date not null, to_day date not null check (to_day >= from_day), kind text not null check (kind in ('amount','percent')), value bigint not null check (value > 0), families text[] not null,
  made_at timestamptz not null, made_by_name text not null, ended_at timestamptz,
  primary key (city_id, id),
  constraint percent_is_whole_part check (kind = 'amount' or value <= 100)
);
-- A merchant's guarantee: since when it has left, and the cases in which something was taken of it.
create table payments.deposit_leave (
  city_id text not null, merchant_id text not null, left_at timestamptz not null, refund_from timestamptz not null, returned_at timestamptz,
  primary key (city_id, merchant_id)
);
create table payments.deposit_case (
  city_id text not null, id text not null, merchant_id text not null, order_id text, amount_fen bigint not null check (amount_fen > 0), words text not null, state text not null check (state in ('proposed','decided','appealed','taken','dropped')),
  proposed_by text not null, proposed_by_name text not null, proposed_at timestamptz not null, decided_by text, decided_by_name text, decided_at timestamptz, decision_words text not null default '', appeal_until timestamptz, appealed_at timestamptz, appeal_words text not null default '',
  appeal_decided_by_name text, appeal_decision_words text not null default '', ended_at timestamptz,
  primary key (city_id, id),
  constraint deposit_second_person check (decided_by is null or decided_by <> proposed_by)
);
create index deposit_case_merchant on payments.deposit_case (city_id, merchant_id, proposed_at desc);
-- Where a merchant is reached by a rail's own sharing, what of which order was given to it that way, and what of it was fetched back for a refund.
create table payments.rail_receiver (
  city_id text not null, merchant_id text not null, rail text not null check (rail in ('wechat','alipay')), account text not null, holder_name text not null, set_at timestamptz not null, set_by_name text not null,
  primary key (city_id, merchant_id, rail)
);
alter table payments.payment add column is_to_share boolean not null default false;
create table payments.rail_share (
  city_id text not null, id text not null, order_id text not null, payment_id text not null, merchant_id text not null, rail text not null, account text not null, share_no text not null, amount_fen bigint not null check (amount_fen > 0), recalled_fen bigint not null default 0,
  state text not null check (state in ('queued','sending','arrived','failed','byPayout')), why_zh text not null default '', why_en text not null default '', attempts int not null default 0, due_at timestamptz not null, created_at timestamptz not null, ended_at timestamptz,
  primary key (city_id, id),
  constraint shared_once_an_order unique (city_id, order_id),
  constraint share_no_once unique (city_id, share_no),
  constraint never_recalled_twice check (recalled_fen between 0 and amount_fen),
  foreign key (city_id, payment_id) references payments.payment (city_id, id)
);
create index rail_share_merchant on payments.rail_share (city_id, merchant_id, created_at desc);
create table payments.rail_recall (
  city_id text not null, id text not null, share_id text not null, payment_id text not null, return_no text not null, amount_fen bigint not null check (amount_fen > 0), state text not null check (state in ('wanted','arrived','refused')), why text not null default '', created_at timestamptz not null, ended_at timestamptz,
  primary key (city_id, id),
  constraint return_no_once unique (city_id, return_no),
  foreign key (city_id, share_id) references payments.rail_share (city_id, id)
);
create index rail_recall_payment on payments.rail_recall (city_id, payment_id) where state = 'wanted';
