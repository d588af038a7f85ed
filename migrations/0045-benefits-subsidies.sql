-- Training subsidies of the state: programmes as rules, claims with their evidence, and the attendance of courses held elsewhere.
create table benefits.subsidy_programme (
  city_id text not null, id text not null, code text not null, name_zh text not null, name_en text not null, office text not null, valid_from date not null, valid_to date, is_open boolean not null, evidence text not null default '',
  version int not null check (version >= 1), rules jsonb not null, once_per_person boolean not null, changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, id),
  constraint programme_code unique (city_id, code),
  check (valid_to is null or valid_to >= valid_from)
);
-- What the rules were when a claim was handed in.
create table benefits.subsidy_rules (
  city_id text not null, programme_id text not null, version int not null, rules jsonb not null, changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, programme_id, version),
  foreign key (city_id, programme_id) references benefits.subsidy_programme (city_id, id)
);
create table benefits.subsidy_year (
  city_id text not null, programme_id text not null, year int not null check (year between 2020 and 2100), quota_persons int check (quota_persons >= 0), target_persons int check (target_persons >= 0), changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, programme_id, year),
  foreign key (city_id, programme_id) references benefits.subsidy_programme (city_id, id)
);

create table benefits.subsidy_claim (
  city_id text not null, id text not null, no text not null, programme_id text not null, programme_version int not null, once_per_person boolean not null, year int not null, worker_id text not null, person_key text, masked_id_number text not null default '',
  certificate_id text not null, certificate_number text not null, certificate_kind text not null, state text not null check (state in ('draft','submitted','accepted','refused','withdrawn','paid','clawedBack')),
  amount_fen bigint not null check (amount_fen > 0), course_fee_fen bigint check (course_fee_fen >= 0), declared_at timestamptz, pay_to text not null check (pay_to in ('worker','school')), claim_until date not null, pack jsonb,
  created_at timestamptz not null, created_by text not null, moved_at timestamptz not null, words text not null default '', office_no text not null default '', slip_no text, paid_at timestamptz,
  clawed_at timestamptz, claw_words text not null default '', taken_fen bigint not null default 0 check (taken_fen >= 0), returned_fen bigint not null default 0 check (returned_fen >= 0),
  primary key (city_id, id),
  constraint claim_number unique (city_id, no),
  constraint handed_in_by_somebody check (state in ('draft','withdrawn','refused') or (person_key is not null and pack is not null)),
  constraint paid_with_slip check ((state in ('paid','clawedBack')) = (paid_at is not null) and (paid_at is null) = (slip_no is null)),
  constraint fetched_back check (taken_fen <= amount_fen and returned_fen <= taken_fen and (taken_fen = 0 or state = 'clawedBack') and (state = 'clawedBack') = (clawed_at is not null)),
  foreign key (city_id, programme_id) references benefits.subsidy_programme (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, certificate_id) references training.certificate (city_id, id)
);
-- One claim per certificate for ever, whichever programme; one per person and kind of certificate while it is alive: a revoked and reissued
-- certificate may be claimed for again once the first money was fetched back.
create unique index claimed_once_certificate on benefits.subsidy_claim (city_id, certificate_id) where state in ('submitted','accepted','paid','clawedBack');
create unique index claimed_once_person on benefits.subsidy_claim (city_id, person_key, certificate_kind) where state in ('submitted','accepted','paid');
create unique index claimed_once_programme on benefits.subsidy_claim (city_id, programme_id, person_key) where once_per_person and state in ('submitted','accepted','paid');
create unique index one_draft_each on benefits.subsidy_claim (city_id, programme_id, certificate_id) where state = 'draft';
create index subsidy_claim_newest on benefits.subsidy_claim (city_id, created_at desc, id desc);
create index subsidy_claim_worker on benefits.subsidy_claim (city_id, worker_id, created_at desc);
create index subsidy_claim_year on benefits.subsidy_claim (city_id, programme_id, year, state);
create index subsidy_claim_owed on benefits.subsidy_claim (city_id, clawed_at) where state = 'clawedBack' and taken_fen < amount_fen;

create table benefits.subsidy_step (
  city_id text not null, id text not null, claim_id text not null, state text not null, at timestamptz not null, by_name text not null, words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, claim_id) references benefits.subsidy_claim (city_id, id)
);
create index subsidy_step_claim on benefits.subsidy_step (city_id, claim_id, id);
create table benefits.subsidy_document (
  city_id text not null, id text not null, claim_id text not null, kind text not null check (kind in ('group','exam','fee','other')), note text not null default '', photo_id text, by_name text not null, at timestamptz not null,
  primary key (city_id, id),
  constraint shows_something check (photo_id is not null or note <> ''),
  foreign key (city_id, claim_id) references benefits.subsidy_claim (city_id, id)
);
create index subsidy_document_claim on benefits.subsidy_document (city_id, claim_id);

create table benefits.attendance (
  city_id text not null, id text not null, worker_id text not null, kind text not null, course text not null, ended_on date not null, percent double precision not null check (percent between 0 and 100), words text not null default '', noted_by text not null, noted_at timestamptz not null,
  primary key (city_id, id),
  constraint attended_once unique (city_id, worker_id, kind, course, ended_on),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
