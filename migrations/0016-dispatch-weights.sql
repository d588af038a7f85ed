-- The weights the formula is used with, every version of them, and what each was learned from. The last is in force.
create table dispatch.weights (
  city_id text not null, version int not null check (version > 0), at timestamptz not null, source text not null check (source in ('learned','manual','reverted')),
  weights jsonb not null, precision_of jsonb not null, usual jsonb not null, bias double precision not null, reviews int not null, formula_version text not null,
  order_id text, decision_id text, outcome double precision, by_id text, words text not null default '',
  primary key (city_id, version),
  constraint one_lesson_per_order unique (city_id, order_id)
);

-- Every feasible candidate's dimensions in one compact list, so that a decision can be taken again under another policy.
alter table dispatch.decision add column field jsonb not null default '[]', add column weights_version int not null default 0;
