-- Calls for help: the alarm, what was done about it, who was told, who is on call, and whom a person wants told. Incidents get a severity.
alter table support.ticket add column severity text check (severity in ('critical','major','minor'));
update support.ticket set severity = 'major' where kind = 'incident';
alter table support.ticket add constraint severity_of_incident check ((kind = 'incident') = (severity is not null));

-- The place is rounded and forgotten by rule; what the person wrote is sealed.
create table support.sos (
  city_id text not null, id text not null, client_id text not null, raised_by text not null, side text not null check (side in ('worker','family','other')), kind text not null check (kind in ('injury','threat','hazard','illness','other')),
  words_sealed text not null default '', order_id text, worker_id text, is_during_visit boolean not null, ticket_id text not null, made_at timestamptz not null, opened_at timestamptz not null, pressed_times int not null default 1,
  second_at timestamptz not null, third_at timestamptz not null,
  state text not null check (state in ('open','acknowledged','closed')), level smallint not null default 1 check (level between 1 and 3), rings int not null default 0,
  lon double precision, lat double precision, place_at timestamptz, forget_at timestamptz, is_place_doubtful boolean not null default false, meters_from_home int,
  acknowledged_at timestamptz, acknowledged_by text, contact_told_at timestamptz, closed_at timestamptz, closed_by text, outcome text check (outcome in ('helped','emergencyServices','settled','falseAlarm')), visit text check (visit in ('excused','usual')), resolution text not null default '',
  primary key (city_id, id),
  constraint sos_once unique (city_id, raised_by, client_id),
  check ((lon is null) = (lat is null) and (lon is null) = (place_at is null) and (lon is null) = (forget_at is null)),
  check ((state = 'open') = (acknowledged_at is null)),
  check ((state = 'closed') = (closed_at is not null and outcome is not null)),
  foreign key (city_id, ticket_id) references support.ticket (city_id, id)
);
-- A second press, or a second phone, joins the alarm that is not closed.
create unique index one_live_sos on support.sos (city_id, raised_by) where state <> 'closed';
create index sos_live on support.sos (city_id, opened_at) where state <> 'closed';
create index sos_closed on support.sos (city_id, closed_at desc, id desc) where state = 'closed';
create index sos_place on support.sos (city_id, forget_at) where lon is not null;
create index sos_ticket on support.sos (city_id, ticket_id);
create table support.sos_step (
  city_id text not null, sos_id text not null, seq int not null, at timestamptz not null, what text not null, by_id text, by_name text, words_zh text not null, words_en text not null,
  primary key (city_id, sos_id, seq),
  foreign key (city_id, sos_id) references support.sos (city_id, id)
);
create table support.sos_told (
  city_id text not null, sos_id text not null, person_id text not null, level smallint not null, at timestamptz not null, is_rung boolean not null,
  primary key (city_id, sos_id, person_id, level),
  foreign key (city_id, sos_id) references support.sos (city_id, id)
);
create table support.shift (
  city_id text not null, id text not null, person_id text not null, rank smallint not null check (rank in (1, 2)), from_at timestamptz not null, until_at timestamptz not null check (until_at > from_at), note text not null default '', made_by text, made_at timestamptz not null,
  primary key (city_id, id),
  constraint on_call_once exclude using gist (city_id with =, person_id with =, tstzrange(from_at, until_at) with &&)
);
create index shift_until on support.shift (city_id, until_at);
create table support.emergency_contact (
  city_id text not null, person_id text not null, name text not null, relation text not null default '', phone_sealed text not null, phone_masked text not null, agreed_at timestamptz, changed_at timestamptz not null,
  primary key (city_id, person_id)
);

-- held: she called for help on this visit and nobody has judged it; excused: a person decided that it does not count against her.
alter table orders."order" add column safety text check (safety in ('held','excused'));
