import { expect, test } from 'vitest';
import { openDatabase } from '../../kernel/database.ts';
import { migrate } from '../../kernel/migrate.ts';
import { migrationsOf } from '../../kernel/template.ts';
import { checksFor, openChecks } from './rules/admission.ts';
import { checks } from './actions/checks.ts';
import { admittedWork, paperEvidenceOf, verdictsOf } from './store/admission.ts';

/** A city that was at work before the checks existed, and comes to them by migration. */
test('who was admitted before the thirteen checks keeps her work, with her papers as evidence; who was not gets nothing', async () => {
  const all = migrationsOf(['accounts', 'alliance', 'catalog', 'workers']);
  const database = await openDatabase({ memory: true });
  try {
    await migrate(database, all.filter(({ number }) => number < 36));
    await database.pool.query(`
      insert into accounts.person (city_id, id, name, phone_encrypted, phone_hash, phone_masked, registered_at) select '650100', 'per_' || g, '张三', 'x', 'h' || g, '138****0000', '2026-01-01' from generate_series(1, 3) g;
      insert into workers.worker (city_id, id, person_id, status, home_lon, home_lat, home_area, travel_radius_meters, registered_at, admitted_at)
        select '650100', 'wrk_' || g, 'per_' || g, (array['active', 'applied', 'suspended'])[g], 87.6, 43.8, '南湖', 8000, '2026-01-01', case when g <> 2 then timestamptz '2026-02-01T02:00Z' end from generate_series(1, 3) g;
      insert into workers.skill select '650100', 'wrk_' || g, code, 3, '2026-01-01' from generate_series(1, 3) g cross join unnest(array['cleaning', 'postnatalCare']) code;
      insert into workers.paper (city_id, id, worker_id, kind, health_class, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at)
        select '650100', 'pap_' || g || kind, 'wrk_' || g, kind, case when kind = 'health' then 'D' end, '', '', '2026-01-01', '2027-01-01', 'verified', '2026-01-15' from generate_series(1, 3) g cross join unnest(array['identity', 'health', 'background', 'insurance']) kind;
      insert into catalog.service_item (city_id, id, position, name_zh, name_en, summary_zh, summary_en, keywords, family, icon, booking_mode, segments, unit, unit_label_zh, unit_label_en, min_quantity, max_quantity, step_quantity, usual_quantity, crew_size, duration, required_skills, required_papers, health_class, scope, excluded, photo_nodes, cancel_tiers, materials_fen, insurance_fen, redo_hours, warranty_days)
        select '650100', family, 1, '', '', '', '', '', family, '', 'slot', '{}', 'hour', '', '', 1, 1, 1, 1, 1, '{}', jsonb_build_array(jsonb_build_object('skill', skill, 'level', 1)), '{}', 'A', '[]', '[]', '[]', '[]', 0, 0, 48, 0
        from (values ('cleaning', 'cleaning'), ('maternity', 'postnatalCare'), ('pet', 'petCare')) f (family, skill)`);
    await migrate(database, all);
    const ids = ['wrk_1', 'wrk_2', 'wrk_3'];
    const work = await admittedWork(database.kysely, '650100', ids, '2026-11-22');
    expect(ids.map((id) => work.get(id)?.toSorted())).toEqual([['cleaning', 'maternity'], undefined, undefined]);
    const verdicts = await verdictsOf(database.kysely, '650100', ids);
    expect([...Map.groupBy(verdicts, ({ workerId }) => workerId)].map(([id, own]) => [id, own.length]).toSorted()).toEqual([['wrk_1', 10], ['wrk_3', 10]]);
    expect(verdicts.every(({ evidenceKind, evidenceId, validFrom, validUntil }) => evidenceKind === 'carriedOver' && /^pap_\didentity$/.test(evidenceId) && validFrom === '2026-02-01' && validUntil === null)).toBe(true);
    const papers = await paperEvidenceOf(database.kysely, '650100', ['wrk_1']);
    expect(openChecks(checksFor('maternity', papers, verdicts.filter(({ workerId }) => workerId === 'wrk_1'), '2026-11-22', 'D'))).toEqual([]);
    const { rows } = await database.pool.query(`select from_at, ended_at is null as open from workers.admission_period order by worker_id, family`);
    expect(rows.map((row) => [row.from_at.toISOString(), row.open])).toEqual([...Array(2).fill(['2026-02-01T02:00:00.000Z', true]), ...Array(2).fill(['2026-02-01T02:00:00.000Z', false])]);
    expect(await Promise.all(checks.map((check) => check.run(database.kysely, '650100', new Date('2026-11-22T00:00:00Z'))))).toEqual(checks.map(() => expect.objectContaining({ ok: true })));
  } finally {
    await database.close();
  }
});

