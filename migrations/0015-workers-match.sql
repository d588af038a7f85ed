-- What a match looks at: what a worker cannot be near and what she brings along, her manner if she told it, the homes she will not go to.
alter table workers.worker add column allergies text[] not null default '{}', add column habits text[] not null default '{}';

create table workers.manner (
  city_id text not null, worker_id text not null, answers smallint[] not null check (array_length(answers, 1) = 10), traits jsonb not null, consented_at timestamptz not null,
  primary key (city_id, worker_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);

create table workers.household_block (
  city_id text not null, worker_id text not null, household_id text not null, reason text not null, set_at timestamptz not null,
  primary key (city_id, worker_id, household_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, household_id) references accounts.household (city_id, id)
);
create index household_block_of on workers.household_block (city_id, household_id);

-- Reviews weigh half after ninety days: sums are kept as they would weigh on 1 January 2026 and read divided by the day's factor.
update workers.worker w set rating_sum = coalesce(r.total, 0), rating_weight = coalesce(r.weight, 0)
from (
  select city_id, worker_id, sum(weight * factor) as weight, sum(weight * factor * (skill + communication + attitude) / 3.0) as total
  from (select *, power(2, extract(epoch from at - timestamptz '2026-01-01T00:00:00Z')::float8 / 7776000::float8) as factor from workers.rating) rated group by city_id, worker_id
) r where r.city_id = w.city_id and r.worker_id = w.id;
