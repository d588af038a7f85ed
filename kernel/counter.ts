import type { Ctx } from './context.ts';
import { cityDay } from './cron.ts';
import { one, sql } from './database.ts';

/** The next human number of the city's day: `20261122-0042`. Gaps never appear: the row is locked until the commit. */
export const nextNumber = async (ctx: Ctx, name: string): Promise<string> => {
  const day = cityDay(ctx.now);
  const { n } = await one<{ n: number }>(ctx.tx, sql`
    insert into kernel.counter (city_id, name, day, n) values (${ctx.cityId}, ${name}, ${day}::date, 1)
    on conflict (city_id, name, day) do update set n = kernel.counter.n + 1 returning n`);
  return `${day.replaceAll('-', '')}-${String(n).padStart(4, '0')}`;
};
