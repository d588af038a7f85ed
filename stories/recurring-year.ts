import { beijingDay, newHousehold, pay } from './household.ts';
import type { Household } from './household.ts';
import type { Story, Tell } from './story.ts';
import { refused, until } from './world.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;
const weekdayOf = (at: string): number => new Date(Date.parse(at) + 8 * 3_600_000).getUTCDay();
const clockOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
const [THURSDAY, FRIDAY] = [4, 5];

function check(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(what);
}

/** A day that is a Thursday, two to eight days ahead. */
const nextThursday = (now: Date): string => {
  let at = new Date(now.getTime() + 2 * DAY);
  while (weekdayOf(at.toISOString()) !== THURSDAY) at = new Date(at.getTime() + DAY);
  return beijingDay(at);
};

/** Two workers who may come on that Thursday, the better one first. */
async function twoWorkers(world: World, household: Household, day: string) {
  const item = (await world.guest.catalog.listItems({ q: '日常保洁' })).items[0]!;
  const wish = { itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity };
  for (const hour of ['14:00', '10:00', '09:00', '16:00', '11:00']) {
    const { items } = await household.client.dispatch.suggestWorkers({ ...wish, startAt: `${day}T${hour}:00+08:00` });
    if (items.length >= 2) return { wish, hour, first: items[0]!.worker, second: items[1]!.worker };
  }
  throw new Error('nobody is free next Thursday');
}

export const story: Story = {
  name: 'recurring-year',
  about: 'Every Thursday for a year: 52 visits, edited in bulk (worker, weekday, Spring Festival, pause, end), every promise kept.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '高女士');
    const { orders } = household.client;
    const firstDay = nextThursday(await world.now());
    const { wish, hour, first, second } = await tell('two workers could come that Thursday', () => twoWorkers(world, household, firstDay), (w) => `${w.first.name}, ${w.second.name}`);
    const wanted = { ...wish, rule: 'FREQ=WEEKLY;BYDAY=TH', firstDay, startTime: hour, visitLimit: 52, workerMode: 'kept' as const, workerId: first.workerId, holidayRule: 'skip' as const };

    const preview = await tell('it sees the year before anything is kept, conflicts with the way out', async () => {
      const seen = await orders.previewSeries(wanted);
      check(seen.visits.length === 52, `${seen.visits.length} visits instead of 52`);
      check(seen.visits.every((v) => weekdayOf(v.startAt) === THURSDAY && clockOf(v.startAt) === hour), 'a visit is not on Thursday at its hour');
      check(seen.visits.every((v) => (v.holiday !== null) === (v.state === 'skipped') || v.state === 'conflict'), 'a public holiday was not left out');
      check(seen.conflicts.every((c) => c.wayOut.zh !== '' && c.words.zh !== ''), 'a conflict without its way out');
      check((await orders.listSeries({})).items.length === 0, 'a preview was kept');
      return seen;
    }, (p) => `${p.words.zh} · ${p.conflicts.length} conflicts · ${p.holidayWords.zh}`);

    const { seriesId } = await tell('it makes it recurring', () => orders.createSeries({ ...wanted, note: '请带鞋套' }), (s) => s.words.zh);
    const made = await tell('the orders of the next two weeks are made by themselves, as ordinary orders', () => until(async () => {
      const view = await orders.seriesView({ seriesId });
      const now = await world.now();
      const due = view.upcoming.filter((v) => v.state !== 'skipped' && Date.parse(v.startAt) - now.getTime() < 14 * DAY);
      return due.length > 0 && due.every((v) => v.state === 'ordered' || v.state === 'conflict') && due.some((v) => v.orderId) ? due.filter((v) => v.orderId) : null;
    }, 'the first orders'), (due) => `${due.length} orders, ${due[0]!.workerName}`);
    const order = await orders.get({ orderId: made[0]!.orderId! });
    check(order.totalFen === preview.priceFen, `the order costs ${order.totalFen} fen, the preview said ${preview.priceFen}`);
    check(order.payBefore !== null && Date.parse(order.startAt!) - Date.parse(order.payBefore) >= 23 * 3_600_000, 'it cannot be paid until a day before');
    check(order.seriesId === seriesId, 'the order does not know its series');
    await pay(world, tell, household, order);

    const edited = await editBulk(world, tell, household, seriesId, second, hour);
    await tell('the paid visit kept its time through all of it', async () => {
      const kept = await orders.get({ orderId: order.orderId });
      check(kept.startAt === order.startAt && kept.status !== 'cancelled', 'the paid order was touched');
      return kept;
    }, (o) => `${o.status} ${o.startAt}`);
    await tell('a stranger finds none of it', async () => {
      const stranger = await newHousehold(world, async (_step, action) => action());
      return refused('orders.series_unknown', () => stranger.client.orders.seriesView({ seriesId: edited }));
    }, (r) => r.zh);
    return endAll(tell, household, seriesId, edited);
  },
};

