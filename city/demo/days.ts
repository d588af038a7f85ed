import type { HomeScene } from '@linli/contract';
import { systemActor } from '../../kernel/context.ts';
import { addAddress, ensurePerson, listEstates, registerDemoPerson } from '../../modules/accounts/index.ts';
import { acceptOffer, holdSlot, listOffers, refuseOffer } from '../../modules/dispatch/index.ts';
import { addPhoto, cancel, checkIn, confirm, confirmChecklist, depart, finish, orderFacts, place, review, startService, tickItem, viewOrder } from '../../modules/orders/index.ts';
import type { OrderFacts } from '../../modules/orders/index.ts';
import { useBestCoupon } from './loyalty.ts';
import { start as startPayment } from '../../modules/payments/index.ts';
import { listFollowUps, listTickets, moveTicket, recordFollowUp } from '../../modules/support/index.ts';
import { reportPosition, setOnline } from '../../modules/workers/index.ts';
import { itemOf } from '../../modules/catalog/index.ts';
import type { Actor } from '../../kernel/context.ts';
import { thankWorker } from './payees.ts';
import { drawRoom } from './pictures.ts';
import { attempt, person } from './town.ts';
import type { Household, Timeline, Town, TownWorker } from './town.ts';
import { districts, inventName, orderNotes, reviewWords } from './urumqi.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const root = systemActor('demo city');

/** Households spread over the open estates, each with its own scene. */
export async function settleHouseholds(town: Town, count: number): Promise<Household[]> {
  const { items } = await town.app.read(root, listEstates, { limit: 200 });
  const open = items.filter((e) => e.isOpen);
  const households: Household[] = [];
  for (let i = 0; i < count; i++) {
    const estate = open[i % open.length]!;
    const phone = `136${String(10_000_000 + i * 7)}`;
    const name = inventName(town.random, town.random() < 0.3);
    const { personId } = await town.act(root, ensurePerson, { phone, name });
    const actor = person(personId, name);
    const homeScene: HomeScene = { homeType: town.random() < 0.93 ? 'flat' : 'house', areaSquareMeters: 60 + Math.floor(town.random() * 10) * 10, hasBaby: town.random() < 0.16, hasPet: town.random() < 0.22, hasElder: town.random() < 0.3, animals: [], hasSmoker: false, sensitivities: [], note: '' };
    if (homeScene.hasPet) homeScene.animals = [i % 3 === 0 ? 'dog' : 'cat'];
    const address = await town.act(actor, addAddress, { estateId: estate.estateId, building: town.pick(estate.buildings), room: `${1 + Math.floor(town.random() * 4)}单元${1 + Math.floor(town.random() * 18)}0${1 + Math.floor(town.random() * 4)}`, homeScene, isDefault: true });
    if (i === 0) await town.act(root, registerDemoPerson, { app: 'customer', personId, phone, roleZh: '家庭客户', roleEn: 'Household' });
    households.push({ personId, actor, addressId: address.addressId, district: districts.findIndex((d) => d.code === estate.districtCode), estate: estate.name, lon: estate.lon, lat: estate.lat });
  }
  return households;
}

type Wish = { itemId: string; weight: number };

/** What people book, more of the everyday than of the rare. */
const wishes: Wish[] = [
  { itemId: 'daily-cleaning', weight: 46 }, { itemId: 'deep-cleaning', weight: 8 }, { itemId: 'window-cleaning', weight: 8 }, { itemId: 'hood-cleaning', weight: 5 }, { itemId: 'home-cooking', weight: 7 },
  { itemId: 'hourly-help', weight: 8 }, { itemId: 'organizing', weight: 3 }, { itemId: 'elder-care', weight: 6 }, { itemId: 'clinic-escort', weight: 3 }, { itemId: 'pet-care', weight: 4 }, { itemId: 'school-pickup', weight: 3 }, { itemId: 'light-installation', weight: 3 },
];

export type Life = { town: Town; line: Timeline; households: Household[]; workers: TownWorker[]; byWorker: Map<string, TownWorker>; agent: Actor; until: Date; demoWorkerId: string; quantities: Map<string, number> };

