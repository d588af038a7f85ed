-- Papers with a picture of them, and who was turned down or took her word back may apply anew: the application before stays as it was.
alter table workers.paper add column photo_id text;
comment on column workers.paper.photo_id is 'A picture of the paper, for who judges it; kept apart like every photo';

alter table workers.record_read drop constraint record_read_kind_check;
alter table workers.record_read add constraint record_read_kind_check check (kind in ('health', 'credit', 'referees', 'paper'));

alter table workers.application drop constraint one_application_per_person, drop constraint one_application_per_phone, drop constraint one_application_per_identity;
create unique index one_application_per_person on workers.application (city_id, person_id) where state in ('draft', 'submitted');
create unique index one_application_per_phone on workers.application (city_id, phone_hash) where state in ('draft', 'submitted');
create unique index one_application_per_identity on workers.application (city_id, id_number_hash) where state in ('draft', 'submitted');
create index application_over on workers.application (city_id, person_id, created_at desc) where state in ('refused', 'withdrawn');
