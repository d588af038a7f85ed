import { one, sql } from './database.ts';
import type { Check } from './module.ts';

/** An event is given this long before it counts as stuck: retries with growing pauses are part of normal life. */
const PATIENCE_SECONDS = 60;

export const kernelChecks: readonly Check[] = [
  {
    name: 'outbox drained',
    run: async (tx, cityId, now) => {
      const late = new Date(now.getTime() - PATIENCE_SECONDS * 1000);
      const { stuck, total } = await one<{ stuck: number; total: number }>(tx, sql`
        select count(*) filter (where pending > 0 and at < ${late})::int as stuck, count(*)::int as total from kernel.outbox where city_id = ${cityId}`);
      return stuck === 0 ? { ok: true, count: total } : { ok: false, count: stuck, detail: `${stuck} events older than ${PATIENCE_SECONDS} s still wait for a reaction` };
    },
  },
  {
    name: 'audit chain intact',
    run: async (tx, cityId) => {
      const { broken, total, cut } = await one<{ broken: number; total: number; cut: boolean }>(tx, sql`
        with chain as (
          select seq, previous_hash, hash,
            lag(hash, 1, repeat('0', 64)) over (order by seq) as expected_previous, lag(seq, 1, 0::bigint) over (order by seq) as expected_seq,
            kernel.audit_hash(previous_hash, seq, at, actor_id, actor_name, action, subject_ids, input_digest, summary) as expected_hash
          from kernel.audit_entry where city_id = ${cityId})
        select count(*) filter (where previous_hash <> expected_previous or seq <> expected_seq + 1 or hash <> expected_hash)::int as broken, count(*)::int as total,
          coalesce((select h.seq <> coalesce(max(chain.seq), 0) from kernel.audit_head h where h.city_id = ${cityId}), count(*) > 0)
            or coalesce((select h.hash from kernel.audit_head h where h.city_id = ${cityId}), repeat('0', 64)) <> coalesce((array_agg(chain.hash order by chain.seq desc))[1], repeat('0', 64)) as cut
        from chain`);
      if (broken === 0 && !cut) return { ok: true, count: total };
      return { ok: false, count: broken + (cut ? 1 : 0), detail: `${broken} entries do not fit the chain${cut ? '; its end does not fit the head' : ''}` };
    },
  },
];
