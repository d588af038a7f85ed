-- Certificates as verifiable credentials, the keys that sign them, and the log in which every certificate and every settled visit stands for ever.
create schema if not exists training;

create table training.signing_key (
  city_id text not null, id text not null, public_key jsonb not null, private_sealed text, made_at timestamptz not null, retired_at timestamptz, distrusted_at timestamptz, reason text not null default '',
  primary key (city_id, id),
  -- who retires a key forgets it: nothing can be signed in its name any more
  constraint retired_without_secret check ((retired_at is null) = (private_sealed is not null))
);
create unique index one_signing_key on training.signing_key (city_id) where retired_at is null;

-- One row per city: whoever appends holds it until the commit, so leaves have no gaps and heads no doubt.
create table training.log_state (
  city_id text not null, size bigint not null, certificates int not null, begun_at timestamptz not null,
  primary key (city_id)
);
create table training.log_leaf (
  city_id text not null, index bigint not null, kind text not null check (kind in ('key','certificate','retraining','revocation','service')), ref text not null, body text not null, hash text not null, at timestamptz not null,
  primary key (city_id, index),
  constraint logged_once unique (city_id, kind, ref)
);
create index log_leaf_hash on training.log_leaf (city_id, hash);
-- whole subtrees; level 0 are the leaves themselves
create table training.log_node (
  city_id text not null, level smallint not null, index bigint not null, hash text not null,
  primary key (city_id, level, index)
);
create table training.log_head (
  city_id text not null, size bigint not null, root text not null, at timestamptz not null, key_id text not null, token text not null,
  primary key (city_id, size),
  foreign key (city_id, key_id) references training.signing_key (city_id, id)
);
create function training.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % of %', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger leaf_stays before update or delete on training.log_leaf for each row execute function training.refuse_change();
create trigger node_stays before update or delete on training.log_node for each row execute function training.refuse_change();
create trigger head_stays before update or delete on training.log_head for each row execute function training.refuse_change();

create table training.certificate (
  city_id text not null, id text not null, number text not null, worker_id text not null, kind text not null, title_zh text not null, title_en text not null,
  evidence_kind text not null check (evidence_kind in ('attempt','practical','national','record')), evidence_id text not null, evidence_words text not null default '',
  issued_at timestamptz not null, valid_until date, issued_by text, issued_by_name text not null, key_id text not null, token text not null, status_index int not null, leaf_index bigint not null,
  retrain_by date, retrain_why text check (retrain_why in ('time','reviews')), retrained_at timestamptz, warned_days int,
  revoked_at timestamptz, revoked_by text, revoke_reason text check (revoke_reason in ('forgedEvidence','issuedInError','misconduct','ownWish','keyLost')), revoke_words text not null default '',
  primary key (city_id, id),
  constraint certificate_number unique (city_id, number),
  constraint certificate_status unique (city_id, status_index),
  constraint certified_once unique (city_id, worker_id, kind, evidence_kind, evidence_id),
  constraint revoked_with_reason check ((revoked_at is null) = (revoke_reason is null)),
  foreign key (city_id, worker_id) references workers.worker (city_id, id),
  foreign key (city_id, key_id) references training.signing_key (city_id, id)
);
create index certificate_worker on training.certificate (city_id, worker_id, issued_at desc);
create index certificate_retrain on training.certificate (city_id, retrain_by) where revoked_at is null;
create index certificate_end on training.certificate (city_id, valid_until) where revoked_at is null and valid_until is not null;

create table training.retraining (
  city_id text not null, id text not null, certificate_id text not null, evidence_kind text not null check (evidence_kind in ('attempt','practical','record')), evidence_id text not null, words text not null default '',
  at timestamptz not null, by_name text not null, next_by date,
  primary key (city_id, id),
  constraint retrained_once unique (city_id, certificate_id, evidence_kind, evidence_id),
  foreign key (city_id, certificate_id) references training.certificate (city_id, id)
);

-- What a settled visit was, without the home it was in. The salt keeps a hash from being guessed; it is handed out with her own record only.
create table training.service_record (
  city_id text not null, id text not null, worker_id text not null, order_id text not null, item_id text not null, item_zh text not null, item_en text not null, family text not null,
  started_at timestamptz not null, finished_at timestamptz not null, minutes int not null, settled_at timestamptz not null, salt text not null, leaf_index bigint not null,
  primary key (city_id, id),
  constraint one_record_per_order unique (city_id, order_id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create index service_record_worker on training.service_record (city_id, worker_id, settled_at desc);

-- Certificates of the state, recorded beside the platform's own and never counted as one.
create table training.national_certificate (
  city_id text not null, id text not null, worker_id text not null, occupation text not null, trade text not null default '', level smallint not null check (level between 1 and 5), issuer text not null,
  number_sealed text not null, number_masked text not null, number_index text not null, issued_on date not null, verify_url text not null default '',
  state text not null default 'submitted' check (state in ('submitted','verified','refused')), state_words text not null default '', submitted_at timestamptz not null, judged_by_name text, judged_at timestamptz,
  primary key (city_id, id),
  foreign key (city_id, worker_id) references workers.worker (city_id, id)
);
create unique index national_number on training.national_certificate (city_id, occupation, number_index) where state <> 'refused';
create index national_worker on training.national_certificate (city_id, worker_id);

create table training.mentor_pair (
  city_id text not null, id text not null, mentor_id text not null, trainee_id text not null, made_at timestamptz not null, made_by_name text not null, ended_at timestamptz, end_words text not null default '',
  primary key (city_id, id),
  check (mentor_id <> trainee_id),
  foreign key (city_id, mentor_id) references workers.worker (city_id, id),
  foreign key (city_id, trainee_id) references workers.worker (city_id, id)
);
create unique index one_mentor_each on training.mentor_pair (city_id, trainee_id) where ended_at is null;
create index mentor_pairs on training.mentor_pair (city_id, mentor_id) where ended_at is null;

create table training.coached_session (
  city_id text not null, id text not null, pair_id text not null, mentor_id text not null, trainee_id text not null, day date not null, minutes int not null check (minutes between 30 and 240), about text not null,
  recorded_at timestamptz not null, state text not null default 'waiting' check (state in ('waiting','confirmed','refused')), answered_at timestamptz, answer_words text not null default '',
  primary key (city_id, id),
  foreign key (city_id, pair_id) references training.mentor_pair (city_id, id)
);
create unique index one_session_a_day on training.coached_session (city_id, pair_id, day) where state <> 'refused';
create index session_mentor on training.coached_session (city_id, mentor_id, day desc);
create index session_trainee on training.coached_session (city_id, trainee_id, day desc);
