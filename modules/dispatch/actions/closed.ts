import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sayEnd } from '../rules.ts';
import * as store from '../store/disruptions.ts';

/** Until when nobody comes to a district, and its name; null: it is open. */
export async function closedUntil(ctx: Ctx, districtId: string): Promise<{ until: Date; name: string } | null> {
  const rows = await store.standing(ctx.tx, ctx.cityId, 'districtFlooded', districtId, ctx.now);
  return rows.length === 0 ? null : { until: new Date(Math.max(...rows.map(({ until }) => until!.getTime()))), name: rows[0]!.subjectName };
}

/** Refuses `dispatch.district_closed` for a start before the district opens again. */
export async function demandOpen(ctx: Ctx, districtId: string, startAt: Date): Promise<void> {
  const closed = await closedUntil(ctx, districtId);
  if (closed && startAt < closed.until) refuse('dispatch.district_closed', { district: closed.name, until: sayEnd(closed.until) }, 'startAt');
}
