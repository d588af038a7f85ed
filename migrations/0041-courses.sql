-- Courses: cohorts with seats, the timetable in which nobody and no room is in two places, attendance as trainers marked it, and what stands around: beds, kits, sponsors, partners, groups.
create schema if not exists courses;
alter table accounts.role_grant drop constraint role_grant_role_check,
  add constraint role_grant_role_check check (role in ('worker','merchantOwner','merchantStaff','stationStaff','agent','dispatcher','operator','finance','auditor','trainer','examiner'));

create table courses.course (
  city_id text not null, id text not null, title text not null, words text not null default '', state text not null default 'draft' check (state in ('draft','open','closed')), modules text[] not null, certificate_kind text, plan jsonb not null,
  price_fen bigint not null check (price_fen >= 0), cost_bearer text not null check (cost_bearer in ('learner','platform','merchant','sponsor','government')), standard_days int not null check (standard_days between 1 and 365), saved_at timestamptz not null, saved_by_name text not null,
  primary key (city_id, id)
);

create table courses.partner (
  city_id text not null, id text not null, kind text not null check (kind in ('vocationalSchool','trainingAgency','womensFederation','jobCentre','labourBase','government','elderInstitution','clinic')), name text not null, contact_name text not null default '',
  phone_encrypted text, phone_masked text not null default '', agreement_number text not null default '', from_day date not null, until_day date, credits jsonb not null default '[]', saved_at timestamptz not null,
  primary key (city_id, id),
  check (until_day is null or until_day >= from_day)
);

create table courses.room (
  city_id text not null, id text not null, kind text not null check (kind in ('classroom','multimedia','townshipBase','practicePoint')), name text not null, address text not null default '', lon double precision, lat double precision, seats int not null check (seats between 1 and 500),
  day_cost_fen bigint not null default 0 check (day_cost_fen >= 0), spent_fen bigint not null default 0, is_open boolean not null default true,
  primary key (city_id, id)
);
create table courses.room_cost (
  city_id text not null, id text not null, room_id text not null, day date not null, kind text not null check (kind in ('rent','equipment','people','other')), amount_fen bigint not null check (amount_fen > 0), words text not null default '', at timestamptz not null, by_name text not null,
  primary key (city_id, id),
  foreign key (city_id, room_id) references courses.room (city_id, id)
);
create index room_cost_room on courses.room_cost (city_id, room_id, day desc);

-- `enrolled` and `waiting` are kept under the row's lock, so a full cohort is full for everybody at once.
create table courses.cohort (
  city_id text not null, id text not null, course_id text not null, name text not null, intake text not null check (intake in ('new','inService')), starts_on date not null, ends_on date not null, standard_days int not null, waiver_reason text not null default '', waived_by_name text,
  seats int not null check (seats between 1 and 500), enrolled int not null default 0, waiting int not null default 0 check (waiting >= 0), finished int not null default 0, incomplete int not null default 0, dropped int not null default 0,
  room_id text, trainer_id text, partner_id text, price_fen bigint not null check (price_fen >= 0), cost_bearer text not null, state text not null default 'planned' check (state in ('planned','running','finished','cancelled')), cancel_words text not null default '',
  opened_at timestamptz not null, opened_by_name text not null, ended_at timestamptz,
  primary key (city_id, id),
  check (ends_on >= starts_on),
  constraint seats_hold_learners check (enrolled between 0 and seats),
  constraint short_with_reason check (ends_on - starts_on + 1 >= standard_days or waiver_reason <> ''),
  foreign key (city_id, course_id) references courses.course (city_id, id),
  foreign key (city_id, room_id) references courses.room (city_id, id),
  foreign key (city_id, trainer_id) references accounts.person (city_id, id),
  foreign key (city_id, partner_id) references courses.partner (city_id, id)
);
create index cohort_start on courses.cohort (city_id, starts_on desc, id desc);
create index cohort_course on courses.cohort (city_id, course_id, starts_on desc, id desc);
create index cohort_partner on courses.cohort (city_id, partner_id) where partner_id is not null;
create index cohort_live on courses.cohort (city_id, state, starts_on) where state in ('planned','running');

