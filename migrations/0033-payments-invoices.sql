-- What was planned to be earned and spent, month by month.
create table payments.budget (
  city_id text not null, month text not null check (month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'), account text not null, amount_fen bigint not null check (amount_fen >= 0), note text not null default '', set_by text not null, set_by_name text not null, set_at timestamptz not null,
  primary key (city_id, month, account)
);
-- The ledger read by time, for exports: postings lie in the order of time anyway.
create index posting_time on payments.ledger_posting using brin (at);

-- E-invoices of orders and the red letters that take them back, wholly or in part. A red letter is an invoice of its own with its own number.
create table payments.invoice (
  city_id text not null, id text not null, order_id text not null, red_of text, refund_id text, title_kind text not null check (title_kind in ('person','company')), title text not null, tax_no text, item_name text not null,
  amount_fen bigint not null check (amount_fen > 0), tax_fen bigint not null check (tax_fen between 0 and amount_fen), rate text not null, note text not null default '', red_fen bigint not null default 0, refunds_counted text[] not null default '{}',
  state text not null check (state in ('requested','issued','delivered','redLettered','refused')), number text, why_zh text, why_en text, attempts int not null default 0,
  requested_by text not null, requested_at timestamptz not null, issued_at timestamptz, delivered_at timestamptz, files jsonb,
  primary key (city_id, id),
  foreign key (city_id, red_of) references payments.invoice (city_id, id),
  constraint invoice_number_once unique (city_id, number),
  constraint one_red_letter_per_refund unique (city_id, refund_id, red_of),
  constraint never_more_red check (red_fen between 0 and amount_fen),
  constraint issued_with_number check ((state in ('requested','refused')) = (number is null))
);
create unique index one_live_invoice_per_order on payments.invoice (city_id, order_id) where red_of is null and state in ('requested','issued','delivered');
create index invoice_order on payments.invoice (city_id, order_id, requested_at);
create index invoice_requested on payments.invoice (city_id, requested_at desc);

-- Receipts, numbered without a hole per year; no invoices. One for each thing that was paid.
create table payments.receipt (
  city_id text not null, id text not null, no text not null, kind text not null check (kind in ('wage','charge')), ref_id text not null, party_name text not null, amount_fen bigint not null check (amount_fen > 0), words_zh text not null, words_en text not null, at timestamptz not null,
  primary key (city_id, id),
  constraint receipt_no_once unique (city_id, no),
  constraint one_receipt_per_thing unique (city_id, kind, ref_id)
);
create table payments.receipt_year (
  city_id text not null, year text not null, last_no int not null,
  primary key (city_id, year)
);
