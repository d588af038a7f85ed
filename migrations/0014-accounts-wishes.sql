-- Whom a family wishes and whom it does not want, and the manner it likes. Workers stand to the right: their ids are only remembered here.
create table accounts.household_worker (
  city_id text not null, household_id text not null, worker_id text not null,
  kind text not null check (kind in ('favourite','blocked')), reason text not null default '', set_by text not null, set_at timestamptz not null,
  constraint one_wish_per_worker primary key (city_id, household_id, worker_id),
  foreign key (city_id, household_id) references accounts.household (city_id, id),
  foreign key (city_id, set_by) references accounts.person (city_id, id)
);
create index household_worker_of on accounts.household_worker (city_id, worker_id, kind);

-- Ten answers given freely; taking the consent back deletes the row.
create table accounts.household_manner (
  city_id text not null, household_id text not null, answers smallint[] not null check (array_length(answers, 1) = 10), traits jsonb not null, consented_by text not null, consented_at timestamptz not null,
  primary key (city_id, household_id),
  foreign key (city_id, household_id) references accounts.household (city_id, id),
  foreign key (city_id, consented_by) references accounts.person (city_id, id)
);

-- A home now also tells which animals live there, whether somebody smokes, and what somebody cannot be near.
update accounts.address set home_scene = '{"animals": [], "hasSmoker": false, "sensitivities": []}'::jsonb || home_scene;
