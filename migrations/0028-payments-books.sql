-- The providers' books, day by day, and what they say differently from ours.
create table payments.bill_row (
  city_id text not null, rail text not null, kind text not null, out_no text not null, day date not null, rail_no text not null, amount_fen bigint not null, fee_fen bigint not null, at timestamptz not null,
  primary key (city_id, rail, kind, out_no)
);
create index bill_row_day on payments.bill_row (city_id, rail, day);
create table payments.reconciliation (
  city_id text not null, rail text not null, day date not null, at timestamptz not null, rows int not null, ours_fen bigint not null, theirs_fen bigint not null, fee_fen bigint not null, differences int not null,
  primary key (city_id, rail, day)
);
create table payments.difference (
  city_id text not null, id text not null, rail text not null, day date not null, kind text not null check (kind in ('missing','extra','amount','fee','date')), row_kind text not null, out_no text not null,
  ours_fen bigint, theirs_fen bigint, our_day date, their_day date, fee_fen bigint, expected_fee_fen bigint, open_fen bigint not null, words_zh text not null, words_en text not null, found_at timestamptz not null,
  state text not null check (state in ('open','explained','writtenOff')), resolved_at timestamptz, resolved_by text, resolution text not null default '', suspense_id text,
  primary key (city_id, id),
  constraint one_difference_per_line unique (city_id, rail, row_kind, out_no),
  constraint resolved_with_name check ((state = 'open') = (resolved_at is null))
);
create index difference_state on payments.difference (city_id, state, day desc);
