/**
 * A small town for tests: districts, their merchants, estates, an operator who is the desk too, and ways to hire, settle, book and pay through the
 * front door. Every person has a phone of her own.
 */
import { giveRole, mount as accounts, openCity } from '../modules/accounts/index.ts';
import { licenceChecksum, mount as alliance } from '../modules/alliance/index.ts';
import { installCatalogue, mount as catalog } from '../modules/catalog/index.ts';
import { mount as dispatch } from '../modules/dispatch/index.ts';
import { mount as orders } from '../modules/orders/index.ts';
import { mount as payments } from '../modules/payments/index.ts';
import { mount as training } from '../modules/training/index.ts';
import { mount as workers } from '../modules/workers/index.ts';
import { openHarness, type Harness, type Person } from './harness.ts';
import { cityDay } from './cron.ts';
import type { Module } from './module.ts';

export type TownWorker = Person & { workerId: string; name: string };
export type Home = Person & { addressId: string };
type Point = { lon: number; lat: number };
type DistrictWish = { name: string; west: number; east: number; /** Its holder for cleaning. */ merchant?: string };
export type TownWish = { at: string; districts?: readonly DistrictWish[]; estates?: readonly (Point & { name: string })[]; /** Mounted after dispatch. */ more?: readonly Module[]; runsSchedules?: boolean };
export type HireWish = Partial<Point> & { merchantId?: string; level?: number; travelRadiusMeters?: number; paperUntil?: string };

const IDENTITY = '650102199003078517';
const centre = { lon: 87.6, lat: 43.8 };
const itemId = 'daily-cleaning';

export type Town = Awaited<ReturnType<typeof openTown>>;