/** A city in which steps were taken before the ledger knew of all of them. */
test('suspensions by hand become steps, an ordered retraining stands by itself, and who holds a certificate without a skill has what it proves', async () => {
  // The lists of the school read its courses, which are no matter here.
  const all = migrationsOf(['accounts', 'alliance', 'catalog', 'workers', 'training']).filter(({ number }) => number !== 46);
  const database = await openDatabase({ memory: true });
  try {
    await migrate(database, all.filter(({ number }) => number < 47));
    await database.pool.query(`
      insert into accounts.person (city_id, id, name, phone_encrypted, phone_hash, phone_masked, registered_at) select '650100', 'per_' || g, '张三', 'x', 'h' || g, '138****0000', '2026-01-01' from generate_series(1, 2) g;
      insert into workers.worker (city_id, id, person_id, status, status_reason, home_lon, home_lat, home_area, travel_radius_meters, registered_at, admitted_at)
        select '650100', 'wrk_' || g, 'per_' || g, (array['active', 'suspended'])[g], (array['', '投诉核实中'])[g], 87.6, 43.8, '南湖', 8000, '2026-01-01', '2026-02-01' from generate_series(1, 2) g;
      insert into workers.conduct (city_id, id, worker_id, kind, reason, evidence, at, by_name, state) values ('650100', 'cdt_1', 'wrk_1', 'retrain', '迟到', '订单', '2026-05-01', '沈平', 'standing');
      insert into workers.admission_check (city_id, id, worker_id, code, state, evidence_kind, evidence_id, verified_by, valid_from, at, superseded_at) values
        ('650100', 'chk_1', 'wrk_1', 'trainingHours', 'passed', 'certificate', 'LL2026-1', '系统', '2026-03-01', '2026-03-01', '2026-05-01'), ('650100', 'chk_2', 'wrk_1', 'trainingHours', 'submitted', 'retrain', 'cdt_1', '沈平', '2026-05-01', '2026-05-01', null);
      insert into workers.certificate (city_id, id, worker_id, kind, part, title_zh, title_en, issued_at) values ('650100', 'crt_1', 'wrk_1', 'core', 'core', '', '', '2026-03-01');
      set session_replication_role = replica;
      insert into training.certificate (city_id, id, number, worker_id, kind, title_zh, title_en, evidence_kind, evidence_id, evidence_words, issued_at, issued_by_name, key_id, token, status_index, leaf_index, retrain_by, retrain_why)
        values ('650100', 'crt_1', 'LL2026-1', 'wrk_1', 'core', '', '', 'record', 'rec', '', '2026-03-01', '沈平', 'key', 'token', 0, 0, '2028-03-01', 'time');
      set session_replication_role = origin;
      insert into workers.admission_period (city_id, id, worker_id, family, from_at) values ('650100', 'adp_1', 'wrk_1', 'nanny', '2026-03-01'), ('650100', 'adp_2', 'wrk_1', 'cleaning', '2026-03-01')`);
    await migrate(database, all);
    const rows = async (sql: string) => (await database.pool.query(sql)).rows;
    expect(await rows(`select worker_id, kind, reason, certificate_kind, state from workers.conduct order by worker_id`)).toEqual([
      { worker_id: 'wrk_1', kind: 'retrain', reason: '迟到', certificate_kind: 'core', state: 'standing' }, { worker_id: 'wrk_2', kind: 'suspend', reason: '投诉核实中', certificate_kind: null, state: 'standing' },
    ]);
    expect(await rows(`select id, valid_until::text from workers.admission_check where superseded_at is null and worker_id = 'wrk_1'`)).toEqual([{ id: 'chk_1', valid_until: '2028-03-01' }]);
    expect(await rows(`select family, until_day::text from workers.admission_period order by family`)).toEqual([{ family: 'cleaning', until_day: null }, { family: 'nanny', until_day: '2028-03-01' }]);
    expect(await rows(`select code, level, is_confirmed from workers.skill where worker_id = 'wrk_1' order by code`)).toEqual(['cleaning', 'cooking', 'housekeeping'].map((code) => ({ code, level: 1, is_confirmed: false })));
  } finally {
    await database.close();
  }
});
