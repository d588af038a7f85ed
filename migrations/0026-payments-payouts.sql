-- Money on its way to those who earned it, and the tax withheld from it.
create table payments.payee (
  city_id text not null, party_kind text not null check (party_kind in ('worker','merchant')), party_id text not null, rail text not null, account text not null, holder_name text not null,
  changed_at timestamptz not null, changed_by text not null, blocked_at timestamptz, blocked_reason text not null default '', blocked_by text not null default '',
  primary key (city_id, party_kind, party_id)
);
create table payments.payout (
  city_id text not null, id text not null, party_kind text not null check (party_kind in ('worker','merchant')), party_id text not null, day date not null, cut_off timestamptz not null,
  gross_fen bigint not null check (gross_fen > 0), tax_fen bigint not null default 0 check (tax_fen >= 0), net_fen bigint not null check (net_fen > 0), tax_words_zh text not null default '', tax_words_en text not null default '',
  state text not null check (state in ('sending','waitConfirm','processing','arrived','failed','expired')), rail text not null, account text not null, holder_name text not null, transfer_no text not null, rail_no text,
  package text, why text not null default '', attempts int not null default 0, created_at timestamptz not null, confirm_by timestamptz, ended_at timestamptz, reissue_of text,
  primary key (city_id, id),
  constraint gross_is_net_and_tax check (gross_fen = net_fen + tax_fen),
  constraint transfer_no_once unique (city_id, transfer_no),
  constraint reissued_once unique (city_id, reissue_of)
);
-- Two runs at once send nobody's money twice.
create unique index one_open_payout_per_party on payments.payout (city_id, party_kind, party_id) where state in ('sending','waitConfirm','processing');
create index payout_state on payments.payout (city_id, state, created_at desc);
create index payout_party on payments.payout (city_id, party_kind, party_id, created_at desc);
-- What counted as a worker's income when, and what was withheld; a payout that came back has a second row that takes the first away.
create table payments.withholding (
  city_id text not null, worker_id text not null, payout_id text not null, is_return boolean not null, month text not null, income_fen bigint not null, exempt_fen bigint not null, tax_fen bigint not null, at timestamptz not null,
  primary key (city_id, payout_id, is_return)
);
create index withholding_worker on payments.withholding (city_id, worker_id, month);
