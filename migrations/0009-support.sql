-- The call desk: follow-up after every visit, tickets, calls.
create schema support;

create table support.follow_up (
  city_id text not null, id text not null, order_id text not null, customer_id text not null, state text not null check (state in ('due','done','unreachable')),
  due_at timestamptz not null, attempts int not null default 0, satisfaction smallint check (satisfaction between 1 and 5),
  is_arrived_on_time boolean, is_scope_done boolean, is_extra_charged boolean, words text not null default '', agent_id text, done_at timestamptz,
  primary key (city_id, id),
  constraint one_follow_up_per_order unique (city_id, order_id)
);
create index follow_up_due on support.follow_up (city_id, state, due_at);

create table support.ticket (
  city_id text not null, id text not null, no text not null, kind text not null check (kind in ('complaint','consulting','change','incident')),
  state text not null check (state in ('open','inProgress','resolved','closed')), order_id text, customer_id text, opened_by text not null, words text not null, due_at timestamptz not null, opened_at timestamptz not null,
  assignee_id text, resolution text, closed_at timestamptz,
  primary key (city_id, id),
  constraint ticket_no_once unique (city_id, no)
);
create index ticket_open on support.ticket (city_id, state, due_at);
create index ticket_order on support.ticket (city_id, order_id);
create index ticket_customer on support.ticket (city_id, customer_id);
create index ticket_opened_by on support.ticket (city_id, opened_by);
create table support.ticket_note (
  city_id text not null, ticket_id text not null, seq int not null, at timestamptz not null, by_id text, by_name text not null, words text not null,
  primary key (city_id, ticket_id, seq),
  foreign key (city_id, ticket_id) references support.ticket (city_id, id)
);
create table support.call (
  city_id text not null, id text not null, at timestamptz not null, direction text not null check (direction in ('inbound','outbound')), phone_masked text not null, phone_hash text not null, agent_id text not null, order_id text, words text not null default '', dial_number text,
  primary key (city_id, id)
);
create index call_at on support.call (city_id, at desc);
