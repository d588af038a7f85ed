-- Question bank, papers that are sat, practicals that are judged.
create schema if not exists exams;

create table exams.question (
  city_id text not null, id text not null, code text not null, topic text not null, kind text not null check (kind in ('single','multi','judge','order','picture')), difficulty smallint not null check (difficulty between 1 and 3),
  state text not null default 'active' check (state in ('active','retired')), version int not null check (version > 0), flag text not null default 'few' check (flag in ('few','fine','tooEasy','tooHard','doubtful','wrongKey')),
  primary key (city_id, id),
  constraint question_code unique (city_id, code)
);
create index question_topic on exams.question (city_id, topic, state, id);

-- What was asked stays as it was asked: a question is changed by a new version.
create table exams.question_version (
  city_id text not null, question_id text not null, version int not null, kind text not null, difficulty smallint not null, stem_zh text not null, stem_en text not null default '', options jsonb not null, right_codes text[] not null check (cardinality(right_codes) > 0),
  why_zh text not null default '', why_en text not null default '', picture text, picture_alt_zh text not null default '', picture_alt_en text not null default '', made_at timestamptz not null, made_by_name text not null,
  primary key (city_id, question_id, version),
  foreign key (city_id, question_id) references exams.question (city_id, id)
);
create index question_picture on exams.question_version (city_id, picture) where picture is not null;

create table exams.attempt (
  city_id text not null, id text not null, paper text not null, worker_id text, merchant_id text, person_id text not null, seed bigint not null, pass_percent smallint not null, item_count smallint not null check (item_count > 0),
  state text not null default 'open' check (state in ('open','judged')), started_at timestamptz not null, ends_at timestamptz not null, judged_at timestamptz, closed_by text check (closed_by in ('self','clock')),
  right_count smallint, score_percent smallint check (score_percent between 0 and 100), is_passed boolean, left_count int not null default 0, counted_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, person_id) references accounts.person (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  check (num_nonnulls(worker_id, merchant_id) = 1),
  check ((state = 'judged') = (judged_at is not null and closed_by is not null and right_count is not null and score_percent is not null and is_passed is not null)),
  check (right_count <= item_count)
);
create unique index one_open_attempt on exams.attempt (city_id, person_id, paper) where state = 'open';
create index attempt_newest on exams.attempt (city_id, started_at desc, id desc);
create index attempt_paper on exams.attempt (city_id, paper, started_at desc, id desc);
create index attempt_outcome on exams.attempt (city_id, paper, is_passed, started_at desc, id desc) where state = 'judged';
create index attempt_worker on exams.attempt (city_id, worker_id, paper, started_at desc);
create index attempt_person on exams.attempt (city_id, person_id, started_at desc, id desc);
create index attempt_merchant on exams.attempt (city_id, merchant_id, paper, started_at desc) where merchant_id is not null;
create index attempt_uncounted on exams.attempt (city_id, judged_at) where state = 'judged' and counted_at is null;

create table exams.attempt_item (
  city_id text not null, attempt_id text not null, no smallint not null, question_id text not null, version int not null, topic text not null, option_order text[] not null, answer text[], answer_version int not null default 0, answered_at timestamptz, is_right boolean,
  primary key (city_id, attempt_id, no),
  foreign key (city_id, attempt_id) references exams.attempt (city_id, id),
  foreign key (city_id, question_id, version) references exams.question_version (city_id, question_id, version)
);

create table exams.attempt_note (
  city_id text not null, attempt_id text not null, no int not null, kind text not null, at timestamptz not null, phone_at timestamptz, seconds int,
  primary key (city_id, attempt_id, no),
  foreign key (city_id, attempt_id) references exams.attempt (city_id, id)
);

-- Sums from which difficulty and discrimination follow; `rest` is the share of the other questions of the attempt that were right.
create table exams.question_sum (
  city_id text not null, question_id text not null, version int not null, answers int not null, rights int not null check (rights <= answers), rest double precision not null, rest_squared double precision not null, rest_of_right double precision not null,
  primary key (city_id, question_id, version),
  foreign key (city_id, question_id, version) references exams.question_version (city_id, question_id, version)
);
create table exams.question_pick (
  city_id text not null, question_id text not null, version int not null, code text not null, picks int not null,
  primary key (city_id, question_id, version, code)
);
create table exams.paper_sum (
  city_id text not null, paper text not null, attempts int not null, passed int not null check (passed <= attempts), percents bigint not null,
  primary key (city_id, paper)
);

create table exams.practical_slot (
  city_id text not null, id text not null, kind text not null, place text not null, examiner_id text not null, start_at timestamptz not null, end_at timestamptz not null check (end_at > start_at), capacity int not null, booked int not null default 0,
  state text not null default 'open' check (state in ('open','cancelled')), cancel_words text not null default '', made_at timestamptz not null, made_by_name text not null,
  primary key (city_id, id),
  constraint slot_seats check (booked between 0 and capacity),
  constraint examiner_in_one_place exclude using gist (city_id with =, examiner_id with =, tstzrange(start_at, end_at) with &&) where (state = 'open'),
  foreign key (city_id, examiner_id) references accounts.person (city_id, id)
);
create index slot_start on exams.practical_slot (city_id, start_at, id);
create index slot_examiner on exams.practical_slot (city_id, examiner_id, start_at);

create table exams.practical_seat (
  city_id text not null, id text not null, slot_id text not null, kind text not null, worker_id text not null, state text not null default 'booked' check (state in ('booked','cancelled','passed','failed','absent')), booked_at timestamptz not null, ended_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, slot_id) references exams.practical_slot (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create unique index one_open_seat on exams.practical_seat (city_id, worker_id) where state = 'booked';
create index seat_slot on exams.practical_seat (city_id, slot_id);
create index seat_newest on exams.practical_seat (city_id, booked_at desc, id desc);
create index seat_kind on exams.practical_seat (city_id, kind, state, booked_at desc, id desc);
create index seat_worker on exams.practical_seat (city_id, worker_id, booked_at desc);

-- Made on the examiner's phone, perhaps without a connection: its id comes from there and is taken once; a seat is signed once.
create table exams.sign_off (
  city_id text not null, id text not null, seat_id text not null, examiner_id text not null, is_absent boolean not null, items jsonb not null, red_lines text[] not null, score_percent smallint not null check (score_percent between 0 and 100), is_passed boolean not null, words text not null default '',
  content_hash text not null, phone_at timestamptz, received_at timestamptz not null,
  primary key (city_id, id),
  constraint seat_signed_once unique (city_id, seat_id),
  foreign key (city_id, seat_id) references exams.practical_seat (city_id, id),
  foreign key (city_id, examiner_id) references accounts.person (city_id, id),
  check (not (is_passed and (is_absent or cardinality(red_lines) > 0)))
);
