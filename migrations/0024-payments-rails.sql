-- A payment says over which rail and in which scene it was opened, and what its payer's device was given for it.
alter table payments.payment add column scene text not null default 'h5' check (scene in ('jsapi','h5','native','page','app','precreate')), add column code_url text, add column client_params jsonb;
