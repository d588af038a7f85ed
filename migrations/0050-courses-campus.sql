-- A course shorter than a month says why, and which kind of work it prepares for; beds can be taken out; what the pilot aims at is a setting with its history.
alter table courses.course add column family text, add column short_reason text not null default '';
update courses.course set short_reason = '设课时还没有要求写明理由' where standard_days < 30;
alter table courses.course add constraint short_course_with_reason check (standard_days >= 30 or short_reason <> '');
create index course_title on courses.course (city_id, title, id);

-- Who slept in a bed stays on record when the bed is gone; its name may be given again.
alter table courses.bed add column gone_on date, drop constraint bed_named_once;
create unique index bed_named_once on courses.bed (city_id, dormitory_id, name) where gone_on is null;

create table courses.target (
  city_id text not null, id text not null, step text not null check (step in ('candidates','enrolled','trained','basic','advanced','atWork','partners')), target int check (target between 1 and 10000000), words text not null, at timestamptz not null, by_name text not null,
  primary key (city_id, id)
);
comment on column courses.target.target is 'None: nothing is aimed at any more';
create index target_step on courses.target (city_id, step, at desc, id desc);
