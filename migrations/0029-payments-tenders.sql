-- What is paid for and is no order: money put in, packs, memberships, tips, deposits.
create sequence payments.charge_seq;
create table payments.charge (
  city_id text not null, id text not null, no text not null, kind text not null check (kind in ('topUp','pack','membership','tip','deposit')), ref_id text not null, payer_id text not null, household_id text, merchant_id text, order_id text,
  amount_fen bigint not null check (amount_fen > 0), words_zh text not null, words_en text not null, status text not null check (status in ('open','paid','closed')), created_at timestamptz not null, pay_before timestamptz not null, paid_at timestamptz, ended_at timestamptz,
  primary key (city_id, id),
  constraint charge_no_once unique (city_id, no),
  constraint paid_with_time check ((status = 'paid') = (paid_at is not null))
);
create unique index one_live_charge_per_thing on payments.charge (city_id, kind, ref_id) where status <> 'closed';
create index charge_payer on payments.charge (city_id, payer_id, created_at desc);
-- A payment pays for one order or for one charge.
alter table payments.payment alter column order_id drop not null, add column charge_id text, add constraint payment_for_one_thing check (num_nonnulls(order_id, charge_id) = 1),
  add constraint payment_charge_fkey foreign key (city_id, charge_id) references payments.charge (city_id, id);
create unique index one_open_payment_per_charge on payments.payment (city_id, charge_id) where status = 'created';
-- Parts of an order that no rail carries. What went back of one is never more than it was.
create table payments.tender (
  city_id text not null, id text not null, order_id text not null, kind text not null check (kind in ('stored','bonus','pack','voucher','points','cash')), ref_id text not null, account text not null, amount_fen bigint not null check (amount_fen > 0),
  returned_fen bigint not null default 0, words_zh text not null, words_en text not null, state text not null check (state in ('held','released')), created_at timestamptz not null, released_at timestamptz,
  primary key (city_id, id),
  constraint never_returned_twice check (returned_fen between 0 and amount_fen),
  constraint released_is_whole check (state = 'held' or returned_fen = 0),
  foreign key (city_id, account) references payments.ledger_account (city_id, account)
);
create index tender_order on payments.tender (city_id, order_id);
create index tender_source on payments.tender (city_id, kind, ref_id);
-- A refund goes back the way its part came: over the rail, or to the tender.
alter table payments.refund alter column payment_id drop not null, alter column order_id drop not null, add column charge_id text, add column tender_id text,
  add constraint refund_one_way check (num_nonnulls(payment_id, tender_id) = 1), add constraint refund_of_one_thing check (num_nonnulls(order_id, charge_id) = 1),
  add constraint one_refund_per_tender_and_reason unique (city_id, tender_id, reason_key),
  add foreign key (city_id, tender_id) references payments.tender (city_id, id), add foreign key (city_id, charge_id) references payments.charge (city_id, id);
-- Whose money the ledger may keep beside that of orders, workers and merchants.
alter table payments.ledger_account drop constraint ledger_account_party_kind_check;
alter table payments.ledger_account add constraint ledger_account_party_kind_check check (party_kind in ('order','worker','merchant','household','pack','charge','deposit','fund','station'));
