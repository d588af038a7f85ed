import { askedWorker, newHousehold, offerOf, pay } from './household.ts';
import type { Household } from './household.ts';
import { underPolicy } from './people.ts';
import type { Story, Tell } from './story.ts';
import { until } from './world.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000;
const wishOf = (household: Household) => ({ itemId: 'daily-cleaning', addressId: household.addressId, quantity: 2 });
type Promised = Awaited<ReturnType<Household['client']['dispatch']['promiseArrival']>>;

/** A family somewhere in the city that can be promised an arrival; at night the story waits for the morning. */
async function promisedHousehold(world: World, tell: Tell): Promise<{ household: Household; told: Promised }> {
  const { items } = await world.guest.accounts.listEstates({ limit: 200 });
  const open = items.filter((estate) => estate.isOpen);
  for (let day = 0; day < 2; day++) {
    for (const estate of open.slice(0, 12)) {
      const household = await newHousehold(world, (_step, action) => action(), '何女士', estate.estateId);
      const told = await household.client.dispatch.promiseArrival(wishOf(household));
      if (told.promise) return { household, told: await tell('a family asks who could come at once', async () => told, (p) => p.words.zh) };
    }
    const now = await world.now();
    const ten = Math.floor((now.getTime() + BEIJING) / DAY) * DAY - BEIJING + 10 * 3_600_000;
    await tell('nobody is at work now; the morning comes', () => world.advanceClock(Math.ceil(((ten > now.getTime() ? ten : ten + DAY) - now.getTime()) / 60_000)));
  }
  throw new Error('nobody in the city can be promised within the hour');
}

export const story: Story = {
  name: 'urgent-one-hour',
  about: 'A family needs somebody now: an arrival is promised from where workers are, taken in minutes, kept at the door, and counted.',
  tell: (world, tell) => underPolicy(world, tell, { oneHour: { reachMinutes: 15, doorMinutes: 60 } }, async () => {
    const { household, told } = await promisedHousehold(world, tell);
    const wish = wishOf(household);
    const promise = told.promise!;
    const hold = await tell('it takes the promised arrival', () => household.client.dispatch.holdSlot({ ...wish, startAt: promise.startAt }), (h) => `${h.startAt} · ¥${(h.quote.totalFen / 100).toFixed(2)}`);
    const order = await household.client.orders.place({ ...wish, holdId: hold.holdId, startAt: hold.startAt, expectedTotalFen: promise.totalFen });
    await pay(world, tell, household, order);
    const worker = await askedWorker(world, tell, order);
    const offer = await offerOf(worker, order);
    await tell('she accepts within minutes', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await tell('she sets out at once', () => worker.client.orders.depart({ orderId: order.orderId }), (o) => o.status);
    const arrived = await tell('she is at the door', () => worker.client.orders.checkIn({ orderId: order.orderId, lon: household.lon, lat: household.lat }), (o) => `arrived ${o.arrivedAt}`);
    if (Date.parse(arrived.arrivedAt!) > Date.parse(promise.promisedAt)) throw new Error(`promised ${promise.promisedAt}, arrived ${arrived.arrivedAt}`);
    const before = told.onTime;
    await tell('the record of promises shows it', () => until(async () => {
      const record = await world.guest.dispatch.onTimeRecord({ itemId: wish.itemId });
      return record.promised > before.promised && record.reachedInTime > before.reachedInTime && record.atDoorInTime > before.atDoorInTime && record.keptPromise > before.keptPromise ? record : null;
    }, 'the record'), (r) => r.words.zh);
    return 'kept';
  }),
};
