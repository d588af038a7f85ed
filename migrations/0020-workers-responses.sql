-- What a worker answered, each answer by itself: so that she sees it, may appeal it, and an old refusal weighs less than a new one.
create table workers.response (
  city_id text not null, id text not null, worker_id text not null, order_id text, offer_id text, about_zh text not null default '', about_en text not null default '',
  kind text not null check (kind in ('accepted','refused','expired')), reason text, words text not null default '', is_excused boolean not null default false, at timestamptz not null,
  appeal_state text check (appeal_state in ('open','accepted','rejected')), appeal_words text not null default '', appealed_at timestamptz,
  decided_by text, decided_at timestamptz, decision_words text not null default '',
  primary key (city_id, id),
  constraint one_response_per_offer unique (city_id, offer_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  check (appeal_state is null or kind = 'refused')
);
create index response_worker on workers.response (city_id, worker_id, at desc);
create index response_appeal on workers.response (city_id, appealed_at) where appeal_state is not null;

-- Refusals without excuse weigh half after sixty days: the sum is kept as it would weigh on 1 January 2026 and read divided by the day's factor.
alter table workers.worker add column refused_weight double precision not null default 0;

do $$ begin
  if to_regclass('dispatch.offer') is not null then
    insert into workers.response (city_id, id, worker_id, order_id, offer_id, about_zh, about_en, kind, reason, words, is_excused, at)
    select f.city_id, 'rsp_' || substr(f.id, 5), f.worker_id, f.order_id, f.id,
      to_char(o.starts_at at time zone 'Asia/Shanghai', 'FMMM"月"FMDD"日" HH24:MI ') || o.item_name_zh || ' · ' || o.estate_name, o.item_name_en || to_char(o.starts_at at time zone 'Asia/Shanghai', ', YYYY-MM-DD HH24:MI, ') || o.estate_name, f.state, f.refusal_reason, f.refusal_words, coalesce(f.is_excused, false), coalesce(f.ended_at, f.made_at)
    from dispatch.offer f join workers.worker w on w.city_id = f.city_id and w.id = f.worker_id join orders."order" o on o.city_id = f.city_id and o.id = f.order_id
    where f.state in ('accepted', 'refused', 'expired') and o.starts_at is not null;
  end if;
end $$;
update workers.worker w set accepted_count = r.accepted, refused_excused_count = r.excused, refused_unexcused_count = r.unexcused, expired_count = r.expired, refused_weight = r.weight
from (
  select w.city_id, w.id as worker_id, count(*) filter (where x.kind = 'accepted')::int as accepted, count(*) filter (where x.kind = 'refused' and x.is_excused)::int as excused,
    count(*) filter (where x.kind = 'refused' and not x.is_excused)::int as unexcused, count(*) filter (where x.kind = 'expired')::int as expired,
    coalesce(sum(power(2, extract(epoch from x.at - timestamptz '2026-01-01T00:00:00Z')::float8 / 5184000::float8)) filter (where x.kind = 'refused' and not x.is_excused), 0) as weight
  from workers.worker w left join workers.response x on x.city_id = w.city_id and x.worker_id = w.id group by w.city_id, w.id
) r where r.city_id = w.city_id and r.worker_id = w.id;
