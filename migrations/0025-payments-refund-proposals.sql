-- Part refunds of served orders: somebody proposes, another decides. Small ones that follow a rule are decided by it.
create table payments.refund_proposal (
  city_id text not null, id text not null, order_id text not null, kind text not null check (kind in ('undoneItems','longTerm','goodwill')), amount_fen bigint not null check (amount_fen > 0),
  words_zh text not null, words_en text not null, reason text not null, state text not null check (state in ('proposed','approved','declined')),
  proposed_by text not null, proposed_by_name text not null, proposed_at timestamptz not null, decided_by text, decided_by_name text, decided_at timestamptz, decision_words text not null default '',
  primary key (city_id, id),
  constraint decided_with_name check ((state = 'proposed') = (decided_at is null)),
  -- The rule itself decides as nobody (null); a person never her own.
  constraint second_person check (decided_by is null or decided_by <> proposed_by)
);
create unique index one_live_proposal_per_rule on payments.refund_proposal (city_id, order_id, kind) where state <> 'declined';
create index refund_proposal_state on payments.refund_proposal (city_id, state, proposed_at desc);
