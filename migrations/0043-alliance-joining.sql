-- How a firm becomes a merchant and how it leaves: application with papers, account check, trainings of owners, exam, trial, exit; grade and what was served.
alter table alliance.merchant drop constraint merchant_status_check;
alter table alliance.merchant add constraint merchant_status_check check (status in ('joining','active','suspended','exiting','exited'));
-- A firm that has left may come again under the same licence.
alter table alliance.merchant drop constraint merchant_licence_once;
create unique index merchant_licence_once on alliance.merchant (city_id, licence_no) where status <> 'exited';
alter table alliance.merchant add column complaint_phone text not null default '';
-- What payments last told of the guarantee.
alter table alliance.merchant add column deposit_held_fen bigint not null default 0;

create table alliance.joining (
  city_id text not null, id text not null, person_id text not null, merchant_id text, via text not null check (via in ('applied','direct')),
  stage text not null check (stage in ('draft','review','depositDue','training','exam','trial','active','suspended','exiting','exited','refused','withdrawn')), stage_at timestamptz not null,
  name text not null default '', pinyin text not null default '', licence_no text not null default '', business_scope text not null default '', address text not null default '', complaint_phone text not null default '', families text[] not null default '{}',
  sent_back_words text not null default '', commission_basis_points int, worker_share_basis_points int,
  exam_passed_at timestamptz, trial_started_at timestamptz, trial_ends_at timestamptz, trial_rounds int not null default 0, trial_over_at timestamptz,
  -- where a suspension or a wish to leave came from, to go back there
  back_to text check (back_to in ('trial','active','suspended')), leave_asked_at timestamptz, leave_words text not null default '', left_at timestamptz, deposit_returned_at timestamptz, returned_fen bigint,
  -- whether somebody of the platform has to do something; kept for the list
  waits_for_platform boolean not null default false,
  created_at timestamptz not null, submitted_at timestamptz,
  primary key (city_id, id),
  constraint one_joining_per_merchant unique (city_id, merchant_id),
  foreign key (city_id, person_id) references accounts.person (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create unique index one_open_joining on alliance.joining (city_id, person_id) where stage not in ('refused','withdrawn','exited') and via = 'applied';
create index joining_stage on alliance.joining (city_id, stage, created_at desc, id desc);
create index joining_new on alliance.joining (city_id, created_at desc, id desc);
create index joining_waiting on alliance.joining (city_id, stage_at) where waits_for_platform;

-- Each stage from when to when, by whom and why; never changed but for its end.
create table alliance.joining_step (
  city_id text not null, id text not null, joining_id text not null, nth int not null, merchant_id text, stage text not null, from_at timestamptz not null, until_at timestamptz, by_id text, by_name text not null, words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, joining_id) references alliance.joining (city_id, id),
  constraint steps_in_order unique (city_id, joining_id, nth),
  check (until_at is null or until_at >= from_at)
);
create unique index one_step_at_a_time on alliance.joining_step (city_id, joining_id) where until_at is null;
create index step_merchant on alliance.joining_step (city_id, merchant_id, from_at);

-- A number is sealed, a photo a copy. There is no column for an original, on purpose.
create table alliance.joining_paper (
  city_id text not null, id text not null, joining_id text not null, kind text not null check (kind in ('licence','legalPerson','account','scope','insurance','safetyOfficer')),
  state text not null check (state in ('submitted','passed','failed','lapsed')), number_encrypted text, shown text not null default '', holder_name text not null default '', photo_id text,
  valid_from date, valid_until date, words text not null default '', checked_by text, checked_by_name text, checked_at timestamptz, at timestamptz not null, superseded_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, joining_id) references alliance.joining (city_id, id),
  check (valid_until is null or valid_from is null or valid_until >= valid_from)
);
create unique index one_paper_in_force on alliance.joining_paper (city_id, joining_id, kind) where superseded_at is null;
create index paper_until on alliance.joining_paper (city_id, valid_until) where superseded_at is null and state = 'passed';
create table alliance.paper_warning (
  city_id text not null, paper_id text not null, days int not null check (days in (30, 7, 1)), at timestamptz not null,
  primary key (city_id, paper_id, days),
  foreign key (city_id, paper_id) references alliance.joining_paper (city_id, id)
);

