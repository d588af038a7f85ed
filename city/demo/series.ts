import { createSeries } from '../../modules/orders/index.ts';
import type { Life } from './days.ts';
import { attempt } from './town.ts';

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A few households want the same every week: the one a visitor opens as, and some the desk looks after. Each order waits to be paid. */
export async function settleRecurring({ town, households, workers, until }: Life): Promise<void> {
  // The visitor's own home may lie out of the reach of the workers named below, so hers is anybody's.
  const near = [households[0]!, ...households.slice(1).filter((one) => one.district === 0).slice(0, 3)];
  for (const [index, household] of near.entries()) {
    const firstDay = dayOf(until.getTime() + (9 + index) * DAY);
    await attempt(() => town.act(household.actor, createSeries, {
      itemId: 'daily-cleaning', addressId: household.addressId, quantity: 2, rule: `FREQ=WEEKLY;INTERVAL=${index === 2 ? 2 : 1};BYDAY=${codes[new Date(`${firstDay}T00:00:00Z`).getUTCDay()]!}`, firstDay, startTime: ['14:00', '09:30', '15:00', '10:00'][index]!,
      holidayRule: index === 1 ? 'nextDay' : 'skip', workerMode: index === 0 ? 'none' : 'preferred', ...(index !== 0 && { workerId: workers[index]!.workerId }), note: '', memberIds: [],
    }));
  }
  await town.runner.drain();
}
