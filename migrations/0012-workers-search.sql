-- What workers are searched by, in one row and so by one index each. Name and reading belong to the person; the triggers below keep the
-- copies, so that a changed name is found in the very transaction that changed it.
create function workers.letter_pairs(value text) returns text[] language sql immutable strict parallel safe as $$
  select array(select distinct substr(lower(value), i, n) from generate_series(1, length(value)) i cross join (values (1), (2)) v (n) where i + n - 1 <= length(value))
$$;
comment on function workers.letter_pairs is 'Every letter and every pair of neighbours: trigrams would find nothing, most Chinese names have two or three letters';

-- Readings are latin letters: compared byte by byte they sort alike on every server, and an index finds their beginnings.
alter table workers.worker add column reading text collate "C" not null default '', add column name_letters text[] not null default '{}';
update workers.worker w set reading = p.pinyin, name_letters = workers.letter_pairs(p.name) from accounts.person p where p.city_id = w.city_id and p.id = w.person_id;

create function workers.copy_name() returns trigger language plpgsql as $$
begin
  select p.pinyin, workers.letter_pairs(p.name) into new.reading, new.name_letters from accounts.person p where p.city_id = new.city_id and p.id = new.person_id;
  return new;
end $$;
create trigger worker_named before insert or update of person_id on workers.worker for each row execute function workers.copy_name();

create function workers.follow_name() returns trigger language plpgsql as $$
begin
  update workers.worker set reading = new.pinyin, name_letters = workers.letter_pairs(new.name) where city_id = new.city_id and person_id = new.id;
  return null;
end $$;
create trigger person_renamed after update of name, pinyin on accounts.person for each row when (old.name <> new.name or old.pinyin <> new.pinyin) execute function workers.follow_name();

create index worker_reading on workers.worker (city_id, reading, id);
create index worker_letters on workers.worker using gin (name_letters);
create index worker_area on workers.worker (city_id, home_area);
