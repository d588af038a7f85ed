/**
 * A town for tests of money: one open district held by one merchant, 李 who works for it and 赵 who works for the platform directly, both always free, a family,
 * and the desk's people. Visits are booked, paid and given without dispatch, through the same doors.
 */
import { giveRole, mount as accounts, openCity } from '../modules/accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../modules/alliance/index.ts';
import { installCatalogue, mount as catalog } from '../modules/catalog/index.ts';
import { acceptByWorker, assignWorker, mount as orders, orderFacts, type OrderView } from '../modules/orders/index.ts';
import { mount as payments, previewSplit } from '../modules/payments/index.ts';
import { holdTime, moveTime, mount as workers } from '../modules/workers/index.ts';
import { openHarness, type Person } from './harness.ts';
import type { Module } from './module.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const itemId = 'daily-cleaning';
export const home = { lon: 87.6177, lat: 43.7928 };

type Role = 'operator' | 'agent' | 'finance';
export type OrderWish = { workerId?: string; quantity?: number };
export type MoneyTown = Awaited<ReturnType<typeof openMoneyTown>>;

/** `more`: mounted after payments. */
export async function openMoneyTown({ more = [] }: { more?: readonly Module[] } = {}) {
  const city = await openHarness({ modules: [accounts, alliance, catalog, workers, orders, payments, ...more], at: '2026-11-22T00:00:00Z', runsSchedules: false });
  /** Everybody whose session may run out while the clock is moved. */
  const people: Person[] = [];
  const signIn = async (phone: string, name?: string): Promise<Person> => {
    const person = await city.signIn(phone, name);
    people.push(person);
    return person;
  };
  const staff = async (phone: string, name: string, role: Role): Promise<Person> => {
    const person = await signIn(phone, name);
    await city.act('system', giveRole, { personId: person.me.personId, role, scopeType: 'city', scopeId: city.app.config.cityId });
    return person;
  };
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: false });
  await city.act('system', installCatalogue as never, {});
  const operator = await staff('13900000001', '沈平', 'operator');
  const agent = await staff('13900000002', '何婷', 'agent');
  const finance = await staff('13900000003', '钱会计', 'finance');
  await city.drain();
  const hq = operator.client;
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  const district = await hq.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring, isOpen: true });
  const { items: streets } = await hq.accounts.listDivisions({ parent: '650102' });
  const { estateIds } = await hq.accounts.addEstates({ estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }] });
  const admit = async (name: string, stem: string, ownerPhone: string): Promise<string> =>
    (await hq.alliance.admitMerchant({ name, licenceNo: stem + licenceChecksum(stem), ownerName: '马老板', ownerPhone, families: ['cleaning'], commissionBasisPoints: 800, workerShareBasisPoints: 7000 })).merchantId;
  const merchantId = await admit('安心家政', '91650100MA0000001', '13700000001');
  await hq.alliance.assignTerritory({ districtId: district.districtId, family: 'cleaning', merchantId });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  const hire = async (phone: string, name: string, about: { merchantId?: string }): Promise<string> =>
    (await hq.workers.register({ phone, name, ...about, homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], weekly })).workerId;
  const liId = await hire('13600000001', '李桂兰', { merchantId });
  const zhaoId = await hire('13600000002', '赵秀英', {});
  await city.drain();
  const [li, zhao, lin, stranger] = [await signIn('13600000001'), await signIn('13600000002'), await signIn('13800000001', '林小满'), await signIn('13800000003', '钱多多')];
  const { addressId } = await lin.client.accounts.addAddress({ estateId: estateIds[0]!, building: '1号楼', room: '502' });

  /** The next free hours, a day ahead at least: tests never meet in the calendar. */
  let lastStart = 0;
  const nextStart = (): Date => new Date((lastStart = Math.max(lastStart + 4 * HOUR, Math.floor(city.clock.now().getTime() / HOUR) * HOUR + 26 * HOUR)));
  /** Visits booked from now on start then at the soonest. */
  const startFrom = (at: Date): void => { lastStart = at.getTime() - 4 * HOUR; };
  const placeHeld = async ({ workerId = liId, quantity = 3 }: OrderWish = {}): Promise<OrderView> => {
    const startAt = nextStart();
    const holdId = await city.act('system', holdTime, {
      workerId, startAt, endAt: new Date(startAt.getTime() + quantity * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity, ...home, isChosen: false,
    });
    return lin.client.orders.place({ holdId, itemId, addressId, quantity });
  };
  const paid = async (wish: OrderWish = {}): Promise<OrderView> => {
    const order = await placeHeld(wish);
    await city.gateways.payment.choose((await lin.client.payments.start({ orderId: order.orderId })).tradeNo, 'paid');
    await city.drain();
    return lin.client.orders.get({ orderId: order.orderId });
  };
  /** What dispatch does, in one transaction: the time goes to the worker and the order with it. */
  const assign = ({ orderId }: { orderId: string }, workerId = liId) => city.act('system', async (ctx, input: { orderId: string }) => {
    const order = await orderFacts(ctx, input.orderId);
    const ofMerchant = workerId === liId ? merchantId : null;
    const { workerPayFen } = await previewSplit(ctx, { ...order, workerId, merchantId: ofMerchant });
    await moveTime(ctx, { orderId: order.id, workerId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat });
    await assignWorker(ctx, { orderId: order.id, workerId, merchantId: ofMerchant, workerPayFen, words: { zh: '已派给家政员', en: 'Offered' } });
    await acceptByWorker(ctx, { orderId: order.id, workerId });
  }, { orderId });
  /** Moves on to a moment; whoever's session has run out by then signs in again. */
  const setTo = async (at: Date): Promise<void> => {
    if (at <= city.clock.now()) return;
    city.clock.set(at);
    await city.drain();
    for (const person of people) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone));
  };
  /** Throws where an invariant does not hold or the ledger is off. */
  const proveMoney = async (): Promise<void> => {
    const failed = (await city.app.verify()).filter((check) => !check.ok);
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
    const { sumFen } = await finance.client.payments.trialBalance({});
    if (sumFen !== 0) throw new Error(`the ledger is off by ${sumFen} fen`);
  };
  return { city, operator, agent, finance, li, zhao, lin, stranger, liId, zhaoId, merchantId, addressId, signIn, staff, admit, nextStart, startFrom, placeHeld, paid, assign, setTo, proveMoney };
}
