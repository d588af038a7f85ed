-- Cash taken at a station: every receipt has the next number of its station and year, so that a missing one shows.
create table payments.cash_receipt (
  city_id text not null, station_id text not null, year int not null, number int not null check (number > 0), no text not null, order_id text, charge_id text, amount_fen bigint not null check (amount_fen > 0), received_fen bigint not null, words_zh text not null, words_en text not null,
  taken_by_name text not null, taken_at timestamptz not null,
  primary key (city_id, station_id, year, number),
  constraint cash_receipt_no_once unique (city_id, no),
  constraint receipt_for_one_thing check (num_nonnulls(order_id, charge_id) = 1),
  constraint enough_was_received check (received_fen >= amount_fen)
);
create index cash_receipt_day on payments.cash_receipt (city_id, station_id, taken_at desc);
-- The drawer counted at the end of a day, with what the books say and what the difference was; and what was brought to the bank.
create table payments.cash_count (
  city_id text not null, id text not null, station_id text not null, day date not null, expected_fen bigint not null, counted_fen bigint not null check (counted_fen >= 0), words text not null, counted_by_name text not null, counted_at timestamptz not null,
  primary key (city_id, id),
  constraint counted_once_a_day unique (city_id, station_id, day),
  constraint difference_has_words check (expected_fen = counted_fen or words <> '')
);
create table payments.cash_handover (
  city_id text not null, id text not null, station_id text not null, amount_fen bigint not null check (amount_fen > 0), bank_ref text not null, handed_by_name text not null, handed_at timestamptz not null,
  primary key (city_id, id),
  constraint bank_slip_once unique (city_id, bank_ref)
);
