-- The schema as all migrations leave it. Written by `npm run schema`, checked by `npm run schema -- --check`; not to be edited.

create extension btree_gist;

-- ──────── accounts

create table accounts.address (
  city_id text not null,
  id text not null,
  household_id text not null,
  estate_id text not null,
  building text not null,
  room text not null default ''::text,
  contact_name text not null,
  contact_phone_encrypted text not null,
  contact_phone_masked text not null,
  home_scene jsonb not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint address_pkey primary key (city_id, id),
  constraint address_city_id_estate_id_fkey foreign key (city_id, estate_id) references accounts.estate(city_id, id),
  constraint address_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id)
);
create index address_household on accounts.address using btree (city_id, household_id);

create table accounts.city (
  city_id text not null,
  name_zh text not null,
  name_en text not null,
  tier smallint not null,
  hotline text not null default ''::text,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null,
  constraint city_pkey primary key (city_id),
  constraint city_tier_check check (((tier >= 1) and (tier <= 3)))
);

create table accounts.code_request (
  city_id text not null,
  id text not null,
  target_hash text not null,
  client_ip text not null,
  requested_at timestamp with time zone not null,
  code_hash text not null,
  wrong_tries integer not null default 0,
  consumed_at timestamp with time zone,
  constraint code_request_pkey primary key (city_id, id)
);
create index code_request_ip on accounts.code_request using btree (city_id, client_ip, requested_at);
create index code_request_target on accounts.code_request using btree (city_id, target_hash, requested_at);

create table accounts.demo_person (
  city_id text not null,
  app text not null,
  person_id text not null,
  phone text not null,
  role_zh text not null,
  role_en text not null,
  constraint demo_person_pkey primary key (city_id, app, person_id)
);

create table accounts.estate (
  city_id text not null,
  id text not null,
  name text not null,
  pinyin text not null default ''::text,
  district_code text not null,
  district_name text not null,
  street_code text not null,
  street_name text not null,
  community_name text not null,
  lon double precision not null,
  lat double precision not null,
  cell text not null,
  buildings jsonb not null,
  constraint estate_pkey primary key (city_id, id),
  constraint estate_once unique (city_id, street_code, name)
);
create index estate_pinyin on accounts.estate using btree (city_id, pinyin, id);
create index estate_place on accounts.estate using btree (city_id, lon, lat);

create table accounts.household (
  city_id text not null,
  id text not null,
  created_at timestamp with time zone not null,
  constraint household_pkey primary key (city_id, id)
);

create table accounts.household_manner (
  city_id text not null,
  household_id text not null,
  answers smallint[] not null,
  traits jsonb not null,
  consented_by text not null,
  consented_at timestamp with time zone not null,
  constraint household_manner_pkey primary key (city_id, household_id),
  constraint household_manner_city_id_consented_by_fkey foreign key (city_id, consented_by) references accounts.person(city_id, id),
  constraint household_manner_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id),
  constraint household_manner_answers_check check ((array_length(answers, 1) = 10))
);

create table accounts.household_person (
  city_id text not null,
  household_id text not null,
  person_id text not null,
  joined_at timestamp with time zone not null,
  constraint household_person_pkey primary key (city_id, household_id, person_id),
  constraint one_household_per_person unique (city_id, person_id),
  constraint household_person_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id),
  constraint household_person_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id)
);

create table accounts.household_worker (
  city_id text not null,
  household_id text not null,
  worker_id text not null,
  kind text not null,
  reason text not null default ''::text,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint one_wish_per_worker primary key (city_id, household_id, worker_id),
  constraint household_worker_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id),
  constraint household_worker_city_id_set_by_fkey foreign key (city_id, set_by) references accounts.person(city_id, id),
  constraint household_worker_kind_check check ((kind = any (array['favourite'::text, 'blocked'::text])))
);
create index household_worker_of on accounts.household_worker using btree (city_id, worker_id, kind);

create table accounts.member (
  city_id text not null,
  id text not null,
  household_id text not null,
  name text not null,
  relation text not null,
  birth_year integer,
  needs text not null default ''::text,
  added_by text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint member_pkey primary key (city_id, id),
  constraint member_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id),
  constraint member_relation_check check ((relation = any (array['self'::text, 'spouse'::text, 'child'::text, 'elder'::text, 'other'::text])))
);
create index member_household on accounts.member using btree (city_id, household_id);

create table accounts.open_cell (
  city_id text not null,
  cell text not null,
  constraint open_cell_pkey primary key (city_id, cell)
);

create table accounts.person (
  city_id text not null,
  id text not null,
  auth_user_id text,
  name text not null,
  pinyin text not null default ''::text,
  phone_encrypted text,
  phone_hash text,
  phone_masked text not null,
  locale text not null default 'zh'::text,
  is_elder_mode boolean not null default false,
  suspended_at timestamp with time zone,
  order_count integer not null default 0,
  registered_at timestamp with time zone not null,
  email_encrypted text,
  email_hash text,
  email_masked text not null default ''::text,
  constraint person_pkey primary key (city_id, id),
  constraint person_email_once unique (city_id, email_hash),
  constraint person_phone_once unique (city_id, phone_hash),
  constraint person_email_whole check ((((email_hash is null) = (email_encrypted is null)) and ((email_hash is null) = (email_masked = ''::text)))),
  constraint person_locale_check check ((locale = any (array['zh'::text, 'en'::text]))),
  constraint person_name_check check (((length(name) >= 1) and (length(name) <= 30))),
  constraint person_phone_whole check ((((phone_hash is null) = (phone_encrypted is null)) and ((phone_hash is null) = (phone_masked = ''::text)))),
  constraint person_reachable check (((phone_hash is not null) or (email_hash is not null)))
);
create index person_auth on accounts.person using btree (city_id, auth_user_id);
create index person_pinyin on accounts.person using btree (city_id, pinyin);
create trigger person_renamed after update of name, pinyin on accounts.person for each row when (((old.name <> new.name) or (old.pinyin <> new.pinyin))) execute function workers.follow_name();

create table accounts.role_grant (
  city_id text not null,
  person_id text not null,
  role text not null,
  scope_type text not null,
  scope_id text not null,
  granted_by text,
  granted_at timestamp with time zone not null,
  constraint role_grant_pkey primary key (city_id, person_id, role, scope_type, scope_id),
  constraint role_grant_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint role_grant_role_check check ((role = any (array['worker'::text, 'merchantOwner'::text, 'merchantStaff'::text, 'stationStaff'::text, 'agent'::text, 'dispatcher'::text, 'operator'::text, 'finance'::text, 'auditor'::text, 'trainer'::text, 'examiner'::text]))),
  constraint role_grant_scope_type_check check ((scope_type = any (array['city'::text, 'merchant'::text, 'station'::text, 'self'::text])))
);
create index role_grant_scope on accounts.role_grant using btree (city_id, role, scope_id);

create table accounts.scope (
  city_id text not null,
  scope_type text not null,
  scope_id text not null,
  name text not null,
  constraint scope_pkey primary key (city_id, scope_type, scope_id),
  constraint scope_scope_type_check check ((scope_type = any (array['merchant'::text, 'station'::text, 'self'::text])))
);

create table accounts.setting (
  city_id text not null,
  key text not null,
  value double precision not null,
  changed_at timestamp with time zone not null,
  constraint setting_pkey primary key (city_id, key)
);

create table accounts.social_login (
  city_id text not null,
  provider text not null,
  subject_hash text not null,
  person_id text not null,
  label text not null default ''::text,
  linked_at timestamp with time zone not null,
  constraint social_login_pkey primary key (city_id, provider, subject_hash),
  constraint social_login_per_provider unique (city_id, person_id, provider),
  constraint social_login_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint social_login_provider_check check ((provider = any (array['wechat'::text, 'alipay'::text])))
);

create table accounts.social_state (
  city_id text not null,
  nonce text not null,
  used_at timestamp with time zone not null,
  constraint social_state_pkey primary key (city_id, nonce)
);
create index social_state_used on accounts.social_state using btree (city_id, used_at);

-- ──────── alliance

create table alliance.account_check (
  city_id text not null,
  id text not null,
  joining_id text not null,
  bank_name text not null,
  account_encrypted text not null,
  masked_account text not null,
  holder_name text not null,
  reference_no text not null,
  state text not null,
  tries integer not null default 0,
  sent_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  superseded_at timestamp with time zone,
  constraint account_check_pkey primary key (city_id, id),
  constraint account_check_city_id_joining_id_fkey foreign key (city_id, joining_id) references alliance.joining(city_id, id),
  constraint account_check_state_check check ((state = any (array['sent'::text, 'passed'::text, 'failed'::text])))
);
create index account_checks on alliance.account_check using btree (city_id, joining_id, sent_at);
create unique index one_account_check on alliance.account_check using btree (city_id, joining_id) where (superseded_at is null);

create table alliance.branch (
  city_id text not null,
  id text not null,
  merchant_id text not null,
  name text not null,
  address text not null,
  lon double precision not null,
  lat double precision not null,
  opened_at timestamp with time zone not null,
  constraint branch_pkey primary key (city_id, id),
  constraint branch_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id)
);

create table alliance.district (
  city_id text not null,
  id text not null,
  name text not null,
  division_code text not null,
  ring jsonb not null,
  cell_count integer not null,
  is_open boolean not null default false,
  is_schematic boolean not null default false,
  drawn_at timestamp with time zone not null,
  constraint district_pkey primary key (city_id, id),
  constraint district_name_once unique (city_id, name)
);

create table alliance.district_cell (
  city_id text not null,
  cell text not null,
  district_id text not null,
  lon double precision not null,
  lat double precision not null,
  constraint cell_in_one_district primary key (city_id, cell),
  constraint district_cell_city_id_district_id_fkey foreign key (city_id, district_id) references alliance.district(city_id, id)
);
create index district_cells on alliance.district_cell using btree (city_id, district_id);

create table alliance.elder_provider (
  city_id text not null,
  merchant_id text not null,
  state text not null,
  register_no text not null default ''::text,
  authority text not null default ''::text,
  services text[] not null default '{}'::text[],
  listed_on date,
  valid_until date,
  words text not null default ''::text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint elder_provider_pkey primary key (city_id, merchant_id),
  constraint elder_provider_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint elder_provider_check check (((state <> 'listed'::text) or ((register_no <> ''::text) and (authority <> ''::text) and (listed_on is not null)))),
  constraint elder_provider_check1 check (((valid_until is null) or (listed_on is null) or (valid_until > listed_on))),
  constraint elder_provider_state_check check ((state = any (array['applied'::text, 'listed'::text, 'removed'::text])))
);

create table alliance.exam_result (
  city_id text not null,
  attempt_id text not null,
  merchant_id text not null,
  score_percent integer not null,
  is_passed boolean not null,
  at timestamp with time zone not null,
  constraint exam_result_pkey primary key (city_id, attempt_id),
  constraint exam_result_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint exam_result_score_percent_check check (((score_percent >= 0) and (score_percent <= 100)))
);
create index exam_merchant on alliance.exam_result using btree (city_id, merchant_id, at);

create table alliance.grade (
  city_id text not null,
  id text not null,
  merchant_id text not null,
  grade text not null,
  issuer text not null,
  certificate_no text not null,
  issued_on date not null,
  expires_on date not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint grade_pkey primary key (city_id, id),
  constraint grade_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint grade_check check ((expires_on > issued_on)),
  constraint grade_grade_check check ((grade = any (array['A'::text, 'AA'::text, 'AAA'::text, 'AAAA'::text, 'AAAAA'::text])))
);
create index grade_merchant on alliance.grade using btree (city_id, merchant_id, at desc);

