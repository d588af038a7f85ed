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
