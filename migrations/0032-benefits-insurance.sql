-- Insurance: of every visit, and of workers by the year; what it was called on for. Prices and limits are rows; the usual ones stand in the code.
create table benefits.insurance_product (
  city_id text not null, id text not null, product jsonb not null, changed_at timestamptz not null, changed_by text not null,
  primary key (city_id, id)
);
-- One visit. `is_wanted` says what it shall be, `state` what the insurer has said; a timer brings the second to the first.
create table benefits.cover (
  city_id text not null, id text not null, order_id text not null, product jsonb not null, household_id text not null, policy_no text, worker_id text, worker_name text, starts_at timestamptz not null, ends_at timestamptz not null, premium_fen bigint not null check (premium_fen > 0),
  is_wanted boolean not null default true, state text not null check (state in ('requested','active','voided','refused')), void_zh text not null default '', void_en text not null default '', why_zh text, why_en text, amendments jsonb not null default '[]', version int not null default 0, attempts int not null default 0,
  requested_at timestamptz not null, issued_at timestamptz, ended_at timestamptz,
  primary key (city_id, id),
  constraint one_cover_per_order unique (city_id, order_id),
  check (starts_at < ends_at),
  constraint active_with_number check (state <> 'active' or policy_no is not null)
);
create index cover_requested on benefits.cover (city_id, requested_at desc);
create table benefits.policy (
  city_id text not null, id text not null, product jsonb not null, holder_kind text not null check (holder_kind in ('worker','merchant')), holder_id text not null, policy_no text, valid_from date not null, valid_until date not null,
  premium_fen bigint not null check (premium_fen > 0), platform_fen bigint not null check (platform_fen >= 0), holder_fen bigint not null check (holder_fen >= 0), returned_fen bigint not null default 0,
  state text not null check (state in ('requested','active','refused','surrendered')), why_zh text, why_en text, attempts int not null default 0, bought_by text not null, requested_at timestamptz not null, issued_at timestamptz, ended_at timestamptz, end_reason text not null default '',
  primary key (city_id, id),
  constraint premium_is_parts check (premium_fen = platform_fen + holder_fen),
  constraint returned_at_most check (returned_fen between 0 and premium_fen),
  check (valid_from < valid_until)
);
create index policy_holder on benefits.policy (city_id, holder_kind, holder_id);
create table benefits.policy_member (
  city_id text not null, policy_id text not null, worker_id text not null, paper_id text, lost_at timestamptz, lost_zh text, lost_en text,
  primary key (city_id, policy_id, worker_id),
  foreign key (city_id, policy_id) references benefits.policy (city_id, id)
);
create index policy_member_worker on benefits.policy_member (city_id, worker_id);
create table benefits.insurance_claim (
  city_id text not null, id text not null, no text not null, kind text not null check (kind in ('injury','damage','lostWork')), order_id text, cover_id text, policy_id text, policy_no text not null, insurer text not null, insurer_no text, worker_id text not null, household_id text, reporter_id text,
  happened_at timestamptz not null, reported_at timestamptz not null, report_by timestamptz not null, late_reason text not null default '', description text not null, asked_fen bigint not null check (asked_fen > 0), limit_fen bigint not null check (limit_fen > 0), deductible_fen bigint not null,
  state text not null check (state in ('reported','documented','accepted','refused','paid')), decided_fen bigint, decision_words text not null default '', decided_by text, decided_at timestamptz, advanced_fen bigint not null default 0, recovered_fen bigint not null default 0, paid_fen bigint, paid_at timestamptz, attempts int not null default 0,
  primary key (city_id, id),
  constraint claim_no_once unique (city_id, no),
  constraint covered_by_one check (num_nonnulls(cover_id, policy_id) = 1),
  constraint one_claim_per_event unique (city_id, policy_no, worker_id, kind, happened_at),
  constraint never_above_limit check (decided_fen is null or decided_fen between 0 and limit_fen),
  constraint recovered_at_most check (recovered_fen between 0 and advanced_fen)
);
create index claim_state on benefits.insurance_claim (city_id, state, reported_at desc);
create table benefits.claim_document (
  city_id text not null, id text not null, claim_id text not null, kind text not null check (kind in ('photo','medical','invoice','statement','police','other')), note text not null, photo_id text, by_name text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, claim_id) references benefits.insurance_claim (city_id, id)
);
create index claim_document_claim on benefits.claim_document (city_id, claim_id, at);
