-- The ground: what happened (outbox), what was done about it (delivery), what was asked twice (idempotency),
-- who did what (audit), when to wake (timer), and small shared counters and settings.

create extension if not exists btree_gist;
create schema if not exists kernel;

create table kernel.outbox (
  city_id text not null,
  id text not null,
  name text not null,
  subject text,
  payload jsonb not null,
  actor_id text,
  actor_name text not null,
  at timestamptz not null,
  -- reactions that have not run yet; 0 means everything that follows from the event was done
  pending integer not null check (pending >= 0),
  primary key (city_id, id)
);
create index outbox_pending on kernel.outbox (city_id, at) where pending > 0;
create index outbox_subject on kernel.outbox (city_id, subject, at) where subject is not null;

create table kernel.delivery (
  city_id text not null,
  event_id text not null,
  reaction text not null,
  at timestamptz not null,
  primary key (city_id, event_id, reaction)
);

create table kernel.timer (
  city_id text not null,
  name text not null,
  key text not null,
  -- a replaced timer carries a new version; a wake-up with an old one finds nothing to do
  version text not null,
  at timestamptz not null,
  payload jsonb not null,
  primary key (city_id, name, key)
);
create index timer_due on kernel.timer (city_id, at);

create table kernel.idempotency (
  city_id text not null,
  actor_id text not null,
  key text not null,
  route text not null,
  body_hash text not null,
  status integer,
  -- json, not jsonb: a replay is the same text, keys in the same order
  response json,
  created_at timestamptz not null,
  primary key (city_id, actor_id, key)
);
create index idempotency_age on kernel.idempotency (city_id, created_at);

create table kernel.audit_entry (
  city_id text not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_ids text[] not null,
  input_digest text not null,
  summary jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (city_id, seq)
);
create index audit_entry_subjects on kernel.audit_entry using gin (subject_ids);
create index audit_entry_actor on kernel.audit_entry (city_id, actor_id, seq);

-- The end of the chain: locking this one row orders the entries, comparing with it shows a cut tail.
create table kernel.audit_head (
  city_id text primary key,
  seq bigint not null,
  hash text not null
);

create table kernel.setting (
  city_id text not null,
  key text not null,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (city_id, key)
);

-- Human numbers such as 20261122-0042.
create table kernel.counter (
  city_id text not null,
  name text not null,
  day date not null,
  n integer not null,
  primary key (city_id, name, day)
);

create function kernel.audit_hash(
  previous_hash text, seq bigint, at timestamptz, actor_id text, actor_name text, action text, subject_ids text[], input_digest text, summary jsonb
) returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws(E'\x1f',
    previous_hash, seq::text, (extract(epoch from at) * 1000000)::bigint::text, coalesce(actor_id, ''), actor_name, action,
    array_to_string(subject_ids, ','), input_digest, summary::text), 'UTF8')), 'hex')
$$;

-- One round trip: takes the head of the chain, links the entry to it and moves the head. The row lock lasts until commit.
create function kernel.append_audit(
  p_city text, p_at timestamptz, p_actor_id text, p_actor_name text, p_action text, p_subjects text[], p_digest text, p_summary jsonb
) returns bigint language plpgsql as $$
declare
  head kernel.audit_head;
  entry_hash text;
begin
  insert into kernel.audit_head values (p_city, 0, repeat('0', 64)) on conflict do nothing;
  select * into head from kernel.audit_head where city_id = p_city for update;
  entry_hash := kernel.audit_hash(head.hash, head.seq + 1, p_at, p_actor_id, p_actor_name, p_action, p_subjects, p_digest, p_summary);
  insert into kernel.audit_entry values (p_city, head.seq + 1, p_at, p_actor_id, p_actor_name, p_action, p_subjects, p_digest, p_summary, head.hash, entry_hash);
  update kernel.audit_head set seq = head.seq + 1, hash = entry_hash where city_id = p_city;
  return head.seq + 1;
end $$;

-- An audit trail is only ever added to.
create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_entry_append_only before update or delete on kernel.audit_entry for each row execute function kernel.refuse_change();
create trigger audit_entry_no_truncate before truncate on kernel.audit_entry for each statement execute function kernel.refuse_change();
