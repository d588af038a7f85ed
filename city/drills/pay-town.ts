import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { deliverByInject, standIns, type StandIns } from '../../gateways/index.ts';
import { createApp, type App } from '../../kernel/app.ts';
import { VirtualClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { systemActor, type Actor } from '../../kernel/context.ts';
import { openDatabase, type Database } from '../../kernel/database.ts';
import { seededIds } from '../../kernel/ids.ts';
import { silentLog } from '../../kernel/log.ts';
import { migrate } from '../../kernel/migrate.ts';
import { createInlineRunner, type InlineRunner } from '../../kernel/runner-inline.ts';
import { addAddress, addEstates, ensurePerson, giveRole, listDivisions, mount as accounts, openCity } from '../../modules/accounts/index.ts';
import { drawDistrict, mount as alliance } from '../../modules/alliance/index.ts';
import { installCatalogue, mount as catalog } from '../../modules/catalog/index.ts';
import { mount as orders, place } from '../../modules/orders/index.ts';
import { mount as payments, start } from '../../modules/payments/index.ts';
import { holdTime, mount as workers, register } from '../../modules/workers/index.ts';

const root = systemActor('drill');
const HOUR = 3_600_000;
const WORKERS = 40;
const home = { lon: 87.6177, lat: 43.7928 };

export type OpenedPayment = { orderId: string; paymentId: string; tradeNo: string; amountFen: number; rail: 'wechat' | 'alipay' };
/** A town that has just enough in it to pay for cleaning, behind a port of its own, under a clock that stands still until it is moved. */
export type PayTown = {
  app: App; clock: VirtualClock; runner: InlineRunner; gateways: StandIns; database: Database; url: string; household: Actor;
  /** Places an order and opens its payment over the rail. */
  openPayment(rail: 'wechat' | 'alipay'): Promise<OpenedPayment>;
  close(): Promise<void>;
};

/** Opens the town in memory, or on the server of `databaseUrl` in a database of its own that is dropped at the end. */
export const openPayTown = async (databaseUrl: string | null): Promise<PayTown> => {
  const { database, drop } = await emptyDatabase(databaseUrl);
  await migrate(database);
  const clock = new VirtualClock('2026-11-22T00:00:00Z');
  const config = { ...readConfig({ LINLI_DATA: '/tmp', LINLI_SECRET: 'a secret only for drills, 32+ characters', LINLI_RATE: '0', LINLI_LOG: 'silent' }), isDemo: true };
  const runner = createInlineRunner(clock);
  const gateways = standIns(config, clock);
  const app = await createApp({ config, database, modules: [accounts, alliance, catalog, workers, orders, payments], gateways, clock, runner, ids: seededIds(17), log: silentLog() });
  gateways.payment.deliverBy(deliverByInject(app.http));
  await app.start();
  await app.http.listen({ port: 0, host: '127.0.0.1' });

  const close = async (): Promise<void> => { await app.stop(); await database.close(); await drop(); };
  try {
    const { household, openPayment } = await settle(app, clock);
    return { app, clock, runner, gateways, database, household, openPayment, close, url: `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}` };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Opens the city with one family, one district and enough workers that nobody has to wait for a time. */
const settle = async (app: App, clock: VirtualClock): Promise<Pick<PayTown, 'household' | 'openPayment'>> => {
  const act = app.perform;
  await act(root, openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, isDemo: true });
  const operator = await act(root, ensurePerson, { phone: '13900000001', name: '沈平' });
  await act(root, giveRole, { personId: operator.personId, role: 'operator', scopeType: 'city', scopeId: app.config.cityId });
  await act(root, installCatalogue, {});
  const ring: [number, number][] = [[home.lon - 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat - 0.02], [home.lon + 0.02, home.lat + 0.02], [home.lon - 0.02, home.lat + 0.02]];
  await act(root, drawDistrict, { name: '天山片区', divisionCode: '650102', ring, isOpen: true, isSchematic: true });
  const { items: streets } = await act(root, listDivisions, { parent: '650102' });
  const { estateIds } = await act(root, addEstates, { estates: [{ streetCode: streets[0]!.code, communityName: '团结社区', buildings: ['1号楼'], name: '幸福花园', ...home }] });
  const { personId } = await act(root, ensurePerson, { phone: '13800000001', name: '林小满' });
  const household: Actor = { kind: 'person', personId, name: '林小满', grants: [] };
  const { addressId } = await act(household, addAddress, { estateId: estateIds[0]!, building: '1号楼', room: '502', homeScene: {}, isDefault: true } as never);
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
  const workerIds: string[] = [];
  for (let i = 0; i < WORKERS; i++) {
    workerIds.push((await act(root, register, { phone: `136${String(i).padStart(8, '0')}`, name: '李桂兰', homeLon: home.lon, homeLat: home.lat, homeArea: '天山区', skills: [{ code: 'cleaning', level: 2 }], sceneSkills: [], travelMode: 'ebike', travelRadiusMeters: 8000, experienceYears: 3, about: '', weekly })).workerId);
  }
  await app.drain();

  let placed = 0;
  const openPayment: PayTown['openPayment'] = async (rail) => {
    const startAt = new Date(clock.now().getTime() + (26 + 4 * Math.floor(placed / WORKERS)) * HOUR);
    const about = { itemId: 'daily-cleaning', addressId, quantity: 2 + (placed % 3) };
    const holdId = await act(root, holdTime, { ...about, workerId: workerIds[placed++ % WORKERS]!, startAt, endAt: new Date(startAt.getTime() + about.quantity * HOUR), expiresAt: new Date(clock.now().getTime() + HOUR / 6), customerId: personId, ...home, isChosen: false });
    const order = await act(household, place, { ...about, holdId, memberIds: [] } as never);
    const payment = await act(household, start, { orderId: order.id, rail, scene: rail === 'wechat' ? 'native' : 'precreate' });
    return { orderId: order.id, paymentId: payment.paymentId, tradeNo: payment.tradeNo, amountFen: payment.amountFen, rail };
  };
  return { household, openPayment };
};

const emptyDatabase = async (databaseUrl: string | null): Promise<{ database: Database; drop(): Promise<void> }> => {
  if (databaseUrl === null) return { database: await openDatabase({ memory: true }), drop: async () => {} };
  const copy = new URL(databaseUrl);
  const name = `linli_drill_${process.pid}_${Math.floor(performance.now())}`;
  copy.pathname = `/${name}`;
  const asAdmin = async (statement: string): Promise<void> => {
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    try { await admin.query(statement); } finally { await admin.end(); }
  };
  await asAdmin(`create database "${name}"`);
  return { database: await openDatabase({ url: copy.href, poolSize: 20 }), drop: () => asAdmin(`drop database if exists "${name}" with (force)`) };
};
