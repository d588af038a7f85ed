import { beijingDay, newHousehold } from './household.ts';
import { admitWorker, demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { until } from './world.ts';

const DAY_MINUTES = 24 * 60;
const dayAfter = (from: Date, days: number): string => beijingDay(new Date(from.getTime() + days * 86_400_000));
/** Minutes until a few minutes into the next day in Beijing. */
const toNextDay = (now: Date): number => DAY_MINUTES - Math.floor((now.getTime() / 60_000 + 8 * 60) % DAY_MINUTES) + 5;

/** A paper runs out: she is warned before, gets no new order from that minute on, and works again the minute a new one is seen. */
export const story: Story = {
  name: 'paper-lapses',
  about: '证件到期：提前提醒，到期当分钟起不再派新单，补上新证当分钟恢复',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const household = await newHousehold(world, tell, '唐女士');
    const lastDay = dayAfter(await world.now(), 2);
    const worker = await tell('a neighbour is admitted; her insurance ends the day after tomorrow', () => admitWorker(world, operator, '赵桂芳', household, undefined, lastDay), (w) => w.name);
    const { items: [item] } = await world.guest.catalog.listItems({ q: '日常保洁' });
    const timesOf = async (): Promise<{ count: number; nobody: string }> => {
      const { days, nobody } = await household.client.dispatch.listSlots({ itemId: item!.itemId, addressId: household.addressId, quantity: item!.minQuantity, from: beijingDay(await world.now()), days: 7, workerId: worker.workerId });
      return { count: days.flatMap(({ slots }) => slots).length, nobody: nobody?.zh ?? '' };
    };
    const isFree = async (): Promise<number> => { const { count } = await timesOf(); if (count === 0) throw new Error('no time of hers can be booked'); return count; };
    await tell('the family may book her', isFree, (count) => `${count} times of hers in a week`);

    await tell('a day before it ends she is told, once', async () => {
      await world.advanceClock(toNextDay(await world.now()));
      return until(async () => (await world.inbox(worker.phone)).find(({ template }) => template === 'check_ends'), 'the warning');
    }, (sms) => sms.text);
    await tell('on its last day she still counts', async () => {
      await world.advanceClock(DAY_MINUTES);
      const seen = await worker.client.workers.myAdmission({ family: 'cleaning' });
      if (!seen.isAdmitted) throw new Error(seen.next.words.zh);
    });
    const lapsed = await tell('the first minute after, she is admitted no more', async () => {
      await world.advanceClock(DAY_MINUTES);
      return until(async () => { const seen = await worker.client.workers.myAdmission({ family: 'cleaning' }); return seen.isAdmitted ? null : seen; }, 'the admission to lapse');
    }, (a) => a.next.words.zh);
    if (lapsed.checks.find(({ code }) => code === 'insurance')?.state !== 'lapsed' || lapsed.next.code !== 'insurance') throw new Error(`the next step is ${lapsed.next.code}, not the insurance`);
    await tell('the family cannot book her any more, and reads it plainly', async () => { const { count, nobody } = await timesOf(); if (count > 0 || nobody === '') throw new Error(`${count} times of hers can be booked although her insurance ended`); return nobody; }, (words) => words);
    await tell('the desk reads whose admission ended and why', async () => (await operator.client.workers.lapses({})).items.find(({ workerId }) => workerId === worker.workerId)!, (row) => row.words.zh);

    await tell('a new policy is seen, and she may work the same minute', async () => {
      await operator.client.workers.submitPaper({ workerId: worker.workerId, kind: 'insurance', number: 'BX-3', validFrom: beijingDay(await world.now()), validUntil: '2030-12-31', isSeen: true });
      const seen = await worker.client.workers.myAdmission({ family: 'cleaning' });
      if (!seen.isAdmitted) throw new Error(seen.next.words.zh);
      return seen.periods.filter(({ family }) => family === 'cleaning');
    }, (periods) => periods.map(({ fromAt, endedAt }) => `${beijingDay(new Date(fromAt))} → ${endedAt ? beijingDay(new Date(endedAt)) : '…'}`).join(', '));
    await tell('the family may book her again', isFree, (count) => `${count} times`);
    return 'admitted';
  },
};
