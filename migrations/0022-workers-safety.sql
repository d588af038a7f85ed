-- What stands against a worker's credit: complaints the desk found right, visits she did not come to, door codes she could not tell. Each is shown
-- to her and may be taken off by the desk. The sum fades (half after ninety days) and is kept as it would weigh on 1 January 2026.
alter table workers.worker add column credit_weight double precision not null default 0, add column safety text check (safety in ('green','yellow','red')), add column safety_since timestamptz;

create table workers.mark (
  city_id text not null, id text not null, worker_id text not null, kind text not null check (kind in ('complaint','noShow','doorLocked')), order_id text not null, about_zh text not null default '', about_en text not null default '', at timestamptz not null,
  excused_at timestamptz, excused_by text, excused_words text not null default '',
  primary key (city_id, id),
  constraint one_mark_per_order unique (city_id, worker_id, order_id, kind),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index mark_worker on workers.mark (city_id, worker_id, at desc);

-- A position is kept with the worker's consent alone; who takes it back loses what is kept.
alter table workers.worker add column position_consent_at timestamptz;
-- Kept so far on the word of her phone alone: asked anew, and nothing stays that nobody agreed to here.
delete from workers.position;