/** Plans bookings so that about `past` are served before `until` and about `ahead` lie in the days after it. */
export function planOrders(life: Life, plan: { past: number; ahead: number; pastDays: number; aheadDays: number }): void {
  const { town, until } = life;
  const dayZero = Math.floor((until.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  const book = (startDay: number, index: number, isDemoHousehold: boolean): void => {
    const hour = 8.5 + Math.floor(town.random() * 19) / 2;
    const startAt = dayZero + startDay * DAY + hour * HOUR;
    const lead = (startDay >= 0 && town.random() < 0.6 ? 0.3 + town.random() * 0.6 : 0.25 + town.random() * 2.5) * DAY;
    const bookAt = Math.min(startAt - 2 * HOUR, until.getTime() - 6 * MINUTE, startAt - lead);
    const household = isDemoHousehold ? life.households[0]! : life.households[Math.floor(town.random() ** 1.6 * life.households.length)]!;
    life.line.plan(bookAt, () => bookOne(life, household, startAt, index));
  };
  planShownWorker(life, dayZero, plan.pastDays);
  for (let i = 0; i < plan.past; i++) book(-1 - Math.floor(town.random() * plan.pastDays), i, i % 100 === 7);
  for (let i = 0; i < plan.ahead; i++) book(i < plan.ahead * 0.6 ? 0 : 1 + Math.floor(town.random() * (plan.aheadDays - 1)), i, i === 3);
}

/** The worker whose phone a visitor opens has a life to look at: most days a visit or two, some today and tomorrow, and two offers to answer. */
function planShownWorker(life: Life, dayZero: number, pastDays: number): void {
  const { town, until } = life;
  const near = life.households.filter((h) => h.district === 0);
  const book = (bookAt: number, startAt: number, index: number): void => {
    const household = near[index % near.length]!;
    life.line.plan(Math.min(bookAt, until.getTime() - 3 * MINUTE), () => bookOne(life, household, startAt, index, { itemId: 'daily-cleaning', workerId: life.demoWorkerId }));
  };
  for (let day = -pastDays; day <= 1; day++) {
    if (day % 7 === -3) continue;
    const first = dayZero + day * DAY + 9 * HOUR;
    book(first - 26 * HOUR, first, 200 + day * 2);
    if (day % 2 === 0) book(first - 20 * HOUR, first + 6 * HOUR, 201 + day * 2);
  }
  const later = dayZero + 2 * DAY + 9 * HOUR;
  book(until.getTime() - 4 * MINUTE, later + Math.floor(town.random() * 4) * HOUR, 1);
  book(until.getTime() - 3 * MINUTE, later + DAY + 5 * HOUR, 2);
}

function drawWish(town: Town): Wish {
  const total = wishes.reduce((sum, w) => sum + w.weight, 0);
  let left = town.random() * total;
  return wishes.find((w) => (left -= w.weight) <= 0) ?? wishes[0]!;
}

/** Asked once per service: nobody changes the catalogue while the demo city is made. */
async function usualQuantity({ town, quantities }: Life, itemId: string): Promise<number> {
  const quantity = quantities.get(itemId) ?? (await town.app.read(root, itemOf, itemId)).usualQuantity;
  quantities.set(itemId, quantity);
  return quantity;
}

async function bookOne(life: Life, household: Household, wishedAt: number, index: number, chosen?: { itemId: string; workerId: string }): Promise<void> {
  const { town } = life;
  const { itemId } = chosen ?? drawWish(town);
  const quantity = await usualQuantity(life, itemId);
  const now = town.clock.now().getTime();
  for (const shift of [0, 1, -1.5, 2.5, 4]) {
    const startAt = new Date(wishedAt + shift * HOUR);
    if (startAt.getTime() < now + 65 * MINUTE) continue;
    const hold = await attempt(() => town.act(household.actor, holdSlot, { itemId, addressId: household.addressId, quantity, startAt: startAt.toISOString(), ...(chosen && { workerId: chosen.workerId }) }));
    if (!hold) continue;
    const order = await town.act(household.actor, place, {
      holdId: hold.holdId, itemId, addressId: household.addressId, quantity, startAt: hold.startAt, note: town.pick(orderNotes), memberIds: [], channel: index % 9 === 4 ? 'phone' : index % 13 === 5 ? 'station' : index % 4 === 0 ? 'wechat' : 'h5',
    });
    if (index % 29 === 11) return;
    await useBestCoupon(town, household, order.id);
    const payment = await town.act(household.actor, startPayment, { orderId: order.id });
    await town.gateways.payment.choose(payment.tradeNo, 'paid');
    await town.runner.drain();
    life.line.plan(town.clock.now().getTime() + (2 + town.random() * 12) * MINUTE, () => answer(life, household, order.id, index, 0));
    if (index % 23 === 9) life.line.plan(now + (startAt.getTime() - now) * 0.6, async () => { await attempt(() => town.act(household.actor, cancel, { orderId: order.id, reason: '家里临时有事', isForceMajeure: false })); });
    return;
  }
}

const factsOf = (town: Town, orderId: string): Promise<OrderFacts> => town.app.read(root, orderFacts, orderId);

/** The asked worker answers: mostly yes, now and then no with a reason, and then the next one is asked. */
async function answer(life: Life, household: Household, orderId: string, index: number, round: number): Promise<void> {
  const { town } = life;
  const order = await factsOf(town, orderId);
  if (order.status !== 'assigned' || !order.workerId) return;
  const worker = life.byWorker.get(order.workerId);
  if (!worker) return;
  // The demo worker's newest offers stay open, so that whoever looks finds something to answer.
  if (worker.workerId === life.demoWorkerId && life.until.getTime() - town.clock.now().getTime() < 20 * MINUTE) return;
  const offer = (await town.app.read(worker.actor, listOffers, {})).items.find((o) => o.orderId === orderId);
  if (!offer) return;
  if (index % 11 === 6 && round === 0) {
    await town.act(worker.actor, refuseOffer, { offerId: offer.offerId, reason: index % 2 ? 'overDistance' : 'timeClash', words: '' });
    await town.runner.drain();
    life.line.plan(town.clock.now().getTime() + 2 * MINUTE, () => answer(life, household, orderId, index, 1));
    return;
  }
  await town.act(worker.actor, acceptOffer, { offerId: offer.offerId });
  planVisit(life, household, worker, order, index);
}

function planVisit(life: Life, household: Household, worker: TownWorker, order: OrderFacts, index: number): void {
  const { town, line } = life;
  const startAt = order.startsAt!.getTime();
  const endAt = order.endsAt!.getTime();
  const orderId = order.id;
  const late = index % 17 === 3 ? 18 : Math.floor(town.random() * 9) - 7;
  const step = (at: number, run: () => Promise<unknown>): void => line.plan(at, async () => { await attempt(run); });
  step(startAt - 28 * MINUTE, () => town.act(worker.actor, depart, { orderId }));
  // Old positions are not kept: only those of the last day matter.
  const isRecent = life.until.getTime() - startAt < DAY;
  if (isRecent) step(startAt - 12 * MINUTE, () => town.act(worker.actor, reportPosition, { lon: household.lon + 0.008, lat: household.lat + 0.004, accuracyMeters: 20 }));
  step(startAt + late * MINUTE, async () => {
    if (isRecent) await town.act(worker.actor, reportPosition, { lon: household.lon, lat: household.lat, accuracyMeters: 15 });
    await town.act(worker.actor, checkIn, { orderId, lon: household.lon, lat: household.lat, reason: '' });
  });
  step(startAt + (Math.max(late, 0) + 3) * MINUTE, () => town.act(household.actor, confirmChecklist, { orderId, checklistVersion: order.checklistVersion }));
  step(startAt + (Math.max(late, 0) + 5) * MINUTE, () => town.act(worker.actor, startService, { orderId }));
  const work = async (share: number): Promise<void> => {
    const seen = await town.app.read(worker.actor, viewOrder, orderId);
    const upTo = Math.ceil(seen.checklist.length * share);
    const open = seen.checklist.slice(0, upTo).filter((c) => !c.isDone).map((c) => c.code);
    if (open.length > 0) await town.act(worker.actor, tickItem, { orderId, code: open, isDone: true });
    const shots = share < 1 ? seen.requiredPhotoNodes.slice(0, 1) : seen.requiredPhotoNodes;
    for (const [i, node] of shots.entries()) if (!seen.photos.some((p) => p.node === node.code)) await town.act(worker.actor, addPhoto, { orderId, node: node.code, area: node.area, imageBase64: drawRoom(node.area, index + i) });
  };
  if (isRecent) step(startAt + (endAt - startAt) * 0.45, () => work(0.5));
  step(endAt - (6 - (index % 10)) * MINUTE, async () => {
    await work(1);
    await town.act(worker.actor, finish, { orderId, note: '', undoneReason: '' });
  });
  if (index % 8 !== 2) step(endAt + (20 + town.random() * 100) * MINUTE, () => town.act(household.actor, confirm, { orderId }));
  if (index % 6 === 1) step(endAt + 150 * MINUTE, () => thankWorker(town, household.actor, orderId, 500 + (index % 4) * 500));
  if (index % 7 !== 5) {
    step(endAt + (26 + town.random() * 10) * HOUR, async () => {
      const mood = town.random() < 0.86 ? 'good' : town.random() < 0.75 ? 'fair' : 'poor';
      const base = { good: 5, fair: 4, poor: 2 }[mood];
      const star = (): number => Math.max(1, base - (town.random() < 0.25 ? 1 : 0));
      await town.act(household.actor, review, { orderId, skill: star(), communication: star(), attitude: star(), words: town.pick(reviewWords[mood]) });
    });
  }
}

/** The morning before `until`: everybody's switch is set anew, and some stay at home. */
export function planMorning(life: Life): void {
  const { town, until } = life;
  const dayZero = Math.floor((until.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  const morning = dayZero + 7.5 * HOUR < until.getTime() ? dayZero + 7.5 * HOUR : dayZero - DAY + 7.5 * HOUR;
  for (const [i, worker] of life.workers.entries()) {
    life.line.plan(morning + (i % 40) * MINUTE, async () => {
      await town.act(worker.actor, setOnline, { isOnline: false });
      if (i % 7 !== 4) await town.act(worker.actor, setOnline, { isOnline: true });
    });
  }
}

/** Once a day the call desk works off the follow-ups that are due; the last day's stay for whoever sits down at the desk. */
export function planFollowUps(life: Life, days: number): void {
  for (let day = days; day >= 1; day--) {
    life.line.plan(life.until.getTime() - day * DAY, async () => {
      const { items } = await life.town.app.read(life.agent, listFollowUps, { state: 'due', limit: 200 });
      for (const [i, f] of items.filter((x) => Date.parse(x.dueAt) <= life.town.clock.now().getTime()).entries()) {
        await attempt(() => life.town.act(life.agent, recordFollowUp, i % 12 === 7 ? { followUpId: f.followUpId, isReached: false, words: '无人接听' } : { followUpId: f.followUpId, isReached: true, satisfaction: i % 9 === 4 ? 3 : 5, isArrivedOnTime: i % 10 !== 3, isScopeDone: true, isExtraCharged: false, words: '' }));
      }
      const { items: tickets } = await life.town.app.read(life.agent, listTickets, { limit: 200 });
      for (const ticket of tickets.filter((x) => x.state === 'open')) {
        await life.town.act(life.agent, moveTicket, { ticketId: ticket.ticketId, state: 'inProgress', words: '已联系客户了解情况' });
        if (day === 1) continue;
        await life.town.act(life.agent, moveTicket, { ticketId: ticket.ticketId, state: 'resolved', words: '已致歉并安排下次优先指派，客户认可' });
        await life.town.act(life.agent, moveTicket, { ticketId: ticket.ticketId, state: 'closed', words: '客户满意，结案' });
      }
    });
  }
}
