-- Standards: editions with their clauses, what of them stands on checklists, proposals of the trade, and inspections of settled visits.
create schema standards;

create table standards.edition (
  city_id text not null, id text not null, code text not null, year int not null check (year between 1980 and 2100), kind text not null check (kind in ('national','industry','local','group','enterprise')), subject text not null,
  title_zh text not null, title_en text not null, is_title_confirmed boolean not null, state text not null check (state in ('draft','toConfirm','announced','inForce','replaced','withdrawn')), families text[] not null default '{}', issuer text not null default '', drafters text[] not null default '{}',
  issued_on date, in_force_from date, ended_on date, source text not null default '', supersedes_id text, note_zh text, note_en text, made_at timestamptz not null,
  primary key (city_id, id),
  constraint edition_number unique (city_id, code, year),
  foreign key (city_id, supersedes_id) references standards.edition (city_id, id),
  check (in_force_from is null or issued_on is null or in_force_from >= issued_on)
);
create unique index one_in_force on standards.edition (city_id, code) where state = 'inForce';
create index edition_superseded on standards.edition (city_id, supersedes_id) where supersedes_id is not null;
create table standards.clause (
  city_id text not null, id text not null, edition_id text not null, position int not null, no text not null, topic text not null default '', weight text not null check (weight in ('must','should','may')), text_zh text not null, text_en text not null,
  measure jsonb, lines jsonb not null default '[]',
  primary key (city_id, id),
  constraint clause_once unique (city_id, edition_id, no),
  foreign key (city_id, edition_id) references standards.edition (city_id, id)
);
create table standards.edition_event (
  city_id text not null, id text not null, edition_id text not null, at timestamptz not null, by_name text not null, words_zh text not null, words_en text not null,
  primary key (city_id, id),
  foreign key (city_id, edition_id) references standards.edition (city_id, id)
);
create index edition_event_edition on standards.edition_event (city_id, edition_id, at);
create table standards.proposal (
  city_id text not null, id text not null, edition_id text not null, clause_no text not null default '', words text not null, reason text not null, by_person text, by_name text not null, at timestamptz not null,
  state text not null default 'open' check (state in ('open','taken','declined')), answer text not null default '', answered_by_name text, answered_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, edition_id) references standards.edition (city_id, id)
);
create index proposal_newest on standards.proposal (city_id, at desc, id desc);

-- Settled visits as they are heard of: what inspections are drawn from.
create table standards.visit (
  city_id text not null, order_id text not null, item_id text not null, worker_id text not null, merchant_id text, started_at timestamptz not null, finished_at timestamptz not null, minutes int not null, settled_at timestamptz not null,
  primary key (city_id, order_id)
);
create index visit_finished on standards.visit (city_id, finished_at);
create table standards.round (
  city_id text not null, id text not null, name text not null, from_day date not null, to_day date not null, families text[] not null default '{}', rate_percent double precision not null, is_automatic boolean not null, visits int not null, opened_by_name text not null, opened_at timestamptz not null, closed_at timestamptz,
  primary key (city_id, id),
  check (to_day >= from_day)
);
create unique index one_automatic_round on standards.round (city_id, from_day) where is_automatic;
create table standards.sample (
  city_id text not null, id text not null, round_id text not null, order_id text not null, judged_by_name text, judged_at timestamptz, words text not null default '',
  primary key (city_id, id),
  constraint sampled_once unique (city_id, round_id, order_id),
  foreign key (city_id, round_id) references standards.round (city_id, id),
  foreign key (city_id, order_id) references standards.visit (city_id, order_id)
);
create table standards.finding (
  city_id text not null, sample_id text not null, clause_id text not null, verdict text check (verdict in ('met','notMet','notSeen')), words text not null default '',
  primary key (city_id, sample_id, clause_id),
  constraint words_of_fault check (verdict is distinct from 'notMet' or words <> ''),
  foreign key (city_id, sample_id) references standards.sample (city_id, id),
  foreign key (city_id, clause_id) references standards.clause (city_id, id)
);
