-- The ways into an account: a phone, an e-mail address, a social login. Whoever came by e-mail has no phone yet; phone_masked is '' then.
alter table accounts.person alter column phone_encrypted drop not null, alter column phone_hash drop not null;
alter table accounts.person add column email_encrypted text, add column email_hash text, add column email_masked text not null default '';
alter table accounts.person
  add constraint person_email_once unique (city_id, email_hash),
  add constraint person_phone_whole check ((phone_hash is null) = (phone_encrypted is null) and (phone_hash is null) = (phone_masked = '')),
  add constraint person_email_whole check ((email_hash is null) = (email_encrypted is null) and (email_hash is null) = (email_masked = '')),
  add constraint person_reachable check (phone_hash is not null or email_hash is not null);

-- Codes go to phones and to e-mail addresses alike and are counted alike.
alter table accounts.code_request rename column phone_hash to target_hash;
alter index accounts.code_request_phone rename to code_request_target;

-- Who a person is at WeChat or Alipay: a keyed fingerprint of the provider's number, and a masked name to tell the logins apart.
create table accounts.social_login (
  city_id text not null, provider text not null check (provider in ('wechat', 'alipay')), subject_hash text not null,
  person_id text not null, label text not null default '', linked_at timestamptz not null,
  primary key (city_id, provider, subject_hash),
  constraint social_login_per_provider unique (city_id, person_id, provider),
  foreign key (city_id, person_id) references accounts.person (city_id, id)
);

-- The random part of every state that came back from a provider: each opens the door once.
create table accounts.social_state (
  city_id text not null, nonce text not null, used_at timestamptz not null,
  primary key (city_id, nonce)
);
create index social_state_used on accounts.social_state (city_id, used_at);
