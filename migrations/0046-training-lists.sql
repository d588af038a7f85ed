-- What a school with a hundred thousand learners reads in lists and reports, in the order it is shown or narrow enough to be counted from the index alone.
drop index workers.application_board;
create index application_board on workers.application (city_id, source, reached, state, target_groups) include (created_at);
create index application_source on workers.application (city_id, source, created_at desc, id desc);
create index application_worker on workers.application (city_id, worker_id) include (state, reached, created_at);
create index learner_finished on courses.learner (city_id, worker_id) include (courses_finished);
create index certificate_newest on training.certificate (city_id, issued_at desc, id desc);
create index certificate_kind on training.certificate (city_id, kind, issued_at desc, id desc);
create index certificate_held on training.certificate (city_id, worker_id, kind) where revoked_at is null;
