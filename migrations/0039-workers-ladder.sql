-- The ladder: five levels computed from what is on record, 0 for who has not reached the first. Certificates are told by training, which issues them.
alter table workers.worker drop constraint worker_level_check, add constraint worker_level_check check (level between 0 and 5), alter column level set default 0;

create table workers.certificate (
  city_id text not null, id text not null, worker_id text not null, kind text not null, part text not null check (part in ('core','practical','specialty','mentor','coordination')), title_zh text not null, title_en text not null,
  issued_at timestamptz not null, valid_until date, ended_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index certificate_worker on workers.certificate (city_id, worker_id) where ended_at is null;

-- A small team or a station that somebody runs.
create table workers.lead (
  city_id text not null, id text not null, worker_id text not null, kind text not null check (kind in ('team','station')), station_id text, name text not null, member_count int not null check (member_count between 1 and 50),
  from_at timestamptz not null, by_name text not null, ended_at timestamptz, end_words text not null default '',
  primary key (city_id, id),
  check ((kind = 'station') = (station_id is not null)),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index lead_worker on workers.lead (city_id, worker_id) where ended_at is null;
create unique index one_lead_per_station on workers.lead (city_id, station_id) where ended_at is null and station_id is not null;

create table workers.level_change (
  city_id text not null, id text not null, worker_id text not null, from_level smallint not null, to_level smallint not null, reasons jsonb not null, at timestamptz not null,
  primary key (city_id, id),
  check (from_level <> to_level),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index level_change_worker on workers.level_change (city_id, worker_id, at desc);
insert into workers.level_change (city_id, id, worker_id, from_level, to_level, reasons, at)
  select city_id, 'lvl_' || substr(id, 5), id, 0, level, '[{"zh":"升级规则启用前的级别","en":"The level from before the rules of the ladder"}]'::jsonb, coalesce(admitted_at, registered_at) from workers.worker where level > 0;

create table workers.ladder_appeal (
  city_id text not null, id text not null, worker_id text not null, level smallint not null, words text not null, claimed_minutes int not null default 0 check (claimed_minutes between 0 and 60000), at timestamptz not null,
  state text not null default 'open' check (state in ('open','accepted','rejected')), granted_minutes int not null default 0 check (granted_minutes >= 0), decided_by_name text, decided_at timestamptz, decision_words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create unique index one_open_ladder_appeal on workers.ladder_appeal (city_id, worker_id) where state = 'open';
create index ladder_appeal_state on workers.ladder_appeal (city_id, state, at);

-- A skill that may not be used for new orders although she has it: its certificate waits for retraining, has ended or was revoked.
create table workers.skill_hold (
  city_id text not null, worker_id text not null, code text not null, words_zh text not null, words_en text not null, since timestamptz not null,
  primary key (city_id, worker_id, code),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
