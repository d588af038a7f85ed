-- Workers, their papers, when they can work, and the calendar in which a person can be in one place only.
create schema workers;

create table workers.worker (
  city_id text not null, id text not null, person_id text not null, merchant_id text,
  status text not null default 'applied' check (status in ('applied','active','suspended','left')), status_reason text not null default '',
  about text not null default '', photo text, experience_years int not null default 0,
  home_lon double precision not null, home_lat double precision not null, home_area text not null,
  travel_mode text not null default 'ebike' check (travel_mode in ('walk','ebike','bus','car')),
  travel_radius_meters int not null check (travel_radius_meters between 500 and 50000),
  max_minutes_per_day int not null default 600 check (max_minutes_per_day between 60 and 720),
  scene_skills text[] not null default '{}',
  level smallint not null default 1 check (level between 1 and 5),
  is_online boolean not null default false, online_since timestamptz,
  visits_done int not null default 0, minutes_done int not null default 0,
  accepted_count int not null default 0, refused_excused_count int not null default 0, refused_unexcused_count int not null default 0, expired_count int not null default 0,
  rating_sum double precision not null default 0, rating_weight double precision not null default 0, rating_count int not null default 0,
  registered_at timestamptz not null, admitted_at timestamptz,
  primary key (city_id, id),
  constraint worker_person_once unique (city_id, person_id),
  foreign key (city_id, person_id) references accounts.person (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create index worker_merchant on workers.worker (city_id, merchant_id);
create index worker_home on workers.worker (city_id, status, home_lon, home_lat);

create table workers.skill (
  city_id text not null, worker_id text not null, code text not null, level smallint not null check (level between 1 and 5), since timestamptz not null,
  primary key (city_id, worker_id, code),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index skill_code on workers.skill (city_id, code, level);

create table workers.paper (
  city_id text not null, id text not null, worker_id text not null, kind text not null, health_class text check (health_class in ('A','B','C','D')),
  number_encrypted text not null, number_masked text not null, valid_from date not null, valid_until date not null,
  state text not null default 'submitted' check (state in ('submitted','verified','refused')), state_reason text not null default '',
  verified_by text, verified_at timestamptz, submitted_at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (valid_until >= valid_from)
);
create index paper_worker on workers.paper (city_id, worker_id, kind);

create table workers.availability (
  city_id text not null, worker_id text not null, weekday smallint not null check (weekday between 1 and 7), from_minute int not null, to_minute int not null,
  primary key (city_id, worker_id, weekday, from_minute),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (from_minute >= 0 and to_minute <= 1440 and from_minute < to_minute)
);
create table workers.availability_exception (
  city_id text not null, id text not null, worker_id text not null, starts_at timestamptz not null, ends_at timestamptz not null, is_available boolean not null, reason text not null default '',
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (starts_at < ends_at)
);
create index exception_worker on workers.availability_exception (city_id, worker_id, starts_at);

-- One row per claim on a worker's time. `held` expires unless bound to a paid order; `booked` is a visit to come or running; `done` has been served.
create table workers.calendar_entry (
  city_id text not null, id text not null, worker_id text not null,
  state text not null check (state in ('held','booked','done','released','expired')),
  starts_at timestamptz not null, ends_at timestamptz not null, expires_at timestamptz,
  order_id text, customer_id text not null, item_id text not null, address_id text not null, quantity double precision not null, is_chosen boolean not null default false,
  lon double precision not null, lat double precision not null,
  created_at timestamptz not null, ended_at timestamptz, ended_reason text,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (starts_at < ends_at),
  check ((state = 'held') = (expires_at is not null)),
  constraint worker_in_one_place exclude using gist (city_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&) where (state in ('held','booked'))
);
create index calendar_worker on workers.calendar_entry (city_id, worker_id, starts_at) where state in ('held','booked','done');
-- the city's day at a glance: who is taken between two instants
create index calendar_time on workers.calendar_entry (city_id, starts_at) where state in ('held','booked','done');
create unique index calendar_order on workers.calendar_entry (city_id, order_id) where state in ('held','booked') and order_id is not null;
create index calendar_customer on workers.calendar_entry (city_id, customer_id) where state = 'held';

create table workers.position (
  city_id text not null, worker_id text not null, lon double precision not null, lat double precision not null, accuracy_meters double precision not null, at timestamptz not null,
  primary key (city_id, worker_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);

create table workers.rating (
  city_id text not null, id text not null, worker_id text not null, order_id text not null, item_name_zh text not null, item_name_en text not null,
  skill smallint not null check (skill between 1 and 5), communication smallint not null check (communication between 1 and 5), attitude smallint not null check (attitude between 1 and 5),
  words text not null default '', weight double precision not null, is_neighbour boolean not null, at timestamptz not null,
  primary key (city_id, id),
  constraint one_rating_per_order unique (city_id, order_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index rating_worker on workers.rating (city_id, worker_id, at desc);
