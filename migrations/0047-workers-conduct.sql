-- A skill is confirmed by a person or stands on a certificate alone; a certificate that is revoked takes back only the latter.
alter table workers.skill add column is_confirmed boolean not null default true;

-- What an applicant says she can do, until somebody who has seen it takes it over.
alter table workers.application add column skills text[] not null default '{}';

-- An ordered retraining names the certificate that is to be earned anew. While it stands she is admitted to no family of work.
alter table workers.conduct add column certificate_kind text, add column end_words text not null default '';
update workers.conduct set certificate_kind = 'core' where kind = 'retrain';
alter table workers.conduct add constraint retraining_names_its_certificate check ((kind = 'retrain') = (certificate_kind is not null));
create index conduct_retrain on workers.conduct (city_id, worker_id) where kind = 'retrain' and state = 'standing';

-- Before, an ordered retraining stood as a verdict over the hours: what it covered stands again, the order itself is the row of conduct.
with lifted as (
  update workers.admission_check set superseded_at = at where superseded_at is null and evidence_kind = 'retrain' returning city_id, worker_id, code, id
)
update workers.admission_check c set superseded_at = null from lifted l
where c.city_id = l.city_id and c.id = (select b.id from workers.admission_check b where b.city_id = l.city_id and b.worker_id = l.worker_id and b.code = l.code and b.id <> l.id and b.superseded_at is not null and b.evidence_kind <> 'retrain' order by b.superseded_at desc, b.at desc, b.id desc limit 1);

-- Suspensions set by hand before are steps like the others from now on, and may be appealed.
insert into workers.conduct (city_id, id, worker_id, kind, reason, evidence, at, by_name, state)
select w.city_id, 'cdt_' || substr(md5(w.id || 'suspended'), 1, 26), w.id, 'suspend', coalesce(nullif(w.status_reason, ''), '之前已暂停'), '沿用之前的暂停记录', now(), '系统沿用', 'standing'
from workers.worker w where w.status = 'suspended' and not exists (select from workers.conduct c where c.city_id = w.city_id and c.worker_id = w.id and c.kind in ('suspend', 'remove') and c.state = 'standing');

-- What certificates said about hours, exam and practical holds until their retraining is due, and so does the admission of the families that ask for it.
do $$ begin
  if to_regclass('training.certificate') is not null then
    update workers.admission_check v set valid_until = greatest(c.retrain_by, v.valid_from)
    from training.certificate c where c.city_id = v.city_id and c.number = v.evidence_id and v.evidence_kind = 'certificate' and v.state = 'passed' and v.superseded_at is null and v.valid_until is null and c.retrain_by is not null;
    update workers.admission_period p set until_day = least(p.until_day, v.ends)
    from (select city_id, worker_id, min(valid_until) as ends from workers.admission_check where superseded_at is null and evidence_kind = 'certificate' and state = 'passed' and valid_until is not null group by city_id, worker_id) v
    where p.city_id = v.city_id and p.worker_id = v.worker_id and p.ended_at is null and p.family in ('nanny', 'maternity', 'childcare');
  end if;
end $$;

-- Who has a certificate and not one skill could be sent nowhere: she has what it proves.
insert into workers.skill (city_id, worker_id, code, level, since, is_confirmed)
select c.city_id, c.worker_id, k.code, max(k.level), min(c.issued_at), false
from workers.certificate c
join (values ('core', 'cleaning', 1), ('core', 'cooking', 1), ('core', 'housekeeping', 1), ('practical', 'cleaning', 2), ('practical', 'housekeeping', 2), ('deepCleaning', 'deepCleaning', 2), ('deepCleaning', 'moveInCleaning', 2), ('deepCleaning', 'windowCleaning', 2),
  ('applianceCleaning', 'applianceCleaning', 2), ('applianceCleaning', 'fabricCleaning', 2), ('organizing', 'organizing', 2), ('postnatalCare', 'postnatalCare', 2), ('infantCare', 'infantCare', 2), ('infantCare', 'schoolCare', 2), ('elderCare', 'elderCare', 2),
  ('elderCare', 'elderNursing', 2), ('elderCare', 'patientCare', 2), ('elderCare', 'clinicCompanion', 2), ('homeRepair', 'plumbing', 2), ('homeRepair', 'electrical', 2), ('homeRepair', 'installation', 2), ('homeRepair', 'applianceRepair', 2), ('homeRepair', 'waterproofing', 2)) as k(kind, code, level) on k.kind = c.kind
where c.ended_at is null and not exists (select from workers.skill s where s.city_id = c.city_id and s.worker_id = c.worker_id)
group by c.city_id, c.worker_id, k.code;
