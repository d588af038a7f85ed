-- How an order finds its worker is data the city writes: every version stays, the newest of a scope holds. Without a row a city works as it did before.
create table dispatch.policy (
  city_id text not null, version int not null check (version > 0), at timestamptz not null,
  family text, item_id text, district_id text,
  -- null takes the scope's policy back
  policy jsonb, by_id text, reason text not null default '',
  primary key (city_id, version),
  check (item_id is null or family is null)
);

-- Where an order's search stands: under which policy, with whom it waits and until when, since when it hangs in the grab hall, what was promised.
create table dispatch.search (
  city_id text not null, order_id text not null, opened_at timestamptz not null, policy_version int not null, mode text not null,
  stage text not null check (stage in ('asking','batch','merchant','hall','household')),
  district_id text, waits_for_merchant_id text, waits_until timestamptz, hall_from timestamptz, batch_at timestamptz,
  primary key (city_id, order_id)
);
create index search_waiting on dispatch.search (city_id, waits_for_merchant_id) where stage = 'merchant';
create index search_batch on dispatch.search (city_id, batch_at) where stage = 'batch';

-- A promised arrival, made with the hold it was shown for, and how it was kept.
create table dispatch.promise (
  city_id text not null, hold_id text not null, order_id text, made_at timestamptz not null, promised_at timestamptz not null, reach_minutes int not null, door_minutes int not null,
  worker_id text not null, travel_seconds int not null, paid_at timestamptz, reached_at timestamptz,
  primary key (city_id, hold_id),
  constraint one_promise_per_order unique (city_id, order_id)
);

-- An order that left the merchant it belonged to: to the neighbour, or to the whole city. Never changed, only added to.
create table dispatch.diversion (
  city_id text not null, order_id text not null, from_merchant_id text not null, to_merchant_id text, at timestamptz not null,
  reason text not null check (reason in ('noAnswer','handedOn')), waited_minutes int not null, lost_fen bigint not null check (lost_fen >= 0),
  constraint once_from_each_merchant primary key (city_id, order_id, from_merchant_id)
);
create index diversion_from on dispatch.diversion (city_id, from_merchant_id, at);

alter table dispatch.offer drop constraint offer_origin_check;
alter table dispatch.offer add constraint offer_origin_check check (origin in ('auto','dispatcher','merchant','household','grab','filler'));
-- Given without being asked: accepted for her at once, and hers to give back until the offer's end.
alter table dispatch.offer add column is_assigned boolean not null default false;
alter table dispatch.decision drop constraint decision_kind_check;
alter table dispatch.decision add constraint decision_kind_check check (kind in ('offer','assign','grab','hold','none','refused','expired','withdrawn','batch','hall','merchant','diverted','filler'));

-- Several may be asked at once; one takes it. A yes that was taken back later is no yes any more.
update dispatch.offer o set state = 'withdrawn' where o.state = 'accepted'
  and exists (select 1 from dispatch.offer later where later.city_id = o.city_id and later.order_id = o.order_id and (later.made_at, later.id) > (o.made_at, o.id) and later.state in ('accepted', 'live'));
drop index dispatch.one_live_offer_per_order;
create unique index one_taker_per_order on dispatch.offer (city_id, order_id) where state = 'accepted';
create unique index asked_once_at_a_time on dispatch.offer (city_id, order_id, worker_id) where state = 'live';
