-- What can be booked, at what price, to what standard.
create schema catalog;

create table catalog.service_item (
  city_id text not null, id text not null, position int not null,
  name_zh text not null, name_en text not null, summary_zh text not null, summary_en text not null, keywords text not null default '',
  family text not null, icon text not null, booking_mode text not null check (booking_mode in ('slot','demand')), segments text[] not null,
  unit text not null, unit_label_zh text not null, unit_label_en text not null,
  min_quantity double precision not null, max_quantity double precision not null, step_quantity double precision not null, usual_quantity double precision not null,
  crew_size int not null default 1 check (crew_size >= 1), duration jsonb not null,
  required_skills jsonb not null, required_papers text[] not null, health_class text not null check (health_class in ('A','B','C','D')),
  scope jsonb not null, excluded jsonb not null, photo_nodes jsonb not null, cancel_tiers jsonb not null,
  materials_fen bigint not null default 0, materials_basis text not null default 'visit' check (materials_basis in ('visit','unit')),
  insurance_fen bigint not null default 100, redo_hours int not null default 48, warranty_days int not null default 0,
  -- surcharges of this very service, percent of labour; null = the city's settings
  urgent_percent int check (urgent_percent between 0 and 100), night_percent int check (night_percent between 0 and 100),
  is_published boolean not null default true,
  order_count int not null default 0, rating_sum double precision not null default 0, rating_count int not null default 0,
  primary key (city_id, id),
  check (min_quantity > 0 and min_quantity <= usual_quantity and usual_quantity <= max_quantity and step_quantity > 0)
);
create index service_item_family on catalog.service_item (city_id, family, position);

create table catalog.checklist (
  city_id text not null, item_id text not null, version int not null check (version >= 1), items jsonb not null, published_at timestamptz not null,
  primary key (city_id, item_id, version),
  foreign key (city_id, item_id) references catalog.service_item (city_id, id)
);

-- A price is never edited: of the rows valid at an instant the last revision counts.
create table catalog.price (
  city_id text not null, item_id text not null, tier smallint not null check (tier between 1 and 3), revision int not null check (revision >= 1), valid_from timestamptz not null,
  kind text not null check (kind in ('national','alliance','market')),
  unit_price_fen bigint not null check (unit_price_fen >= 0),
  floor_price_fen bigint not null check (floor_price_fen >= 0), ceiling_price_fen bigint not null,
  changed_by text not null,
  primary key (city_id, item_id, tier, revision),
  foreign key (city_id, item_id) references catalog.service_item (city_id, id),
  check (floor_price_fen <= ceiling_price_fen),
  constraint price_within_bounds check (kind <> 'market' or unit_price_fen between floor_price_fen and ceiling_price_fen)
);

-- Orders and ratings of a service are noted by adding a row and folded into service_item now and then: were the item's own row written
-- with every order, all orders of a popular service would wait for each other.
create table catalog.item_use (
  city_id text not null, id text not null, item_id text not null, is_ordered boolean not null, rating double precision check (rating between 1 and 5), at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, item_id) references catalog.service_item (city_id, id)
);
create index item_use_item on catalog.item_use (city_id, item_id);
