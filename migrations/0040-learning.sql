-- Modules with short lessons in versions, what each learner has really watched and read, and what is wanted where.
create schema if not exists learning;

-- Trainers and examiners may be named.
alter table accounts.role_grant drop constraint role_grant_role_check,
  add constraint role_grant_role_check check (role in ('worker','merchantOwner','merchantStaff','stationStaff','agent','dispatcher','operator','finance','auditor','trainer','examiner'));

-- `started` and `finished` here, and `learners` of a version, are counted along: a hundred thousand learners are not counted for every page.
create table learning.module (
  city_id text not null, code text not null, grouping text not null check (grouping in ('core','common','specialty','own')), place int not null, title_zh text not null, title_en text not null default '', about_zh text not null, about_en text not null default '',
  is_open boolean not null default true, lesson_count int not null default 0, seconds int not null default 0, started int not null default 0, finished int not null default 0 check (finished >= 0 and started >= finished), made_at timestamptz not null,
  primary key (city_id, code)
);

create table learning.lesson (
  city_id text not null, id text not null, module text not null, place int not null, retired_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, module) references learning.module (city_id, code)
);
create index lesson_module on learning.lesson (city_id, module, place, id);

-- Named by its content; `playable_id` is what is played: itself, or what it was converted to.
create table learning.video (
  city_id text not null, id text not null, playable_id text not null, file_name text not null default '', content_type text not null check (content_type in ('video/mp4','video/webm')), bytes bigint not null, seconds int not null check (seconds > 0),
  state text not null default 'ready' check (state in ('ready','converting')), uploaded_at timestamptz not null, uploaded_by_name text not null,
  primary key (city_id, id)
);
create index video_uploaded on learning.video (city_id, uploaded_at desc, id desc);

create table learning.lesson_version (
  city_id text not null, lesson_id text not null, version int not null, state text not null check (state in ('draft','published','old')), title_zh text not null, title_en text not null default '',
  intro text not null default '', steps text[] not null default '{}', safety text[] not null default '{}', read_aloud text not null default '', picture_id text, video_id text, captions text not null default '', seconds int not null check (seconds between 0 and 180),
  made_at timestamptz not null, made_by_name text not null, published_at timestamptz, learners int not null default 0,
  primary key (city_id, lesson_id, version),
  foreign key (city_id, lesson_id) references learning.lesson (city_id, id),
  foreign key (city_id, video_id) references learning.video (city_id, id),
  constraint captions_of_a_video check (captions = '' or video_id is not null),
  constraint published_with_date check ((state = 'draft') = (published_at is null))
);
create unique index one_draft on learning.lesson_version (city_id, lesson_id) where state = 'draft';
create unique index one_published on learning.lesson_version (city_id, lesson_id) where state = 'published';
create index version_video on learning.lesson_version (city_id, video_id) where video_id is not null;
create index version_picture on learning.lesson_version (city_id, picture_id) where picture_id is not null;

-- What is published is never written to again: somebody may be reading it. Only its state moves on.
create function learning.keep_published() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.title_zh, new.title_en, new.intro, new.steps, new.safety, new.read_aloud, new.picture_id, new.video_id, new.captions, new.seconds, new.published_at)
    is distinct from (old.title_zh, old.title_en, old.intro, old.steps, old.safety, old.read_aloud, old.picture_id, old.video_id, old.captions, old.seconds, old.published_at) then
    raise exception 'a published lesson is not edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger published_stays before update on learning.lesson_version for each row execute function learning.keep_published();

-- One row per learner: the lock of all her beats, and the counters of the desk's list. `spent_until`: up to there her time has been used for watching, on whichever phone.
create table learning.learner (
  city_id text not null, worker_id text not null, started_at timestamptz not null, last_at timestamptz not null, spent_until timestamptz not null, modules_finished int not null default 0, lessons_finished int not null default 0, seconds_done int not null default 0,
  core_finished_at timestamptz, path jsonb, path_at timestamptz, path_because_zh text not null default '', path_because_en text not null default '',
  primary key (city_id, worker_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index learner_last on learning.learner (city_id, last_at desc, worker_id desc);
create index learner_core on learning.learner (city_id, (core_finished_at is not null), last_at desc, worker_id desc);

create table learning.lesson_progress (
  city_id text not null, worker_id text not null, lesson_id text not null, version int not null, module text not null, opened_at timestamptz not null, last_at timestamptz not null,
  segments int[] not null default '{}', seconds_done int not null default 0, resume_second int not null default 0, finished_at timestamptz,
  primary key (city_id, worker_id, lesson_id),
  foreign key (city_id, worker_id) references learning.learner (city_id, worker_id),
  foreign key (city_id, lesson_id, version) references learning.lesson_version (city_id, lesson_id, version),
  constraint pairs_of_seconds check (cardinality(segments) % 2 = 0 and (seconds_done = 0) = (cardinality(segments) = 0))
);
create index progress_version on learning.lesson_progress (city_id, lesson_id, version);

create table learning.module_progress (
  city_id text not null, worker_id text not null, module text not null, started_at timestamptz not null, last_at timestamptz not null, lessons_finished int not null default 0, seconds_done int not null default 0,
  finished_at timestamptz, source text check (source in ('lessons','cohort','credit')), words text not null default '',
  primary key (city_id, worker_id, module),
  foreign key (city_id, worker_id) references learning.learner (city_id, worker_id),
  foreign key (city_id, module) references learning.module (city_id, code),
  constraint finished_by_something check ((finished_at is null) = (source is null))
);
create index module_learners on learning.module_progress (city_id, module, last_at desc, worker_id desc);
create index module_learners_by_state on learning.module_progress (city_id, module, (finished_at is not null), last_at desc, worker_id desc);

create table learning.quiz_result (
  city_id text not null, attempt_id text not null, worker_id text not null, paper text not null, score_percent int not null, is_passed boolean not null, at timestamptz not null,
  primary key (city_id, attempt_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index quiz_worker on learning.quiz_result (city_id, worker_id, at desc);

-- What was ordered where in the last thirty days. An order counts once, however often it is told.
create table learning.wanted_order (
  city_id text not null, order_id text not null, day date not null,
  primary key (city_id, order_id)
);
create index wanted_order_day on learning.wanted_order (city_id, day);
create table learning.demand (
  city_id text not null, day date not null, family text not null, district_id text not null default '', orders int not null,
  primary key (city_id, day, family, district_id)
);
