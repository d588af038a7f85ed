-- Results of exams and practicals that others held; what feedback shows to be weak, and which version of a lesson answers it.
create table exams.outside_import (
  city_id text not null, id text not null, file_name text not null, bytes bigint not null, sha256 text not null, issuer text not null, partner_id text, is_dry_run boolean not null, rows_read int not null, rows_in int not null, rows_out int not null,
  by_id text, by_name text not null, at timestamptz not null,
  primary key (city_id, id),
  foreign key (city_id, partner_id) references courses.partner (city_id, id),
  check (rows_read = rows_in + rows_out)
);
create index outside_import_newest on exams.outside_import (city_id, at desc, id desc);
create table exams.outside_result (
  city_id text not null, id text not null, import_id text not null, row_no int not null, worker_id text not null, kind text not null, part text not null check (part in ('theory','practical')), held_on date not null,
  score_percent smallint not null check (score_percent between 0 and 100), is_passed boolean not null, paper_number text not null default '', at timestamptz not null,
  primary key (city_id, id),
  -- a person sits an exam once a day
  constraint outside_result_once unique (city_id, worker_id, kind, part, held_on),
  foreign key (city_id, import_id) references exams.outside_import (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index outside_newest on exams.outside_result (city_id, at desc, id desc);
create index outside_kind on exams.outside_result (city_id, kind, at desc, id desc);
-- Every row of a file with what became of it, of a dry run too: the file of results is written from here.
create table exams.outside_row (
  city_id text not null, import_id text not null, row_no int not null, masked_name text not null, field text not null default '', reason_zh text not null default '', reason_en text not null default '',
  primary key (city_id, import_id, row_no),
  foreign key (city_id, import_id) references exams.outside_import (city_id, id)
);
create index outside_row_fault on exams.outside_row (city_id, import_id, row_no) where reason_zh <> '';

-- What a review, an upheld complaint or an inspection asks of a worker to learn; a thing that happened counts once for a module. `mended_at`: she has finished the module, or passed its quiz, since.
create table learning.signal (
  city_id text not null, source text not null check (source in ('review','complaint','inspection')), ref_id text not null, module text not null, worker_id text not null, words_zh text not null, words_en text not null, at timestamptz not null, mended_at timestamptz check (mended_at >= at),
  primary key (city_id, source, ref_id, module),
  foreign key (city_id, module) references learning.module (city_id, code),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index signal_worker on learning.signal (city_id, worker_id, at desc);
create index signal_module on learning.signal (city_id, at, module) include (worker_id, source, mended_at);
create index signal_open on learning.signal (city_id, worker_id, module) where mended_at is null;

-- A version may name what it answers; what was published says so for good.
alter table learning.lesson_version add column because jsonb;
create or replace function learning.keep_published() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.title_zh, new.title_en, new.intro, new.steps, new.safety, new.read_aloud, new.picture_id, new.video_id, new.captions, new.seconds, new.published_at, new.because)
    is distinct from (old.title_zh, old.title_en, old.intro, old.steps, old.safety, old.read_aloud, old.picture_id, old.video_id, old.captions, old.seconds, old.published_at, old.because) then
    raise exception 'a published lesson is not edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
