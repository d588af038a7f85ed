import { RefusalError } from '@linli/contract';
import { bookCleaning, newHousehold, pay } from './household.ts';
import { admitWorker, patiently, underPolicy } from './people.ts';
import type { Story } from './story.ts';
import { until } from './world.ts';
import type { Someone } from './world.ts';

const RACERS = 200;
const TOGETHER = 8;

/** Some at a time, so that signing in two hundred people is no race of its own. */
async function inGroups<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let from = 0; from < count; from += TOGETHER) made.push(...await Promise.all(Array.from({ length: Math.min(TOGETHER, count - from) }, (_, i) => make(from + i))));
  return made;
}

export const story: Story = {
  name: 'grab-race',
  about: 'Two hundred workers grab one order in the same moment: one gets it, the others are told so, nobody gets an error.',
  tell: (world, tell) => underPolicy(world, tell, { mode: 'grab' }, async (operator) => {
    const household = await newHousehold(world, tell, '唐女士');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 6 });
    await pay(world, tell, household, order);
    const racers = await tell(`${RACERS} workers are admitted and open the hall`, () => inGroups(RACERS, (i) => admitWorker(world, operator, `抢单${i + 1}`, { lon: household.lon + 0.0001 * (i % 20), lat: household.lat + 0.0001 * Math.floor(i / 20) })));
    try {
      await tell('each of them sees it and may take it', () => until(async () => {
        const { items } = await racers[0]!.client.dispatch.listPool({ family: 'cleaning' });
        const entry = items.find(({ orderId }) => orderId === order.orderId);
        if (entry && !entry.isFeasible) throw new Error(entry.blockers.map(({ zh }) => zh).join(' '));
        return entry;
      }, 'the order in the hall'), (entry) => `¥${(entry.netPayFen / 100).toFixed(2)} · ${entry.distanceMeters} m`);
      const won = await tell('all of them grab at once', () => race(racers, order.orderId), (results) => `${results.winners.length} won, ${results.refused} were too late, ${results.others.length} errors`);
      if (won.winners.length !== 1 || won.refused !== RACERS - 1) throw new Error(`${won.winners.length} winners, ${won.refused} refused: ${won.others.slice(0, 3).join('; ')}`);
      const seen = await tell('the family sees who is coming', () => household.client.orders.get({ orderId: order.orderId }), (o) => `${o.status} · ${o.workerName}`);
      if (seen.workerId !== won.winners[0]!.workerId) throw new Error('the order is not the winner’s');
      return seen.status;
    } finally {
      await tell('those who came for the race leave again', () => inGroups(RACERS, (i) => patiently(() => operator.client.workers.suspend({ workerId: racers[i]!.workerId, reason: '抢单演示结束', evidence: '抢单演示' }))));
    }
  }),
};

async function race(racers: readonly (Someone & { workerId: string })[], orderId: string) {
  const winners: (Someone & { workerId: string })[] = [];
  const others: string[] = [];
  let refused = 0;
  await Promise.all(racers.map(async (racer) => {
    try {
      await racer.client.dispatch.grab({ orderId });
      winners.push(racer);
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'dispatch.already_taken') refused++; else others.push(String(error));
    }
  }));
  return { winners, refused, others };
}