export async function openTown({ at: start, districts = [{ name: '天山片区', west: 87.56, east: 87.64 }], estates = [{ name: '红山花园', ...centre }], more = [], runsSchedules }: TownWish) {
  const city: Harness = await openHarness({ modules: [accounts, alliance, catalog, workers, training, orders, payments, dispatch, ...more], at: start, everyAtMostMinutes: 60, ...(runsSchedules === undefined ? {} : { runsSchedules }) });
  let nextPhone = 13_700_000_000;
  const phone = (): string => String(nextPhone++);
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  const operator = await city.signIn(phone(), '沈平');
  for (const role of ['operator', 'dispatcher'] as const) await city.act('system', giveRole, { personId: operator.me.personId, role, scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);

  const districtIds: string[] = [];
  const merchants: { merchantId: string; owner: Person }[] = [];
  for (const [index, { name, west, east, merchant }] of districts.entries()) {
    const { districtId } = await operator.client.alliance.drawDistrict({ name, divisionCode: '650102', ring: [[west, 43.77], [east, 43.77], [east, 43.83], [west, 43.83]], isOpen: true });
    districtIds.push(districtId);
    if (merchant === undefined) continue;
    const [ownerPhone, stem] = [phone(), `91650100MA000001${index}`];
    const { merchantId } = await operator.client.alliance.admitMerchant({ name: merchant, licenceNo: stem + licenceChecksum(stem), ownerName: `店主${index}`, ownerPhone, families: ['cleaning'] });
    await operator.client.alliance.assignTerritory({ districtId, family: 'cleaning', merchantId });
    merchants.push({ merchantId, owner: await city.signIn(ownerPhone) });
  }
  const { estateIds } = await operator.client.accounts.addEstates({ estates: estates.map((estate) => ({ streetCode: '650102002', communityName: '红山社区', buildings: ['1号楼', '2号楼'], ...estate })) });

  let hired = 0;
  /** A worker audited, admitted and online, at work from 8 to 20 every day; each lives a little farther east than the one before. */
  const hire = async (name: string, { merchantId, level = 3, paperUntil = '2028-06-30', travelRadiusMeters, lon, lat = centre.lat }: HireWish = {}): Promise<TownWorker> => {
    const number = phone();
    hired += 1;
    const { workerId } = await operator.client.workers.register({
      phone: number, name, ...(merchantId && { merchantId }), homeLon: lon ?? centre.lon + 0.001 * hired, homeLat: lat, homeArea: '红山花园', skills: [{ code: 'cleaning', level }], ...(travelRadiusMeters && { travelRadiusMeters }),
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })),
    });
    // A health paper holds for twelve months at most.
    const today = cityDay(city.clock.now());
    const nearYear = cityDay(new Date(city.clock.now().getTime() + 364 * 86_400_000));
    const health = { healthClass: 'B' as const, validFrom: today, validUntil: paperUntil < nearYear ? paperUntil : nearYear };
    for (const kind of ['identity', 'health', 'background', 'insurance'] as const) {
      await operator.client.workers.submitPaper({ workerId, kind, number: kind === 'identity' ? IDENTITY : `NO${number}`, validFrom: '2026-01-01', validUntil: paperUntil, ...(kind === 'health' && health), isSeen: true });
    }
    await operator.client.workers.admit({ workerId });
    const person = await city.signIn(number);
    await person.client.workers.setOnline({ isOnline: true });
    return { ...person, workerId, name };
  };

  /** A family with an address in one of the estates. */
  const household = async (name = '林女士', estate = 0): Promise<Home> => {
    const person = await city.signIn(phone(), name);
    return { ...person, addressId: (await person.client.accounts.addAddress({ estateId: estateIds[estate]!, building: '1号楼', room: '2单元301', homeScene: {} })).addressId };
  };

  const pay = async (person: Person, orderId: string): Promise<void> => {
    await city.gateways.payment.choose((await person.client.payments.start({ orderId })).tradeNo, 'paid');
    await city.drain();
  };
  /** Two hours of daily cleaning, held, placed and paid; what follows from it has run. */
  const paid = async (home: Home, startAt: string, workerId?: string): Promise<string> => {
    const wish = { itemId, addressId: home.addressId, quantity: 2, startAt };
    const { holdId } = await home.client.dispatch.holdSlot({ ...wish, ...(workerId ? { workerId } : {}) });
    const { orderId } = await home.client.orders.place({ ...wish, holdId });
    await pay(home, orderId);
    return orderId;
  };
  /** Midnight of the start's Beijing day, plus days and hours. */
  const midnight = Math.floor((Date.parse(start) + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000;
  const at = (day: number, hour: number): string => new Date(midnight + day * 86_400_000 + hour * 3_600_000).toISOString();
  const accept = async (worker: TownWorker, orderId: string): Promise<void> => {
    await worker.client.dispatch.acceptOffer({ offerId: (await worker.client.dispatch.listOffers({})).items.find((offer) => offer.orderId === orderId)!.offerId });
    await city.drain();
  };
  /** Moves on to a moment; sessions that have run out by then are opened again. */
  const moveTo = async (moment: string, people: readonly Person[]): Promise<void> => {
    if (new Date(moment) > city.clock.now()) city.clock.set(new Date(moment));
    await city.drain();
    for (const person of [operator, ...people]) if (await person.client.accounts.me({}).then(() => false, () => true)) Object.assign(person, await city.signIn(person.phone));
  };
  /** A paid order of hers is accepted, served with everything ticked, and confirmed by the family: it is settled. */
  const serve = async (home: Home, worker: TownWorker, orderId: string): Promise<void> => {
    await accept(worker, orderId);
    const { startAt, endAt, checklistVersion, checklist } = await home.client.orders.get({ orderId });
    await moveTo(new Date(Date.parse(startAt!) - 40 * 60_000).toISOString(), [home, worker]);
    await worker.client.orders.depart({ orderId });
    await worker.client.orders.checkIn({ orderId, lon: centre.lon, lat: centre.lat });
    await home.client.orders.confirmChecklist({ orderId, checklistVersion });
    await worker.client.orders.startService({ orderId });
    await worker.client.orders.tickItem({ orderId, code: checklist.map(({ code }) => code), isDone: true });
    await moveTo(endAt!, [home, worker]);
    await worker.client.orders.finish({ orderId, undoneReason: '照片稍后补' });
    await home.client.orders.confirm({ orderId });
    await city.drain();
  };
  return { city, operator, districts: districtIds, merchants, estates: estateIds, itemId, centre, phone, hire, household, pay, paid, accept, moveTo, serve, at };
}
