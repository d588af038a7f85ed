-- A renewal beside the paper in force, what the platform does about a merchant that falls short, and who stands in the register of elder-care providers.
alter table alliance.joining_paper add column is_renewal boolean not null default false;
drop index alliance.one_paper_in_force;
create unique index one_paper_in_force on alliance.joining_paper (city_id, joining_id, kind) where superseded_at is null and not is_renewal;
create unique index one_renewal on alliance.joining_paper (city_id, joining_id, kind) where superseded_at is null and is_renewal;
-- Handed in over a paper that was judged before: that one is in force again, and this one waits beside it.
update alliance.joining_paper p set is_renewal = true from alliance.joining j
  where j.city_id = p.city_id and j.id = p.joining_id and j.stage not in ('draft','review') and p.superseded_at is null and p.state in ('submitted','failed')
    and exists (select from alliance.joining_paper o where o.city_id = p.city_id and o.joining_id = p.joining_id and o.kind = p.kind and o.superseded_at = p.at and o.state in ('passed','lapsed'));
update alliance.joining_paper o set superseded_at = null from alliance.joining_paper p
  where p.city_id = o.city_id and p.joining_id = o.joining_id and p.kind = o.kind and p.is_renewal and p.superseded_at is null and o.superseded_at = p.at and o.state in ('passed','lapsed');

-- A reward, or a step against a merchant with its evidence. The reason is for everybody to read, the evidence is not.
create table alliance.sanction (
  city_id text not null, id text not null, merchant_id text not null, kind text not null check (kind in ('reward','warning','limit','suspend')), reason text not null, evidence text not null default '', orders_per_day int check (orders_per_day between 1 and 1000),
  from_at timestamptz not null, until_at timestamptz, by_id text, by_name text not null, state text not null check (state in ('standing','done','lifted')), ended_at timestamptz, ended_words text not null default '',
  appeal_state text check (appeal_state in ('open','accepted','rejected')), appeal_words text not null default '', appealed_at timestamptz, decided_at timestamptz, decided_by text, decided_by_name text, decision_words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  check ((kind = 'limit') = (orders_per_day is not null)), check (until_at is null or until_at > from_at), check ((state = 'standing') = (ended_at is null)),
  constraint appeal_decided_by_another check (decided_by is null or by_id is null or decided_by <> by_id)
);
create index sanction_merchant on alliance.sanction (city_id, merchant_id, from_at desc, id desc);
create index sanction_appeals on alliance.sanction (city_id, appealed_at) where appeal_state = 'open';
create index sanction_limits on alliance.sanction (city_id, merchant_id) include (orders_per_day) where kind = 'limit' and state = 'standing';
-- Whoever is suspended now for another reason than a paper that ended stands in the ledger with it.
insert into alliance.sanction (city_id, id, merchant_id, kind, reason, from_at, by_name, state)
  select m.city_id, 'snc_' || substr(m.id, 5), m.id, 'suspend', m.status_reason, j.stage_at, 'system', 'standing' from alliance.merchant m join alliance.joining j on j.city_id = m.city_id and j.merchant_id = m.id
  where m.status = 'suspended' and j.stage = 'suspended' and not exists (select from alliance.joining_paper p where p.city_id = j.city_id and p.joining_id = j.id and p.superseded_at is null and p.state = 'lapsed');

create table alliance.elder_provider (
  city_id text not null, merchant_id text not null, state text not null check (state in ('applied','listed','removed')), register_no text not null default '', authority text not null default '', services text[] not null default '{}',
  listed_on date, valid_until date, words text not null default '', by_name text not null, at timestamptz not null,
  primary key (city_id, merchant_id),
  foreign key (city_id, merchant_id) references alliance.merchant (city_id, id),
  check (state <> 'listed' or (register_no <> '' and authority <> '' and listed_on is not null)), check (valid_until is null or listed_on is null or valid_until > listed_on)
);