create table alliance.account_check (
  city_id text not null, id text not null, joining_id text not null, bank_name text not null, account_encrypted text not null, masked_account text not null, holder_name text not null, reference_no text not null,
  state text not null check (state in ('sent','passed','failed')), tries int not null default 0, sent_at timestamptz not null, ended_at timestamptz, superseded_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, joining_id) references alliance.joining (city_id, id)
);
create unique index one_account_check on alliance.account_check (city_id, joining_id) where superseded_at is null;
create index account_checks on alliance.account_check (city_id, joining_id, sent_at);

create table alliance.owner_session (
  city_id text not null, id text not null, title text not null, topics text[] not null, place text not null, starts_at timestamptz not null, ends_at timestamptz not null, capacity int not null check (capacity between 1 and 500), taken int not null default 0,
  cancelled_at timestamptz, planned_by text, planned_at timestamptz not null,
  primary key (city_id, id),
  check (ends_at > starts_at), constraint seats_within_capacity check (taken between 0 and capacity)
);
create index session_start on alliance.owner_session (city_id, starts_at);
create table alliance.owner_seat (
  city_id text not null, session_id text not null, merchant_id text not null, taken_at timestamptz not null, attended boolean, marked_by text, marked_at timestamptz,
  primary key (city_id, session_id, merchant_id),
  foreign key (city_id, session_id) references alliance.owner_session (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create index seat_merchant on alliance.owner_seat (city_id, merchant_id);

create table alliance.exam_result (
  city_id text not null, attempt_id text not null, merchant_id text not null, score_percent int not null check (score_percent between 0 and 100), is_passed boolean not null, at timestamptz not null,
  primary key (city_id, attempt_id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create index exam_merchant on alliance.exam_result (city_id, merchant_id, at);

create table alliance.grade (
  city_id text not null, id text not null, merchant_id text not null, grade text not null check (grade in ('A','AA','AAA','AAAA','AAAAA')), issuer text not null, certificate_no text not null, issued_on date not null, expires_on date not null, by_name text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  check (expires_on > issued_on)
);
create index grade_merchant on alliance.grade (city_id, merchant_id, at desc);

-- What came of the orders a merchant was given, told by those to the right.
create table alliance.served_order (
  city_id text not null, order_id text not null, merchant_id text not null, asked_at timestamptz, answered_at timestamptz, assigned_at timestamptz, finished_at timestamptz, missed_at timestamptz, upheld_at timestamptz, at timestamptz not null,
  primary key (city_id, order_id, merchant_id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id)
);
create index served_merchant on alliance.served_order (city_id, merchant_id, at);

-- Whoever is here already was admitted by the operator at once, and is recorded so.
insert into alliance.joining (city_id, id, person_id, merchant_id, via, stage, stage_at, name, pinyin, licence_no, families, commission_basis_points, worker_share_basis_points, back_to, left_at, created_at, submitted_at)
  select city_id, 'joi_' || substr(id, 5), owner_person_id, id, 'direct', status, admitted_at, name, pinyin, licence_no, families, commission_basis_points, worker_share_basis_points, case when status = 'suspended' then 'active' end, case when status = 'exited' then admitted_at end, admitted_at, admitted_at from alliance.merchant;
insert into alliance.joining_step (city_id, id, joining_id, nth, merchant_id, stage, from_at, until_at, by_name, words)
  select city_id, 'jst_' || substr(merchant_id, 5), id, 1, merchant_id, 'active', created_at, case when stage <> 'active' then greatest(now(), created_at) end, 'system', '平台直接准入' from alliance.joining;
insert into alliance.joining_step (city_id, id, joining_id, nth, merchant_id, stage, from_at, by_name, words)
  select city_id, 'jsn_' || substr(merchant_id, 5), id, 2, merchant_id, stage, greatest(now(), created_at), 'system', '' from alliance.joining where stage <> 'active';
do $$ begin
  if to_regclass('payments.ledger_posting') is not null then
    update alliance.merchant m set deposit_held_fen = coalesce((select 0 - sum(p.amount_fen) from payments.ledger_posting p where p.city_id = m.city_id and p.account = 'liability:deposit:' || m.id), 0);
  end if;
end $$;
