-- People, households, addresses, roles. Phones are stored encrypted; phone_hash (keyed) finds them, phone_masked shows them.
create schema accounts;

create table accounts.city (
  city_id text primary key,
  name_zh text not null, name_en text not null,
  tier smallint not null check (tier between 1 and 3),
  hotline text not null default '',
  is_demo boolean not null default false,
  created_at timestamptz not null
);

create table accounts.person (
  city_id text not null, id text not null,
  auth_user_id text,
  name text not null check (length(name) between 1 and 30),
  pinyin text not null default '',
  phone_encrypted text not null, phone_hash text not null, phone_masked text not null,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  is_elder_mode boolean not null default false,
  suspended_at timestamptz,
  -- orders stand to the right; they count up here, so that a found caller shows how well the city knows them
  order_count int not null default 0,
  registered_at timestamptz not null,
  primary key (city_id, id),
  constraint person_phone_once unique (city_id, phone_hash)
);
create index person_pinyin on accounts.person (city_id, pinyin);
create index person_auth on accounts.person (city_id, auth_user_id);

create table accounts.role_grant (
  city_id text not null, person_id text not null,
  role text not null check (role in ('worker','merchantOwner','merchantStaff','stationStaff','agent','dispatcher','operator','finance','auditor')),
  scope_type text not null check (scope_type in ('city','merchant','station','self')), scope_id text not null,
  granted_by text, granted_at timestamptz not null,
  primary key (city_id, person_id, role, scope_type, scope_id),
  foreign key (city_id, person_id) references accounts.person (city_id, id)
);

create index role_grant_scope on accounts.role_grant (city_id, role, scope_id);

-- What a grant may name, told by the modules that own it (a merchant, a station): so a grant in a scope that does not exist is refused.
create table accounts.scope (
  city_id text not null, scope_type text not null check (scope_type in ('merchant','station','self')), scope_id text not null,
  name text not null,
  primary key (city_id, scope_type, scope_id)
);

create table accounts.household (
  city_id text not null, id text not null, created_at timestamptz not null,
  primary key (city_id, id)
);
create table accounts.household_person (
  city_id text not null, household_id text not null, person_id text not null, joined_at timestamptz not null,
  primary key (city_id, household_id, person_id),
  constraint one_household_per_person unique (city_id, person_id),
  foreign key (city_id, household_id) references accounts.household (city_id, id),
  foreign key (city_id, person_id) references accounts.person (city_id, id)
);
create table accounts.member (
  city_id text not null, id text not null, household_id text not null,
  name text not null, relation text not null check (relation in ('self','spouse','child','elder','other')),
  birth_year int, needs text not null default '', added_by text not null, added_at timestamptz not null, removed_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, household_id) references accounts.household (city_id, id)
);
create index member_household on accounts.member (city_id, household_id);

create table accounts.estate (
  city_id text not null, id text not null,
  name text not null, pinyin text not null default '',
  district_code text not null, district_name text not null, street_code text not null, street_name text not null, community_name text not null,
  lon double precision not null, lat double precision not null,
  cell text not null,
  buildings jsonb not null,
  primary key (city_id, id),
  constraint estate_once unique (city_id, street_code, name)
);
create index estate_place on accounts.estate (city_id, lon, lat);
create index estate_pinyin on accounts.estate (city_id, pinyin, id);

-- Cells open to booking, told by the districts: an estate is open when its cell is, also one that is added later.
create table accounts.open_cell (
  city_id text not null, cell text not null,
  primary key (city_id, cell)
);

create table accounts.address (
  city_id text not null, id text not null, household_id text not null, estate_id text not null,
  building text not null, room text not null default '', contact_name text not null,
  contact_phone_encrypted text not null, contact_phone_masked text not null,
  home_scene jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null, removed_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, household_id) references accounts.household (city_id, id),
  foreign key (city_id, estate_id) references accounts.estate (city_id, id)
);
create index address_household on accounts.address (city_id, household_id);

-- Attempts are counted per number and per caller, so that a code can be neither guessed nor farmed.
create table accounts.code_request (
  city_id text not null, id text not null, phone_hash text not null, client_ip text not null, requested_at timestamptz not null,
  -- keyed with the request, so equal codes look different and none can be read back
  code_hash text not null,
  wrong_tries int not null default 0,
  consumed_at timestamptz,
  primary key (city_id, id)
);
create index code_request_phone on accounts.code_request (city_id, phone_hash, requested_at);
create index code_request_ip on accounts.code_request (city_id, client_ip, requested_at);

create table accounts.demo_person (
  city_id text not null, app text not null, person_id text not null, phone text not null, role_zh text not null, role_en text not null,
  primary key (city_id, app, person_id)
);

create table accounts.setting (
  city_id text not null, key text not null, value double precision not null, changed_at timestamptz not null,
  primary key (city_id, key)
);

-- The tables of the login library (better-auth with phone numbers), as its own generator makes them, in our spelling of names.
-- phone_number is a keyed pseudo-number of city and phone, email is made of it: no real number stands here.
create table auth_user (
  id text not null primary key, name text not null, email text not null unique, email_verified boolean not null, image text,
  created_at timestamptz not null default current_timestamp, updated_at timestamptz not null default current_timestamp,
  phone_number text unique, phone_number_verified boolean
);
create table auth_session (
  id text not null primary key, expires_at timestamptz not null, token text not null unique,
  created_at timestamptz not null default current_timestamp, updated_at timestamptz not null, ip_address text, user_agent text,
  user_id text not null references auth_user (id) on delete cascade
);
create index auth_session_user_id_idx on auth_session (user_id);
create table auth_account (
  id text not null primary key, account_id text not null, provider_id text not null, user_id text not null references auth_user (id) on delete cascade,
  access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text, password text,
  created_at timestamptz not null default current_timestamp, updated_at timestamptz not null
);
create index auth_account_user_id_idx on auth_account (user_id);
create table auth_verification (
  id text not null primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp, updated_at timestamptz not null default current_timestamp
);
create index auth_verification_identifier_idx on auth_verification (identifier);