-- One row for everybody who ever had a seat: what she attended in all, so that lists and figures need not add it up.
create table courses.learner (
  city_id text not null, worker_id text not null, first_enrolled_at timestamptz not null, attended_minutes int not null default 0, sessions_attended int not null default 0, courses_finished int not null default 0, last_attended_at timestamptz,
  primary key (city_id, worker_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index learner_trained on courses.learner (city_id, last_attended_at) where sessions_attended > 0;

create table courses.enrolment (
  city_id text not null, id text not null, cohort_id text not null, course_id text not null, worker_id text not null, name text collate "C" not null, reading text collate "C" not null default '',
  state text not null check (state in ('waiting','enrolled','finished','incomplete','dropped')), fee_fen bigint not null check (fee_fen >= 0), cost_bearer text not null, enrolled_at timestamptz not null, seated_at timestamptz, ended_at timestamptz, end_words text not null default '',
  due_minutes int, attended_minutes int,
  primary key (city_id, id),
  foreign key (city_id, cohort_id) references courses.cohort (city_id, id),
  foreign key (city_id, course_id) references courses.course (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
comment on column courses.enrolment.due_minutes is 'With attended_minutes: set down when the enrolment ends; until then the seats tell';
create unique index enrolled_once on courses.enrolment (city_id, cohort_id, worker_id) where state <> 'dropped';
create index enrolment_new on courses.enrolment (city_id, enrolled_at desc, id desc);
create index enrolment_state on courses.enrolment (city_id, state, enrolled_at desc, id desc);
create index enrolment_cohort on courses.enrolment (city_id, cohort_id, enrolled_at desc, id desc);
create index enrolment_course on courses.enrolment (city_id, course_id, enrolled_at desc, id desc);
create index enrolment_worker on courses.enrolment (city_id, worker_id, enrolled_at desc, id desc);
create index enrolment_name on courses.enrolment (city_id, name);
create index enrolment_reading on courses.enrolment (city_id, reading);

create table courses.live_slot (
  city_id text not null, id text not null, title text not null, module text not null, weekday smallint not null check (weekday between 1 and 7), from_time text not null, minutes int not null check (minutes between 15 and 240), trainer_id text not null, watch_url text not null, is_on boolean not null default true,
  primary key (city_id, id),
  foreign key (city_id, trainer_id) references accounts.person (city_id, id)
);

create table courses.session (
  city_id text not null, id text not null, cohort_id text, live_slot_id text, slot_day date, kind text not null check (kind in ('class','simulation','case','live')), module text not null, title text not null, starts_at timestamptz not null, ends_at timestamptz not null,
  room_id text, trainer_id text not null, watch_url text, state text not null default 'planned' check (state in ('planned','cancelled')), cancel_words text not null default '', checklist jsonb not null default '[]', learners int not null default 0, marked int not null default 0, attended int not null default 0,
  primary key (city_id, id),
  check (ends_at > starts_at),
  check ((cohort_id is null) = (live_slot_id is not null)),
  check ((live_slot_id is null) = (slot_day is null)),
  constraint one_lesson_per_week unique (city_id, live_slot_id, slot_day),
  constraint room_in_one_use exclude using gist (city_id with =, room_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned' and room_id is not null),
  constraint trainer_in_one_place exclude using gist (city_id with =, trainer_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'planned'),
  foreign key (city_id, cohort_id) references courses.cohort (city_id, id),
  foreign key (city_id, live_slot_id) references courses.live_slot (city_id, id),
  foreign key (city_id, room_id) references courses.room (city_id, id),
  foreign key (city_id, trainer_id) references accounts.person (city_id, id)
);
create index session_time on courses.session (city_id, starts_at, id);
create index session_cohort on courses.session (city_id, cohort_id, starts_at);
create index session_trainer on courses.session (city_id, trainer_id, starts_at);
create index session_held on courses.session (city_id, kind, starts_at) include (ends_at, attended) where state = 'planned' and attended > 0;
create index session_unmarked on courses.session (city_id, ends_at, id) where state = 'planned' and marked < learners;

-- A learner's place in a session, and whether she was there. Not live: the session was cancelled.
create table courses.seat (
  city_id text not null, session_id text not null, worker_id text not null, enrolment_id text, starts_at timestamptz not null, ends_at timestamptz not null, is_live boolean not null default true,
  state text not null default 'expected' check (state in ('expected','present','late','leftEarly','absent','excused')), minutes int not null default 0 check (minutes >= 0), words text not null default '', said_at timestamptz, marked_at timestamptz, marked_by_name text,
  primary key (city_id, session_id, worker_id),
  constraint learner_in_one_place exclude using gist (city_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&) where (is_live),
  check ((state = 'expected') = (marked_at is null)),
  foreign key (city_id, session_id) references courses.session (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, enrolment_id) references courses.enrolment (city_id, id)
);
create index seat_worker on courses.seat (city_id, worker_id, starts_at);
create index seat_enrolment on courses.seat (city_id, enrolment_id) where enrolment_id is not null;

-- Every mark as it came from a phone; the id is the phone's, so a mark that is sent twice is one.
create table courses.attendance_mark (
  city_id text not null, id text not null, session_id text not null, worker_id text not null, state text not null, minutes int not null, words text not null default '', said_at timestamptz not null, received_at timestamptz not null, by_id text, by_name text not null, is_older boolean not null,
  primary key (city_id, id),
  foreign key (city_id, session_id, worker_id) references courses.seat (city_id, session_id, worker_id)
);
create table courses.checklist_mark (
  city_id text not null, id text not null, session_id text not null, worker_id text not null, module text not null, code text not null, item_words text not null, level text not null check (level in ('notYet','withHelp','alone')), words text not null default '', said_at timestamptz not null, received_at timestamptz not null, by_id text, by_name text not null,
  primary key (city_id, id),
  foreign key (city_id, session_id, worker_id) references courses.seat (city_id, session_id, worker_id)
);
create index checklist_session on courses.checklist_mark (city_id, session_id, worker_id);
create index checklist_worker on courses.checklist_mark (city_id, worker_id, module, code);

create table courses.dormitory (
  city_id text not null, id text not null, name text not null, address text not null, words text not null default '', night_fee_fen bigint not null check (night_fee_fen >= 0),
  primary key (city_id, id)
);
create table courses.bed (
  city_id text not null, id text not null, dormitory_id text not null, name text not null,
  primary key (city_id, id),
  constraint bed_named_once unique (city_id, dormitory_id, name),
  foreign key (city_id, dormitory_id) references courses.dormitory (city_id, id)
);
-- From the night of the first day to the night before the last.
create table courses.bed_stay (
  city_id text not null, id text not null, dormitory_id text not null, bed_id text not null, worker_id text not null, cohort_id text, from_day date not null, until_day date not null, night_fee_fen bigint not null, cost_bearer text not null, allotted_at timestamptz not null, ended_on date,
  primary key (city_id, id),
  check (until_day >= from_day),
  constraint bed_for_one exclude using gist (city_id with =, bed_id with =, daterange(from_day, until_day) with &&),
  constraint learner_in_one_bed exclude using gist (city_id with =, worker_id with =, daterange(from_day, until_day) with &&),
  foreign key (city_id, bed_id) references courses.bed (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, cohort_id) references courses.cohort (city_id, id)
);
create index bed_stay_new on courses.bed_stay (city_id, from_day desc, id desc);
create index bed_stay_worker on courses.bed_stay (city_id, worker_id, from_day desc);

create table courses.kit (
  city_id text not null, id text not null, name text not null, is_standard boolean not null, items jsonb not null, in_stock int not null default 0, issued int not null default 0 check (issued >= 0), lost int not null default 0,
  primary key (city_id, id),
  constraint stock_holds_kits check (in_stock >= 0)
);
create table courses.kit_move (
  city_id text not null, id text not null, kit_id text not null, count int not null check (count <> 0), words text not null, at timestamptz not null, by_name text not null,
  primary key (city_id, id),
  foreign key (city_id, kit_id) references courses.kit (city_id, id)
);
create table courses.kit_issue (
  city_id text not null, id text not null, kit_id text not null, worker_id text not null, cohort_id text, issued_at timestamptz not null, issued_by_name text not null, returned_at timestamptz, condition text check (condition in ('good','worn','lost')), return_words text not null default '',
  primary key (city_id, id),
  check ((returned_at is null) = (condition is null)),
  foreign key (city_id, kit_id) references courses.kit (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, cohort_id) references courses.cohort (city_id, id)
);
create unique index one_kit_each on courses.kit_issue (city_id, kit_id, worker_id) where returned_at is null;
create index kit_issue_new on courses.kit_issue (city_id, issued_at desc, id desc);
create index kit_issue_worker on courses.kit_issue (city_id, worker_id);

create table courses.sponsorship (
  city_id text not null, id text not null, sponsor text not null, kind text not null check (kind in ('gear','money','place','teaching')), value_fen bigint not null check (value_fen >= 0), words text not null default '', received_on date not null, cohort_id text, kit_id text, kit_count int not null default 0, at timestamptz not null, by_name text not null,
  primary key (city_id, id),
  foreign key (city_id, cohort_id) references courses.cohort (city_id, id),
  foreign key (city_id, kit_id) references courses.kit (city_id, id)
);
create index sponsorship_new on courses.sponsorship (city_id, received_on desc, id desc);

create table courses.credit (
  city_id text not null, id text not null, worker_id text not null, partner_id text not null, subject text not null, module text not null, minutes int not null check (minutes > 0), document_hash text not null, recognised_at timestamptz not null, by_name text not null, withdrawn_at timestamptz, withdraw_words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, partner_id) references courses.partner (city_id, id)
);
create unique index credit_once on courses.credit (city_id, worker_id, partner_id, subject) where withdrawn_at is null;
create index credit_new on courses.credit (city_id, recognised_at desc, id desc);

create table courses.learner_group (
  city_id text not null, id text not null, kind text not null check (kind in ('peerSupport','fellowTownsmen')), name text not null, native_place text not null default '', words text not null default '', leader_id text, counsellor_id text, member_count int not null default 0 check (member_count >= 0), opened_at timestamptz not null, closed_at timestamptz,
  primary key (city_id, id),
  check (kind <> 'fellowTownsmen' or native_place <> ''),
  foreign key (city_id, leader_id) references workers.worker (city_id, id),
  foreign key (city_id, counsellor_id) references accounts.person (city_id, id)
);
create table courses.group_member (
  city_id text not null, group_id text not null, worker_id text not null, contact text not null default '', joined_at timestamptz not null,
  primary key (city_id, group_id, worker_id),
  foreign key (city_id, group_id) references courses.learner_group (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index group_member_worker on courses.group_member (city_id, worker_id);
create table courses.group_meeting (
  city_id text not null, id text not null, group_id text not null, starts_at timestamptz not null, minutes int not null, place text not null, topic text not null, is_counselling boolean not null, cancelled_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, group_id) references courses.learner_group (city_id, id)
);
create index group_meeting_time on courses.group_meeting (city_id, group_id, starts_at);
-- Sealed for this place; whoever reads stands in the list of readings.
create table courses.group_note (
  city_id text not null, id text not null, group_id text not null, meeting_id text, words_sealed text not null, at timestamptz not null, by_id text not null, by_name text not null,
  primary key (city_id, id),
  foreign key (city_id, group_id) references courses.learner_group (city_id, id),
  foreign key (city_id, meeting_id) references courses.group_meeting (city_id, id)
);
create index group_note_new on courses.group_note (city_id, group_id, at desc, id desc);
create table courses.group_note_read (
  city_id text not null, id text not null, group_id text not null, reader_id text not null, reader_name text not null, why text not null, notes int not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, group_id) references courses.learner_group (city_id, id)
);
create index group_note_read_new on courses.group_note_read (city_id, group_id, at desc, id desc);