create table alliance.joining (
  city_id text not null,
  id text not null,
  person_id text not null,
  merchant_id text,
  via text not null,
  stage text not null,
  stage_at timestamp with time zone not null,
  name text not null default ''::text,
  pinyin text not null default ''::text,
  licence_no text not null default ''::text,
  business_scope text not null default ''::text,
  address text not null default ''::text,
  complaint_phone text not null default ''::text,
  families text[] not null default '{}'::text[],
  sent_back_words text not null default ''::text,
  commission_basis_points integer,
  worker_share_basis_points integer,
  exam_passed_at timestamp with time zone,
  trial_started_at timestamp with time zone,
  trial_ends_at timestamp with time zone,
  trial_rounds integer not null default 0,
  trial_over_at timestamp with time zone,
  back_to text,
  leave_asked_at timestamp with time zone,
  leave_words text not null default ''::text,
  left_at timestamp with time zone,
  deposit_returned_at timestamp with time zone,
  returned_fen bigint,
  waits_for_platform boolean not null default false,
  created_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  constraint joining_pkey primary key (city_id, id),
  constraint one_joining_per_merchant unique (city_id, merchant_id),
  constraint joining_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint joining_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint joining_back_to_check check ((back_to = any (array['trial'::text, 'active'::text, 'suspended'::text]))),
  constraint joining_stage_check check ((stage = any (array['draft'::text, 'review'::text, 'depositDue'::text, 'training'::text, 'exam'::text, 'trial'::text, 'active'::text, 'suspended'::text, 'exiting'::text, 'exited'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint joining_via_check check ((via = any (array['applied'::text, 'direct'::text])))
);
create index joining_new on alliance.joining using btree (city_id, created_at desc, id desc);
create index joining_stage on alliance.joining using btree (city_id, stage, created_at desc, id desc);
create index joining_waiting on alliance.joining using btree (city_id, stage_at) where waits_for_platform;
create unique index one_open_joining on alliance.joining using btree (city_id, person_id) where ((stage <> all (array['refused'::text, 'withdrawn'::text, 'exited'::text])) and (via = 'applied'::text));

create table alliance.joining_paper (
  city_id text not null,
  id text not null,
  joining_id text not null,
  kind text not null,
  state text not null,
  number_encrypted text,
  shown text not null default ''::text,
  holder_name text not null default ''::text,
  photo_id text,
  valid_from date,
  valid_until date,
  words text not null default ''::text,
  checked_by text,
  checked_by_name text,
  checked_at timestamp with time zone,
  at timestamp with time zone not null,
  superseded_at timestamp with time zone,
  is_renewal boolean not null default false,
  constraint joining_paper_pkey primary key (city_id, id),
  constraint joining_paper_city_id_joining_id_fkey foreign key (city_id, joining_id) references alliance.joining(city_id, id),
  constraint joining_paper_check check (((valid_until is null) or (valid_from is null) or (valid_until >= valid_from))),
  constraint joining_paper_kind_check check ((kind = any (array['licence'::text, 'legalPerson'::text, 'account'::text, 'scope'::text, 'insurance'::text, 'safetyOfficer'::text]))),
  constraint joining_paper_state_check check ((state = any (array['submitted'::text, 'passed'::text, 'failed'::text, 'lapsed'::text])))
);
create unique index one_paper_in_force on alliance.joining_paper using btree (city_id, joining_id, kind) where ((superseded_at is null) and (not is_renewal));
create unique index one_renewal on alliance.joining_paper using btree (city_id, joining_id, kind) where ((superseded_at is null) and is_renewal);
create index paper_until on alliance.joining_paper using btree (city_id, valid_until) where ((superseded_at is null) and (state = 'passed'::text));

create table alliance.joining_step (
  city_id text not null,
  id text not null,
  joining_id text not null,
  nth integer not null,
  merchant_id text,
  stage text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  by_id text,
  by_name text not null,
  words text not null default ''::text,
  constraint joining_step_pkey primary key (city_id, id),
  constraint steps_in_order unique (city_id, joining_id, nth),
  constraint joining_step_city_id_joining_id_fkey foreign key (city_id, joining_id) references alliance.joining(city_id, id),
  constraint joining_step_check check (((until_at is null) or (until_at >= from_at)))
);
create unique index one_step_at_a_time on alliance.joining_step using btree (city_id, joining_id) where (until_at is null);
create index step_merchant on alliance.joining_step using btree (city_id, merchant_id, from_at);

create table alliance.merchant (
  city_id text not null,
  id text not null,
  name text not null,
  pinyin text not null default ''::text,
  licence_no text not null,
  status text not null default 'active'::text,
  status_reason text not null default ''::text,
  owner_person_id text not null,
  commission_basis_points integer not null,
  worker_share_basis_points integer not null,
  guarantee_deposit_fen bigint not null default 0,
  families text[] not null,
  worker_count integer not null default 0,
  rating_sum double precision not null default 0,
  rating_weight double precision not null default 0,
  admitted_at timestamp with time zone not null,
  complaint_phone text not null default ''::text,
  deposit_held_fen bigint not null default 0,
  constraint merchant_pkey primary key (city_id, id),
  constraint merchant_commission_basis_points_check check (((commission_basis_points >= 500) and (commission_basis_points <= 800))),
  constraint merchant_guarantee_deposit_fen_check check ((guarantee_deposit_fen >= 0)),
  constraint merchant_status_check check ((status = any (array['joining'::text, 'active'::text, 'suspended'::text, 'exiting'::text, 'exited'::text]))),
  constraint merchant_worker_share_basis_points_check check (((worker_share_basis_points >= 5000) and (worker_share_basis_points <= 9500)))
);
create unique index merchant_licence_once on alliance.merchant using btree (city_id, licence_no) where (status <> 'exited'::text);

create table alliance.owner_seat (
  city_id text not null,
  session_id text not null,
  merchant_id text not null,
  taken_at timestamp with time zone not null,
  attended boolean,
  marked_by text,
  marked_at timestamp with time zone,
  constraint owner_seat_pkey primary key (city_id, session_id, merchant_id),
  constraint owner_seat_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint owner_seat_city_id_session_id_fkey foreign key (city_id, session_id) references alliance.owner_session(city_id, id)
);
create index seat_merchant on alliance.owner_seat using btree (city_id, merchant_id);

create table alliance.owner_session (
  city_id text not null,
  id text not null,
  title text not null,
  topics text[] not null,
  place text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  capacity integer not null,
  taken integer not null default 0,
  cancelled_at timestamp with time zone,
  planned_by text,
  planned_at timestamp with time zone not null,
  constraint owner_session_pkey primary key (city_id, id),
  constraint owner_session_capacity_check check (((capacity >= 1) and (capacity <= 500))),
  constraint owner_session_check check ((ends_at > starts_at)),
  constraint seats_within_capacity check (((taken >= 0) and (taken <= capacity)))
);
create index session_start on alliance.owner_session using btree (city_id, starts_at);

create table alliance.paper_warning (
  city_id text not null,
  paper_id text not null,
  days integer not null,
  at timestamp with time zone not null,
  constraint paper_warning_pkey primary key (city_id, paper_id, days),
  constraint paper_warning_city_id_paper_id_fkey foreign key (city_id, paper_id) references alliance.joining_paper(city_id, id),
  constraint paper_warning_days_check check ((days = any (array[30, 7, 1])))
);

create table alliance.sanction (
  city_id text not null,
  id text not null,
  merchant_id text not null,
  kind text not null,
  reason text not null,
  evidence text not null default ''::text,
  orders_per_day integer,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone,
  by_id text,
  by_name text not null,
  state text not null,
  ended_at timestamp with time zone,
  ended_words text not null default ''::text,
  appeal_state text,
  appeal_words text not null default ''::text,
  appealed_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text,
  decided_by_name text,
  decision_words text not null default ''::text,
  constraint sanction_pkey primary key (city_id, id),
  constraint sanction_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint appeal_decided_by_another check (((decided_by is null) or (by_id is null) or (decided_by <> by_id))),
  constraint sanction_appeal_state_check check ((appeal_state = any (array['open'::text, 'accepted'::text, 'rejected'::text]))),
  constraint sanction_check check (((kind = 'limit'::text) = (orders_per_day is not null))),
  constraint sanction_check1 check (((until_at is null) or (until_at > from_at))),
  constraint sanction_check2 check (((state = 'standing'::text) = (ended_at is null))),
  constraint sanction_kind_check check ((kind = any (array['reward'::text, 'warning'::text, 'limit'::text, 'suspend'::text]))),
  constraint sanction_orders_per_day_check check (((orders_per_day >= 1) and (orders_per_day <= 1000))),
  constraint sanction_state_check check ((state = any (array['standing'::text, 'done'::text, 'lifted'::text])))
);
create index sanction_appeals on alliance.sanction using btree (city_id, appealed_at) where (appeal_state = 'open'::text);
create index sanction_limits on alliance.sanction using btree (city_id, merchant_id) include (orders_per_day) where ((kind = 'limit'::text) and (state = 'standing'::text));
create index sanction_merchant on alliance.sanction using btree (city_id, merchant_id, from_at desc, id desc);

create table alliance.served_order (
  city_id text not null,
  order_id text not null,
  merchant_id text not null,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  assigned_at timestamp with time zone,
  finished_at timestamp with time zone,
  missed_at timestamp with time zone,
  upheld_at timestamp with time zone,
  at timestamp with time zone not null,
  constraint served_order_pkey primary key (city_id, order_id, merchant_id),
  constraint served_order_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id)
);
create index served_merchant on alliance.served_order using btree (city_id, merchant_id, at);

create table alliance.station (
  city_id text not null,
  id text not null,
  name text not null,
  kind text not null,
  address text not null,
  lon double precision not null,
  lat double precision not null,
  phone text not null default ''::text,
  opened_at timestamp with time zone not null,
  constraint station_pkey primary key (city_id, id),
  constraint station_kind_check check ((kind = any (array['community'::text, 'mall'::text, 'office'::text])))
);

create table alliance.territory (
  city_id text not null,
  district_id text not null,
  family text not null,
  merchant_id text not null,
  assigned_at timestamp with time zone not null,
  constraint one_holder_per_district_and_family primary key (city_id, district_id, family),
  constraint territory_city_id_district_id_fkey foreign key (city_id, district_id) references alliance.district(city_id, id),
  constraint territory_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id)
);
create index territory_of_merchant on alliance.territory using btree (city_id, merchant_id);

create table alliance.territory_cell (
  city_id text not null,
  cell text not null,
  family text not null,
  merchant_id text not null,
  district_id text not null,
  constraint one_holder_per_cell_and_family primary key (city_id, cell, family),
  constraint territory_cell_city_id_district_id_fkey foreign key (city_id, district_id) references alliance.district(city_id, id),
  constraint territory_cell_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id)
);
create index territory_district on alliance.territory_cell using btree (city_id, district_id, family);

-- ──────── benefits

create table benefits.attendance (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  course text not null,
  ended_on date not null,
  percent double precision not null,
  words text not null default ''::text,
  noted_by text not null,
  noted_at timestamp with time zone not null,
  constraint attendance_pkey primary key (city_id, id),
  constraint attended_once unique (city_id, worker_id, kind, course, ended_on),
  constraint attendance_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint attendance_percent_check check (((percent >= (0)::double precision) and (percent <= (100)::double precision)))
);

create table benefits.claim_document (
  city_id text not null,
  id text not null,
  claim_id text not null,
  kind text not null,
  note text not null,
  photo_id text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint claim_document_pkey primary key (city_id, id),
  constraint claim_document_city_id_claim_id_fkey foreign key (city_id, claim_id) references benefits.insurance_claim(city_id, id),
  constraint claim_document_kind_check check ((kind = any (array['photo'::text, 'medical'::text, 'invoice'::text, 'statement'::text, 'police'::text, 'other'::text])))
);
create index claim_document_claim on benefits.claim_document using btree (city_id, claim_id, at);

create table benefits.cover (
  city_id text not null,
  id text not null,
  order_id text not null,
  product jsonb not null,
  household_id text not null,
  policy_no text,
  worker_id text,
  worker_name text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  premium_fen bigint not null,
  is_wanted boolean not null default true,
  state text not null,
  void_zh text not null default ''::text,
  void_en text not null default ''::text,
  why_zh text,
  why_en text,
  amendments jsonb not null default '[]'::jsonb,
  version integer not null default 0,
  attempts integer not null default 0,
  requested_at timestamp with time zone not null,
  issued_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint cover_pkey primary key (city_id, id),
  constraint one_cover_per_order unique (city_id, order_id),
  constraint active_with_number check (((state <> 'active'::text) or (policy_no is not null))),
  constraint cover_check check ((starts_at < ends_at)),
  constraint cover_premium_fen_check check ((premium_fen > 0)),
  constraint cover_state_check check ((state = any (array['requested'::text, 'active'::text, 'voided'::text, 'refused'::text])))
);
create index cover_requested on benefits.cover using btree (city_id, requested_at desc);

create table benefits.eligibility (
  city_id text not null,
  id text not null,
  household_id text not null,
  member_id text not null,
  level text not null,
  evidence text not null,
  monthly_fen bigint not null,
  valid_from date not null,
  valid_to date not null,
  granted_by text not null,
  granted_by_name text not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text not null default ''::text,
  constraint eligibility_pkey primary key (city_id, id),
  constraint eligibility_evidence_check check ((evidence <> ''::text)),
  constraint eligibility_level_check check ((level = any (array['moderate'::text, 'severe'::text, 'total'::text]))),
  constraint eligibility_monthly_fen_check check (((monthly_fen >= 1) and (monthly_fen <= 80000))),
  constraint valid_in_order check ((valid_from <= valid_to))
);
create index eligibility_household on benefits.eligibility using btree (city_id, household_id);
create unique index one_live_eligibility on benefits.eligibility using btree (city_id, member_id) where (ended_at is null);

create table benefits.insurance_claim (
  city_id text not null,
  id text not null,
  no text not null,
  kind text not null,
  order_id text,
  cover_id text,
  policy_id text,
  policy_no text not null,
  insurer text not null,
  insurer_no text,
  worker_id text not null,
  household_id text,
  reporter_id text,
  happened_at timestamp with time zone not null,
  reported_at timestamp with time zone not null,
  report_by timestamp with time zone not null,
  late_reason text not null default ''::text,
  description text not null,
  asked_fen bigint not null,
  limit_fen bigint not null,
  deductible_fen bigint not null,
  state text not null,
  decided_fen bigint,
  decision_words text not null default ''::text,
  decided_by text,
  decided_at timestamp with time zone,
  advanced_fen bigint not null default 0,
  recovered_fen bigint not null default 0,
  paid_fen bigint,
  paid_at timestamp with time zone,
  attempts integer not null default 0,
  constraint insurance_claim_pkey primary key (city_id, id),
  constraint claim_no_once unique (city_id, no),
  constraint one_claim_per_event unique (city_id, policy_no, worker_id, kind, happened_at),
  constraint covered_by_one check ((num_nonnulls(cover_id, policy_id) = 1)),
  constraint insurance_claim_asked_fen_check check ((asked_fen > 0)),
  constraint insurance_claim_kind_check check ((kind = any (array['injury'::text, 'damage'::text, 'lostWork'::text]))),
  constraint insurance_claim_limit_fen_check check ((limit_fen > 0)),
  constraint insurance_claim_state_check check ((state = any (array['reported'::text, 'documented'::text, 'accepted'::text, 'refused'::text, 'paid'::text]))),
  constraint never_above_limit check (((decided_fen is null) or ((decided_fen >= 0) and (decided_fen <= limit_fen)))),
  constraint recovered_at_most check (((recovered_fen >= 0) and (recovered_fen <= advanced_fen)))
);
create index claim_state on benefits.insurance_claim using btree (city_id, state, reported_at desc);

create table benefits.insurance_product (
  city_id text not null,
  id text not null,
  product jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint insurance_product_pkey primary key (city_id, id)
);

create table benefits.pack (
  city_id text not null,
  id text not null,
  offer_id text not null,
  household_id text not null,
  buyer_id text not null,
  charge_id text not null,
  item_id text not null,
  name_zh text not null,
  name_en text not null,
  units integer not null,
  price_fen bigint not null,
  unit_price_fen bigint not null,
  valid_months integer not null,
  state text not null,
  created_at timestamp with time zone not null,
  bought_at timestamp with time zone,
  expires_at timestamp with time zone,
  ended_at timestamp with time zone,
  refund_reason text not null default ''::text,
  left_fen bigint,
  constraint pack_pkey primary key (city_id, id),
  constraint bought_with_time check (((state = any (array['waiting'::text, 'closed'::text])) = (bought_at is null))),
  constraint pack_price_fen_check check (((price_fen >= 1) and (price_fen <= 500000))),
  constraint pack_state_check check ((state = any (array['waiting'::text, 'active'::text, 'refunded'::text, 'expired'::text, 'closed'::text]))),
  constraint pack_unit_price_fen_check check ((unit_price_fen > 0)),
  constraint pack_units_check check ((units > 0)),
  constraint pack_valid_months_check check (((valid_months >= 1) and (valid_months <= 12))),
  constraint unit_price_fits check (((unit_price_fen * units) <= price_fen))
);
create index pack_expiry on benefits.pack using btree (city_id, expires_at) where (state = 'active'::text);
create index pack_household on benefits.pack using btree (city_id, household_id, created_at desc);

create table benefits.pack_offer (
  city_id text not null,
  id text not null,
  item_id text not null,
  name_zh text not null,
  name_en text not null,
  units integer not null,
  price_fen bigint not null,
  valid_months integer not null,
  is_offered boolean not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint pack_offer_pkey primary key (city_id, id),
  constraint pack_offer_price_fen_check check (((price_fen >= 1) and (price_fen <= 500000))),
  constraint pack_offer_units_check check (((units >= 2) and (units <= 500))),
  constraint pack_offer_valid_months_check check (((valid_months >= 1) and (valid_months <= 12)))
);

create table benefits.policy (
  city_id text not null,
  id text not null,
  product jsonb not null,
  holder_kind text not null,
  holder_id text not null,
  policy_no text,
  valid_from date not null,
  valid_until date not null,
  premium_fen bigint not null,
  platform_fen bigint not null,
  holder_fen bigint not null,
  returned_fen bigint not null default 0,
  state text not null,
  why_zh text,
  why_en text,
  attempts integer not null default 0,
  bought_by text not null,
  requested_at timestamp with time zone not null,
  issued_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text not null default ''::text,
  constraint policy_pkey primary key (city_id, id),
  constraint policy_check check ((valid_from < valid_until)),
  constraint policy_holder_fen_check check ((holder_fen >= 0)),
  constraint policy_holder_kind_check check ((holder_kind = any (array['worker'::text, 'merchant'::text]))),
  constraint policy_platform_fen_check check ((platform_fen >= 0)),
  constraint policy_premium_fen_check check ((premium_fen > 0)),
  constraint policy_state_check check ((state = any (array['requested'::text, 'active'::text, 'refused'::text, 'surrendered'::text]))),
  constraint premium_is_parts check ((premium_fen = (platform_fen + holder_fen))),
  constraint returned_at_most check (((returned_fen >= 0) and (returned_fen <= premium_fen)))
);
create index policy_holder on benefits.policy using btree (city_id, holder_kind, holder_id);

create table benefits.policy_member (
  city_id text not null,
  policy_id text not null,
  worker_id text not null,
  paper_id text,
  lost_at timestamp with time zone,
  lost_zh text,
  lost_en text,
  constraint policy_member_pkey primary key (city_id, policy_id, worker_id),
  constraint policy_member_city_id_policy_id_fkey foreign key (city_id, policy_id) references benefits.policy(city_id, id)
);
create index policy_member_worker on benefits.policy_member using btree (city_id, worker_id);

create table benefits.stored_refund (
  city_id text not null,
  id text not null,
  household_id text not null,
  amount_fen bigint not null,
  lapsed_bonus_fen bigint not null,
  reason text not null,
  asked_by text not null,
  at timestamp with time zone not null,
  constraint stored_refund_pkey primary key (city_id, id),
  constraint stored_refund_amount_fen_check check ((amount_fen > 0)),
  constraint stored_refund_lapsed_bonus_fen_check check ((lapsed_bonus_fen >= 0))
);

create table benefits.subsidy_claim (
  city_id text not null,
  id text not null,
  no text not null,
  programme_id text not null,
  programme_version integer not null,
  once_per_person boolean not null,
  year integer not null,
  worker_id text not null,
  person_key text,
  masked_id_number text not null default ''::text,
  certificate_id text not null,
  certificate_number text not null,
  certificate_kind text not null,
  state text not null,
  amount_fen bigint not null,
  course_fee_fen bigint,
  declared_at timestamp with time zone,
  pay_to text not null,
  claim_until date not null,
  pack jsonb,
  created_at timestamp with time zone not null,
  created_by text not null,
  moved_at timestamp with time zone not null,
  words text not null default ''::text,
  office_no text not null default ''::text,
  slip_no text,
  paid_at timestamp with time zone,
  clawed_at timestamp with time zone,
  claw_words text not null default ''::text,
  taken_fen bigint not null default 0,
  returned_fen bigint not null default 0,
  constraint subsidy_claim_pkey primary key (city_id, id),
  constraint claim_number unique (city_id, no),
  constraint subsidy_claim_city_id_certificate_id_fkey foreign key (city_id, certificate_id) references training.certificate(city_id, id),
  constraint subsidy_claim_city_id_programme_id_fkey foreign key (city_id, programme_id) references benefits.subsidy_programme(city_id, id),
  constraint subsidy_claim_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint fetched_back check (((taken_fen <= amount_fen) and (returned_fen <= taken_fen) and ((taken_fen = 0) or (state = 'clawedBack'::text)) and ((state = 'clawedBack'::text) = (clawed_at is not null)))),
  constraint handed_in_by_somebody check (((state = any (array['draft'::text, 'withdrawn'::text, 'refused'::text])) or ((person_key is not null) and (pack is not null)))),
  constraint paid_with_slip check ((((state = any (array['paid'::text, 'clawedBack'::text])) = (paid_at is not null)) and ((paid_at is null) = (slip_no is null)))),
  constraint subsidy_claim_amount_fen_check check ((amount_fen > 0)),
  constraint subsidy_claim_course_fee_fen_check check ((course_fee_fen >= 0)),
  constraint subsidy_claim_pay_to_check check ((pay_to = any (array['worker'::text, 'school'::text]))),
  constraint subsidy_claim_returned_fen_check check ((returned_fen >= 0)),
  constraint subsidy_claim_state_check check ((state = any (array['draft'::text, 'submitted'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text, 'paid'::text, 'clawedBack'::text]))),
  constraint subsidy_claim_taken_fen_check check ((taken_fen >= 0))
);
create unique index claimed_once_certificate on benefits.subsidy_claim using btree (city_id, certificate_id) where (state = any (array['submitted'::text, 'accepted'::text, 'paid'::text, 'clawedBack'::text]));
create unique index claimed_once_person on benefits.subsidy_claim using btree (city_id, person_key, certificate_kind) where (state = any (array['submitted'::text, 'accepted'::text, 'paid'::text]));
create unique index claimed_once_programme on benefits.subsidy_claim using btree (city_id, programme_id, person_key) where (once_per_person and (state = any (array['submitted'::text, 'accepted'::text, 'paid'::text])));
create unique index one_draft_each on benefits.subsidy_claim using btree (city_id, programme_id, certificate_id) where (state = 'draft'::text);
create index subsidy_claim_newest on benefits.subsidy_claim using btree (city_id, created_at desc, id desc);
create index subsidy_claim_owed on benefits.subsidy_claim using btree (city_id, clawed_at) where ((state = 'clawedBack'::text) and (taken_fen < amount_fen));
create index subsidy_claim_worker on benefits.subsidy_claim using btree (city_id, worker_id, created_at desc);
create index subsidy_claim_year on benefits.subsidy_claim using btree (city_id, programme_id, year, state);

create table benefits.subsidy_document (
  city_id text not null,
  id text not null,
  claim_id text not null,
  kind text not null,
  note text not null default ''::text,
  photo_id text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint subsidy_document_pkey primary key (city_id, id),
  constraint subsidy_document_city_id_claim_id_fkey foreign key (city_id, claim_id) references benefits.subsidy_claim(city_id, id),
  constraint shows_something check (((photo_id is not null) or (note <> ''::text))),
  constraint subsidy_document_kind_check check ((kind = any (array['group'::text, 'exam'::text, 'fee'::text, 'other'::text])))
);
create index subsidy_document_claim on benefits.subsidy_document using btree (city_id, claim_id);

create table benefits.subsidy_programme (
  city_id text not null,
  id text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  office text not null,
  valid_from date not null,
  valid_to date,
  is_open boolean not null,
  evidence text not null default ''::text,
  version integer not null,
  rules jsonb not null,
  once_per_person boolean not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint subsidy_programme_pkey primary key (city_id, id),
  constraint programme_code unique (city_id, code),
  constraint subsidy_programme_check check (((valid_to is null) or (valid_to >= valid_from))),
  constraint subsidy_programme_version_check check ((version >= 1))
);

create table benefits.subsidy_rules (
  city_id text not null,
  programme_id text not null,
  version integer not null,
  rules jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint subsidy_rules_pkey primary key (city_id, programme_id, version),
  constraint subsidy_rules_city_id_programme_id_fkey foreign key (city_id, programme_id) references benefits.subsidy_programme(city_id, id)
);

create table benefits.subsidy_step (
  city_id text not null,
  id text not null,
  claim_id text not null,
  state text not null,
  at timestamp with time zone not null,
  by_name text not null,
  words text not null default ''::text,
  constraint subsidy_step_pkey primary key (city_id, id),
  constraint subsidy_step_city_id_claim_id_fkey foreign key (city_id, claim_id) references benefits.subsidy_claim(city_id, id)
);
create index subsidy_step_claim on benefits.subsidy_step using btree (city_id, claim_id, id);

create table benefits.subsidy_year (
  city_id text not null,
  programme_id text not null,
  year integer not null,
  quota_persons integer,
  target_persons integer,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint subsidy_year_pkey primary key (city_id, programme_id, year),
  constraint subsidy_year_city_id_programme_id_fkey foreign key (city_id, programme_id) references benefits.subsidy_programme(city_id, id),
  constraint subsidy_year_quota_persons_check check ((quota_persons >= 0)),
  constraint subsidy_year_target_persons_check check ((target_persons >= 0)),
  constraint subsidy_year_year_check check (((year >= 2020) and (year <= 2100)))
);

create table benefits.top_up (
  city_id text not null,
  id text not null,
  household_id text not null,
  payer_id text not null,
  charge_id text not null,
  amount_fen bigint not null,
  bonus_fen bigint not null,
  state text not null,
  created_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  constraint top_up_pkey primary key (city_id, id),
  constraint top_up_amount_fen_check check ((amount_fen > 0)),
  constraint top_up_bonus_fen_check check ((bonus_fen >= 0)),
  constraint top_up_paid_with_time check (((state = 'paid'::text) = (paid_at is not null))),
  constraint top_up_state_check check ((state = any (array['waiting'::text, 'paid'::text, 'closed'::text])))
);
create index top_up_household on benefits.top_up using btree (city_id, household_id, created_at desc);

create table benefits.top_up_plan (
  city_id text not null,
  pay_fen bigint not null,
  bonus_fen bigint not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint top_up_plan_pkey primary key (city_id, pay_fen),
  constraint top_up_plan_bonus_fen_check check ((bonus_fen >= 0)),
  constraint top_up_plan_pay_fen_check check ((pay_fen > 0))
);

create table benefits.voucher_claim (
  city_id text not null,
  order_id text not null,
  month text not null,
  eligibility_id text not null,
  amount_fen bigint not null,
  is_sampled boolean not null,
  marked_at timestamp with time zone not null,
  inspected_at timestamp with time zone,
  inspected_by text,
  is_fine boolean,
  inspection text not null default ''::text,
  claimed_at timestamp with time zone,
  claimed_by text,
  batch text,
  constraint voucher_claim_pkey primary key (city_id, order_id),
  constraint inspected_with_name check (((inspected_at is null) = (inspected_by is null))),
  constraint sample_first check (((claimed_at is null) or (not is_sampled) or is_fine)),
  constraint voucher_claim_amount_fen_check check ((amount_fen > 0))
);
create index voucher_claim_month on benefits.voucher_claim using btree (city_id, month);

-- ──────── catalog

create table catalog.checklist (
  city_id text not null,
  item_id text not null,
  version integer not null,
  items jsonb not null,
  published_at timestamp with time zone not null,
  constraint checklist_pkey primary key (city_id, item_id, version),
  constraint checklist_city_id_item_id_fkey foreign key (city_id, item_id) references catalog.service_item(city_id, id),
  constraint checklist_version_check check ((version >= 1))
);

create table catalog.item_use (
  city_id text not null,
  id text not null,
  item_id text not null,
  is_ordered boolean not null,
  rating double precision,
  at timestamp with time zone not null,
  constraint item_use_pkey primary key (city_id, id),
  constraint item_use_city_id_item_id_fkey foreign key (city_id, item_id) references catalog.service_item(city_id, id),
  constraint item_use_rating_check check (((rating >= (1)::double precision) and (rating <= (5)::double precision)))
);
create index item_use_item on catalog.item_use using btree (city_id, item_id);

create table catalog.price (
  city_id text not null,
  item_id text not null,
  tier smallint not null,
  revision integer not null,
  valid_from timestamp with time zone not null,
  kind text not null,
  unit_price_fen bigint not null,
  floor_price_fen bigint not null,
  ceiling_price_fen bigint not null,
  changed_by text not null,
  constraint price_pkey primary key (city_id, item_id, tier, revision),
  constraint price_city_id_item_id_fkey foreign key (city_id, item_id) references catalog.service_item(city_id, id),
  constraint price_check check ((floor_price_fen <= ceiling_price_fen)),
  constraint price_floor_price_fen_check check ((floor_price_fen >= 0)),
  constraint price_kind_check check ((kind = any (array['national'::text, 'alliance'::text, 'market'::text]))),
  constraint price_revision_check check ((revision >= 1)),
  constraint price_tier_check check (((tier >= 1) and (tier <= 3))),
  constraint price_unit_price_fen_check check ((unit_price_fen >= 0)),
  constraint price_within_bounds check (((kind <> 'market'::text) or ((unit_price_fen >= floor_price_fen) and (unit_price_fen <= ceiling_price_fen))))
);

create table catalog.service_item (
  city_id text not null,
  id text not null,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  summary_zh text not null,
  summary_en text not null,
  keywords text not null default ''::text,
  family text not null,
  icon text not null,
  booking_mode text not null,
  segments text[] not null,
  unit text not null,
  unit_label_zh text not null,
  unit_label_en text not null,
  min_quantity double precision not null,
  max_quantity double precision not null,
  step_quantity double precision not null,
  usual_quantity double precision not null,
  crew_size integer not null default 1,
  duration jsonb not null,
  required_skills jsonb not null,
  required_papers text[] not null,
  health_class text not null,
  scope jsonb not null,
  excluded jsonb not null,
  photo_nodes jsonb not null,
  cancel_tiers jsonb not null,
  materials_fen bigint not null default 0,
  materials_basis text not null default 'visit'::text,
  insurance_fen bigint not null default 100,
  redo_hours integer not null default 48,
  warranty_days integer not null default 0,
  urgent_percent integer,
  night_percent integer,
  is_published boolean not null default true,
  order_count integer not null default 0,
  rating_sum double precision not null default 0,
  rating_count integer not null default 0,
  constraint service_item_pkey primary key (city_id, id),
  constraint service_item_booking_mode_check check ((booking_mode = any (array['slot'::text, 'demand'::text]))),
  constraint service_item_check check (((min_quantity > (0)::double precision) and (min_quantity <= usual_quantity) and (usual_quantity <= max_quantity) and (step_quantity > (0)::double precision))),
  constraint service_item_crew_size_check check ((crew_size >= 1)),
  constraint service_item_health_class_check check ((health_class = any (array['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint service_item_materials_basis_check check ((materials_basis = any (array['visit'::text, 'unit'::text]))),
  constraint service_item_night_percent_check check (((night_percent >= 0) and (night_percent <= 100))),
  constraint service_item_urgent_percent_check check (((urgent_percent >= 0) and (urgent_percent <= 100)))
);
create index service_item_family on catalog.service_item using btree (city_id, family, "position");

-- ──────── courses

create table courses.attendance_mark (
  city_id text not null,
  id text not null,
  session_id text not null,
  worker_id text not null,
  state text not null,
  minutes integer not null,
  words text not null default ''::text,
  said_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  by_id text,
  by_name text not null,
  is_older boolean not null,
  constraint attendance_mark_pkey primary key (city_id, id),
  constraint attendance_mark_city_id_session_id_worker_id_fkey foreign key (city_id, session_id, worker_id) references courses.seat(city_id, session_id, worker_id)
);

create table courses.bed (
  city_id text not null,
  id text not null,
  dormitory_id text not null,
  name text not null,
  gone_on date,
  constraint bed_pkey primary key (city_id, id),
  constraint bed_city_id_dormitory_id_fkey foreign key (city_id, dormitory_id) references courses.dormitory(city_id, id)
);
create unique index bed_named_once on courses.bed using btree (city_id, dormitory_id, name) where (gone_on is null);

create table courses.bed_stay (
  city_id text not null,
  id text not null,
  dormitory_id text not null,
  bed_id text not null,
  worker_id text not null,
  cohort_id text,
  from_day date not null,
  until_day date not null,
  night_fee_fen bigint not null,
  cost_bearer text not null,
  allotted_at timestamp with time zone not null,
  ended_on date,
  constraint bed_stay_pkey primary key (city_id, id),
  constraint bed_for_one exclude using gist (city_id with =, bed_id with =, daterange(from_day, until_day) with &&),
  constraint learner_in_one_bed exclude using gist (city_id with =, worker_id with =, daterange(from_day, until_day) with &&),
  constraint bed_stay_city_id_bed_id_fkey foreign key (city_id, bed_id) references courses.bed(city_id, id),
  constraint bed_stay_city_id_cohort_id_fkey foreign key (city_id, cohort_id) references courses.cohort(city_id, id),
  constraint bed_stay_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint bed_stay_check check ((until_day >= from_day))
);
create index bed_stay_new on courses.bed_stay using btree (city_id, from_day desc, id desc);
create index bed_stay_worker on courses.bed_stay using btree (city_id, worker_id, from_day desc);

create table courses.checklist_mark (
  city_id text not null,
  id text not null,
  session_id text not null,
  worker_id text not null,
  module text not null,
  code text not null,
  item_words text not null,
  level text not null,
  words text not null default ''::text,
  said_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  by_id text,
  by_name text not null,
  constraint checklist_mark_pkey primary key (city_id, id),
  constraint checklist_mark_city_id_session_id_worker_id_fkey foreign key (city_id, session_id, worker_id) references courses.seat(city_id, session_id, worker_id),
  constraint checklist_mark_level_check check ((level = any (array['notYet'::text, 'withHelp'::text, 'alone'::text])))
);
create index checklist_session on courses.checklist_mark using btree (city_id, session_id, worker_id);
create index checklist_worker on courses.checklist_mark using btree (city_id, worker_id, module, code);

create table courses.cohort (
  city_id text not null,
  id text not null,
  course_id text not null,
  name text not null,
  intake text not null,
  starts_on date not null,
  ends_on date not null,
  standard_days integer not null,
  waiver_reason text not null default ''::text,
  waived_by_name text,
  seats integer not null,
  enrolled integer not null default 0,
  waiting integer not null default 0,
  finished integer not null default 0,
  incomplete integer not null default 0,
  dropped integer not null default 0,
  room_id text,
  trainer_id text,
  partner_id text,
  price_fen bigint not null,
  cost_bearer text not null,
  state text not null default 'planned'::text,
  cancel_words text not null default ''::text,
  opened_at timestamp with time zone not null,
  opened_by_name text not null,
  ended_at timestamp with time zone,
  constraint cohort_pkey primary key (city_id, id),
  constraint cohort_city_id_course_id_fkey foreign key (city_id, course_id) references courses.course(city_id, id),
  constraint cohort_city_id_partner_id_fkey foreign key (city_id, partner_id) references courses.partner(city_id, id),
  constraint cohort_city_id_room_id_fkey foreign key (city_id, room_id) references courses.room(city_id, id),
  constraint cohort_city_id_trainer_id_fkey foreign key (city_id, trainer_id) references accounts.person(city_id, id),
  constraint cohort_check check ((ends_on >= starts_on)),
  constraint cohort_intake_check check ((intake = any (array['new'::text, 'inService'::text]))),
  constraint cohort_price_fen_check check ((price_fen >= 0)),
  constraint cohort_seats_check check (((seats >= 1) and (seats <= 500))),
  constraint cohort_state_check check ((state = any (array['planned'::text, 'running'::text, 'finished'::text, 'cancelled'::text]))),
  constraint cohort_waiting_check check ((waiting >= 0)),
  constraint seats_hold_learners check (((enrolled >= 0) and (enrolled <= seats))),
  constraint short_with_reason check (((((ends_on - starts_on) + 1) >= standard_days) or (waiver_reason <> ''::text)))
);
create index cohort_course on courses.cohort using btree (city_id, course_id, starts_on desc, id desc);
create index cohort_live on courses.cohort using btree (city_id, state, starts_on) where (state = any (array['planned'::text, 'running'::text]));
create index cohort_partner on courses.cohort using btree (city_id, partner_id) where (partner_id is not null);
create index cohort_start on courses.cohort using btree (city_id, starts_on desc, id desc);

create table courses.course (
  city_id text not null,
  id text not null,
  title text not null,
  words text not null default ''::text,
  state text not null default 'draft'::text,
  modules text[] not null,
  certificate_kind text,
  plan jsonb not null,
  price_fen bigint not null,
  cost_bearer text not null,
  standard_days integer not null,
  saved_at timestamp with time zone not null,
  saved_by_name text not null,
  family text,
  short_reason text not null default ''::text,
  constraint course_pkey primary key (city_id, id),
  constraint course_cost_bearer_check check ((cost_bearer = any (array['learner'::text, 'platform'::text, 'merchant'::text, 'sponsor'::text, 'government'::text]))),
  constraint course_price_fen_check check ((price_fen >= 0)),
  constraint course_standard_days_check check (((standard_days >= 1) and (standard_days <= 365))),
  constraint course_state_check check ((state = any (array['draft'::text, 'open'::text, 'closed'::text]))),
  constraint short_course_with_reason check (((standard_days >= 30) or (short_reason <> ''::text)))
);
create index course_title on courses.course using btree (city_id, title, id);

create table courses.credit (
  city_id text not null,
  id text not null,
  worker_id text not null,
  partner_id text not null,
  subject text not null,
  module text not null,
  minutes integer not null,
  document_hash text not null,
  recognised_at timestamp with time zone not null,
  by_name text not null,
  withdrawn_at timestamp with time zone,
  withdraw_words text not null default ''::text,
  constraint credit_pkey primary key (city_id, id),
  constraint credit_city_id_partner_id_fkey foreign key (city_id, partner_id) references courses.partner(city_id, id),
  constraint credit_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint credit_minutes_check check ((minutes > 0))
);
create index credit_new on courses.credit using btree (city_id, recognised_at desc, id desc);
create unique index credit_once on courses.credit using btree (city_id, worker_id, partner_id, subject) where (withdrawn_at is null);

create table courses.dormitory (
  city_id text not null,
  id text not null,
  name text not null,
  address text not null,
  words text not null default ''::text,
  night_fee_fen bigint not null,
  constraint dormitory_pkey primary key (city_id, id),
  constraint dormitory_night_fee_fen_check check ((night_fee_fen >= 0))
);

create table courses.enrolment (
  city_id text not null,
  id text not null,
  cohort_id text not null,
  course_id text not null,
  worker_id text not null,
  name text not null,
  reading text not null default ''::text,
  state text not null,
  fee_fen bigint not null,
  cost_bearer text not null,
  enrolled_at timestamp with time zone not null,
  seated_at timestamp with time zone,
  ended_at timestamp with time zone,
  end_words text not null default ''::text,
  due_minutes integer,
  attended_minutes integer,
  constraint enrolment_pkey primary key (city_id, id),
  constraint enrolment_city_id_cohort_id_fkey foreign key (city_id, cohort_id) references courses.cohort(city_id, id),
  constraint enrolment_city_id_course_id_fkey foreign key (city_id, course_id) references courses.course(city_id, id),
  constraint enrolment_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint enrolment_fee_fen_check check ((fee_fen >= 0)),
  constraint enrolment_state_check check ((state = any (array['waiting'::text, 'enrolled'::text, 'finished'::text, 'incomplete'::text, 'dropped'::text])))
);
create unique index enrolled_once on courses.enrolment using btree (city_id, cohort_id, worker_id) where (state <> 'dropped'::text);
create index enrolment_cohort on courses.enrolment using btree (city_id, cohort_id, enrolled_at desc, id desc);
create index enrolment_course on courses.enrolment using btree (city_id, course_id, enrolled_at desc, id desc);
create index enrolment_name on courses.enrolment using btree (city_id, name);
create index enrolment_new on courses.enrolment using btree (city_id, enrolled_at desc, id desc);
create index enrolment_reading on courses.enrolment using btree (city_id, reading);
create index enrolment_state on courses.enrolment using btree (city_id, state, enrolled_at desc, id desc);
create index enrolment_worker on courses.enrolment using btree (city_id, worker_id, enrolled_at desc, id desc);

create table courses.group_meeting (
  city_id text not null,
  id text not null,
  group_id text not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  place text not null,
  topic text not null,
  is_counselling boolean not null,
  cancelled_at timestamp with time zone,
  constraint group_meeting_pkey primary key (city_id, id),
  constraint group_meeting_city_id_group_id_fkey foreign key (city_id, group_id) references courses.learner_group(city_id, id)
);
create index group_meeting_time on courses.group_meeting using btree (city_id, group_id, starts_at);

create table courses.group_member (
  city_id text not null,
  group_id text not null,
  worker_id text not null,
  contact text not null default ''::text,
  joined_at timestamp with time zone not null,
  constraint group_member_pkey primary key (city_id, group_id, worker_id),
  constraint group_member_city_id_group_id_fkey foreign key (city_id, group_id) references courses.learner_group(city_id, id),
  constraint group_member_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index group_member_worker on courses.group_member using btree (city_id, worker_id);

create table courses.group_note (
  city_id text not null,
  id text not null,
  group_id text not null,
  meeting_id text,
  words_sealed text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  constraint group_note_pkey primary key (city_id, id),
  constraint group_note_city_id_group_id_fkey foreign key (city_id, group_id) references courses.learner_group(city_id, id),
  constraint group_note_city_id_meeting_id_fkey foreign key (city_id, meeting_id) references courses.group_meeting(city_id, id)
);
create index group_note_new on courses.group_note using btree (city_id, group_id, at desc, id desc);

create table courses.group_note_read (
  city_id text not null,
  id text not null,
  group_id text not null,
  reader_id text not null,
  reader_name text not null,
  why text not null,
  notes integer not null,
  at timestamp with time zone not null,
  constraint group_note_read_pkey primary key (city_id, id),
  constraint group_note_read_city_id_group_id_fkey foreign key (city_id, group_id) references courses.learner_group(city_id, id)
);
create index group_note_read_new on courses.group_note_read using btree (city_id, group_id, at desc, id desc);

create table courses.kit (
  city_id text not null,
  id text not null,
  name text not null,
  is_standard boolean not null,
  items jsonb not null,
  in_stock integer not null default 0,
  issued integer not null default 0,
  lost integer not null default 0,
  constraint kit_pkey primary key (city_id, id),
  constraint kit_issued_check check ((issued >= 0)),
  constraint stock_holds_kits check ((in_stock >= 0))
);

create table courses.kit_issue (
  city_id text not null,
  id text not null,
  kit_id text not null,
  worker_id text not null,
  cohort_id text,
  issued_at timestamp with time zone not null,
  issued_by_name text not null,
  returned_at timestamp with time zone,
  condition text,
  return_words text not null default ''::text,
  constraint kit_issue_pkey primary key (city_id, id),
  constraint kit_issue_city_id_cohort_id_fkey foreign key (city_id, cohort_id) references courses.cohort(city_id, id),
  constraint kit_issue_city_id_kit_id_fkey foreign key (city_id, kit_id) references courses.kit(city_id, id),
  constraint kit_issue_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint kit_issue_check check (((returned_at is null) = (condition is null))),
  constraint kit_issue_condition_check check ((condition = any (array['good'::text, 'worn'::text, 'lost'::text])))
);
create index kit_issue_new on courses.kit_issue using btree (city_id, issued_at desc, id desc);
create index kit_issue_worker on courses.kit_issue using btree (city_id, worker_id);
create unique index one_kit_each on courses.kit_issue using btree (city_id, kit_id, worker_id) where (returned_at is null);

create table courses.kit_move (
  city_id text not null,
  id text not null,
  kit_id text not null,
  count integer not null,
  words text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint kit_move_pkey primary key (city_id, id),
  constraint kit_move_city_id_kit_id_fkey foreign key (city_id, kit_id) references courses.kit(city_id, id),
  constraint kit_move_count_check check ((count <> 0))
);

create table courses.learner (
  city_id text not null,
  worker_id text not null,
  first_enrolled_at timestamp with time zone not null,
  attended_minutes integer not null default 0,
  sessions_attended integer not null default 0,
  courses_finished integer not null default 0,
  last_attended_at timestamp with time zone,
  constraint learner_pkey primary key (city_id, worker_id),
  constraint learner_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index learner_finished on courses.learner using btree (city_id, worker_id) include (courses_finished);
create index learner_trained on courses.learner using btree (city_id, last_attended_at) where (sessions_attended > 0);

create table courses.learner_group (
  city_id text not null,
  id text not null,
  kind text not null,
  name text not null,
  native_place text not null default ''::text,
  words text not null default ''::text,
  leader_id text,
  counsellor_id text,
  member_count integer not null default 0,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint learner_group_pkey primary key (city_id, id),
  constraint learner_group_city_id_counsellor_id_fkey foreign key (city_id, counsellor_id) references accounts.person(city_id, id),
  constraint learner_group_city_id_leader_id_fkey foreign key (city_id, leader_id) references workers.worker(city_id, id),
  constraint learner_group_check check (((kind <> 'fellowTownsmen'::text) or (native_place <> ''::text))),
  constraint learner_group_kind_check check ((kind = any (array['peerSupport'::text, 'fellowTownsmen'::text]))),
  constraint learner_group_member_count_check check ((member_count >= 0))
);

create table courses.live_slot (
  city_id text not null,
  id text not null,
  title text not null,
  module text not null,
  weekday smallint not null,
  from_time text not null,
  minutes integer not null,
  trainer_id text not null,
  watch_url text not null,
  is_on boolean not null default true,
  constraint live_slot_pkey primary key (city_id, id),
  constraint live_slot_city_id_trainer_id_fkey foreign key (city_id, trainer_id) references accounts.person(city_id, id),
  constraint live_slot_minutes_check check (((minutes >= 15) and (minutes <= 240))),
  constraint live_slot_weekday_check check (((weekday >= 1) and (weekday <= 7)))
);

create table courses.partner (
  city_id text not null,
  id text not null,
  kind text not null,
  name text not null,
  contact_name text not null default ''::text,
  phone_encrypted text,
  phone_masked text not null default ''::text,
  agreement_number text not null default ''::text,
  from_day date not null,
  until_day date,
  credits jsonb not null default '[]'::jsonb,
  saved_at timestamp with time zone not null,
  constraint partner_pkey primary key (city_id, id),
  constraint partner_check check (((until_day is null) or (until_day >= from_day))),
  constraint partner_kind_check check ((kind = any (array['vocationalSchool'::text, 'trainingAgency'::text, 'womensFederation'::text, 'jobCentre'::text, 'labourBase'::text, 'government'::text, 'elderInstitution'::text, 'clinic'::text])))
);

create table courses.room (
  city_id text not null,
  id text not null,
  kind text not null,
  name text not null,
  address text not null default ''::text,
  lon double precision,
  lat double precision,
  seats integer not null,
  day_cost_fen bigint not null default 0,
  spent_fen bigint not null default 0,
  is_open boolean not null default true,
  constraint room_pkey primary key (city_id, id),
  constraint room_day_cost_fen_check check ((day_cost_fen >= 0)),
  constraint room_kind_check check ((kind = any (array['classroom'::text, 'multimedia'::text, 'townshipBase'::text, 'practicePoint'::text]))),
  constraint room_seats_check check (((seats >= 1) and (seats <= 500)))
);

create table courses.room_cost (
  city_id text not null,
  id text not null,
  room_id text not null,
  day date not null,
  kind text not null,
  amount_fen bigint not null,
  words text not null default ''::text,
  at timestamp with time zone not null,
  by_name text not null,
  constraint room_cost_pkey primary key (city_id, id),
  constraint room_cost_city_id_room_id_fkey foreign key (city_id, room_id) references courses.room(city_id, id),
  constraint room_cost_amount_fen_check check ((amount_fen > 0)),
  constraint room_cost_kind_check check ((kind = any (array['rent'::text, 'equipment'::text, 'people'::text, 'other'::text])))
);
create index room_cost_room on courses.room_cost using btree (city_id, room_id, day desc);

create table courses.seat (
  city_id text not null,
  session_id text not null,
  worker_id text not null,
  enrolment_id text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  is_live boolean not null default true,
  state text not null default 'expected'::text,
  minutes integer not null default 0,
  words text not null default ''::text,
  said_at timestamp with time zone,
  marked_at timestamp with time zone,
  marked_by_name text,
  constraint seat_pkey primary key (city_id, session_id, worker_id),
  constraint learner_in_one_place exclude using gist (city_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&) where (is_live),
  constraint seat_city_id_enrolment_id_fkey foreign key (city_id, enrolment_id) references courses.enrolment(city_id, id),
  constraint seat_city_id_session_id_fkey foreign key (city_id, session_id) references courses.session(city_id, id),
  constraint seat_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint seat_check check (((state = 'expected'::text) = (marked_at is null))),
  constraint seat_minutes_check check ((minutes >= 0)),
  constraint seat_state_check check ((state = any (array['expected'::text, 'present'::text, 'late'::text, 'leftEarly'::text, 'absent'::text, 'excused'::text])))
);
create index seat_enrolment on courses.seat using btree (city_id, enrolment_id) where (enrolment_id is not null);
create index seat_worker on courses.seat using btree (city_id, worker_id, starts_at);

create table courses.session (
  city_id text not null,
  id text not null,
  cohort_id text,
  live_slot_id text,
  slot_day date,
  kind text not null,
  module text not null,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  room_id text,
  trainer_id text not null,
  watch_url text,
  state text not null default 'planned'::text,
  cancel_words text not null default ''::text,
  checklist jsonb not null default '[]'::jsonb,
  learners integer not null default 0,
  marked integer not null default 0,
  attended integer not null default 0,
  constraint session_pkey primary key (city_id, id),
  constraint one_lesson_per_week unique (city_id, live_slot_id, slot_day),
  constraint room_in_one_use exclude using gist (city_id with =, room_id with =, tstzrange(starts_at, ends_at) with &&) where (((state = 'planned'::text) and (room_id is not null))),
  constraint trainer_in_one_place exclude using gist (city_id with =, trainer_id with =, tstzrange(starts_at, ends_at) with &&) where ((state = 'planned'::text)),
  constraint session_city_id_cohort_id_fkey foreign key (city_id, cohort_id) references courses.cohort(city_id, id),
  constraint session_city_id_live_slot_id_fkey foreign key (city_id, live_slot_id) references courses.live_slot(city_id, id),
  constraint session_city_id_room_id_fkey foreign key (city_id, room_id) references courses.room(city_id, id),
  constraint session_city_id_trainer_id_fkey foreign key (city_id, trainer_id) references accounts.person(city_id, id),
  constraint session_check check ((ends_at > starts_at)),
  constraint session_check1 check (((cohort_id is null) = (live_slot_id is not null))),
  constraint session_check2 check (((live_slot_id is null) = (slot_day is null))),
  constraint session_kind_check check ((kind = any (array['class'::text, 'simulation'::text, 'case'::text, 'live'::text]))),
  constraint session_state_check check ((state = any (array['planned'::text, 'cancelled'::text])))
);
create index session_cohort on courses.session using btree (city_id, cohort_id, starts_at);
create index session_held on courses.session using btree (city_id, kind, starts_at) include (ends_at, attended) where ((state = 'planned'::text) and (attended > 0));
create index session_time on courses.session using btree (city_id, starts_at, id);
create index session_trainer on courses.session using btree (city_id, trainer_id, starts_at);
create index session_unmarked on courses.session using btree (city_id, ends_at, id) where ((state = 'planned'::text) and (marked < learners));

create table courses.sponsorship (
  city_id text not null,
  id text not null,
  sponsor text not null,
  kind text not null,
  value_fen bigint not null,
  words text not null default ''::text,
  received_on date not null,
  cohort_id text,
  kit_id text,
  kit_count integer not null default 0,
  at timestamp with time zone not null,
  by_name text not null,
  constraint sponsorship_pkey primary key (city_id, id),
  constraint sponsorship_city_id_cohort_id_fkey foreign key (city_id, cohort_id) references courses.cohort(city_id, id),
  constraint sponsorship_city_id_kit_id_fkey foreign key (city_id, kit_id) references courses.kit(city_id, id),
  constraint sponsorship_kind_check check ((kind = any (array['gear'::text, 'money'::text, 'place'::text, 'teaching'::text]))),
  constraint sponsorship_value_fen_check check ((value_fen >= 0))
);
create index sponsorship_new on courses.sponsorship using btree (city_id, received_on desc, id desc);

create table courses.target (
  city_id text not null,
  id text not null,
  step text not null,
  target integer,
  words text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint target_pkey primary key (city_id, id),
  constraint target_step_check check ((step = any (array['candidates'::text, 'enrolled'::text, 'trained'::text, 'basic'::text, 'advanced'::text, 'atWork'::text, 'partners'::text]))),
  constraint target_target_check check (((target >= 1) and (target <= 10000000)))
);
create index target_step on courses.target using btree (city_id, step, at desc, id desc);

-- ──────── dispatch

create table dispatch.decision (
  city_id text not null,
  id text not null,
  order_id text not null,
  at timestamp with time zone not null,
  kind text not null,
  worker_id text,
  actor_id text,
  words_zh text not null,
  words_en text not null,
  score double precision,
  formula_version text not null,
  need jsonb not null,
  candidates jsonb not null,
  blocked jsonb not null,
  field jsonb not null default '[]'::jsonb,
  weights_version integer not null default 0,
  constraint decision_pkey primary key (city_id, id),
  constraint decision_kind_check check ((kind = any (array['offer'::text, 'assign'::text, 'grab'::text, 'hold'::text, 'none'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text, 'batch'::text, 'hall'::text, 'merchant'::text, 'diverted'::text, 'filler'::text, 'plan'::text, 'repair'::text, 'undo'::text])))
);
create index decision_order on dispatch.decision using btree (city_id, order_id, at);

create table dispatch.disruption (
  city_id text not null,
  id text not null,
  kind text not null,
  subject_id text not null,
  subject_name text not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  by_id text,
  by_name text,
  reason text not null default ''::text,
  detail jsonb not null default '{}'::jsonb,
  moves jsonb not null default '[]'::jsonb,
  left_open jsonb not null default '[]'::jsonb,
  told_households integer not null default 0,
  told_workers integer not null default 0,
  words_zh text not null,
  words_en text not null,
  state text not null default 'done'::text,
  lifted_at timestamp with time zone,
  lifted_by text,
  lift_reason text not null default ''::text,
  constraint disruption_pkey primary key (city_id, id),
  constraint disruption_kind_check check ((kind = any (array['workerIll'::text, 'districtFlooded'::text, 'merchantSuspended'::text, 'papersRecalled'::text, 'traffic'::text]))),
  constraint disruption_state_check check ((state = any (array['done'::text, 'lifted'::text])))
);
create index disruption_at on dispatch.disruption using btree (city_id, at);
create index disruption_standing on dispatch.disruption using btree (city_id, kind, subject_id) where (state = 'done'::text);

create table dispatch.diversion (
  city_id text not null,
  order_id text not null,
  from_merchant_id text not null,
  to_merchant_id text,
  at timestamp with time zone not null,
  reason text not null,
  waited_minutes integer not null,
  lost_fen bigint not null,
  constraint once_from_each_merchant primary key (city_id, order_id, from_merchant_id),
  constraint diversion_lost_fen_check check ((lost_fen >= 0)),
  constraint diversion_reason_check check ((reason = any (array['noAnswer'::text, 'handedOn'::text])))
);
create index diversion_from on dispatch.diversion using btree (city_id, from_merchant_id, at);

create table dispatch.late_risk (
  city_id text not null,
  order_id text not null,
  worker_id text not null,
  since timestamp with time zone not null,
  looked_at timestamp with time zone not null,
  arrive_at timestamp with time zone not null,
  late_minutes integer not null,
  sooner_worker_id text,
  sooner_at timestamp with time zone,
  told_at timestamp with time zone,
  answer text,
  answered_at timestamp with time zone,
  cleared_at timestamp with time zone,
  constraint late_risk_pkey primary key (city_id, order_id, worker_id),
  constraint late_risk_answer_check check ((answer = any (array['onMyWay'::text, 'cannot'::text])))
);
create index late_risk_open on dispatch.late_risk using btree (city_id, since) where (cleared_at is null);

create table dispatch.offer (
  city_id text not null,
  id text not null,
  order_id text not null,
  worker_id text not null,
  origin text not null,
  state text not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  refusal_reason text,
  is_excused boolean,
  refusal_words text not null default ''::text,
  net_pay_fen bigint not null,
  pay_lines jsonb not null,
  travel_meters integer not null,
  travel_seconds integer not null,
  score double precision not null,
  dimensions jsonb not null,
  is_assigned boolean not null default false,
  constraint offer_pkey primary key (city_id, id),
  constraint offer_origin_check check ((origin = any (array['auto'::text, 'dispatcher'::text, 'merchant'::text, 'household'::text, 'grab'::text, 'filler'::text]))),
  constraint offer_state_check check ((state = any (array['live'::text, 'accepted'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text])))
);
create unique index asked_once_at_a_time on dispatch.offer using btree (city_id, order_id, worker_id) where (state = 'live'::text);
create index offer_order on dispatch.offer using btree (city_id, order_id, made_at);
create index offer_worker on dispatch.offer using btree (city_id, worker_id, state);
create unique index one_taker_per_order on dispatch.offer using btree (city_id, order_id) where (state = 'accepted'::text);

create table dispatch.plan (
  city_id text not null,
  id text not null,
  district_id text not null,
  day date not null,
  state text not null,
  cause text not null,
  cause_zh text not null,
  cause_en text not null,
  asked_at timestamp with time zone not null,
  ready_at timestamp with time zone,
  ended_at timestamp with time zone,
  by_id text,
  by_name text,
  tries integer not null default 0,
  seconds double precision not null default 0,
  visits integer not null default 0,
  workers_considered integer not null default 0,
  diff jsonb,
  moves jsonb not null default '[]'::jsonb,
  left_open jsonb not null default '[]'::jsonb,
  words_zh text not null default ''::text,
  words_en text not null default ''::text,
  basis jsonb not null default '{}'::jsonb,
  done jsonb not null default '[]'::jsonb,
  undo_until timestamp with time zone,
  constraint plan_pkey primary key (city_id, id),
  constraint plan_state_check check ((state = any (array['thinking'::text, 'ready'::text, 'committed'::text, 'stale'::text, 'discarded'::text, 'undone'::text, 'nothing'::text])))
);
create unique index one_open_plan_a_cell on dispatch.plan using btree (city_id, district_id, day) where (state = any (array['thinking'::text, 'ready'::text]));
create index plan_asked on dispatch.plan using btree (city_id, asked_at);

create table dispatch.policy (
  city_id text not null,
  version integer not null,
  at timestamp with time zone not null,
  family text,
  item_id text,
  district_id text,
  policy jsonb,
  by_id text,
  reason text not null default ''::text,
  constraint policy_pkey primary key (city_id, version),
  constraint policy_check check (((item_id is null) or (family is null))),
  constraint policy_version_check check ((version > 0))
);

create table dispatch.promise (
  city_id text not null,
  hold_id text not null,
  order_id text,
  made_at timestamp with time zone not null,
  promised_at timestamp with time zone not null,
  reach_minutes integer not null,
  door_minutes integer not null,
  worker_id text not null,
  travel_seconds integer not null,
  paid_at timestamp with time zone,
  reached_at timestamp with time zone,
  constraint promise_pkey primary key (city_id, hold_id),
  constraint one_promise_per_order unique (city_id, order_id)
);

create table dispatch.search (
  city_id text not null,
  order_id text not null,
  opened_at timestamp with time zone not null,
  policy_version integer not null,
  mode text not null,
  stage text not null,
  district_id text,
  waits_for_merchant_id text,
  waits_until timestamp with time zone,
  hall_from timestamp with time zone,
  batch_at timestamp with time zone,
  constraint search_pkey primary key (city_id, order_id),
  constraint search_stage_check check ((stage = any (array['asking'::text, 'batch'::text, 'merchant'::text, 'hall'::text, 'household'::text])))
);
create index search_batch on dispatch.search using btree (city_id, batch_at) where (stage = 'batch'::text);
create index search_waiting on dispatch.search using btree (city_id, waits_for_merchant_id) where (stage = 'merchant'::text);

create table dispatch.weights (
  city_id text not null,
  version integer not null,
  at timestamp with time zone not null,
  source text not null,
  weights jsonb not null,
  precision_of jsonb not null,
  usual jsonb not null,
  bias double precision not null,
  reviews integer not null,
  formula_version text not null,
  order_id text,
  decision_id text,
  outcome double precision,
  by_id text,
  words text not null default ''::text,
  constraint weights_pkey primary key (city_id, version),
  constraint one_lesson_per_order unique (city_id, order_id),
  constraint weights_source_check check ((source = any (array['learned'::text, 'manual'::text, 'reverted'::text]))),
  constraint weights_version_check check ((version > 0))
);

-- ──────── exams

create table exams.attempt (
  city_id text not null,
  id text not null,
  paper text not null,
  worker_id text,
  merchant_id text,
  person_id text not null,
  seed bigint not null,
  pass_percent smallint not null,
  item_count smallint not null,
  state text not null default 'open'::text,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  judged_at timestamp with time zone,
  closed_by text,
  right_count smallint,
  score_percent smallint,
  is_passed boolean,
  left_count integer not null default 0,
  counted_at timestamp with time zone,
  constraint attempt_pkey primary key (city_id, id),
  constraint attempt_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint attempt_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint attempt_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint attempt_check check ((num_nonnulls(worker_id, merchant_id) = 1)),
  constraint attempt_check1 check (((state = 'judged'::text) = ((judged_at is not null) and (closed_by is not null) and (right_count is not null) and (score_percent is not null) and (is_passed is not null)))),
  constraint attempt_check2 check ((right_count <= item_count)),
  constraint attempt_closed_by_check check ((closed_by = any (array['self'::text, 'clock'::text]))),
  constraint attempt_item_count_check check ((item_count > 0)),
  constraint attempt_score_percent_check check (((score_percent >= 0) and (score_percent <= 100))),
  constraint attempt_state_check check ((state = any (array['open'::text, 'judged'::text])))
);
create index attempt_merchant on exams.attempt using btree (city_id, merchant_id, paper, started_at desc) where (merchant_id is not null);
create index attempt_newest on exams.attempt using btree (city_id, started_at desc, id desc);
create index attempt_outcome on exams.attempt using btree (city_id, paper, is_passed, started_at desc, id desc) where (state = 'judged'::text);
create index attempt_paper on exams.attempt using btree (city_id, paper, started_at desc, id desc);
create index attempt_person on exams.attempt using btree (city_id, person_id, started_at desc, id desc);
create index attempt_uncounted on exams.attempt using btree (city_id, judged_at) where ((state = 'judged'::text) and (counted_at is null));
create index attempt_worker on exams.attempt using btree (city_id, worker_id, paper, started_at desc);
create unique index one_open_attempt on exams.attempt using btree (city_id, person_id, paper) where (state = 'open'::text);

create table exams.attempt_item (
  city_id text not null,
  attempt_id text not null,
  no smallint not null,
  question_id text not null,
  version integer not null,
  topic text not null,
  option_order text[] not null,
  answer text[],
  answer_version integer not null default 0,
  answered_at timestamp with time zone,
  is_right boolean,
  constraint attempt_item_pkey primary key (city_id, attempt_id, no),
  constraint attempt_item_city_id_attempt_id_fkey foreign key (city_id, attempt_id) references exams.attempt(city_id, id),
  constraint attempt_item_city_id_question_id_version_fkey foreign key (city_id, question_id, version) references exams.question_version(city_id, question_id, version)
);

create table exams.attempt_note (
  city_id text not null,
  attempt_id text not null,
  no integer not null,
  kind text not null,
  at timestamp with time zone not null,
  phone_at timestamp with time zone,
  seconds integer,
  constraint attempt_note_pkey primary key (city_id, attempt_id, no),
  constraint attempt_note_city_id_attempt_id_fkey foreign key (city_id, attempt_id) references exams.attempt(city_id, id)
);

create table exams.outside_import (
  city_id text not null,
  id text not null,
  file_name text not null,
  bytes bigint not null,
  sha256 text not null,
  issuer text not null,
  partner_id text,
  is_dry_run boolean not null,
  rows_read integer not null,
  rows_in integer not null,
  rows_out integer not null,
  by_id text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint outside_import_pkey primary key (city_id, id),
  constraint outside_import_city_id_partner_id_fkey foreign key (city_id, partner_id) references courses.partner(city_id, id),
  constraint outside_import_check check ((rows_read = (rows_in + rows_out)))
);
create index outside_import_newest on exams.outside_import using btree (city_id, at desc, id desc);

create table exams.outside_result (
  city_id text not null,
  id text not null,
  import_id text not null,
  row_no integer not null,
  worker_id text not null,
  kind text not null,
  part text not null,
  held_on date not null,
  score_percent smallint not null,
  is_passed boolean not null,
  paper_number text not null default ''::text,
  at timestamp with time zone not null,
  constraint outside_result_pkey primary key (city_id, id),
  constraint outside_result_once unique (city_id, worker_id, kind, part, held_on),
  constraint outside_result_city_id_import_id_fkey foreign key (city_id, import_id) references exams.outside_import(city_id, id),
  constraint outside_result_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint outside_result_part_check check ((part = any (array['theory'::text, 'practical'::text]))),
  constraint outside_result_score_percent_check check (((score_percent >= 0) and (score_percent <= 100)))
);
create index outside_kind on exams.outside_result using btree (city_id, kind, at desc, id desc);
create index outside_newest on exams.outside_result using btree (city_id, at desc, id desc);

create table exams.outside_row (
  city_id text not null,
  import_id text not null,
  row_no integer not null,
  masked_name text not null,
  field text not null default ''::text,
  reason_zh text not null default ''::text,
  reason_en text not null default ''::text,
  constraint outside_row_pkey primary key (city_id, import_id, row_no),
  constraint outside_row_city_id_import_id_fkey foreign key (city_id, import_id) references exams.outside_import(city_id, id)
);
create index outside_row_fault on exams.outside_row using btree (city_id, import_id, row_no) where (reason_zh <> ''::text);

create table exams.paper_sum (
  city_id text not null,
  paper text not null,
  attempts integer not null,
  passed integer not null,
  percents bigint not null,
  constraint paper_sum_pkey primary key (city_id, paper),
  constraint paper_sum_check check ((passed <= attempts))
);

create table exams.practical_seat (
  city_id text not null,
  id text not null,
  slot_id text not null,
  kind text not null,
  worker_id text not null,
  state text not null default 'booked'::text,
  booked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint practical_seat_pkey primary key (city_id, id),
  constraint practical_seat_city_id_slot_id_fkey foreign key (city_id, slot_id) references exams.practical_slot(city_id, id),
  constraint practical_seat_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint practical_seat_state_check check ((state = any (array['booked'::text, 'cancelled'::text, 'passed'::text, 'failed'::text, 'absent'::text])))
);
create unique index one_open_seat on exams.practical_seat using btree (city_id, worker_id) where (state = 'booked'::text);
create index seat_kind on exams.practical_seat using btree (city_id, kind, state, booked_at desc, id desc);
create index seat_newest on exams.practical_seat using btree (city_id, booked_at desc, id desc);
create index seat_slot on exams.practical_seat using btree (city_id, slot_id);
create index seat_worker on exams.practical_seat using btree (city_id, worker_id, booked_at desc);

create table exams.practical_slot (
  city_id text not null,
  id text not null,
  kind text not null,
  place text not null,
  examiner_id text not null,
  start_at timestamp with time zone not null,
  end_at timestamp with time zone not null,
  capacity integer not null,
  booked integer not null default 0,
  state text not null default 'open'::text,
  cancel_words text not null default ''::text,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  constraint practical_slot_pkey primary key (city_id, id),
  constraint examiner_in_one_place exclude using gist (city_id with =, examiner_id with =, tstzrange(start_at, end_at) with &&) where ((state = 'open'::text)),
  constraint practical_slot_city_id_examiner_id_fkey foreign key (city_id, examiner_id) references accounts.person(city_id, id),
  constraint practical_slot_check check ((end_at > start_at)),
  constraint practical_slot_state_check check ((state = any (array['open'::text, 'cancelled'::text]))),
  constraint slot_seats check (((booked >= 0) and (booked <= capacity)))
);
create index slot_examiner on exams.practical_slot using btree (city_id, examiner_id, start_at);
create index slot_start on exams.practical_slot using btree (city_id, start_at, id);

create table exams.question (
  city_id text not null,
  id text not null,
  code text not null,
  topic text not null,
  kind text not null,
  difficulty smallint not null,
  state text not null default 'active'::text,
  version integer not null,
  flag text not null default 'few'::text,
  constraint question_pkey primary key (city_id, id),
  constraint question_code unique (city_id, code),
  constraint question_difficulty_check check (((difficulty >= 1) and (difficulty <= 3))),
  constraint question_flag_check check ((flag = any (array['few'::text, 'fine'::text, 'tooEasy'::text, 'tooHard'::text, 'doubtful'::text, 'wrongKey'::text]))),
  constraint question_kind_check check ((kind = any (array['single'::text, 'multi'::text, 'judge'::text, 'order'::text, 'picture'::text]))),
  constraint question_state_check check ((state = any (array['active'::text, 'retired'::text]))),
  constraint question_version_check check ((version > 0))
);
create index question_topic on exams.question using btree (city_id, topic, state, id);

create table exams.question_pick (
  city_id text not null,
  question_id text not null,
  version integer not null,
  code text not null,
  picks integer not null,
  constraint question_pick_pkey primary key (city_id, question_id, version, code)
);

create table exams.question_sum (
  city_id text not null,
  question_id text not null,
  version integer not null,
  answers integer not null,
  rights integer not null,
  rest double precision not null,
  rest_squared double precision not null,
  rest_of_right double precision not null,
  constraint question_sum_pkey primary key (city_id, question_id, version),
  constraint question_sum_city_id_question_id_version_fkey foreign key (city_id, question_id, version) references exams.question_version(city_id, question_id, version),
  constraint question_sum_check check ((rights <= answers))
);

create table exams.question_version (
  city_id text not null,
  question_id text not null,
  version integer not null,
  kind text not null,
  difficulty smallint not null,
  stem_zh text not null,
  stem_en text not null default ''::text,
  options jsonb not null,
  right_codes text[] not null,
  why_zh text not null default ''::text,
  why_en text not null default ''::text,
  picture text,
  picture_alt_zh text not null default ''::text,
  picture_alt_en text not null default ''::text,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  constraint question_version_pkey primary key (city_id, question_id, version),
  constraint question_version_city_id_question_id_fkey foreign key (city_id, question_id) references exams.question(city_id, id),
  constraint question_version_right_codes_check check ((cardinality(right_codes) > 0))
);
create index question_picture on exams.question_version using btree (city_id, picture) where (picture is not null);

create table exams.sign_off (
  city_id text not null,
  id text not null,
  seat_id text not null,
  examiner_id text not null,
  is_absent boolean not null,
  items jsonb not null,
  red_lines text[] not null,
  score_percent smallint not null,
  is_passed boolean not null,
  words text not null default ''::text,
  content_hash text not null,
  phone_at timestamp with time zone,
  received_at timestamp with time zone not null,
  constraint sign_off_pkey primary key (city_id, id),
  constraint seat_signed_once unique (city_id, seat_id),
  constraint sign_off_city_id_examiner_id_fkey foreign key (city_id, examiner_id) references accounts.person(city_id, id),
  constraint sign_off_city_id_seat_id_fkey foreign key (city_id, seat_id) references exams.practical_seat(city_id, id),
  constraint sign_off_check check ((not (is_passed and (is_absent or (cardinality(red_lines) > 0))))),
  constraint sign_off_score_percent_check check (((score_percent >= 0) and (score_percent <= 100)))
);

-- ──────── kernel

CREATE OR REPLACE FUNCTION kernel.append_audit(p_city text, p_at timestamp with time zone, p_actor_id text, p_actor_name text, p_action text, p_subjects text[], p_digest text, p_summary jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  head kernel.audit_head;
  entry_hash text;
begin
  select * into head from kernel.audit_head where city_id = p_city for update;
  if not found then
    insert into kernel.audit_head values (p_city, 0, repeat('0', 64)) on conflict do nothing;
    select * into head from kernel.audit_head where city_id = p_city for update;
  end if;
  -- As kernel.audit_hash says it, which the check of the whole chain goes by.
  entry_hash := encode(sha256(convert_to(concat_ws(E'\x1f',
    head.hash, (head.seq + 1)::text, (extract(epoch from p_at) * 1000000)::bigint::text, coalesce(p_actor_id, ''), p_actor_name, p_action,
    array_to_string(p_subjects, ','), p_digest, p_summary::text), 'UTF8')), 'hex');
  insert into kernel.audit_entry values (p_city, head.seq + 1, p_at, p_actor_id, p_actor_name, p_action, p_subjects, p_digest, p_summary, head.hash, entry_hash);
  update kernel.audit_head set seq = head.seq + 1, hash = entry_hash where city_id = p_city;
  return head.seq + 1;
end $function$;

CREATE OR REPLACE FUNCTION kernel.audit_hash(previous_hash text, seq bigint, at timestamp with time zone, actor_id text, actor_name text, action text, subject_ids text[], input_digest text, summary jsonb)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select encode(sha256(convert_to(concat_ws(E'\x1f',
    previous_hash, seq::text, (extract(epoch from at) * 1000000)::bigint::text, coalesce(actor_id, ''), actor_name, action,
    array_to_string(subject_ids, ','), input_digest, summary::text), 'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'integrity_constraint_violation';
end $function$;

create table kernel.audit_entry (
  city_id text not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_ids text[] not null,
  input_digest text not null,
  summary jsonb not null,
  previous_hash text not null,
  hash text not null,
  constraint audit_entry_pkey primary key (city_id, seq)
);
create index audit_entry_actor on kernel.audit_entry using btree (city_id, actor_id, seq);
create index audit_entry_subjects on kernel.audit_entry using gin (subject_ids);
create trigger audit_entry_append_only before delete or update on kernel.audit_entry for each row execute function kernel.refuse_change();
create trigger audit_entry_no_truncate before truncate on kernel.audit_entry for each statement execute function kernel.refuse_change();

create table kernel.audit_head (
  city_id text not null,
  seq bigint not null,
  hash text not null,
  constraint audit_head_pkey primary key (city_id)
);

create table kernel.counter (
  city_id text not null,
  name text not null,
  day date not null,
  n integer not null,
  constraint counter_pkey primary key (city_id, name, day)
);

create table kernel.delivery (
  city_id text not null,
  event_id text not null,
  reaction text not null,
  at timestamp with time zone not null,
  constraint delivery_pkey primary key (city_id, event_id, reaction)
);

create table kernel.idempotency (
  city_id text not null,
  actor_id text not null,
  key text not null,
  route text not null,
  body_hash text not null,
  status integer,
  response json,
  created_at timestamp with time zone not null,
  constraint idempotency_pkey primary key (city_id, actor_id, key)
);
create index idempotency_age on kernel.idempotency using btree (city_id, created_at);

create table kernel.migration (
  number integer not null,
  file text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey primary key (number)
);

create table kernel.outbox (
  city_id text not null,
  id text not null,
  name text not null,
  subject text,
  payload jsonb not null,
  actor_id text,
  actor_name text not null,
  at timestamp with time zone not null,
  pending integer not null,
  constraint outbox_pkey primary key (city_id, id),
  constraint outbox_pending_check check ((pending >= 0))
);
create index outbox_pending on kernel.outbox using btree (city_id, at) where (pending > 0);
create index outbox_subject on kernel.outbox using btree (city_id, subject, at) where (subject is not null);

create table kernel.setting (
  city_id text not null,
  key text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null default now(),
  constraint setting_pkey primary key (city_id, key)
);

create table kernel.timer (
  city_id text not null,
  name text not null,
  key text not null,
  version text not null,
  at timestamp with time zone not null,
  payload jsonb not null,
  constraint timer_pkey primary key (city_id, name, key)
);
create index timer_due on kernel.timer using btree (city_id, at);

-- ──────── learning

CREATE OR REPLACE FUNCTION learning.keep_published()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state <> 'draft' and (new.title_zh, new.title_en, new.intro, new.steps, new.safety, new.read_aloud, new.picture_id, new.video_id, new.captions, new.seconds, new.published_at, new.because)
    is distinct from (old.title_zh, old.title_en, old.intro, old.steps, old.safety, old.read_aloud, old.picture_id, old.video_id, old.captions, old.seconds, old.published_at, old.because) then
    raise exception 'a published lesson is not edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

create table learning.demand (
  city_id text not null,
  day date not null,
  family text not null,
  district_id text not null default ''::text,
  orders integer not null,
  constraint demand_pkey primary key (city_id, day, family, district_id)
);

create table learning.learner (
  city_id text not null,
  worker_id text not null,
  started_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  spent_until timestamp with time zone not null,
  modules_finished integer not null default 0,
  lessons_finished integer not null default 0,
  seconds_done integer not null default 0,
  core_finished_at timestamp with time zone,
  path jsonb,
  path_at timestamp with time zone,
  path_because_zh text not null default ''::text,
  path_because_en text not null default ''::text,
  constraint learner_pkey primary key (city_id, worker_id),
  constraint learner_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index learner_core on learning.learner using btree (city_id, ((core_finished_at is not null)), last_at desc, worker_id desc);
create index learner_last on learning.learner using btree (city_id, last_at desc, worker_id desc);

create table learning.lesson (
  city_id text not null,
  id text not null,
  module text not null,
  place integer not null,
  retired_at timestamp with time zone,
  constraint lesson_pkey primary key (city_id, id),
  constraint lesson_city_id_module_fkey foreign key (city_id, module) references learning.module(city_id, code)
);
create index lesson_module on learning.lesson using btree (city_id, module, place, id);

create table learning.lesson_progress (
  city_id text not null,
  worker_id text not null,
  lesson_id text not null,
  version integer not null,
  module text not null,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  segments integer[] not null default '{}'::integer[],
  seconds_done integer not null default 0,
  resume_second integer not null default 0,
  finished_at timestamp with time zone,
  constraint lesson_progress_pkey primary key (city_id, worker_id, lesson_id),
  constraint lesson_progress_city_id_lesson_id_version_fkey foreign key (city_id, lesson_id, version) references learning.lesson_version(city_id, lesson_id, version),
  constraint lesson_progress_city_id_worker_id_fkey foreign key (city_id, worker_id) references learning.learner(city_id, worker_id),
  constraint pairs_of_seconds check ((((cardinality(segments) % 2) = 0) and ((seconds_done = 0) = (cardinality(segments) = 0))))
);
create index progress_version on learning.lesson_progress using btree (city_id, lesson_id, version);

create table learning.lesson_version (
  city_id text not null,
  lesson_id text not null,
  version integer not null,
  state text not null,
  title_zh text not null,
  title_en text not null default ''::text,
  intro text not null default ''::text,
  steps text[] not null default '{}'::text[],
  safety text[] not null default '{}'::text[],
  read_aloud text not null default ''::text,
  picture_id text,
  video_id text,
  captions text not null default ''::text,
  seconds integer not null,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  published_at timestamp with time zone,
  learners integer not null default 0,
  because jsonb,
  constraint lesson_version_pkey primary key (city_id, lesson_id, version),
  constraint lesson_version_city_id_lesson_id_fkey foreign key (city_id, lesson_id) references learning.lesson(city_id, id),
  constraint lesson_version_city_id_video_id_fkey foreign key (city_id, video_id) references learning.video(city_id, id),
  constraint captions_of_a_video check (((captions = ''::text) or (video_id is not null))),
  constraint lesson_version_seconds_check check (((seconds >= 0) and (seconds <= 180))),
  constraint lesson_version_state_check check ((state = any (array['draft'::text, 'published'::text, 'old'::text]))),
  constraint published_with_date check (((state = 'draft'::text) = (published_at is null)))
);
create unique index one_draft on learning.lesson_version using btree (city_id, lesson_id) where (state = 'draft'::text);
create unique index one_published on learning.lesson_version using btree (city_id, lesson_id) where (state = 'published'::text);
create index version_picture on learning.lesson_version using btree (city_id, picture_id) where (picture_id is not null);
create index version_video on learning.lesson_version using btree (city_id, video_id) where (video_id is not null);
create trigger published_stays before update on learning.lesson_version for each row execute function learning.keep_published();

create table learning.module (
  city_id text not null,
  code text not null,
  grouping text not null,
  place integer not null,
  title_zh text not null,
  title_en text not null default ''::text,
  about_zh text not null,
  about_en text not null default ''::text,
  is_open boolean not null default true,
  lesson_count integer not null default 0,
  seconds integer not null default 0,
  started integer not null default 0,
  finished integer not null default 0,
  made_at timestamp with time zone not null,
  constraint module_pkey primary key (city_id, code),
  constraint module_check check (((finished >= 0) and (started >= finished))),
  constraint module_grouping_check check (("grouping" = any (array['core'::text, 'common'::text, 'specialty'::text, 'own'::text])))
);

create table learning.module_progress (
  city_id text not null,
  worker_id text not null,
  module text not null,
  started_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  lessons_finished integer not null default 0,
  seconds_done integer not null default 0,
  finished_at timestamp with time zone,
  source text,
  words text not null default ''::text,
  constraint module_progress_pkey primary key (city_id, worker_id, module),
  constraint module_progress_city_id_module_fkey foreign key (city_id, module) references learning.module(city_id, code),
  constraint module_progress_city_id_worker_id_fkey foreign key (city_id, worker_id) references learning.learner(city_id, worker_id),
  constraint finished_by_something check (((finished_at is null) = (source is null))),
  constraint module_progress_source_check check ((source = any (array['lessons'::text, 'cohort'::text, 'credit'::text])))
);
create index module_learners on learning.module_progress using btree (city_id, module, last_at desc, worker_id desc);
create index module_learners_by_state on learning.module_progress using btree (city_id, module, ((finished_at is not null)), last_at desc, worker_id desc);

create table learning.quiz_result (
  city_id text not null,
  attempt_id text not null,
  worker_id text not null,
  paper text not null,
  score_percent integer not null,
  is_passed boolean not null,
  at timestamp with time zone not null,
  constraint quiz_result_pkey primary key (city_id, attempt_id),
  constraint quiz_result_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index quiz_worker on learning.quiz_result using btree (city_id, worker_id, at desc);

create table learning.signal (
  city_id text not null,
  source text not null,
  ref_id text not null,
  module text not null,
  worker_id text not null,
  words_zh text not null,
  words_en text not null,
  at timestamp with time zone not null,
  mended_at timestamp with time zone,
  constraint signal_pkey primary key (city_id, source, ref_id, module),
  constraint signal_city_id_module_fkey foreign key (city_id, module) references learning.module(city_id, code),
  constraint signal_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint signal_check check ((mended_at >= at)),
  constraint signal_source_check check ((source = any (array['review'::text, 'complaint'::text, 'inspection'::text])))
);
create index signal_module on learning.signal using btree (city_id, at, module) include (worker_id, source, mended_at);
create index signal_open on learning.signal using btree (city_id, worker_id, module) where (mended_at is null);
create index signal_worker on learning.signal using btree (city_id, worker_id, at desc);

create table learning.video (
  city_id text not null,
  id text not null,
  playable_id text not null,
  file_name text not null default ''::text,
  content_type text not null,
  bytes bigint not null,
  seconds integer not null,
  state text not null default 'ready'::text,
  uploaded_at timestamp with time zone not null,
  uploaded_by_name text not null,
  constraint video_pkey primary key (city_id, id),
  constraint video_content_type_check check ((content_type = any (array['video/mp4'::text, 'video/webm'::text]))),
  constraint video_seconds_check check ((seconds > 0)),
  constraint video_state_check check ((state = any (array['ready'::text, 'converting'::text])))
);
create index video_uploaded on learning.video using btree (city_id, uploaded_at desc, id desc);

create table learning.wanted_order (
  city_id text not null,
  order_id text not null,
  day date not null,
  constraint wanted_order_pkey primary key (city_id, order_id)
);
create index wanted_order_day on learning.wanted_order using btree (city_id, day);

-- ──────── orders

create table orders.call_binding (
  city_id text not null,
  order_id text not null,
  caller_id text not null,
  worker_id text not null,
  binding_id text not null,
  dial_number text not null,
  expires_at timestamp with time zone not null,
  constraint call_binding_pkey primary key (city_id, order_id, caller_id),
  constraint call_binding_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id)
);

create table orders.checklist_item (
  city_id text not null,
  order_id text not null,
  code text not null,
  position integer not null,
  text_zh text not null,
  text_en text not null,
  is_required boolean not null,
  done_at timestamp with time zone,
  constraint checklist_item_pkey primary key (city_id, order_id, code),
  constraint checklist_item_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id)
);

create table orders.household_review (
  city_id text not null,
  order_id text not null,
  worker_id text not null,
  household_id text not null,
  stars smallint not null,
  is_scene_as_declared boolean not null,
  is_safe boolean not null,
  words text not null default ''::text,
  at timestamp with time zone not null,
  constraint household_review_pkey primary key (city_id, order_id),
  constraint household_review_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id),
  constraint household_review_stars_check check (((stars >= 1) and (stars <= 5)))
);

create table orders.order (
  city_id text not null,
  id text not null,
  no text not null,
  work_order_no text,
  status text not null,
  channel text not null,
  customer_id text not null,
  household_id text not null,
  address_id text not null,
  estate_id text not null,
  placed_by text not null,
  item_id text not null,
  item_name_zh text not null,
  item_name_en text not null,
  icon text not null,
  family text not null,
  quantity double precision not null,
  unit_label_zh text not null,
  unit_label_en text not null,
  duration_minutes integer not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  lon double precision not null,
  lat double precision not null,
  district_id text,
  district_name text not null,
  estate_name text not null,
  address_full text not null,
  home_scene jsonb not null,
  contact_name text not null,
  note text not null default ''::text,
  member_ids text[] not null default '{}'::text[],
  quote jsonb not null,
  total_fen bigint not null,
  paid_fen bigint not null default 0,
  refunded_fen bigint not null default 0,
  hold_id text,
  is_worker_chosen boolean not null default false,
  holder_merchant_id text,
  merchant_id text,
  worker_id text,
  worker_pay_fen bigint,
  door_code text not null,
  checklist_version integer not null,
  photo_nodes jsonb not null,
  cancel_tiers jsonb not null,
  redo_hours integer not null,
  pay_before timestamp with time zone,
  arrived_at timestamp with time zone,
  arrival_reason text not null default ''::text,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  undone_reason text not null default ''::text,
  confirmed_at timestamp with time zone,
  is_auto_confirmed boolean not null default false,
  settled_at timestamp with time zone,
  followed_up_at timestamp with time zone,
  closed_at timestamp with time zone,
  complaint_count integer not null default 0,
  open_complaint_count integer not null default 0,
  redo_of text,
  placed_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  door_code_tries integer not null default 0,
  safety text,
  constraint order_pkey primary key (city_id, id),
  constraint one_redo_per_order unique (city_id, redo_of),
  constraint order_no_once unique (city_id, no),
  constraint work_order_no_once unique (city_id, work_order_no),
  constraint order_channel_check check ((channel = any (array['h5'::text, 'wechat'::text, 'phone'::text, 'sms'::text, 'station'::text]))),
  constraint order_check check (((open_complaint_count >= 0) and (open_complaint_count <= complaint_count))),
  constraint order_check1 check (((starts_at is null) or (starts_at < ends_at))),
  constraint order_check2 check ((refunded_fen <= paid_fen)),
  constraint order_check3 check (((status = any (array['draft'::text, 'held'::text, 'cancelled'::text])) or (starts_at is not null))),
  constraint order_check4 check (((status <> all (array['assigned'::text, 'accepted'::text, 'onTheWay'::text, 'checklistConfirmed'::text, 'inService'::text, 'finished'::text, 'confirmed'::text, 'settled'::text])) or (worker_id is not null))),
  constraint order_door_code_tries_check check (((door_code_tries >= 0) and (door_code_tries <= 5))),
  constraint order_safety_check check ((safety = any (array['held'::text, 'excused'::text]))),
  constraint order_status_check check ((status = any (array['draft'::text, 'held'::text, 'paid'::text, 'assigned'::text, 'accepted'::text, 'onTheWay'::text, 'checklistConfirmed'::text, 'inService'::text, 'finished'::text, 'confirmed'::text, 'settled'::text, 'cancelled'::text, 'noShow'::text]))),
  constraint order_total_fen_check check ((total_fen >= 0))
);
create index order_customer on orders."order" using btree (city_id, customer_id, placed_at desc);
create index order_household on orders."order" using btree (city_id, household_id, placed_at desc);
create index order_merchant on orders."order" using btree (city_id, merchant_id, starts_at);
create index order_open on orders."order" using btree (city_id, status, starts_at);
create index order_placed on orders."order" using btree (city_id, placed_at desc);
create index order_worker on orders."order" using btree (city_id, worker_id, starts_at);

create table orders.order_event (
  city_id text not null,
  order_id text not null,
  seq integer not null,
  at timestamp with time zone not null,
  verb text not null,
  from_status text,
  to_status text not null,
  actor_id text,
  actor_kind text not null,
  actor_label_zh text not null,
  actor_label_en text not null,
  words_zh text not null default ''::text,
  words_en text not null default ''::text,
  constraint order_event_pkey primary key (city_id, order_id, seq),
  constraint order_event_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id)
);

create table orders.photo (
  city_id text not null,
  id text not null,
  order_id text not null,
  node text not null,
  area text not null,
  storage_key text not null,
  taken_by text not null,
  at timestamp with time zone not null,
  constraint photo_pkey primary key (city_id, id),
  constraint photo_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id),
  constraint photo_area_check check ((area = any (array['livingRoom'::text, 'kitchen'::text, 'balcony'::text, 'corridor'::text, 'entrance'::text, 'outdoor'::text, 'equipment'::text])))
);
create index photo_order on orders.photo using btree (city_id, order_id);

create table orders.review (
  city_id text not null,
  order_id text not null,
  author_id text not null,
  worker_id text not null,
  skill smallint not null,
  communication smallint not null,
  attitude smallint not null,
  words text not null default ''::text,
  is_neighbour boolean not null,
  weight double precision not null,
  at timestamp with time zone not null,
  constraint review_pkey primary key (city_id, order_id),
  constraint review_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id),
  constraint review_attitude_check check (((attitude >= 1) and (attitude <= 5))),
  constraint review_communication_check check (((communication >= 1) and (communication <= 5))),
  constraint review_skill_check check (((skill >= 1) and (skill <= 5)))
);

create table orders.series (
  city_id text not null,
  id text not null,
  customer_id text not null,
  household_id text not null,
  address_id text not null,
  placed_by text not null,
  channel text not null,
  item_id text not null,
  quantity double precision not null,
  note text not null default ''::text,
  member_ids text[] not null default '{}'::text[],
  duration_minutes integer not null,
  rule text not null,
  first_day date not null,
  start_minute integer not null,
  ends_on date,
  visit_limit integer,
  holiday_rule text not null,
  excluded_days text[] not null default '{}'::text[],
  extra_days text[] not null default '{}'::text[],
  pauses jsonb not null default '[]'::jsonb,
  worker_mode text not null,
  worker_id text,
  state text not null,
  days_ahead integer not null default 14,
  price_fen bigint not null,
  previous_id text,
  placed_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint series_pkey primary key (city_id, id),
  constraint series_city_id_previous_id_fkey foreign key (city_id, previous_id) references orders.series(city_id, id),
  constraint series_channel_check check ((channel = any (array['h5'::text, 'wechat'::text, 'phone'::text, 'sms'::text, 'station'::text]))),
  constraint series_check check (((worker_mode = 'none'::text) = (worker_id is null))),
  constraint series_check1 check (((ends_on is null) or (ends_on >= (first_day - 1)))),
  constraint series_days_ahead_check check (((days_ahead >= 1) and (days_ahead <= 28))),
  constraint series_duration_minutes_check check ((duration_minutes > 0)),
  constraint series_holiday_rule_check check ((holiday_rule = any (array['serve'::text, 'skip'::text, 'nextDay'::text, 'dayBefore'::text]))),
  constraint series_price_fen_check check ((price_fen >= 0)),
  constraint series_start_minute_check check (((start_minute >= 0) and (start_minute <= 1439))),
  constraint series_state_check check ((state = any (array['active'::text, 'paused'::text, 'ended'::text]))),
  constraint series_visit_limit_check check ((visit_limit > 0)),
  constraint series_worker_mode_check check ((worker_mode = any (array['kept'::text, 'preferred'::text, 'none'::text])))
);
create index series_household on orders.series using btree (city_id, household_id, placed_at desc);
create index series_placed on orders.series using btree (city_id, state, placed_at desc);
create index series_worker on orders.series using btree (city_id, worker_id) where (state <> 'ended'::text);

create table orders.series_event (
  city_id text not null,
  series_id text not null,
  seq integer not null,
  at timestamp with time zone not null,
  verb text not null,
  actor_id text,
  actor_label_zh text not null,
  actor_label_en text not null,
  words_zh text not null,
  words_en text not null,
  reason text not null default ''::text,
  constraint series_event_pkey primary key (city_id, series_id, seq),
  constraint series_event_city_id_series_id_fkey foreign key (city_id, series_id) references orders.series(city_id, id)
);

create table orders.series_visit (
  city_id text not null,
  id text not null,
  series_id text not null,
  day date not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  state text not null,
  reason text not null default ''::text,
  words_zh text not null default ''::text,
  words_en text not null default ''::text,
  own_starts_at timestamp with time zone,
  own_worker_id text,
  is_unskipped boolean not null default false,
  order_id text,
  quoted_fen bigint,
  asked_at timestamp with time zone,
  constraint series_visit_pkey primary key (city_id, id),
  constraint one_visit_per_day unique (city_id, series_id, day),
  constraint series_visit_city_id_order_id_fkey foreign key (city_id, order_id) references orders."order"(city_id, id),
  constraint series_visit_city_id_series_id_fkey foreign key (city_id, series_id) references orders.series(city_id, id),
  constraint series_visit_check check ((starts_at < ends_at)),
  constraint series_visit_check1 check (((state = 'ordered'::text) = (order_id is not null))),
  constraint series_visit_state_check check ((state = any (array['planned'::text, 'ordered'::text, 'skipped'::text, 'moved'::text, 'conflict'::text])))
);
create index series_visit_due on orders.series_visit using btree (city_id, series_id, starts_at);
create unique index series_visit_order on orders.series_visit using btree (city_id, order_id) where (order_id is not null);

-- ──────── payments

CREATE OR REPLACE FUNCTION payments.ledger_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the ledger is append-only: post a reversal instead' using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION payments.transaction_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  broken text;
begin
  -- One look by the index for each transaction; a join would be planned without knowing how few they are.
  select f.transaction_id into broken from (select distinct city_id, transaction_id from fresh) f
    cross join lateral (select sum(p.amount_fen) as fen from payments.ledger_posting p where p.city_id = f.city_id and p.transaction_id = f.transaction_id) whole where whole.fen <> 0 limit 1;
  if broken is not null then
    raise exception 'ledger transaction % does not sum to zero', broken using errcode = 'check_violation';
  end if;
  return null;
end $function$;

create table payments.bill_row (
  city_id text not null,
  rail text not null,
  kind text not null,
  out_no text not null,
  day date not null,
  rail_no text not null,
  amount_fen bigint not null,
  fee_fen bigint not null,
  at timestamp with time zone not null,
  constraint bill_row_pkey primary key (city_id, rail, kind, out_no)
);
create index bill_row_day on payments.bill_row using btree (city_id, rail, day);

create table payments.budget (
  city_id text not null,
  month text not null,
  account text not null,
  amount_fen bigint not null,
  note text not null default ''::text,
  set_by text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint budget_pkey primary key (city_id, month, account),
  constraint budget_amount_fen_check check ((amount_fen >= 0)),
  constraint budget_month_check check ((month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'::text))
);

create table payments.cash_count (
  city_id text not null,
  id text not null,
  station_id text not null,
  day date not null,
  expected_fen bigint not null,
  counted_fen bigint not null,
  words text not null,
  counted_by_name text not null,
  counted_at timestamp with time zone not null,
  constraint cash_count_pkey primary key (city_id, id),
  constraint counted_once_a_day unique (city_id, station_id, day),
  constraint cash_count_counted_fen_check check ((counted_fen >= 0)),
  constraint difference_has_words check (((expected_fen = counted_fen) or (words <> ''::text)))
);

create table payments.cash_handover (
  city_id text not null,
  id text not null,
  station_id text not null,
  amount_fen bigint not null,
  bank_ref text not null,
  handed_by_name text not null,
  handed_at timestamp with time zone not null,
  constraint cash_handover_pkey primary key (city_id, id),
  constraint bank_slip_once unique (city_id, bank_ref),
  constraint cash_handover_amount_fen_check check ((amount_fen > 0))
);

create table payments.cash_receipt (
  city_id text not null,
  station_id text not null,
  year integer not null,
  number integer not null,
  no text not null,
  order_id text,
  charge_id text,
  amount_fen bigint not null,
  received_fen bigint not null,
  words_zh text not null,
  words_en text not null,
  taken_by_name text not null,
  taken_at timestamp with time zone not null,
  constraint cash_receipt_pkey primary key (city_id, station_id, year, number),
  constraint cash_receipt_no_once unique (city_id, no),
  constraint cash_receipt_amount_fen_check check ((amount_fen > 0)),
  constraint cash_receipt_number_check check ((number > 0)),
  constraint enough_was_received check ((received_fen >= amount_fen)),
  constraint receipt_for_one_thing check ((num_nonnulls(order_id, charge_id) = 1))
);
create index cash_receipt_day on payments.cash_receipt using btree (city_id, station_id, taken_at desc);

create table payments.charge (
  city_id text not null,
  id text not null,
  no text not null,
  kind text not null,
  ref_id text not null,
  payer_id text not null,
  household_id text,
  merchant_id text,
  order_id text,
  amount_fen bigint not null,
  words_zh text not null,
  words_en text not null,
  status text not null,
  created_at timestamp with time zone not null,
  pay_before timestamp with time zone not null,
  paid_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint charge_pkey primary key (city_id, id),
  constraint charge_no_once unique (city_id, no),
  constraint charge_amount_fen_check check ((amount_fen > 0)),
  constraint charge_kind_check check ((kind = any (array['topUp'::text, 'pack'::text, 'membership'::text, 'tip'::text, 'deposit'::text]))),
  constraint charge_status_check check ((status = any (array['open'::text, 'paid'::text, 'closed'::text]))),
  constraint paid_with_time check (((status = 'paid'::text) = (paid_at is not null)))
);
create index charge_payer on payments.charge using btree (city_id, payer_id, created_at desc);
create unique index one_live_charge_per_thing on payments.charge using btree (city_id, kind, ref_id) where (status <> 'closed'::text);

create table payments.coaching (
  city_id text not null,
  id text not null,
  coach_id text not null,
  newcomer_id text not null,
  day date not null,
  minutes integer not null,
  amount_fen bigint not null,
  words text not null,
  noted_by_name text not null,
  noted_at timestamp with time zone not null,
  constraint coaching_pkey primary key (city_id, id),
  constraint coached_once_a_day unique (city_id, coach_id, newcomer_id, day),
  constraint coaching_amount_fen_check check ((amount_fen > 0)),
  constraint coaching_minutes_check check (((minutes >= 15) and (minutes <= 720))),
  constraint nobody_coaches_herself check ((coach_id <> newcomer_id))
);
create index coaching_day on payments.coaching using btree (city_id, day desc);

create table payments.deposit_case (
  city_id text not null,
  id text not null,
  merchant_id text not null,
  order_id text,
  amount_fen bigint not null,
  words text not null,
  state text not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  appeal_until timestamp with time zone,
  appealed_at timestamp with time zone,
  appeal_words text not null default ''::text,
  appeal_decided_by_name text,
  appeal_decision_words text not null default ''::text,
  ended_at timestamp with time zone,
  constraint deposit_case_pkey primary key (city_id, id),
  constraint deposit_case_amount_fen_check check ((amount_fen > 0)),
  constraint deposit_case_state_check check ((state = any (array['proposed'::text, 'decided'::text, 'appealed'::text, 'taken'::text, 'dropped'::text]))),
  constraint deposit_second_person check (((decided_by is null) or (decided_by <> proposed_by)))
);
create index deposit_case_merchant on payments.deposit_case using btree (city_id, merchant_id, proposed_at desc);

create table payments.deposit_leave (
  city_id text not null,
  merchant_id text not null,
  left_at timestamp with time zone not null,
  refund_from timestamp with time zone not null,
  returned_at timestamp with time zone,
  constraint deposit_leave_pkey primary key (city_id, merchant_id)
);

create table payments.difference (
  city_id text not null,
  id text not null,
  rail text not null,
  day date not null,
  kind text not null,
  row_kind text not null,
  out_no text not null,
  ours_fen bigint,
  theirs_fen bigint,
  our_day date,
  their_day date,
  fee_fen bigint,
  expected_fee_fen bigint,
  open_fen bigint not null,
  words_zh text not null,
  words_en text not null,
  found_at timestamp with time zone not null,
  state text not null,
  resolved_at timestamp with time zone,
  resolved_by text,
  resolution text not null default ''::text,
  suspense_id text,
  constraint difference_pkey primary key (city_id, id),
  constraint one_difference_per_line unique (city_id, rail, row_kind, out_no),
  constraint difference_kind_check check ((kind = any (array['missing'::text, 'extra'::text, 'amount'::text, 'fee'::text, 'date'::text]))),
  constraint difference_state_check check ((state = any (array['open'::text, 'explained'::text, 'writtenOff'::text]))),
  constraint resolved_with_name check (((state = 'open'::text) = (resolved_at is null)))
);
create index difference_state on payments.difference using btree (city_id, state, day desc);

create table payments.holiday_campaign (
  city_id text not null,
  id text not null,
  name_zh text not null,
  name_en text not null,
  from_day date not null,
  to_day date not null,
  kind text not null,
  value bigint not null,
  families text[] not null,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  ended_at timestamp with time zone,
  constraint holiday_campaign_pkey primary key (city_id, id),
  constraint holiday_campaign_check check ((to_day >= from_day)),
  constraint holiday_campaign_kind_check check ((kind = any (array['amount'::text, 'percent'::text]))),
  constraint holiday_campaign_value_check check ((value > 0)),
  constraint percent_is_whole_part check (((kind = 'amount'::text) or (value <= 100)))
);

create table payments.invoice (
  city_id text not null,
  id text not null,
  order_id text not null,
  red_of text,
  refund_id text,
  title_kind text not null,
  title text not null,
  tax_no text,
  item_name text not null,
  amount_fen bigint not null,
  tax_fen bigint not null,
  rate text not null,
  note text not null default ''::text,
  red_fen bigint not null default 0,
  refunds_counted text[] not null default '{}'::text[],
  state text not null,
  number text,
  why_zh text,
  why_en text,
  attempts integer not null default 0,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  issued_at timestamp with time zone,
  delivered_at timestamp with time zone,
  files jsonb,
  constraint invoice_pkey primary key (city_id, id),
  constraint invoice_number_once unique (city_id, number),
  constraint one_red_letter_per_refund unique (city_id, refund_id, red_of),
  constraint invoice_city_id_red_of_fkey foreign key (city_id, red_of) references payments.invoice(city_id, id),
  constraint invoice_amount_fen_check check ((amount_fen > 0)),
  constraint invoice_check check (((tax_fen >= 0) and (tax_fen <= amount_fen))),
  constraint invoice_state_check check ((state = any (array['requested'::text, 'issued'::text, 'delivered'::text, 'redLettered'::text, 'refused'::text]))),
  constraint invoice_title_kind_check check ((title_kind = any (array['person'::text, 'company'::text]))),
  constraint issued_with_number check (((state = any (array['requested'::text, 'refused'::text])) = (number is null))),
  constraint never_more_red check (((red_fen >= 0) and (red_fen <= amount_fen)))
);
create index invoice_order on payments.invoice using btree (city_id, order_id, requested_at);
create index invoice_requested on payments.invoice using btree (city_id, requested_at desc);
create unique index one_live_invoice_per_order on payments.invoice using btree (city_id, order_id) where ((red_of is null) and (state = any (array['requested'::text, 'issued'::text, 'delivered'::text])));

create table payments.ledger_account (
  city_id text not null,
  account text not null,
  kind text not null,
  party_kind text,
  party_id text,
  name_zh text not null,
  name_en text not null,
  opened_at timestamp with time zone not null,
  constraint ledger_account_pkey primary key (city_id, account),
  constraint ledger_account_kind_check check ((kind = any (array['asset'::text, 'liability'::text, 'income'::text, 'expense'::text, 'equity'::text]))),
  constraint ledger_account_party_kind_check check ((party_kind = any (array['order'::text, 'worker'::text, 'merchant'::text, 'household'::text, 'pack'::text, 'charge'::text, 'deposit'::text, 'fund'::text, 'station'::text])))
);

create table payments.ledger_posting (
  city_id text not null,
  posting_id bigint not null default nextval('payments.posting_seq'::regclass),
  transaction_id text not null,
  account text not null,
  amount_fen bigint not null,
  kind text not null,
  at timestamp with time zone not null,
  constraint ledger_posting_pkey primary key (city_id, posting_id),
  constraint ledger_posting_city_id_account_fkey foreign key (city_id, account) references payments.ledger_account(city_id, account),
  constraint ledger_posting_city_id_transaction_id_fkey foreign key (city_id, transaction_id) references payments.ledger_transaction(city_id, id),
  constraint ledger_posting_amount_fen_check check ((amount_fen <> 0))
);
create index posting_account on payments.ledger_posting using btree (city_id, account, at);
create index posting_time on payments.ledger_posting using brin (at);
create index posting_transaction on payments.ledger_posting using btree (city_id, transaction_id);
create trigger ledger_balances after insert on payments.ledger_posting referencing new table as fresh for each statement execute function payments.transaction_balances();
create trigger posting_append_only before delete or update on payments.ledger_posting for each row execute function payments.ledger_is_append_only();
create trigger posting_no_truncate before truncate on payments.ledger_posting for each statement execute function payments.ledger_is_append_only();

create table payments.ledger_transaction (
  city_id text not null,
  id text not null,
  business_key text not null,
  kind text not null,
  order_id text,
  words_zh text not null,
  words_en text not null,
  at timestamp with time zone not null,
  reverses text,
  constraint ledger_transaction_pkey primary key (city_id, id),
  constraint business_key_once unique (city_id, business_key)
);
create index transaction_order on payments.ledger_transaction using btree (city_id, order_id);
create trigger transaction_append_only before delete or update on payments.ledger_transaction for each row execute function payments.ledger_is_append_only();
create trigger transaction_no_truncate before truncate on payments.ledger_transaction for each statement execute function payments.ledger_is_append_only();

create table payments.notify (
  city_id text not null,
  id text not null,
  provider text not null,
  notify_id text not null,
  trade_no text,
  kind text not null,
  is_accepted boolean not null,
  reason text not null default ''::text,
  body_hash text not null,
  at timestamp with time zone not null,
  constraint notify_pkey primary key (city_id, id)
);
create unique index notify_once on payments.notify using btree (city_id, provider, notify_id) where is_accepted;
create index notify_refused on payments.notify using btree (city_id, at desc) where (not is_accepted);
create index notify_trade on payments.notify using btree (city_id, trade_no) where is_accepted;

create table payments.payee (
  city_id text not null,
  party_kind text not null,
  party_id text not null,
  rail text not null,
  account text not null,
  holder_name text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  blocked_at timestamp with time zone,
  blocked_reason text not null default ''::text,
  blocked_by text not null default ''::text,
  constraint payee_pkey primary key (city_id, party_kind, party_id),
  constraint payee_party_kind_check check ((party_kind = any (array['worker'::text, 'merchant'::text])))
);

create table payments.payment (
  city_id text not null,
  id text not null,
  order_id text,
  provider text not null,
  trade_no text not null,
  amount_fen bigint not null,
  status text not null,
  provider_trade_no text,
  provider_transaction_no text,
  cashier_path text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  payer_id text not null,
  scene text not null default 'h5'::text,
  code_url text,
  client_params jsonb,
  charge_id text,
  is_to_share boolean not null default false,
  constraint payment_pkey primary key (city_id, id),
  constraint trade_no_once unique (city_id, trade_no),
  constraint payment_charge_fkey foreign key (city_id, charge_id) references payments.charge(city_id, id),
  constraint payment_amount_fen_check check ((amount_fen >= 0)),
  constraint payment_for_one_thing check ((num_nonnulls(order_id, charge_id) = 1)),
  constraint payment_scene_check check ((scene = any (array['jsapi'::text, 'h5'::text, 'native'::text, 'page'::text, 'app'::text, 'precreate'::text]))),
  constraint payment_status_check check ((status = any (array['created'::text, 'paid'::text, 'closed'::text, 'failed'::text])))
);
create unique index one_open_payment_per_charge on payments.payment using btree (city_id, charge_id) where (status = 'created'::text);
create unique index one_open_payment_per_order on payments.payment using btree (city_id, order_id) where (status = 'created'::text);
create index payment_order on payments.payment using btree (city_id, order_id);
create index payment_status on payments.payment using btree (city_id, status, created_at);

create table payments.payout (
  city_id text not null,
  id text not null,
  party_kind text not null,
  party_id text not null,
  day date not null,
  cut_off timestamp with time zone not null,
  gross_fen bigint not null,
  tax_fen bigint not null default 0,
  net_fen bigint not null,
  tax_words_zh text not null default ''::text,
  tax_words_en text not null default ''::text,
  state text not null,
  rail text not null,
  account text not null,
  holder_name text not null,
  transfer_no text not null,
  rail_no text,
  package text,
  why text not null default ''::text,
  attempts integer not null default 0,
  created_at timestamp with time zone not null,
  confirm_by timestamp with time zone,
  ended_at timestamp with time zone,
  reissue_of text,
  constraint payout_pkey primary key (city_id, id),
  constraint reissued_once unique (city_id, reissue_of),
  constraint transfer_no_once unique (city_id, transfer_no),
  constraint gross_is_net_and_tax check ((gross_fen = (net_fen + tax_fen))),
  constraint payout_gross_fen_check check ((gross_fen > 0)),
  constraint payout_net_fen_check check ((net_fen > 0)),
  constraint payout_party_kind_check check ((party_kind = any (array['worker'::text, 'merchant'::text]))),
  constraint payout_state_check check ((state = any (array['sending'::text, 'waitConfirm'::text, 'processing'::text, 'arrived'::text, 'failed'::text, 'expired'::text]))),
  constraint payout_tax_fen_check check ((tax_fen >= 0))
);
create unique index one_open_payout_per_party on payments.payout using btree (city_id, party_kind, party_id) where (state = any (array['sending'::text, 'waitConfirm'::text, 'processing'::text]));
create index payout_party on payments.payout using btree (city_id, party_kind, party_id, created_at desc);
create index payout_state on payments.payout using btree (city_id, state, created_at desc);

create table payments.rail_recall (
  city_id text not null,
  id text not null,
  share_id text not null,
  payment_id text not null,
  return_no text not null,
  amount_fen bigint not null,
  state text not null,
  why text not null default ''::text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint rail_recall_pkey primary key (city_id, id),
  constraint return_no_once unique (city_id, return_no),
  constraint rail_recall_city_id_share_id_fkey foreign key (city_id, share_id) references payments.rail_share(city_id, id),
  constraint rail_recall_amount_fen_check check ((amount_fen > 0)),
  constraint rail_recall_state_check check ((state = any (array['wanted'::text, 'arrived'::text, 'refused'::text])))
);
create index rail_recall_payment on payments.rail_recall using btree (city_id, payment_id) where (state = 'wanted'::text);

create table payments.rail_receiver (
  city_id text not null,
  merchant_id text not null,
  rail text not null,
  account text not null,
  holder_name text not null,
  set_at timestamp with time zone not null,
  set_by_name text not null,
  constraint rail_receiver_pkey primary key (city_id, merchant_id, rail),
  constraint rail_receiver_rail_check check ((rail = any (array['wechat'::text, 'alipay'::text])))
);

create table payments.rail_share (
  city_id text not null,
  id text not null,
  order_id text not null,
  payment_id text not null,
  merchant_id text not null,
  rail text not null,
  account text not null,
  share_no text not null,
  amount_fen bigint not null,
  recalled_fen bigint not null default 0,
  state text not null,
  why_zh text not null default ''::text,
  why_en text not null default ''::text,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint rail_share_pkey primary key (city_id, id),
  constraint share_no_once unique (city_id, share_no),
  constraint shared_once_an_order unique (city_id, order_id),
  constraint rail_share_city_id_payment_id_fkey foreign key (city_id, payment_id) references payments.payment(city_id, id),
  constraint never_recalled_twice check (((recalled_fen >= 0) and (recalled_fen <= amount_fen))),
  constraint rail_share_amount_fen_check check ((amount_fen > 0)),
  constraint rail_share_state_check check ((state = any (array['queued'::text, 'sending'::text, 'arrived'::text, 'failed'::text, 'byPayout'::text])))
);
create index rail_share_merchant on payments.rail_share using btree (city_id, merchant_id, created_at desc);

create table payments.receipt (
  city_id text not null,
  id text not null,
  no text not null,
  kind text not null,
  ref_id text not null,
  party_name text not null,
  amount_fen bigint not null,
  words_zh text not null,
  words_en text not null,
  at timestamp with time zone not null,
  constraint receipt_pkey primary key (city_id, id),
  constraint one_receipt_per_thing unique (city_id, kind, ref_id),
  constraint receipt_no_once unique (city_id, no),
  constraint receipt_amount_fen_check check ((amount_fen > 0)),
  constraint receipt_kind_check check ((kind = any (array['wage'::text, 'charge'::text])))
);

create table payments.receipt_year (
  city_id text not null,
  year text not null,
  last_no integer not null,
  constraint receipt_year_pkey primary key (city_id, year)
);

create table payments.reconciliation (
  city_id text not null,
  rail text not null,
  day date not null,
  at timestamp with time zone not null,
  rows integer not null,
  ours_fen bigint not null,
  theirs_fen bigint not null,
  fee_fen bigint not null,
  differences integer not null,
  constraint reconciliation_pkey primary key (city_id, rail, day)
);

create table payments.refund (
  city_id text not null,
  id text not null,
  payment_id text,
  order_id text,
  refund_no text not null,
  amount_fen bigint not null,
  status text not null,
  reason_key text not null,
  words_zh text not null,
  words_en text not null,
  requested_at timestamp with time zone not null,
  arrived_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  charge_id text,
  tender_id text,
  constraint refund_pkey primary key (city_id, id),
  constraint one_refund_per_reason unique (city_id, payment_id, reason_key),
  constraint one_refund_per_tender_and_reason unique (city_id, tender_id, reason_key),
  constraint refund_no_once unique (city_id, refund_no),
  constraint refund_city_id_charge_id_fkey foreign key (city_id, charge_id) references payments.charge(city_id, id),
  constraint refund_city_id_payment_id_fkey foreign key (city_id, payment_id) references payments.payment(city_id, id),
  constraint refund_city_id_tender_id_fkey foreign key (city_id, tender_id) references payments.tender(city_id, id),
  constraint refund_amount_fen_check check ((amount_fen > 0)),
  constraint refund_of_one_thing check ((num_nonnulls(order_id, charge_id) = 1)),
  constraint refund_one_way check ((num_nonnulls(payment_id, tender_id) = 1)),
  constraint refund_status_check check ((status = any (array['requested'::text, 'succeeded'::text, 'failed'::text])))
);
create index refund_order on payments.refund using btree (city_id, order_id);

create table payments.refund_proposal (
  city_id text not null,
  id text not null,
  order_id text not null,
  kind text not null,
  amount_fen bigint not null,
  words_zh text not null,
  words_en text not null,
  reason text not null,
  state text not null,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  constraint refund_proposal_pkey primary key (city_id, id),
  constraint decided_with_name check (((state = 'proposed'::text) = (decided_at is null))),
  constraint refund_proposal_amount_fen_check check ((amount_fen > 0)),
  constraint refund_proposal_kind_check check ((kind = any (array['undoneItems'::text, 'longTerm'::text, 'goodwill'::text]))),
  constraint refund_proposal_state_check check ((state = any (array['proposed'::text, 'approved'::text, 'declined'::text]))),
  constraint second_person check (((decided_by is null) or (decided_by <> proposed_by)))
);
create unique index one_live_proposal_per_rule on payments.refund_proposal using btree (city_id, order_id, kind) where (state <> 'declined'::text);
create index refund_proposal_state on payments.refund_proposal using btree (city_id, state, proposed_at desc);

create table payments.share_plan (
  city_id text not null,
  id text not null,
  scope text not null,
  scope_id text not null,
  version integer not null,
  commission_basis_points integer not null,
  parties jsonb not null,
  is_over boolean not null default false,
  reason text not null,
  set_by_name text not null,
  set_at timestamp with time zone not null,
  constraint share_plan_pkey primary key (city_id, id),
  constraint share_plan_version_once unique (city_id, scope, scope_id, version),
  constraint commission_5_to_8_percent check (((commission_basis_points >= 500) and (commission_basis_points <= 800))),
  constraint share_plan_scope_check check ((scope = any (array['item'::text, 'family'::text]))),
  constraint share_plan_version_check check ((version > 0))
);

create table payments.tender (
  city_id text not null,
  id text not null,
  order_id text not null,
  kind text not null,
  ref_id text not null,
  account text not null,
  amount_fen bigint not null,
  returned_fen bigint not null default 0,
  words_zh text not null,
  words_en text not null,
  state text not null,
  created_at timestamp with time zone not null,
  released_at timestamp with time zone,
  constraint tender_pkey primary key (city_id, id),
  constraint tender_city_id_account_fkey foreign key (city_id, account) references payments.ledger_account(city_id, account),
  constraint never_returned_twice check (((returned_fen >= 0) and (returned_fen <= amount_fen))),
  constraint released_is_whole check (((state = 'held'::text) or (returned_fen = 0))),
  constraint tender_amount_fen_check check ((amount_fen > 0)),
  constraint tender_kind_check check ((kind = any (array['stored'::text, 'bonus'::text, 'pack'::text, 'voucher'::text, 'points'::text, 'cash'::text]))),
  constraint tender_state_check check ((state = any (array['held'::text, 'released'::text])))
);
create index tender_order on payments.tender using btree (city_id, order_id);
create index tender_source on payments.tender using btree (city_id, kind, ref_id);

create table payments.tip (
  city_id text not null,
  id text not null,
  order_id text not null,
  worker_id text not null,
  payer_id text not null,
  charge_id text not null,
  amount_fen bigint not null,
  words text not null,
  state text not null,
  created_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  taken_back_at timestamp with time zone,
  taken_back_words text not null default ''::text,
  constraint tip_pkey primary key (city_id, id),
  constraint tip_charged_once unique (city_id, charge_id),
  constraint tip_amount_fen_check check ((amount_fen > 0)),
  constraint tip_state_check check ((state = any (array['open'::text, 'paid'::text, 'closed'::text, 'takenBack'::text])))
);
create index tip_order on payments.tip using btree (city_id, order_id);

create table payments.withholding (
  city_id text not null,
  worker_id text not null,
  payout_id text not null,
  is_return boolean not null,
  month text not null,
  income_fen bigint not null,
  exempt_fen bigint not null,
  tax_fen bigint not null,
  at timestamp with time zone not null,
  constraint withholding_pkey primary key (city_id, payout_id, is_return)
);
create index withholding_worker on payments.withholding using btree (city_id, worker_id, month);

-- ──────── promotions

create table promotions.campaign (
  city_id text not null,
  id text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  amount_fen bigint not null default 0,
  percent integer not null default 0,
  cap_fen bigint,
  min_spend_fen bigint not null default 0,
  item_ids text[] not null default '{}'::text[],
  families text[] not null default '{}'::text[],
  district_ids text[] not null default '{}'::text[],
  is_for_newcomers boolean not null default false,
  is_for_members boolean not null default false,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  days_valid integer,
  stock integer,
  issued integer not null default 0,
  most_per_household integer not null default 1,
  way text not null,
  stacking text not null,
  platform_percent integer not null,
  merchant_percent integer not null,
  fund_percent integer not null,
  fund_id text,
  budget_fen bigint,
  bound_fen bigint not null default 0,
  state text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint campaign_pkey primary key (city_id, id),
  constraint borne_whole check ((((platform_percent + merchant_percent) + fund_percent) = 100)),
  constraint budget_not_exceeded check (((budget_fen is null) or (bound_fen <= budget_fen))),
  constraint campaign_amount_fen_check check ((amount_fen >= 0)),
  constraint campaign_bound_fen_check check ((bound_fen >= 0)),
  constraint campaign_budget_fen_check check ((budget_fen >= 0)),
  constraint campaign_cap_fen_check check ((cap_fen > 0)),
  constraint campaign_check check ((opens_at < closes_at)),
  constraint campaign_days_valid_check check ((days_valid > 0)),
  constraint campaign_fund_percent_check check ((fund_percent >= 0)),
  constraint campaign_issued_check check ((issued >= 0)),
  constraint campaign_kind_check check ((kind = any (array['amountOff'::text, 'percentOff'::text, 'spendOff'::text]))),
  constraint campaign_merchant_percent_check check ((merchant_percent >= 0)),
  constraint campaign_min_spend_fen_check check ((min_spend_fen >= 0)),
  constraint campaign_most_per_household_check check ((most_per_household > 0)),
  constraint campaign_percent_check check (((percent >= 0) and (percent <= 100))),
  constraint campaign_platform_percent_check check ((platform_percent >= 0)),
  constraint campaign_stacking_check check ((stacking = any (array['alone'::text, 'withMembership'::text]))),
  constraint campaign_state_check check ((state = any (array['open'::text, 'paused'::text, 'ended'::text]))),
  constraint campaign_stock_check check ((stock >= 0)),
  constraint campaign_way_check check ((way = any (array['claim'::text, 'code'::text, 'given'::text]))),
  constraint fund_named check (((fund_percent > 0) = (fund_id is not null))),
  constraint stock_not_exceeded check (((stock is null) or (issued <= stock))),
  constraint worth_something check (
case kind
    when 'percentOff'::text then (percent > 0)
    else ((way = 'given'::text) or (amount_fen > 0))
end)
);
create index campaign_state on promotions.campaign using btree (city_id, state, closes_at);

create table promotions.coupon (
  city_id text not null,
  id text not null,
  campaign_id text not null,
  household_id text not null,
  state text not null,
  source text not null,
  source_key text,
  amount_fen bigint,
  given_at timestamp with time zone not null,
  opens_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  order_id text,
  held_at timestamp with time zone,
  spent_at timestamp with time zone,
  discount_fen bigint not null default 0,
  platform_fen bigint not null default 0,
  merchant_fen bigint not null default 0,
  fund_fen bigint not null default 0,
  words_zh text not null default ''::text,
  words_en text not null default ''::text,
  constraint coupon_pkey primary key (city_id, id),
  constraint given_once unique (city_id, source_key),
  constraint coupon_city_id_campaign_id_fkey foreign key (city_id, campaign_id) references promotions.campaign(city_id, id),
  constraint bearers_bear_all check ((discount_fen = ((platform_fen + merchant_fen) + fund_fen))),
  constraint coupon_amount_fen_check check ((amount_fen > 0)),
  constraint coupon_check check ((opens_at < expires_at)),
  constraint coupon_discount_fen_check check ((discount_fen >= 0)),
  constraint coupon_source_check check ((source = any (array['claim'::text, 'code'::text, 'compensation'::text, 'referral'::text, 'gift'::text]))),
  constraint coupon_state_check check ((state = any (array['free'::text, 'held'::text, 'spent'::text, 'expired'::text]))),
  constraint order_while_used check (((state = any (array['held'::text, 'spent'::text])) = (order_id is not null)))
);
create index coupon_campaign on promotions.coupon using btree (city_id, campaign_id, state);
create index coupon_expiry on promotions.coupon using btree (city_id, expires_at) where (state = 'free'::text);
create index coupon_household on promotions.coupon using btree (city_id, household_id, state, expires_at);
create unique index one_coupon_per_order on promotions.coupon using btree (city_id, order_id) where (order_id is not null);

create table promotions.coupon_batch (
  city_id text not null,
  id text not null,
  campaign_id text not null,
  name text not null,
  size integer not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint coupon_batch_pkey primary key (city_id, id),
  constraint coupon_batch_city_id_campaign_id_fkey foreign key (city_id, campaign_id) references promotions.campaign(city_id, id),
  constraint coupon_batch_size_check check ((size > 0))
);

create table promotions.coupon_code (
  city_id text not null,
  code text not null,
  batch_id text not null,
  coupon_id text,
  used_at timestamp with time zone,
  constraint coupon_code_pkey primary key (city_id, code),
  constraint used_for_one unique (city_id, coupon_id),
  constraint coupon_code_city_id_batch_id_fkey foreign key (city_id, batch_id) references promotions.coupon_batch(city_id, id),
  constraint coupon_code_check check (((coupon_id is null) = (used_at is null)))
);
create index coupon_code_batch on promotions.coupon_code using btree (city_id, batch_id);

create table promotions.coupon_count (
  city_id text not null,
  campaign_id text not null,
  household_id text not null,
  had integer not null,
  most integer not null,
  constraint coupon_count_pkey primary key (city_id, campaign_id, household_id),
  constraint coupon_count_city_id_campaign_id_fkey foreign key (city_id, campaign_id) references promotions.campaign(city_id, id),
  constraint most_per_household_not_exceeded check ((had <= most))
);

create table promotions.membership (
  city_id text not null,
  id text not null,
  household_id text not null,
  payer_id text not null,
  plan_id text not null,
  charge_id text,
  price_fen bigint not null,
  days integer not null,
  discount_percent integer not null,
  discount_cap_fen bigint,
  is_fee_free boolean not null,
  points_times integer not null,
  state text not null,
  asked_at timestamp with time zone not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  refund_fen bigint not null default 0,
  constraint membership_pkey primary key (city_id, id),
  constraint membership_city_id_plan_id_fkey foreign key (city_id, plan_id) references promotions.membership_plan(city_id, id),
  constraint membership_check check (((refund_fen >= 0) and (refund_fen <= price_fen))),
  constraint membership_check1 check ((starts_at < ends_at)),
  constraint membership_check2 check (((state = any (array['waiting'::text, 'dropped'::text])) or (ends_at is not null))),
  constraint membership_days_check check ((days > 0)),
  constraint membership_price_fen_check check ((price_fen > 0)),
  constraint membership_state_check check ((state = any (array['waiting'::text, 'running'::text, 'ended'::text, 'dropped'::text])))
);
create unique index one_running_membership on promotions.membership using btree (city_id, household_id) where (state = 'running'::text);
create unique index one_waiting_membership on promotions.membership using btree (city_id, household_id) where (state = 'waiting'::text);

create table promotions.membership_plan (
  city_id text not null,
  id text not null,
  name_zh text not null,
  name_en text not null,
  price_fen bigint not null,
  days integer not null,
  discount_percent integer not null default 0,
  discount_cap_fen bigint,
  is_fee_free boolean not null default false,
  points_times integer not null default 1,
  is_open boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  constraint membership_plan_pkey primary key (city_id, id),
  constraint membership_plan_days_check check (((days >= 1) and (days <= 732))),
  constraint membership_plan_discount_cap_fen_check check ((discount_cap_fen > 0)),
  constraint membership_plan_discount_percent_check check (((discount_percent >= 0) and (discount_percent <= 50))),
  constraint membership_plan_points_times_check check (((points_times >= 1) and (points_times <= 10))),
  constraint membership_plan_price_fen_check check ((price_fen > 0))
);

create table promotions.person_mark (
  city_id text not null,
  person_id text not null,
  kind text not null,
  mark text not null,
  seen_at timestamp with time zone not null,
  constraint person_mark_pkey primary key (city_id, person_id, kind, mark),
  constraint person_mark_kind_check check ((kind = any (array['device'::text, 'payment'::text])))
);
create index person_mark_mark on promotions.person_mark using btree (city_id, kind, mark);

create table promotions.referral (
  city_id text not null,
  id text not null,
  referrer_id text not null,
  referrer_kind text not null,
  referee_id text not null,
  referee_household_id text not null,
  bound_at timestamp with time zone not null,
  state text not null,
  findings text[] not null default '{}'::text[],
  referee_kind text,
  order_id text,
  completed_at timestamp with time zone,
  reward_kind text,
  reward_fen bigint,
  tax_fen bigint not null default 0,
  rewarded_at timestamp with time zone,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  constraint referral_pkey primary key (city_id, id),
  constraint household_bound_once unique (city_id, referee_household_id),
  constraint one_referral_per_order unique (city_id, order_id, referee_id),
  constraint referee_bound_once unique (city_id, referee_id),
  constraint referral_check check ((referrer_id <> referee_id)),
  constraint referral_check1 check (((state = 'bound'::text) = (completed_at is null))),
  constraint referral_check2 check (((state = 'rewarded'::text) = (rewarded_at is not null))),
  constraint referral_check3 check (((state = 'bound'::text) or ((reward_kind is not null) and (reward_fen is not null) and (order_id is not null)))),
  constraint referral_referee_kind_check check ((referee_kind = any (array['household'::text, 'worker'::text]))),
  constraint referral_referrer_kind_check check ((referrer_kind = any (array['household'::text, 'worker'::text]))),
  constraint referral_reward_fen_check check ((reward_fen > 0)),
  constraint referral_reward_kind_check check ((reward_kind = any (array['coupon'::text, 'points'::text, 'cash'::text]))),
  constraint referral_state_check check ((state = any (array['bound'::text, 'review'::text, 'due'::text, 'rewarded'::text, 'declined'::text]))),
  constraint referral_tax_fen_check check ((tax_fen >= 0))
);
create index referral_referrer on promotions.referral using btree (city_id, referrer_id, bound_at desc);
create index referral_state on promotions.referral using btree (city_id, state, bound_at desc);

create table promotions.referral_code (
  city_id text not null,
  code text not null,
  person_id text not null,
  made_at timestamp with time zone not null,
  constraint referral_code_pkey primary key (city_id, code),
  constraint one_code_per_person unique (city_id, person_id)
);

create table promotions.referral_programme (
  city_id text not null,
  referrer_kind text not null,
  referee_kind text not null,
  reward_kind text not null,
  reward_fen bigint not null,
  gift_fen bigint not null default 0,
  is_open boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  constraint referral_programme_pkey primary key (city_id, referrer_kind, referee_kind),
  constraint referral_programme_check check (((referrer_kind = 'worker'::text) or (referee_kind = 'household'::text))),
  constraint referral_programme_gift_fen_check check ((gift_fen >= 0)),
  constraint referral_programme_referee_kind_check check ((referee_kind = any (array['household'::text, 'worker'::text]))),
  constraint referral_programme_referrer_kind_check check ((referrer_kind = any (array['household'::text, 'worker'::text]))),
  constraint referral_programme_reward_fen_check check ((reward_fen > 0)),
  constraint referral_programme_reward_kind_check check ((reward_kind = any (array['coupon'::text, 'points'::text, 'cash'::text])))
);

-- ──────── public

create table public.auth_account (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null,
  constraint auth_account_pkey primary key (id),
  constraint auth_account_user_id_fkey foreign key (user_id) references auth_user(id) on delete cascade
);
create index auth_account_user_id_idx on public.auth_account using btree (user_id);

create table public.auth_session (
  id text not null,
  expires_at timestamp with time zone not null,
  token text not null,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  user_id text not null,
  constraint auth_session_pkey primary key (id),
  constraint auth_session_token_key unique (token),
  constraint auth_session_user_id_fkey foreign key (user_id) references auth_user(id) on delete cascade
);
create index auth_session_user_id_idx on public.auth_session using btree (user_id);

create table public.auth_user (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  phone_number text,
  phone_number_verified boolean,
  constraint auth_user_pkey primary key (id),
  constraint auth_user_email_key unique (email),
  constraint auth_user_phone_number_key unique (phone_number)
);

create table public.auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint auth_verification_pkey primary key (id)
);
create index auth_verification_identifier_idx on public.auth_verification using btree (identifier);

-- ──────── standards

create table standards.clause (
  city_id text not null,
  id text not null,
  edition_id text not null,
  position integer not null,
  no text not null,
  topic text not null default ''::text,
  weight text not null,
  text_zh text not null,
  text_en text not null,
  measure jsonb,
  lines jsonb not null default '[]'::jsonb,
  constraint clause_pkey primary key (city_id, id),
  constraint clause_once unique (city_id, edition_id, no),
  constraint clause_city_id_edition_id_fkey foreign key (city_id, edition_id) references standards.edition(city_id, id),
  constraint clause_weight_check check ((weight = any (array['must'::text, 'should'::text, 'may'::text])))
);

create table standards.edition (
  city_id text not null,
  id text not null,
  code text not null,
  year integer not null,
  kind text not null,
  subject text not null,
  title_zh text not null,
  title_en text not null,
  is_title_confirmed boolean not null,
  state text not null,
  families text[] not null default '{}'::text[],
  issuer text not null default ''::text,
  drafters text[] not null default '{}'::text[],
  issued_on date,
  in_force_from date,
  ended_on date,
  source text not null default ''::text,
  supersedes_id text,
  note_zh text,
  note_en text,
  made_at timestamp with time zone not null,
  constraint edition_pkey primary key (city_id, id),
  constraint edition_number unique (city_id, code, year),
  constraint edition_city_id_supersedes_id_fkey foreign key (city_id, supersedes_id) references standards.edition(city_id, id),
  constraint edition_check check (((in_force_from is null) or (issued_on is null) or (in_force_from >= issued_on))),
  constraint edition_kind_check check ((kind = any (array['national'::text, 'industry'::text, 'local'::text, 'group'::text, 'enterprise'::text]))),
  constraint edition_state_check check ((state = any (array['draft'::text, 'toConfirm'::text, 'announced'::text, 'inForce'::text, 'replaced'::text, 'withdrawn'::text]))),
  constraint edition_year_check check (((year >= 1980) and (year <= 2100)))
);
create index edition_superseded on standards.edition using btree (city_id, supersedes_id) where (supersedes_id is not null);
create unique index one_in_force on standards.edition using btree (city_id, code) where (state = 'inForce'::text);

create table standards.edition_event (
  city_id text not null,
  id text not null,
  edition_id text not null,
  at timestamp with time zone not null,
  by_name text not null,
  words_zh text not null,
  words_en text not null,
  constraint edition_event_pkey primary key (city_id, id),
  constraint edition_event_city_id_edition_id_fkey foreign key (city_id, edition_id) references standards.edition(city_id, id)
);
create index edition_event_edition on standards.edition_event using btree (city_id, edition_id, at);

create table standards.finding (
  city_id text not null,
  sample_id text not null,
  clause_id text not null,
  verdict text,
  words text not null default ''::text,
  constraint finding_pkey primary key (city_id, sample_id, clause_id),
  constraint finding_city_id_clause_id_fkey foreign key (city_id, clause_id) references standards.clause(city_id, id),
  constraint finding_city_id_sample_id_fkey foreign key (city_id, sample_id) references standards.sample(city_id, id),
  constraint finding_verdict_check check ((verdict = any (array['met'::text, 'notMet'::text, 'notSeen'::text]))),
  constraint words_of_fault check (((verdict is distinct from 'notMet'::text) or (words <> ''::text)))
);

create table standards.proposal (
  city_id text not null,
  id text not null,
  edition_id text not null,
  clause_no text not null default ''::text,
  words text not null,
  reason text not null,
  by_person text,
  by_name text not null,
  at timestamp with time zone not null,
  state text not null default 'open'::text,
  answer text not null default ''::text,
  answered_by_name text,
  answered_at timestamp with time zone,
  constraint proposal_pkey primary key (city_id, id),
  constraint proposal_city_id_edition_id_fkey foreign key (city_id, edition_id) references standards.edition(city_id, id),
  constraint proposal_state_check check ((state = any (array['open'::text, 'taken'::text, 'declined'::text])))
);
create index proposal_newest on standards.proposal using btree (city_id, at desc, id desc);

create table standards.round (
  city_id text not null,
  id text not null,
  name text not null,
  from_day date not null,
  to_day date not null,
  families text[] not null default '{}'::text[],
  rate_percent double precision not null,
  is_automatic boolean not null,
  visits integer not null,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint round_pkey primary key (city_id, id),
  constraint round_check check ((to_day >= from_day))
);
create unique index one_automatic_round on standards.round using btree (city_id, from_day) where is_automatic;

create table standards.sample (
  city_id text not null,
  id text not null,
  round_id text not null,
  order_id text not null,
  judged_by_name text,
  judged_at timestamp with time zone,
  words text not null default ''::text,
  constraint sample_pkey primary key (city_id, id),
  constraint sampled_once unique (city_id, round_id, order_id),
  constraint sample_city_id_order_id_fkey foreign key (city_id, order_id) references standards.visit(city_id, order_id),
  constraint sample_city_id_round_id_fkey foreign key (city_id, round_id) references standards.round(city_id, id)
);

create table standards.visit (
  city_id text not null,
  order_id text not null,
  item_id text not null,
  worker_id text not null,
  merchant_id text,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  minutes integer not null,
  settled_at timestamp with time zone not null,
  constraint visit_pkey primary key (city_id, order_id)
);
create index visit_finished on standards.visit using btree (city_id, finished_at);

-- ──────── support

create table support.call (
  city_id text not null,
  id text not null,
  at timestamp with time zone not null,
  direction text not null,
  phone_masked text not null,
  phone_hash text not null,
  agent_id text not null,
  order_id text,
  words text not null default ''::text,
  dial_number text,
  constraint call_pkey primary key (city_id, id),
  constraint call_direction_check check ((direction = any (array['inbound'::text, 'outbound'::text])))
);
create index call_at on support.call using btree (city_id, at desc);

create table support.emergency_contact (
  city_id text not null,
  person_id text not null,
  name text not null,
  relation text not null default ''::text,
  phone_sealed text not null,
  phone_masked text not null,
  agreed_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint emergency_contact_pkey primary key (city_id, person_id)
);

create table support.follow_up (
  city_id text not null,
  id text not null,
  order_id text not null,
  customer_id text not null,
  state text not null,
  due_at timestamp with time zone not null,
  attempts integer not null default 0,
  satisfaction smallint,
  is_arrived_on_time boolean,
  is_scope_done boolean,
  is_extra_charged boolean,
  words text not null default ''::text,
  agent_id text,
  done_at timestamp with time zone,
  constraint follow_up_pkey primary key (city_id, id),
  constraint one_follow_up_per_order unique (city_id, order_id),
  constraint follow_up_satisfaction_check check (((satisfaction >= 1) and (satisfaction <= 5))),
  constraint follow_up_state_check check ((state = any (array['due'::text, 'done'::text, 'unreachable'::text])))
);
create index follow_up_due on support.follow_up using btree (city_id, state, due_at);

create table support.shift (
  city_id text not null,
  id text not null,
  person_id text not null,
  rank smallint not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  note text not null default ''::text,
  made_by text,
  made_at timestamp with time zone not null,
  constraint shift_pkey primary key (city_id, id),
  constraint on_call_once exclude using gist (city_id with =, person_id with =, tstzrange(from_at, until_at) with &&),
  constraint shift_check check ((until_at > from_at)),
  constraint shift_rank_check check ((rank = any (array[1, 2])))
);
create index shift_until on support.shift using btree (city_id, until_at);

create table support.sos (
  city_id text not null,
  id text not null,
  client_id text not null,
  raised_by text not null,
  side text not null,
  kind text not null,
  words_sealed text not null default ''::text,
  order_id text,
  worker_id text,
  is_during_visit boolean not null,
  ticket_id text not null,
  made_at timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  pressed_times integer not null default 1,
  second_at timestamp with time zone not null,
  third_at timestamp with time zone not null,
  state text not null,
  level smallint not null default 1,
  rings integer not null default 0,
  lon double precision,
  lat double precision,
  place_at timestamp with time zone,
  forget_at timestamp with time zone,
  is_place_doubtful boolean not null default false,
  meters_from_home integer,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  contact_told_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by text,
  outcome text,
  visit text,
  resolution text not null default ''::text,
  constraint sos_pkey primary key (city_id, id),
  constraint sos_once unique (city_id, raised_by, client_id),
  constraint sos_city_id_ticket_id_fkey foreign key (city_id, ticket_id) references support.ticket(city_id, id),
  constraint sos_check check ((((lon is null) = (lat is null)) and ((lon is null) = (place_at is null)) and ((lon is null) = (forget_at is null)))),
  constraint sos_check1 check (((state = 'open'::text) = (acknowledged_at is null))),
  constraint sos_check2 check (((state = 'closed'::text) = ((closed_at is not null) and (outcome is not null)))),
  constraint sos_kind_check check ((kind = any (array['injury'::text, 'threat'::text, 'hazard'::text, 'illness'::text, 'other'::text]))),
  constraint sos_level_check check (((level >= 1) and (level <= 3))),
  constraint sos_outcome_check check ((outcome = any (array['helped'::text, 'emergencyServices'::text, 'settled'::text, 'falseAlarm'::text]))),
  constraint sos_side_check check ((side = any (array['worker'::text, 'family'::text, 'other'::text]))),
  constraint sos_state_check check ((state = any (array['open'::text, 'acknowledged'::text, 'closed'::text]))),
  constraint sos_visit_check check ((visit = any (array['excused'::text, 'usual'::text])))
);
create unique index one_live_sos on support.sos using btree (city_id, raised_by) where (state <> 'closed'::text);
create index sos_closed on support.sos using btree (city_id, closed_at desc, id desc) where (state = 'closed'::text);
create index sos_live on support.sos using btree (city_id, opened_at) where (state <> 'closed'::text);
create index sos_place on support.sos using btree (city_id, forget_at) where (lon is not null);
create index sos_ticket on support.sos using btree (city_id, ticket_id);

create table support.sos_step (
  city_id text not null,
  sos_id text not null,
  seq integer not null,
  at timestamp with time zone not null,
  what text not null,
  by_id text,
  by_name text,
  words_zh text not null,
  words_en text not null,
  constraint sos_step_pkey primary key (city_id, sos_id, seq),
  constraint sos_step_city_id_sos_id_fkey foreign key (city_id, sos_id) references support.sos(city_id, id)
);

create table support.sos_told (
  city_id text not null,
  sos_id text not null,
  person_id text not null,
  level smallint not null,
  at timestamp with time zone not null,
  is_rung boolean not null,
  constraint sos_told_pkey primary key (city_id, sos_id, person_id, level),
  constraint sos_told_city_id_sos_id_fkey foreign key (city_id, sos_id) references support.sos(city_id, id)
);

create table support.ticket (
  city_id text not null,
  id text not null,
  no text not null,
  kind text not null,
  state text not null,
  order_id text,
  customer_id text,
  opened_by text not null,
  words text not null,
  due_at timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  assignee_id text,
  resolution text,
  closed_at timestamp with time zone,
  severity text,
  constraint ticket_pkey primary key (city_id, id),
  constraint ticket_no_once unique (city_id, no),
  constraint severity_of_incident check (((kind = 'incident'::text) = (severity is not null))),
  constraint ticket_kind_check check ((kind = any (array['complaint'::text, 'consulting'::text, 'change'::text, 'incident'::text]))),
  constraint ticket_severity_check check ((severity = any (array['critical'::text, 'major'::text, 'minor'::text]))),
  constraint ticket_state_check check ((state = any (array['open'::text, 'inProgress'::text, 'resolved'::text, 'closed'::text])))
);
create index ticket_customer on support.ticket using btree (city_id, customer_id);
create index ticket_open on support.ticket using btree (city_id, state, due_at);
create index ticket_opened_by on support.ticket using btree (city_id, opened_by);
create index ticket_order on support.ticket using btree (city_id, order_id);

create table support.ticket_note (
  city_id text not null,
  ticket_id text not null,
  seq integer not null,
  at timestamp with time zone not null,
  by_id text,
  by_name text not null,
  words text not null,
  constraint ticket_note_pkey primary key (city_id, ticket_id, seq),
  constraint ticket_note_city_id_ticket_id_fkey foreign key (city_id, ticket_id) references support.ticket(city_id, id)
);

-- ──────── training

CREATE OR REPLACE FUNCTION training.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the log is append-only: % of %', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $function$;

create table training.certificate (
  city_id text not null,
  id text not null,
  number text not null,
  worker_id text not null,
  kind text not null,
  title_zh text not null,
  title_en text not null,
  evidence_kind text not null,
  evidence_id text not null,
  evidence_words text not null default ''::text,
  issued_at timestamp with time zone not null,
  valid_until date,
  issued_by text,
  issued_by_name text not null,
  key_id text not null,
  token text not null,
  status_index integer not null,
  leaf_index bigint not null,
  retrain_by date,
  retrain_why text,
  retrained_at timestamp with time zone,
  warned_days integer,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoke_reason text,
  revoke_words text not null default ''::text,
  constraint certificate_pkey primary key (city_id, id),
  constraint certificate_number unique (city_id, number),
  constraint certificate_status unique (city_id, status_index),
  constraint certified_once unique (city_id, worker_id, kind, evidence_kind, evidence_id),
  constraint certificate_city_id_key_id_fkey foreign key (city_id, key_id) references training.signing_key(city_id, id),
  constraint certificate_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint certificate_evidence_kind_check check ((evidence_kind = any (array['attempt'::text, 'practical'::text, 'national'::text, 'record'::text]))),
  constraint certificate_retrain_why_check check ((retrain_why = any (array['time'::text, 'reviews'::text]))),
  constraint certificate_revoke_reason_check check ((revoke_reason = any (array['forgedEvidence'::text, 'issuedInError'::text, 'misconduct'::text, 'ownWish'::text, 'keyLost'::text]))),
  constraint revoked_with_reason check (((revoked_at is null) = (revoke_reason is null)))
);
create index certificate_end on training.certificate using btree (city_id, valid_until) where ((revoked_at is null) and (valid_until is not null));
create index certificate_held on training.certificate using btree (city_id, worker_id, kind) where (revoked_at is null);
create index certificate_kind on training.certificate using btree (city_id, kind, issued_at desc, id desc);
create index certificate_newest on training.certificate using btree (city_id, issued_at desc, id desc);
create index certificate_retrain on training.certificate using btree (city_id, retrain_by) where (revoked_at is null);
create index certificate_worker on training.certificate using btree (city_id, worker_id, issued_at desc);

create table training.coached_session (
  city_id text not null,
  id text not null,
  pair_id text not null,
  mentor_id text not null,
  trainee_id text not null,
  day date not null,
  minutes integer not null,
  about text not null,
  recorded_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  answered_at timestamp with time zone,
  answer_words text not null default ''::text,
  constraint coached_session_pkey primary key (city_id, id),
  constraint coached_session_city_id_pair_id_fkey foreign key (city_id, pair_id) references training.mentor_pair(city_id, id),
  constraint coached_session_minutes_check check (((minutes >= 30) and (minutes <= 240))),
  constraint coached_session_state_check check ((state = any (array['waiting'::text, 'confirmed'::text, 'refused'::text])))
);
create unique index one_session_a_day on training.coached_session using btree (city_id, pair_id, day) where (state <> 'refused'::text);
create index session_mentor on training.coached_session using btree (city_id, mentor_id, day desc);
create index session_trainee on training.coached_session using btree (city_id, trainee_id, day desc);

create table training.log_head (
  city_id text not null,
  size bigint not null,
  root text not null,
  at timestamp with time zone not null,
  key_id text not null,
  token text not null,
  constraint log_head_pkey primary key (city_id, size),
  constraint log_head_city_id_key_id_fkey foreign key (city_id, key_id) references training.signing_key(city_id, id)
);
create trigger head_stays before delete or update on training.log_head for each row execute function training.refuse_change();

create table training.log_leaf (
  city_id text not null,
  index bigint not null,
  kind text not null,
  ref text not null,
  body text not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint log_leaf_pkey primary key (city_id, index),
  constraint logged_once unique (city_id, kind, ref),
  constraint log_leaf_kind_check check ((kind = any (array['key'::text, 'certificate'::text, 'retraining'::text, 'revocation'::text, 'service'::text])))
);
create index log_leaf_hash on training.log_leaf using btree (city_id, hash);
create trigger leaf_stays before delete or update on training.log_leaf for each row execute function training.refuse_change();

create table training.log_node (
  city_id text not null,
  level smallint not null,
  index bigint not null,
  hash text not null,
  constraint log_node_pkey primary key (city_id, level, index)
);
create trigger node_stays before delete or update on training.log_node for each row execute function training.refuse_change();

create table training.log_state (
  city_id text not null,
  size bigint not null,
  certificates integer not null,
  begun_at timestamp with time zone not null,
  constraint log_state_pkey primary key (city_id)
);

create table training.mentor_pair (
  city_id text not null,
  id text not null,
  mentor_id text not null,
  trainee_id text not null,
  made_at timestamp with time zone not null,
  made_by_name text not null,
  ended_at timestamp with time zone,
  end_words text not null default ''::text,
  constraint mentor_pair_pkey primary key (city_id, id),
  constraint mentor_pair_city_id_mentor_id_fkey foreign key (city_id, mentor_id) references workers.worker(city_id, id),
  constraint mentor_pair_city_id_trainee_id_fkey foreign key (city_id, trainee_id) references workers.worker(city_id, id),
  constraint mentor_pair_check check ((mentor_id <> trainee_id))
);
create index mentor_pairs on training.mentor_pair using btree (city_id, mentor_id) where (ended_at is null);
create unique index one_mentor_each on training.mentor_pair using btree (city_id, trainee_id) where (ended_at is null);

create table training.national_certificate (
  city_id text not null,
  id text not null,
  worker_id text not null,
  occupation text not null,
  trade text not null default ''::text,
  level smallint not null,
  issuer text not null,
  number_sealed text not null,
  number_masked text not null,
  number_index text not null,
  issued_on date not null,
  verify_url text not null default ''::text,
  state text not null default 'submitted'::text,
  state_words text not null default ''::text,
  submitted_at timestamp with time zone not null,
  judged_by_name text,
  judged_at timestamp with time zone,
  constraint national_certificate_pkey primary key (city_id, id),
  constraint national_certificate_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint national_certificate_level_check check (((level >= 1) and (level <= 5))),
  constraint national_certificate_state_check check ((state = any (array['submitted'::text, 'verified'::text, 'refused'::text])))
);
create unique index national_number on training.national_certificate using btree (city_id, occupation, number_index) where (state <> 'refused'::text);
create index national_worker on training.national_certificate using btree (city_id, worker_id);

create table training.retraining (
  city_id text not null,
  id text not null,
  certificate_id text not null,
  evidence_kind text not null,
  evidence_id text not null,
  words text not null default ''::text,
  at timestamp with time zone not null,
  by_name text not null,
  next_by date,
  constraint retraining_pkey primary key (city_id, id),
  constraint retrained_once unique (city_id, certificate_id, evidence_kind, evidence_id),
  constraint retraining_city_id_certificate_id_fkey foreign key (city_id, certificate_id) references training.certificate(city_id, id),
  constraint retraining_evidence_kind_check check ((evidence_kind = any (array['attempt'::text, 'practical'::text, 'record'::text])))
);

create table training.service_record (
  city_id text not null,
  id text not null,
  worker_id text not null,
  order_id text not null,
  item_id text not null,
  item_zh text not null,
  item_en text not null,
  family text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  minutes integer not null,
  settled_at timestamp with time zone not null,
  salt text not null,
  leaf_index bigint not null,
  constraint service_record_pkey primary key (city_id, id),
  constraint one_record_per_order unique (city_id, order_id),
  constraint service_record_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index service_record_worker on training.service_record using btree (city_id, worker_id, settled_at desc);

create table training.signing_key (
  city_id text not null,
  id text not null,
  public_key jsonb not null,
  private_sealed text,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  distrusted_at timestamp with time zone,
  reason text not null default ''::text,
  constraint signing_key_pkey primary key (city_id, id),
  constraint retired_without_secret check (((retired_at is null) = (private_sealed is not null)))
);
create unique index one_signing_key on training.signing_key using btree (city_id) where (retired_at is null);

-- ──────── workers

CREATE OR REPLACE FUNCTION workers.copy_name()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  select p.pinyin, workers.letter_pairs(p.name) into new.reading, new.name_letters from accounts.person p where p.city_id = new.city_id and p.id = new.person_id;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION workers.follow_name()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update workers.worker set reading = new.pinyin, name_letters = workers.letter_pairs(new.name) where city_id = new.city_id and person_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION workers.letter_pairs(value text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array(select distinct substr(lower(value), i, n) from generate_series(1, length(value)) i cross join (values (1), (2)) v (n) where i + n - 1 <= length(value))
$function$;

create table workers.admission_check (
  city_id text not null,
  id text not null,
  worker_id text not null,
  code text not null,
  state text not null,
  evidence_kind text not null,
  evidence_id text not null default ''::text,
  evidence_hash text not null default ''::text,
  words text not null default ''::text,
  verified_by text not null,
  valid_from date not null,
  valid_until date,
  at timestamp with time zone not null,
  superseded_at timestamp with time zone,
  constraint admission_check_pkey primary key (city_id, id),
  constraint admission_check_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint admission_check_check check (((valid_until is null) or (valid_until >= valid_from))),
  constraint admission_check_code_check check ((code = any (array['age'::text, 'schooling'::text, 'credit'::text, 'experience'::text, 'certificate'::text, 'trainingHours'::text, 'exam'::text, 'practical'::text, 'interview'::text, 'kit'::text]))),
  constraint admission_check_state_check check ((state = any (array['submitted'::text, 'passed'::text, 'failed'::text])))
);
create unique index one_verdict_in_force on workers.admission_check using btree (city_id, worker_id, code) where (superseded_at is null);

create table workers.admission_period (
  city_id text not null,
  id text not null,
  worker_id text not null,
  family text not null,
  from_at timestamp with time zone not null,
  until_day date,
  ended_at timestamp with time zone,
  why_zh text not null default ''::text,
  why_en text not null default ''::text,
  constraint admission_period_pkey primary key (city_id, id),
  constraint admission_period_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint admission_period_check check (((ended_at is null) or (ended_at >= from_at)))
);
create unique index one_open_period on workers.admission_period using btree (city_id, worker_id, family) where (ended_at is null);
create index period_until on workers.admission_period using btree (city_id, until_day) where (ended_at is null);
create index period_worker on workers.admission_period using btree (city_id, worker_id, family, from_at desc);

create table workers.admission_warning (
  city_id text not null,
  worker_id text not null,
  check_code text not null,
  until_day date not null,
  days integer not null,
  at timestamp with time zone not null,
  constraint admission_warning_pkey primary key (city_id, worker_id, check_code, until_day, days),
  constraint admission_warning_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint admission_warning_days_check check ((days = any (array[30, 7, 1])))
);

create table workers.application (
  city_id text not null,
  id text not null,
  person_id text,
  worker_id text,
  state text not null default 'draft'::text,
  stage text not null default 'lead'::text,
  stage_rank smallint not null default 0,
  reached integer not null default 0,
  stage_at timestamp with time zone not null,
  source text not null default 'self'::text,
  source_name text not null default ''::text,
  post_id text,
  import_id text,
  name text not null default ''::text,
  reading text not null default ''::text,
  phone_encrypted text,
  phone_hash text,
  phone_masked text not null default ''::text,
  target_groups text[] not null default '{}'::text[],
  families text[] not null default '{}'::text[],
  native_place text not null default ''::text,
  id_number_encrypted text,
  id_number_hash text,
  id_number_masked text not null default ''::text,
  born_on date,
  schooling text,
  experience_years integer,
  referees_encrypted text,
  referee_count smallint not null default 0,
  home_lon double precision,
  home_lat double precision,
  home_area text not null default ''::text,
  travel_mode text not null default 'ebike'::text,
  refused_words text not null default ''::text,
  created_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  skills text[] not null default '{}'::text[],
  constraint application_pkey primary key (city_id, id),
  constraint one_application_per_worker unique (city_id, worker_id),
  constraint application_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint application_city_id_post_id_fkey foreign key (city_id, post_id) references workers.job_post(city_id, id),
  constraint application_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint application_experience_years_check check (((experience_years >= 0) and (experience_years <= 60))),
  constraint application_schooling_check check ((schooling = any (array['none'::text, 'primary'::text, 'juniorSecondary'::text, 'seniorSecondary'::text, 'vocational'::text, 'college'::text, 'bachelor'::text]))),
  constraint application_source_check check ((source = any (array['school'::text, 'womensFederation'::text, 'jobCentre'::text, 'townshipBase'::text, 'referral'::text, 'self'::text]))),
  constraint application_stage_check check ((stage = any (array['lead'::text, 'applied'::text, 'checking'::text, 'learning'::text, 'examined'::text, 'certified'::text, 'admitted'::text, 'firstOrder'::text, 'inCity'::text]))),
  constraint application_state_check check ((state = any (array['draft'::text, 'submitted'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint application_travel_mode_check check ((travel_mode = any (array['walk'::text, 'ebike'::text, 'bus'::text, 'car'::text])))
);
create index application_board on workers.application using btree (city_id, source, reached, state, target_groups) include (created_at);
create index application_new on workers.application using btree (city_id, created_at desc, id desc);
create index application_over on workers.application using btree (city_id, person_id, created_at desc) where (state = any (array['refused'::text, 'withdrawn'::text]));
create index application_reading on workers.application using btree (city_id, reading);
create index application_source on workers.application using btree (city_id, source, created_at desc, id desc);
create index application_stage on workers.application using btree (city_id, stage, created_at desc, id desc);
create index application_worker on workers.application using btree (city_id, worker_id) include (state, reached, created_at);
create unique index one_application_per_identity on workers.application using btree (city_id, id_number_hash) where (state = any (array['draft'::text, 'submitted'::text]));
create unique index one_application_per_person on workers.application using btree (city_id, person_id) where (state = any (array['draft'::text, 'submitted'::text]));
create unique index one_application_per_phone on workers.application using btree (city_id, phone_hash) where (state = any (array['draft'::text, 'submitted'::text]));

create table workers.application_step (
  city_id text not null,
  application_id text not null,
  stage text not null,
  at timestamp with time zone not null,
  by_id text,
  by_name text not null,
  words text not null default ''::text,
  constraint application_step_pkey primary key (city_id, application_id, stage),
  constraint application_step_city_id_application_id_fkey foreign key (city_id, application_id) references workers.application(city_id, id)
);

create table workers.availability (
  city_id text not null,
  worker_id text not null,
  weekday smallint not null,
  from_minute integer not null,
  to_minute integer not null,
  constraint availability_pkey primary key (city_id, worker_id, weekday, from_minute),
  constraint availability_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint availability_check check (((from_minute >= 0) and (to_minute <= 1440) and (from_minute < to_minute))),
  constraint availability_weekday_check check (((weekday >= 1) and (weekday <= 7)))
);

create table workers.availability_exception (
  city_id text not null,
  id text not null,
  worker_id text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  is_available boolean not null,
  reason text not null default ''::text,
  constraint availability_exception_pkey primary key (city_id, id),
  constraint availability_exception_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint availability_exception_check check ((starts_at < ends_at))
);
create index exception_worker on workers.availability_exception using btree (city_id, worker_id, starts_at);

create table workers.calendar_entry (
  city_id text not null,
  id text not null,
  worker_id text not null,
  state text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  order_id text,
  customer_id text not null,
  item_id text not null,
  address_id text not null,
  quantity double precision not null,
  is_chosen boolean not null default false,
  lon double precision not null,
  lat double precision not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint calendar_entry_pkey primary key (city_id, id),
  constraint worker_in_one_place exclude using gist (city_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&) where ((state = any (array['held'::text, 'booked'::text]))),
  constraint calendar_entry_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint calendar_entry_check check ((starts_at < ends_at)),
  constraint calendar_entry_check1 check (((state = 'held'::text) = (expires_at is not null))),
  constraint calendar_entry_state_check check ((state = any (array['held'::text, 'booked'::text, 'done'::text, 'released'::text, 'expired'::text])))
);
create index calendar_customer on workers.calendar_entry using btree (city_id, customer_id) where (state = 'held'::text);
create unique index calendar_order on workers.calendar_entry using btree (city_id, order_id) where ((state = any (array['held'::text, 'booked'::text])) and (order_id is not null));
create index calendar_time on workers.calendar_entry using btree (city_id, starts_at) where (state = any (array['held'::text, 'booked'::text, 'done'::text]));
create index calendar_worker on workers.calendar_entry using btree (city_id, worker_id, starts_at) where (state = any (array['held'::text, 'booked'::text, 'done'::text]));

create table workers.card_scan (
  city_id text not null,
  id text not null,
  card_id text not null,
  worker_id text not null,
  at timestamp with time zone not null,
  outcome text not null,
  viewer_id text,
  is_expected boolean not null default false,
  order_id text,
  constraint card_scan_pkey primary key (city_id, id),
  constraint card_scan_city_id_card_id_fkey foreign key (city_id, card_id) references workers.door_card(city_id, id),
  constraint card_scan_outcome_check check ((outcome = any (array['shown'::text, 'stale'::text, 'lost'::text, 'expired'::text, 'revoked'::text, 'notAdmitted'::text])))
);
create index card_scan_worker on workers.card_scan using btree (city_id, worker_id, at desc);

create table workers.care_record (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  words text not null,
  amount_fen bigint not null default 0,
  given_on date not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint care_record_pkey primary key (city_id, id),
  constraint care_record_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint care_record_amount_fen_check check ((amount_fen >= 0)),
  constraint care_record_kind_check check ((kind = any (array['festival'::text, 'health'::text, 'family'::text, 'training'::text, 'hardship'::text, 'other'::text])))
);
create index care_worker on workers.care_record using btree (city_id, worker_id, given_on desc);

create table workers.certificate (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  part text not null,
  title_zh text not null,
  title_en text not null,
  issued_at timestamp with time zone not null,
  valid_until date,
  ended_at timestamp with time zone,
  constraint certificate_pkey primary key (city_id, id),
  constraint certificate_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint certificate_part_check check ((part = any (array['core'::text, 'practical'::text, 'specialty'::text, 'mentor'::text, 'coordination'::text])))
);
create index certificate_worker on workers.certificate using btree (city_id, worker_id) where (ended_at is null);

create table workers.conduct (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  reason text not null,
  evidence text not null default ''::text,
  amount_fen bigint,
  at timestamp with time zone not null,
  until_at timestamp with time zone,
  by_id text,
  by_name text not null,
  state text not null,
  ended_at timestamp with time zone,
  appeal_state text,
  appeal_words text not null default ''::text,
  appealed_at timestamp with time zone,
  decided_by text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  certificate_kind text,
  end_words text not null default ''::text,
  constraint conduct_pkey primary key (city_id, id),
  constraint conduct_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint conduct_appeal_state_check check ((appeal_state = any (array['open'::text, 'accepted'::text, 'rejected'::text]))),
  constraint conduct_kind_check check ((kind = any (array['reward'::text, 'warning'::text, 'retrain'::text, 'suspend'::text, 'remove'::text]))),
  constraint conduct_state_check check ((state = any (array['standing'::text, 'done'::text, 'lifted'::text]))),
  constraint retraining_names_its_certificate check (((kind = 'retrain'::text) = (certificate_kind is not null)))
);
create index conduct_appeal on workers.conduct using btree (city_id, appealed_at) where (appeal_state = 'open'::text);
create index conduct_retrain on workers.conduct using btree (city_id, worker_id) where ((kind = 'retrain'::text) and (state = 'standing'::text));
create index conduct_worker on workers.conduct using btree (city_id, worker_id, at desc);

create table workers.door_card (
  city_id text not null,
  id text not null,
  worker_id text not null,
  card_no text not null,
  state text not null,
  firm_name text not null,
  issued_at timestamp with time zone not null,
  valid_until date not null,
  scope text[] not null default '{}'::text[],
  lost_at timestamp with time zone,
  lost_words text not null default ''::text,
  reissue_by date,
  ended_at timestamp with time zone,
  ended_words text not null default ''::text,
  replaced_by text,
  constraint door_card_pkey primary key (city_id, id),
  constraint one_card_per_number unique (city_id, card_no),
  constraint door_card_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint door_card_check check (((state = 'lost'::text) = ((reissue_by is not null) and (replaced_by is null) and (ended_at is null)))),
  constraint door_card_state_check check ((state = any (array['active'::text, 'lost'::text, 'expired'::text, 'revoked'::text])))
);
create index door_card_worker on workers.door_card using btree (city_id, worker_id, issued_at desc);
create unique index one_active_card on workers.door_card using btree (city_id, worker_id) where (state = 'active'::text);
create unique index one_lost_card on workers.door_card using btree (city_id, worker_id) where (state = 'lost'::text);

create table workers.health_record (
  city_id text not null,
  id text not null,
  worker_id text not null,
  paper_id text not null,
  hospital text not null,
  examined_on date not null,
  items_encrypted text not null,
  at timestamp with time zone not null,
  constraint health_record_pkey primary key (city_id, id),
  constraint one_record_per_paper unique (city_id, paper_id),
  constraint health_record_city_id_paper_id_fkey foreign key (city_id, paper_id) references workers.paper(city_id, id),
  constraint health_record_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);

create table workers.household_block (
  city_id text not null,
  worker_id text not null,
  household_id text not null,
  reason text not null,
  set_at timestamp with time zone not null,
  constraint household_block_pkey primary key (city_id, worker_id, household_id),
  constraint household_block_city_id_household_id_fkey foreign key (city_id, household_id) references accounts.household(city_id, id),
  constraint household_block_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);
create index household_block_of on workers.household_block using btree (city_id, household_id);

create table workers.import (
  city_id text not null,
  id text not null,
  file_name text not null,
  file_id text not null,
  bytes bigint not null,
  format text not null,
  is_dry_run boolean not null,
  state text not null,
  rows_read integer not null default 0,
  rows_in integer not null default 0,
  rows_out integer not null default 0,
  why_zh text not null default ''::text,
  why_en text not null default ''::text,
  by_id text,
  by_name text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint import_pkey primary key (city_id, id),
  constraint import_format_check check ((format = any (array['csv'::text, 'xlsx'::text]))),
  constraint import_state_check check ((state = any (array['running'::text, 'done'::text, 'failed'::text, 'stopped'::text])))
);

create table workers.import_row (
  city_id text not null,
  import_id text not null,
  row_no integer not null,
  is_in boolean not null,
  masked_name text not null,
  application_id text,
  field text not null default ''::text,
  reason_zh text not null default ''::text,
  reason_en text not null default ''::text,
  constraint import_row_pkey primary key (city_id, import_id, row_no),
  constraint import_row_city_id_import_id_fkey foreign key (city_id, import_id) references workers.import(city_id, id)
);
create index import_row_out on workers.import_row using btree (city_id, import_id, row_no) where (not is_in);

create table workers.job_post (
  city_id text not null,
  id text not null,
  title text not null,
  families text[] not null,
  words text not null default ''::text,
  pay_words text not null default ''::text,
  place text not null default ''::text,
  seats integer not null,
  source text not null,
  closes_on date,
  closed_at timestamp with time zone,
  created_by text,
  created_at timestamp with time zone not null,
  constraint job_post_pkey primary key (city_id, id),
  constraint job_post_seats_check check (((seats >= 1) and (seats <= 10000)))
);

create table workers.ladder_appeal (
  city_id text not null,
  id text not null,
  worker_id text not null,
  level smallint not null,
  words text not null,
  claimed_minutes integer not null default 0,
  at timestamp with time zone not null,
  state text not null default 'open'::text,
  granted_minutes integer not null default 0,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  constraint ladder_appeal_pkey primary key (city_id, id),
  constraint ladder_appeal_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint ladder_appeal_claimed_minutes_check check (((claimed_minutes >= 0) and (claimed_minutes <= 60000))),
  constraint ladder_appeal_granted_minutes_check check ((granted_minutes >= 0)),
  constraint ladder_appeal_state_check check ((state = any (array['open'::text, 'accepted'::text, 'rejected'::text])))
);
create index ladder_appeal_state on workers.ladder_appeal using btree (city_id, state, at);
create unique index one_open_ladder_appeal on workers.ladder_appeal using btree (city_id, worker_id) where (state = 'open'::text);

create table workers.lead (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  station_id text,
  name text not null,
  member_count integer not null,
  from_at timestamp with time zone not null,
  by_name text not null,
  ended_at timestamp with time zone,
  end_words text not null default ''::text,
  constraint lead_pkey primary key (city_id, id),
  constraint lead_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint lead_check check (((kind = 'station'::text) = (station_id is not null))),
  constraint lead_kind_check check ((kind = any (array['team'::text, 'station'::text]))),
  constraint lead_member_count_check check (((member_count >= 1) and (member_count <= 50)))
);
create index lead_worker on workers.lead using btree (city_id, worker_id) where (ended_at is null);
create unique index one_lead_per_station on workers.lead using btree (city_id, station_id) where ((ended_at is null) and (station_id is not null));

create table workers.level_change (
  city_id text not null,
  id text not null,
  worker_id text not null,
  from_level smallint not null,
  to_level smallint not null,
  reasons jsonb not null,
  at timestamp with time zone not null,
  constraint level_change_pkey primary key (city_id, id),
  constraint level_change_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint level_change_check check ((from_level <> to_level))
);
create index level_change_worker on workers.level_change using btree (city_id, worker_id, at desc);

create table workers.manner (
  city_id text not null,
  worker_id text not null,
  answers smallint[] not null,
  traits jsonb not null,
  consented_at timestamp with time zone not null,
  constraint manner_pkey primary key (city_id, worker_id),
  constraint manner_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint manner_answers_check check ((array_length(answers, 1) = 10))
);

create table workers.mark (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  order_id text not null,
  about_zh text not null default ''::text,
  about_en text not null default ''::text,
  at timestamp with time zone not null,
  excused_at timestamp with time zone,
  excused_by text,
  excused_words text not null default ''::text,
  constraint mark_pkey primary key (city_id, id),
  constraint one_mark_per_order unique (city_id, worker_id, order_id, kind),
  constraint mark_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint mark_kind_check check ((kind = any (array['complaint'::text, 'noShow'::text, 'doorLocked'::text])))
);
create index mark_worker on workers.mark using btree (city_id, worker_id, at desc);

create table workers.paper (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  health_class text,
  number_encrypted text not null,
  number_masked text not null,
  valid_from date not null,
  valid_until date not null,
  state text not null default 'submitted'::text,
  state_reason text not null default ''::text,
  verified_by text,
  verified_at timestamp with time zone,
  submitted_at timestamp with time zone not null,
  born_on date,
  photo_id text,
  constraint paper_pkey primary key (city_id, id),
  constraint paper_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint paper_check check ((valid_until >= valid_from)),
  constraint paper_health_class_check check ((health_class = any (array['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint paper_state_check check ((state = any (array['submitted'::text, 'verified'::text, 'refused'::text])))
);
create index paper_worker on workers.paper using btree (city_id, worker_id, kind);

create table workers.position (
  city_id text not null,
  worker_id text not null,
  lon double precision not null,
  lat double precision not null,
  accuracy_meters double precision not null,
  at timestamp with time zone not null,
  constraint position_pkey primary key (city_id, worker_id),
  constraint position_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);

create table workers.rating (
  city_id text not null,
  id text not null,
  worker_id text not null,
  order_id text not null,
  item_name_zh text not null,
  item_name_en text not null,
  skill smallint not null,
  communication smallint not null,
  attitude smallint not null,
  words text not null default ''::text,
  weight double precision not null,
  is_neighbour boolean not null,
  at timestamp with time zone not null,
  constraint rating_pkey primary key (city_id, id),
  constraint one_rating_per_order unique (city_id, order_id),
  constraint rating_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint rating_attitude_check check (((attitude >= 1) and (attitude <= 5))),
  constraint rating_communication_check check (((communication >= 1) and (communication <= 5))),
  constraint rating_skill_check check (((skill >= 1) and (skill <= 5)))
);
create index rating_worker on workers.rating using btree (city_id, worker_id, at desc);

create table workers.record_read (
  city_id text not null,
  id text not null,
  worker_id text not null,
  kind text not null,
  reader_id text,
  reader_name text not null,
  why text not null,
  at timestamp with time zone not null,
  constraint record_read_pkey primary key (city_id, id),
  constraint record_read_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint record_read_kind_check check ((kind = any (array['health'::text, 'credit'::text, 'referees'::text, 'paper'::text])))
);
create index record_read_worker on workers.record_read using btree (city_id, worker_id, at desc);

create table workers.response (
  city_id text not null,
  id text not null,
  worker_id text not null,
  order_id text,
  offer_id text,
  about_zh text not null default ''::text,
  about_en text not null default ''::text,
  kind text not null,
  reason text,
  words text not null default ''::text,
  is_excused boolean not null default false,
  at timestamp with time zone not null,
  appeal_state text,
  appeal_words text not null default ''::text,
  appealed_at timestamp with time zone,
  decided_by text,
  decided_at timestamp with time zone,
  decision_words text not null default ''::text,
  constraint response_pkey primary key (city_id, id),
  constraint one_response_per_offer unique (city_id, offer_id),
  constraint response_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint response_appeal_state_check check ((appeal_state = any (array['open'::text, 'accepted'::text, 'rejected'::text]))),
  constraint response_check check (((appeal_state is null) or (kind = 'refused'::text))),
  constraint response_kind_check check ((kind = any (array['accepted'::text, 'refused'::text, 'expired'::text])))
);
create index response_appeal on workers.response using btree (city_id, appealed_at) where (appeal_state is not null);
create index response_worker on workers.response using btree (city_id, worker_id, at desc);

create table workers.signature (
  city_id text not null,
  id text not null,
  person_id text not null,
  kind text not null,
  text_version text not null,
  text_hash text not null,
  signed_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint signature_pkey primary key (city_id, id),
  constraint signature_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint signature_kind_check check ((kind = any (array['privacy'::text, 'background'::text, 'credit'::text, 'rules'::text, 'creditFile'::text])))
);
create unique index one_signature_in_force on workers.signature using btree (city_id, person_id, kind) where (withdrawn_at is null);

create table workers.skill (
  city_id text not null,
  worker_id text not null,
  code text not null,
  level smallint not null,
  since timestamp with time zone not null,
  is_confirmed boolean not null default true,
  constraint skill_pkey primary key (city_id, worker_id, code),
  constraint skill_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id),
  constraint skill_level_check check (((level >= 1) and (level <= 5)))
);
create index skill_code on workers.skill using btree (city_id, code, level);

create table workers.skill_hold (
  city_id text not null,
  worker_id text not null,
  code text not null,
  words_zh text not null,
  words_en text not null,
  since timestamp with time zone not null,
  constraint skill_hold_pkey primary key (city_id, worker_id, code),
  constraint skill_hold_city_id_worker_id_fkey foreign key (city_id, worker_id) references workers.worker(city_id, id)
);

create table workers.worker (
  city_id text not null,
  id text not null,
  person_id text not null,
  merchant_id text,
  status text not null default 'applied'::text,
  status_reason text not null default ''::text,
  about text not null default ''::text,
  photo text,
  experience_years integer not null default 0,
  home_lon double precision not null,
  home_lat double precision not null,
  home_area text not null,
  travel_mode text not null default 'ebike'::text,
  travel_radius_meters integer not null,
  max_minutes_per_day integer not null default 600,
  scene_skills text[] not null default '{}'::text[],
  level smallint not null default 0,
  is_online boolean not null default false,
  online_since timestamp with time zone,
  visits_done integer not null default 0,
  minutes_done integer not null default 0,
  accepted_count integer not null default 0,
  refused_excused_count integer not null default 0,
  refused_unexcused_count integer not null default 0,
  expired_count integer not null default 0,
  rating_sum double precision not null default 0,
  rating_weight double precision not null default 0,
  rating_count integer not null default 0,
  registered_at timestamp with time zone not null,
  admitted_at timestamp with time zone,
  reading text not null default ''::text,
  name_letters text[] not null default '{}'::text[],
  allergies text[] not null default '{}'::text[],
  habits text[] not null default '{}'::text[],
  refused_weight double precision not null default 0,
  credit_weight double precision not null default 0,
  safety text,
  safety_since timestamp with time zone,
  position_consent_at timestamp with time zone,
  constraint worker_pkey primary key (city_id, id),
  constraint worker_person_once unique (city_id, person_id),
  constraint worker_city_id_merchant_id_fkey foreign key (city_id, merchant_id) references alliance.merchant(city_id, id),
  constraint worker_city_id_person_id_fkey foreign key (city_id, person_id) references accounts.person(city_id, id),
  constraint worker_level_check check (((level >= 0) and (level <= 5))),
  constraint worker_max_minutes_per_day_check check (((max_minutes_per_day >= 60) and (max_minutes_per_day <= 720))),
  constraint worker_safety_check check ((safety = any (array['green'::text, 'yellow'::text, 'red'::text]))),
  constraint worker_status_check check ((status = any (array['applied'::text, 'active'::text, 'suspended'::text, 'left'::text]))),
  constraint worker_travel_mode_check check ((travel_mode = any (array['walk'::text, 'ebike'::text, 'bus'::text, 'car'::text]))),
  constraint worker_travel_radius_meters_check check (((travel_radius_meters >= 500) and (travel_radius_meters <= 50000)))
);
create index worker_area on workers.worker using btree (city_id, home_area);
create index worker_home on workers.worker using btree (city_id, status, home_lon, home_lat);
create index worker_letters on workers.worker using gin (name_letters);
create index worker_merchant on workers.worker using btree (city_id, merchant_id);
create index worker_reading on workers.worker using btree (city_id, reading, id);
create trigger worker_named before insert or update of person_id on workers.worker for each row execute function workers.copy_name();
