import { bookCleaning, newHousehold, pay } from './household.ts';
import { admitWorker, demoPerson, underPolicy } from './people.ts';
import type { Story } from './story.ts';
import { until } from './world.ts';

const BEIJING = 8 * 3_600_000;
/** The end of the day of an instant, in Beijing. */
const dayEnd = (at: string): string => new Date((Math.floor((Date.parse(at) + BEIJING) / 86_400_000) + 1) * 86_400_000 - BEIJING).toISOString();

export const story: Story = {
  name: 'worker-ill-today',
  about: 'A worker wakes up ill: with two taps her day goes to others, each family hears of it once, and what it did stands in a list and can be lifted.',
  tell: (world, tell) => underPolicy(world, tell, { mode: 'auto', livePlan: 'propose' }, async (operator) => {
    const household = await newHousehold(world, tell, '何先生');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 5, minWorkers: 3 });
    // Somebody else lives next door, whoever the city has otherwise.
    await tell('a neighbour is admitted', () => admitWorker(world, operator, '钱阿姨', household), (w) => w.name);
    await pay(world, tell, household, order);
    const worker = await tell('the visit is given to a worker', async () => {
      const { workerId } = await until(async () => { const seen = await household.client.orders.get({ orderId: order.orderId }); return seen.status === 'accepted' ? seen : null; }, 'the order to be accepted');
      const sms = await until(async () => (await world.inbox()).find((m) => m.template === 'visit_given' && m.params['orderNo'] === order.no), 'her message');
      return { ...await world.signIn(sms.phone), workerId: workerId! };
    }, (w) => w.name);
    const desk = await demoPerson(world, 'desk');
    const end = dayEnd(order.startAt!);
    const preview = await tell('the desk looks what would be done, and nothing is', () => operator.client.dispatch.repair({ kind: 'workerIll', workerId: worker.workerId, until: end, isPreview: true }), (r) => r.words.zh);
    const move = preview.moves.find(({ orderId }) => orderId === order.orderId);
    if (!move) throw new Error('nobody else could take the visit');
    const done = await tell('she says that she is ill', () => worker.client.dispatch.reportIll({ until: end, note: '发烧了' }), (r) => r.words.zh);
    const seen = await tell('somebody else has the visit', () => until(async () => {
      const now = await household.client.orders.get({ orderId: order.orderId });
      return now.workerId !== null && now.workerId !== worker.workerId ? now : null;
    }, 'another worker'), (o) => `${o.worker?.name} · ${o.status}`);
    await tell('the family was told once, and why without a diagnosis', async () => {
      const told = await until(async () => { const list = (await world.inbox(household.phone)).filter((m) => m.template === 'worker_changed'); return list.length > 0 ? list : null; }, 'the message');
      const words = told[0]!.params['zh'] ?? '';
      if (told.length !== 1 || words.includes('病')) throw new Error(`told ${told.length} times: ${words}`);
      return told[0]!;
    }, (m) => m.params['zh'] ?? '');
    await tell('the decision explains itself', async () => (await desk.client.dispatch.decisions({ orderId: order.orderId })).items.findLast(({ kind }) => kind === 'repair')!, (d) => d.words.zh);
    await tell('it stands in the list of repairs', async () => (await operator.client.dispatch.listRepairs({})).items.find(({ disruptionId }) => disruptionId === done.disruptionId)!, (r) => `${r.moves.length} moved, ${r.left.length} left, ${r.told.households} families told`);
    await tell('she is well again', () => operator.client.dispatch.liftDisruption({ disruptionId: done.disruptionId!, reason: '退烧了' }), (r) => r.state);
    return seen.workerId === null ? 'nobody' : 'repaired';
  }),
};
