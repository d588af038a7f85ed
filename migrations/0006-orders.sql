-- One household's need and everything that becomes of it. `status` moves only along FLOW in modules/orders/rules.ts.
create schema orders;
create sequence orders.number_seq;

create table orders."order" (
  city_id text not null, id text not null, no text not null, work_order_no text,
  status text not null check (status in ('draft','held','paid','assigned','accepted','onTheWay','checklistConfirmed','inService','finished','confirmed','settled','cancelled','noShow')),
  channel text not null check (channel in ('h5','wechat','phone','sms','station')),
  customer_id text not null, household_id text not null, address_id text not null, estate_id text not null, placed_by text not null,
  item_id text not null, item_name_zh text not null, item_name_en text not null, icon text not null, family text not null,
  quantity double precision not null, unit_label_zh text not null, unit_label_en text not null, duration_minutes int not null,
  starts_at timestamptz, ends_at timestamptz,
  lon double precision not null, lat double precision not null, district_id text, district_name text not null, estate_name text not null, address_full text not null, home_scene jsonb not null,
  contact_name text not null, note text not null default '', member_ids text[] not null default '{}',
  quote jsonb not null, total_fen bigint not null check (total_fen >= 0), paid_fen bigint not null default 0, refunded_fen bigint not null default 0,
  hold_id text, is_worker_chosen boolean not null default false,
  holder_merchant_id text, merchant_id text, worker_id text, worker_pay_fen bigint,
  door_code text not null, checklist_version int not null, photo_nodes jsonb not null, cancel_tiers jsonb not null, redo_hours int not null,
  pay_before timestamptz, arrived_at timestamptz, arrival_reason text not null default '', started_at timestamptz, finished_at timestamptz, undone_reason text not null default '',
  confirmed_at timestamptz, is_auto_confirmed boolean not null default false, settled_at timestamptz, followed_up_at timestamptz, closed_at timestamptz,
  complaint_count int not null default 0, open_complaint_count int not null default 0 check (open_complaint_count between 0 and complaint_count), redo_of text,
  placed_at timestamptz not null, changed_at timestamptz not null,
  primary key (city_id, id),
  constraint order_no_once unique (city_id, no),
  constraint work_order_no_once unique (city_id, work_order_no),
  constraint one_redo_per_order unique (city_id, redo_of),
  check (starts_at is null or starts_at < ends_at),
  check (refunded_fen <= paid_fen),
  check (status in ('draft','held','cancelled') or starts_at is not null),
  check (status not in ('assigned','accepted','onTheWay','checklistConfirmed','inService','finished','confirmed','settled') or worker_id is not null)
);
create index order_household on orders."order" (city_id, household_id, placed_at desc);
create index order_customer on orders."order" (city_id, customer_id, placed_at desc);
create index order_worker on orders."order" (city_id, worker_id, starts_at);
create index order_merchant on orders."order" (city_id, merchant_id, starts_at);
create index order_open on orders."order" (city_id, status, starts_at);
create index order_placed on orders."order" (city_id, placed_at desc);

create table orders.order_event (
  city_id text not null, order_id text not null, seq int not null, at timestamptz not null, verb text not null, from_status text, to_status text not null,
  actor_id text, actor_kind text not null, actor_label_zh text not null, actor_label_en text not null, words_zh text not null default '', words_en text not null default '',
  primary key (city_id, order_id, seq),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
create table orders.checklist_item (
  city_id text not null, order_id text not null, code text not null, position int not null, text_zh text not null, text_en text not null, is_required boolean not null, done_at timestamptz,
  primary key (city_id, order_id, code),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
create table orders.photo (
  city_id text not null, id text not null, order_id text not null, node text not null, area text not null check (area in ('livingRoom','kitchen','balcony','corridor','entrance','outdoor','equipment')), storage_key text not null, taken_by text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
create index photo_order on orders.photo (city_id, order_id);
create table orders.review (
  city_id text not null, order_id text not null, author_id text not null, worker_id text not null,
  skill smallint not null check (skill between 1 and 5), communication smallint not null check (communication between 1 and 5), attitude smallint not null check (attitude between 1 and 5),
  words text not null default '', is_neighbour boolean not null, weight double precision not null, at timestamptz not null,
  primary key (city_id, order_id),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
create table orders.household_review (
  city_id text not null, order_id text not null, worker_id text not null, household_id text not null,
  stars smallint not null check (stars between 1 and 5), is_scene_as_declared boolean not null, is_safe boolean not null, words text not null default '', at timestamptz not null,
  primary key (city_id, order_id),
  foreign key (city_id, order_id) references orders."order" (city_id, id)
);
