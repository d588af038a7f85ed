-- Who was asked, why, and what they said.
create schema dispatch;

create table dispatch.offer (
  city_id text not null, id text not null, order_id text not null, worker_id text not null, origin text not null check (origin in ('auto','dispatcher','merchant','household','grab')),
  state text not null check (state in ('live','accepted','refused','expired','withdrawn')), made_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz,
  refusal_reason text, is_excused boolean, refusal_words text not null default '',
  net_pay_fen bigint not null, pay_lines jsonb not null, travel_meters int not null, travel_seconds int not null, score double precision not null, dimensions jsonb not null,
  primary key (city_id, id)
);
create unique index one_live_offer_per_order on dispatch.offer (city_id, order_id) where state = 'live';
create index offer_worker on dispatch.offer (city_id, worker_id, state);
create index offer_order on dispatch.offer (city_id, order_id, made_at);

-- Every decision with its frozen inputs, so that it can be explained and replayed later.
create table dispatch.decision (
  city_id text not null, id text not null, order_id text not null, at timestamptz not null, kind text not null check (kind in ('offer','assign','grab','hold','none','refused','expired','withdrawn')),
  worker_id text, actor_id text, words_zh text not null, words_en text not null, score double precision, formula_version text not null, need jsonb not null, candidates jsonb not null, blocked jsonb not null,
  primary key (city_id, id)
);
create index decision_order on dispatch.decision (city_id, order_id, at);
