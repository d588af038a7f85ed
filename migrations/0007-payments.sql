-- Money: what the provider took and gave back, and a double-entry ledger in fen that is only ever appended to.
create schema payments;

create table payments.payment (
  city_id text not null, id text not null, order_id text not null, provider text not null, trade_no text not null, amount_fen bigint not null check (amount_fen >= 0),
  status text not null check (status in ('created','paid','closed','failed')), provider_trade_no text, provider_transaction_no text, cashier_path text,
  created_at timestamptz not null, expires_at timestamptz not null, paid_at timestamptz, payer_id text not null,
  primary key (city_id, id),
  constraint trade_no_once unique (city_id, trade_no)
);
-- A second paid one must be storable: money that arrives after its payment was closed is taken in and sent back.
create unique index one_open_payment_per_order on payments.payment (city_id, order_id) where status = 'created';
create index payment_order on payments.payment (city_id, order_id);
create index payment_status on payments.payment (city_id, status, created_at);

create table payments.refund (
  city_id text not null, id text not null, payment_id text not null, order_id text not null, refund_no text not null, amount_fen bigint not null check (amount_fen > 0),
  status text not null check (status in ('requested','succeeded','failed')), reason_key text not null, words_zh text not null, words_en text not null,
  requested_at timestamptz not null, arrived_at timestamptz, attempts int not null default 0, last_error text,
  primary key (city_id, id),
  constraint refund_no_once unique (city_id, refund_no),
  constraint one_refund_per_reason unique (city_id, payment_id, reason_key),
  foreign key (city_id, payment_id) references payments.payment (city_id, id)
);
create index refund_order on payments.refund (city_id, order_id);

-- Every notify that arrived, once; refused ones are kept as alarms.
create table payments.notify (
  city_id text not null, id text not null, provider text not null, notify_id text not null, trade_no text, kind text not null, is_accepted boolean not null, reason text not null default '', body_hash text not null, at timestamptz not null,
  primary key (city_id, id)
);
create unique index notify_once on payments.notify (city_id, provider, notify_id) where is_accepted;
create index notify_trade on payments.notify (city_id, trade_no) where is_accepted;
create index notify_refused on payments.notify (city_id, at desc) where not is_accepted;

create table payments.ledger_account (
  city_id text not null, account text not null, kind text not null check (kind in ('asset','liability','income','expense','equity')),
  party_kind text check (party_kind in ('order','worker','merchant')), party_id text, name_zh text not null, name_en text not null, opened_at timestamptz not null,
  primary key (city_id, account)
);
create table payments.ledger_transaction (
  city_id text not null, id text not null, business_key text not null, kind text not null, order_id text, words_zh text not null, words_en text not null, at timestamptz not null, reverses text,
  primary key (city_id, id),
  constraint business_key_once unique (city_id, business_key)
);
create index transaction_order on payments.ledger_transaction (city_id, order_id);
create sequence payments.posting_seq;
-- amount_fen > 0 debits, < 0 credits; the postings of a transaction sum to zero (checked at commit).
create table payments.ledger_posting (
  city_id text not null, posting_id bigint not null default nextval('payments.posting_seq'), transaction_id text not null, account text not null, amount_fen bigint not null check (amount_fen <> 0), kind text not null, at timestamptz not null,
  primary key (city_id, posting_id),
  foreign key (city_id, transaction_id) references payments.ledger_transaction (city_id, id),
  foreign key (city_id, account) references payments.ledger_account (city_id, account)
);
create index posting_account on payments.ledger_posting (city_id, account, at);
create index posting_transaction on payments.ledger_posting (city_id, transaction_id);

create function payments.transaction_balances() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(amount_fen), 0) from payments.ledger_posting where city_id = new.city_id and transaction_id = new.transaction_id) <> 0 then
    raise exception 'ledger transaction % does not sum to zero', new.transaction_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on payments.ledger_posting deferrable initially deferred for each row execute function payments.transaction_balances();

create function payments.ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: post a reversal instead' using errcode = 'restrict_violation';
end $$;
create trigger posting_append_only before update or delete on payments.ledger_posting for each row execute function payments.ledger_is_append_only();
create trigger transaction_append_only before update or delete on payments.ledger_transaction for each row execute function payments.ledger_is_append_only();
create trigger posting_no_truncate before truncate on payments.ledger_posting for each statement execute function payments.ledger_is_append_only();
create trigger transaction_no_truncate before truncate on payments.ledger_transaction for each statement execute function payments.ledger_is_append_only();
