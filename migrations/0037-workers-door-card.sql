-- The door card a worker shows, and who looked at it.
create table workers.door_card (
  city_id text not null, id text not null, worker_id text not null, card_no text not null, state text not null check (state in ('active','lost','expired','revoked')), firm_name text not null,
  issued_at timestamptz not null, valid_until date not null, scope text[] not null default '{}', lost_at timestamptz, lost_words text not null default '', reissue_by date, ended_at timestamptz, ended_words text not null default '', replaced_by text,
  primary key (city_id, id),
  constraint one_card_per_number unique (city_id, card_no),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check ((state = 'lost') = (reissue_by is not null and replaced_by is null and ended_at is null))
);
create unique index one_active_card on workers.door_card (city_id, worker_id) where state = 'active';
create unique index one_lost_card on workers.door_card (city_id, worker_id) where state = 'lost';
create index door_card_worker on workers.door_card (city_id, worker_id, issued_at desc);

create table workers.card_scan (
  city_id text not null, id text not null, card_id text not null, worker_id text not null, at timestamptz not null, outcome text not null check (outcome in ('shown','stale','lost','expired','revoked','notAdmitted')), viewer_id text, is_expected boolean not null default false, order_id text,
  primary key (city_id, id),
  foreign key (city_id, card_id) references workers.door_card (city_id, id)
);
create index card_scan_worker on workers.card_scan (city_id, worker_id, at desc);