/** Another worker from the fifth visit on, Friday from the eighth, the Spring Festival off, two weeks of pause. Answers with the series that goes on. */
async function editBulk(_world: World, tell: Tell, household: Household, seriesId: string, second: { workerId: string; name: string }, hour: string): Promise<string> {
  const { orders } = household.client;
  const begun = await orders.seriesView({ seriesId });
  const fifth = begun.upcoming[4]!;
  const worker = { seriesId, scope: 'following' as const, visitId: fifth.visitId, workerId: second.workerId };
  const shown = await tell('it asks what another worker from the fifth visit on would change', async () => {
    const change = await orders.editSeries({ ...worker, isPreview: true });
    check(!change.isSaved && (await orders.seriesView({ seriesId })).nextId === null, 'a preview was kept');
    check(change.diff.every((d) => d.effect === 'workerChanged') && change.diff.length > 40, `${change.diff.length} visits would change`);
    return change;
  }, (c) => `${c.diff.length} visits: ${c.diff[0]!.words.zh}`);
  const parted = await tell('it does it: two linked series', async () => {
    const change = await orders.editSeries(worker);
    check(change.diff.length === shown.diff.length, 'what was done is not what was shown');
    const [before, after] = [await orders.seriesView({ seriesId }), await orders.seriesView({ seriesId: change.newSeriesId! })];
    check(before.nextId === after.seriesId && after.previousId === seriesId, 'the two series are not linked');
    check(before.upcoming.length === 4 && before.upcoming.length + after.upcoming.length === begun.upcoming.length, 'a visit was lost or doubled');
    check(after.workerId === second.workerId && before.workerId !== second.workerId, 'the wrong half changed its worker');
    return after;
  }, (s) => s.words.zh);

  const eighth = parted.upcoming[3]!;
  const friday = await tell('from the eighth on it is Friday', async () => {
    const change = await orders.editSeries({ seriesId: parted.seriesId, scope: 'following', visitId: eighth.visitId, rule: 'FREQ=WEEKLY;BYDAY=FR' });
    const after = await orders.seriesView({ seriesId: change.newSeriesId! });
    check(after.upcoming.length === parted.upcoming.length - 3, `${after.upcoming.length} visits after ${parted.upcoming.length - 3}`);
    check(after.upcoming.every((v) => weekdayOf(v.startAt) === FRIDAY && clockOf(v.startAt) === hour), 'a visit is not on Friday');
    check(new Set(after.upcoming.map((v) => v.day)).size === after.upcoming.length, 'two visits on one day');
    check(after.upcoming.every((v) => v.holiday === null || v.state === 'skipped'), 'a visit on a public holiday');
    return after;
  }, (s) => `${s.words.zh} · ${s.upcoming.length} visits`);
  const going = friday.seriesId;

  await tell('it leaves out the weeks of the Spring Festival, one by one, and takes one back', async () => {
    const weeks = friday.upcoming.filter((v) => v.day.slice(5) >= '01-25' && v.day.slice(5) <= '02-25' && v.state !== 'skipped').slice(0, 3);
    for (const visit of weeks) {
      const change = await orders.skipVisit({ seriesId: going, visitId: visit.visitId, reason: '回老家过年' });
      check(change.keptFen === 0, 'an unpaid visit cost something');
    }
    const back = weeks.at(-1);
    if (back) await orders.unskipVisit({ seriesId: going, visitId: back.visitId });
    const after = await orders.seriesView({ seriesId: going });
    const states = weeks.map((visit) => after.upcoming.find((v) => v.visitId === visit.visitId)?.state);
    check(states.slice(0, -1).every((state) => state === 'skipped') && states.at(-1) !== 'skipped', `they are ${states.join(', ')}`);
    return weeks;
  }, (weeks) => weeks.map((v) => v.day).join(', '));

  await tell('it pauses two weeks: exactly the visits within stay away', async () => {
    const before = await orders.seriesView({ seriesId: going });
    const from = before.upcoming.filter((v) => v.state !== 'skipped')[12]!.day;
    const to = new Date(Date.parse(from) + 13 * DAY).toISOString().slice(0, 10);
    await orders.pauseSeries({ seriesId: going, from, to });
    const after = await orders.seriesView({ seriesId: going });
    const changed = after.upcoming.filter((v) => v.state !== before.upcoming.find((b) => b.visitId === v.visitId)!.state);
    check(changed.length > 0 && changed.every((v) => v.state === 'skipped' && v.day >= from && v.day <= to), 'the pause reached other visits');
    check(!after.upcoming.some((v) => v.day >= from && v.day <= to && v.state !== 'skipped'), 'a visit within the pause');
    await refused('orders.series_pause_wrong', () => orders.pauseSeries({ seriesId: going, from, to }));
    return changed;
  }, (changed) => changed.map((v) => v.day).join(', '));
  return going;
}

/** Ends the later one after a day and the first one now, with the money the preview promised. */
async function endAll(tell: Tell, household: Household, seriesId: string, going: string): Promise<string> {
  const { orders, payments } = household.client;
  await tell('it ends the later series after a day: nothing lies behind it', async () => {
    const before = await orders.seriesView({ seriesId: going });
    const last = before.upcoming[20]!.day;
    await orders.endSeries({ seriesId: going, lastDay: last });
    const after = await orders.seriesView({ seriesId: going });
    check(after.upcoming.length === 21 && after.upcoming.every((v) => v.day <= last), `${after.upcoming.length} visits are left`);
    return after;
  }, (s) => s.words.zh);
  return tell('it ends the first one now and gets back what the preview said', async () => {
    const shown = await orders.endSeries({ seriesId, paidOrders: 'cancel', isPreview: true });
    const ended = await orders.endSeries({ seriesId, paidOrders: 'cancel' });
    check(ended.refundFen === shown.refundFen && ended.keptFen === shown.keptFen, 'it cost something else than shown');
    const cancelled = ended.diff.filter((d) => d.orderId !== null && d.refundFen > 0);
    for (const { orderId, refundFen } of cancelled) {
      await until(async () => {
        const { items } = await payments.listRefunds({ orderId: orderId! });
        return items.filter((r) => r.status === 'succeeded').reduce((sum, r) => sum + r.amountFen, 0) === refundFen;
      }, 'the refund');
    }
    check((await orders.seriesView({ seriesId })).state === 'ended', 'it has not ended');
    await refused('orders.series_over', () => orders.resumeSeries({ seriesId }));
    return 'ended';
  }, (word) => word);
}
