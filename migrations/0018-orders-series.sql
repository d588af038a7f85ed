-- A recurring wish of one household as one object, and each of its visits. A visit becomes an ordinary order some days ahead.
create table orders.series (
  city_id text not null, id text not null,
  customer_id text not null, household_id text not null, address_id text not null, placed_by text not null, channel text not null check (channel in ('h5','wechat','phone','sms','station')),
  item_id text not null, quantity double precision not null, note text not null default '', member_ids text[] not null default '{}', duration_minutes int not null check (duration_minutes > 0),
  -- RRULE without an end; its DTSTART is first_day at start_minute on the wall clock of Asia/Shanghai.
  rule text not null, first_day date not null, start_minute int not null check (start_minute between 0 and 1439),
  ends_on date, visit_limit int check (visit_limit > 0),
  holiday_rule text not null check (holiday_rule in ('serve','skip','nextDay','dayBefore')),
  excluded_days text[] not null default '{}', extra_days text[] not null default '{}', pauses jsonb not null default '[]',
  worker_mode text not null check (worker_mode in ('kept','preferred','none')), worker_id text,
  state text not null check (state in ('active','paused','ended')),
  days_ahead int not null default 14 check (days_ahead between 1 and 28), price_fen bigint not null check (price_fen >= 0),
  previous_id text, placed_at timestamptz not null, changed_at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, previous_id) references orders.series (city_id, id),
  check ((worker_mode = 'none') = (worker_id is null)),
  check (ends_on is null or ends_on >= first_day - 1)
);
create index series_household on orders.series (city_id, household_id, placed_at desc);
create index series_worker on orders.series (city_id, worker_id) where state <> 'ended';
create index series_placed on orders.series (city_id, state, placed_at desc);

create table orders.series_visit (
  city_id text not null, id text not null, series_id text not null,
  -- The day the rule names; a holiday or a hand may move the visit itself.
  day date not null, starts_at timestamptz not null, ends_at timestamptz not null,
  state text not null check (state in ('planned','ordered','skipped','moved','conflict')), reason text not null default '', words_zh text not null default '', words_en text not null default '',
  own_starts_at timestamptz, own_worker_id text, is_unskipped boolean not null default false,
  order_id text, quoted_fen bigint, asked_at timestamptz,
  primary key (city_id, id),
  constraint one_visit_per_day unique (city_id, series_id, day),
  foreign key (city_id, series_id) references orders.series (city_id, id),
  foreign key (city_id, order_id) references orders."order" (city_id, id),
  check (starts_at < ends_at),
  check ((state = 'ordered') = (order_id is not null))
);
create unique index series_visit_order on orders.series_visit (city_id, order_id) where order_id is not null;
create index series_visit_due on orders.series_visit (city_id, series_id, starts_at);

create table orders.series_event (
  city_id text not null, series_id text not null, seq int not null, at timestamptz not null, verb text not null,
  actor_id text, actor_label_zh text not null, actor_label_en text not null, words_zh text not null, words_en text not null, reason text not null default '',
  primary key (city_id, series_id, seq),
  foreign key (city_id, series_id) references orders.series (city_id, id)
);
