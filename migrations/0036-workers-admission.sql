-- From the first word to the first order: applications, the 13 checks with their evidence, and the times in which a worker was admitted to a family of work.
alter table workers.paper add column born_on date;
comment on column workers.paper.born_on is 'Read from an identity number when it is handed in, so that age is judged without opening the number again';

create table workers.job_post (
  city_id text not null, id text not null, title text not null, families text[] not null, words text not null default '', pay_words text not null default '', place text not null default '', seats int not null check (seats between 1 and 10000),
  source text not null, closes_on date, closed_at timestamptz, created_by text, created_at timestamptz not null,
  primary key (city_id, id)
);

create table workers.application (
  city_id text not null, id text not null, person_id text, worker_id text, state text not null default 'draft' check (state in ('draft','submitted','refused','withdrawn')),
  stage text not null default 'lead' check (stage in ('lead','applied','checking','learning','examined','certified','admitted','firstOrder','inCity')), stage_rank smallint not null default 0, reached int not null default 0, stage_at timestamptz not null,
  source text not null default 'self' check (source in ('school','womensFederation','jobCentre','townshipBase','referral','self')), source_name text not null default '', post_id text, import_id text,
  name text not null default '', reading text collate "C" not null default '', phone_encrypted text, phone_hash text, phone_masked text not null default '', target_groups text[] not null default '{}', families text[] not null default '{}', native_place text not null default '',
  id_number_encrypted text, id_number_hash text, id_number_masked text not null default '', born_on date,
  schooling text check (schooling in ('none','primary','juniorSecondary','seniorSecondary','vocational','college','bachelor')), experience_years int check (experience_years between 0 and 60), referees_encrypted text, referee_count smallint not null default 0,
  home_lon double precision, home_lat double precision, home_area text not null default '', travel_mode text not null default 'ebike' check (travel_mode in ('walk','ebike','bus','car')),
  refused_words text not null default '', created_at timestamptz not null, saved_at timestamptz not null, submitted_at timestamptz,
  primary key (city_id, id),
  constraint one_application_per_person unique (city_id, person_id),
  constraint one_application_per_phone unique (city_id, phone_hash),
  constraint one_application_per_identity unique (city_id, id_number_hash),
  constraint one_application_per_worker unique (city_id, worker_id),
  foreign key (city_id, person_id) references accounts.person (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, post_id) references workers.job_post (city_id, id)
);
create index application_new on workers.application (city_id, created_at desc, id desc);
create index application_board on workers.application (city_id, source, reached);
create index application_stage on workers.application (city_id, stage, created_at desc, id desc);
create index application_reading on workers.application (city_id, reading);

create table workers.application_step (
  city_id text not null, application_id text not null, stage text not null, at timestamptz not null, by_id text, by_name text not null, words text not null default '',
  primary key (city_id, application_id, stage),
  foreign key (city_id, application_id) references workers.application (city_id, id)
);

-- What somebody signed: the text by version and hash, and when. Taking it back keeps the row.
create table workers.signature (
  city_id text not null, id text not null, person_id text not null, kind text not null check (kind in ('privacy','background','credit','rules','creditFile')), text_version text not null, text_hash text not null, signed_at timestamptz not null, withdrawn_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, person_id) references accounts.person (city_id, id)
);
create unique index one_signature_in_force on workers.signature (city_id, person_id, kind) where withdrawn_at is null;

-- What no paper says: each row one verdict, the newest in force, older ones kept.
create table workers.admission_check (
  city_id text not null, id text not null, worker_id text not null,
  code text not null check (code in ('age','schooling','credit','experience','certificate','trainingHours','exam','practical','interview','kit')),
  state text not null check (state in ('submitted','passed','failed')), evidence_kind text not null, evidence_id text not null default '', evidence_hash text not null default '', words text not null default '',
  verified_by text not null, valid_from date not null, valid_until date, at timestamptz not null, superseded_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (valid_until is null or valid_until >= valid_from)
);
create unique index one_verdict_in_force on workers.admission_check (city_id, worker_id, code) where superseded_at is null;

-- When she was admitted to which family of work. `until_day`: the last day on which all of its checks hold as they stand.
create table workers.admission_period (
  city_id text not null, id text not null, worker_id text not null, family text not null, from_at timestamptz not null, until_day date, ended_at timestamptz, why_zh text not null default '', why_en text not null default '',
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (ended_at is null or ended_at >= from_at)
);
create unique index one_open_period on workers.admission_period (city_id, worker_id, family) where ended_at is null;
create index period_worker on workers.admission_period (city_id, worker_id, family, from_at desc);
create index period_until on workers.admission_period (city_id, until_day) where ended_at is null;

