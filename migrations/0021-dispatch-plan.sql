-- The live plan of a cell (a district's orders of one day): asked for, thought about, shown, carried out, taken back.
create table dispatch.plan (
  city_id text not null, id text not null, district_id text not null, day date not null,
  state text not null check (state in ('thinking','ready','committed','stale','discarded','undone','nothing')),
  cause text not null, cause_zh text not null, cause_en text not null, asked_at timestamptz not null, ready_at timestamptz, ended_at timestamptz, by_id text, by_name text, tries int not null default 0,
  seconds double precision not null default 0, visits int not null default 0, workers_considered int not null default 0,
  diff jsonb, moves jsonb not null default '[]', left_open jsonb not null default '[]', words_zh text not null default '', words_en text not null default '',
  -- How every order and every worker the plan touches stood when it was read: commit refuses what is not so any more.
  basis jsonb not null default '{}',
  -- What was carried out, with who had each visit before, for the way back.
  done jsonb not null default '[]', undo_until timestamptz,
  primary key (city_id, id)
);
create unique index one_open_plan_a_cell on dispatch.plan (city_id, district_id, day) where state in ('thinking', 'ready');
create index plan_asked on dispatch.plan (city_id, asked_at);

-- What upset a day and what was done about it.
create table dispatch.disruption (
  city_id text not null, id text not null, kind text not null check (kind in ('workerIll','districtFlooded','merchantSuspended','papersRecalled','traffic')),
  subject_id text not null, subject_name text not null, at timestamptz not null, until timestamptz, by_id text, by_name text, reason text not null default '',
  -- What the kind needs besides: the factor of traffic, the absence or the papers to give back when it is lifted.
  detail jsonb not null default '{}', moves jsonb not null default '[]', left_open jsonb not null default '[]', told_households int not null default 0, told_workers int not null default 0, words_zh text not null, words_en text not null,
  state text not null default 'done' check (state in ('done','lifted')), lifted_at timestamptz, lifted_by text, lift_reason text not null default '',
  primary key (city_id, id)
);
create index disruption_at on dispatch.disruption (city_id, at);
create index disruption_standing on dispatch.disruption (city_id, kind, subject_id) where state = 'done';

alter table dispatch.decision drop constraint decision_kind_check;
alter table dispatch.decision add constraint decision_kind_check check (kind in ('offer','assign','grab','hold','none','refused','expired','withdrawn','batch','hall','merchant','diverted','filler','plan','repair','undo'));

-- Policies written before days were planned live.
update dispatch.policy set policy = '{"livePlan": "propose", "gainToMoveMinutes": 5}'::jsonb || policy where policy is not null;
