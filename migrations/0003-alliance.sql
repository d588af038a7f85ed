-- Merchants, districts and who holds which. A district's outline is stored as H3 cells: "one holder per cell and service family" is a key.
create schema alliance;

create table alliance.merchant (
  city_id text not null, id text not null,
  name text not null, pinyin text not null default '', licence_no text not null,
  status text not null default 'active' check (status in ('active','suspended','exited')), status_reason text not null default '',
  owner_person_id text not null,
  commission_basis_points int not null check (commission_basis_points between 500 and 800),
  worker_share_basis_points int not null check (worker_share_basis_points between 5000 and 9500),
  guarantee_deposit_fen bigint not null default 0 check (guarantee_deposit_fen >= 0),
  families text[] not null,
  -- workers stand to the right; they tell how many serve for the merchant
  worker_count int not null default 0,
  rating_sum double precision not null default 0, rating_weight double precision not null default 0,
  admitted_at timestamptz not null,
  primary key (city_id, id),
  constraint merchant_licence_once unique (city_id, licence_no)
);
create table alliance.branch (
  city_id text not null, id text not null, merchant_id text not null, name text not null, address text not null,
  lon double precision not null, lat double precision not null, opened_at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create table alliance.station (
  city_id text not null, id text not null, name text not null, kind text not null check (kind in ('community','mall','office')),
  address text not null, lon double precision not null, lat double precision not null, phone text not null default '', opened_at timestamptz not null,
  primary key (city_id, id)
);
create table alliance.district (
  city_id text not null, id text not null, name text not null, division_code text not null, ring jsonb not null,
  cell_count int not null, is_open boolean not null default false, is_schematic boolean not null default false, drawn_at timestamptz not null,
  primary key (city_id, id),
  constraint district_name_once unique (city_id, name)
);
create table alliance.district_cell (
  city_id text not null, cell text not null, district_id text not null,
  -- the middle of the cell
  lon double precision not null, lat double precision not null,
  constraint cell_in_one_district primary key (city_id, cell),
  foreign key (city_id, district_id) references alliance.district (city_id, id)
);
create index district_cells on alliance.district_cell (city_id, district_id);
-- Who holds which service family in a district; its cells repeat it below, where a point is looked up and where two holders would meet.
create table alliance.territory (
  city_id text not null, district_id text not null, family text not null, merchant_id text not null, assigned_at timestamptz not null,
  constraint one_holder_per_district_and_family primary key (city_id, district_id, family),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  foreign key (city_id, district_id) references alliance.district (city_id, id)
);
create index territory_of_merchant on alliance.territory (city_id, merchant_id);
create table alliance.territory_cell (
  city_id text not null, cell text not null, family text not null, merchant_id text not null, district_id text not null,
  constraint one_holder_per_cell_and_family primary key (city_id, cell, family),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  foreign key (city_id, district_id) references alliance.district (city_id, id)
);
create index territory_district on alliance.territory_cell (city_id, district_id, family);