create table workers.admission_warning (
  city_id text not null, worker_id text not null, check_code text not null, until_day date not null, days int not null check (days in (30, 7, 1)), at timestamptz not null,
  primary key (city_id, worker_id, check_code, until_day, days),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);

create table workers.health_record (
  city_id text not null, id text not null, worker_id text not null, paper_id text not null, hospital text not null, examined_on date not null, items_encrypted text not null, at timestamptz not null,
  primary key (city_id, id),
  constraint one_record_per_paper unique (city_id, paper_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, paper_id) references workers.paper (city_id, id)
);
-- Who read what is nobody's business without a reason.
create table workers.record_read (
  city_id text not null, id text not null, worker_id text not null, kind text not null check (kind in ('health','credit','referees')), reader_id text, reader_name text not null, why text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index record_read_worker on workers.record_read (city_id, worker_id, at desc);

create table workers.import (
  city_id text not null, id text not null, file_name text not null, file_id text not null, bytes bigint not null, format text not null check (format in ('csv','xlsx')), is_dry_run boolean not null,
  state text not null check (state in ('running','done','failed','stopped')), rows_read int not null default 0, rows_in int not null default 0, rows_out int not null default 0, why_zh text not null default '', why_en text not null default '',
  by_id text, by_name text not null, started_at timestamptz not null, seen_at timestamptz not null, ended_at timestamptz,
  primary key (city_id, id)
);
create table workers.import_row (
  city_id text not null, import_id text not null, row_no int not null, is_in boolean not null, masked_name text not null, application_id text, field text not null default '', reason_zh text not null default '', reason_en text not null default '',
  primary key (city_id, import_id, row_no),
  foreign key (city_id, import_id) references workers.import (city_id, id)
);
create index import_row_out on workers.import_row (city_id, import_id, row_no) where not is_in;

-- Steps taken about a worker's conduct, good and bad, each with reason, evidence and appeal.
create table workers.conduct (
  city_id text not null, id text not null, worker_id text not null, kind text not null check (kind in ('reward','warning','retrain','suspend','remove')), reason text not null, evidence text not null default '', amount_fen bigint, at timestamptz not null, until_at timestamptz,
  by_id text, by_name text not null, state text not null check (state in ('standing','done','lifted')), ended_at timestamptz,
  appeal_state text check (appeal_state in ('open','accepted','rejected')), appeal_words text not null default '', appealed_at timestamptz, decided_by text, decided_at timestamptz, decision_words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index conduct_worker on workers.conduct (city_id, worker_id, at desc);
create index conduct_appeal on workers.conduct (city_id, appealed_at) where appeal_state = 'open';

create table workers.care_record (
  city_id text not null, id text not null, worker_id text not null, kind text not null check (kind in ('festival','health','family','training','hardship','other')), words text not null, amount_fen bigint not null default 0 check (amount_fen >= 0), given_on date not null, by_name text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index care_worker on workers.care_record (city_id, worker_id, given_on desc);

-- Who was admitted before there were 13 checks keeps her work: what was not asked then counts as seen, and says so.
insert into workers.admission_check (city_id, id, worker_id, code, state, evidence_kind, evidence_id, words, verified_by, valid_from, at)
select w.city_id, 'chk_' || substr(md5(w.id || c.code), 1, 26), w.id, c.code, 'passed', 'carriedOver', coalesce((select p.id from workers.paper p where p.city_id = w.city_id and p.worker_id = w.id and p.state = 'verified' order by (p.kind = 'identity') desc, p.submitted_at limit 1), w.id),
  '十三项检查之前已入驻，按当时核验的证件沿用', '系统沿用', (w.admitted_at at time zone 'Asia/Shanghai')::date, w.admitted_at
from workers.worker w cross join unnest(array['age','schooling','credit','experience','certificate','trainingHours','exam','practical','interview','kit']) as c(code) where w.admitted_at is not null;

do $$ begin
  if to_regclass('catalog.service_item') is not null then
    insert into workers.admission_period (city_id, id, worker_id, family, from_at, ended_at, why_zh, why_en)
    select f.city_id, 'adp_' || substr(md5(f.worker_id || f.family), 1, 26), f.worker_id, f.family, w.admitted_at, case when w.status <> 'active' then greatest(now(), w.admitted_at) end,
      case when w.status <> 'active' then '已暂停或离开' else '' end, case when w.status <> 'active' then 'Suspended or gone' else '' end
    from (select distinct s.city_id, s.worker_id, i.family from workers.skill s join catalog.service_item i on i.city_id = s.city_id and exists (select from jsonb_array_elements(i.required_skills) r where r ->> 'skill' = s.code)) f
    join workers.worker w on w.city_id = f.city_id and w.id = f.worker_id where w.admitted_at is not null;
  end if;
end $$;
