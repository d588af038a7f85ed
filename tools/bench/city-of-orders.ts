import { contract } from '@linli/contract';
import type { App } from '../../kernel/app.ts';
import { systemActor, type Ctx } from '../../kernel/context.ts';
import { seal } from '../../kernel/crypto.ts';
import type { Pool } from '../../kernel/database.ts';
import { addAddress, addEstates, ensurePerson, giveRole, openCity, pinyinOf, registerDemoPerson } from '../../modules/accounts/index.ts';
import { admitMerchant, assignTerritory, drawDistrict, licenceChecksum } from '../../modules/alliance/index.ts';
import { installCatalogue } from '../../modules/catalog/index.ts';
import { confirmPaid, place } from '../../modules/orders/index.ts';
import { holdSlot } from '../../modules/dispatch/index.ts';
import { surnames, givenLetters } from './city-of-listings.ts';

/**
 * A city as a desk has it on a busy day: so many workers, so many visits not yet finished, a month of finished ones. The first order, worker and
 * household go through the front door; the others are copies of them with another person, place and hour. The first district lies apart from the
 * others, with its own workers and full days from tomorrow on: the cells that are planned, each once.
 */
export type BusyCity = { cityId: string; workers: number; openOrders: number; districts: { districtId: string; name: string }[]; planned: { districtId: string; days: string[]; visits: number; workers: number }; deskPhone: string };
export type Wanted = { workers: number; openOrders: number; pastOrders: number; planVisits: number; planDays: number; planWorkers: number; seed: number; now: Date };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const itemId = 'daily-cleaning';
const names = ['南山路片区', '天山片区', '沙依巴克片区', '新市片区', '水磨沟片区', '头屯河片区', '米东片区', '经开片区'];
const estateNames = ['红山花园', '燕儿窝小区', '水清木华', '八一花园', '友好嘉园', '南湖雅居', '七道湾家园', '人民公园小区', '鲤鱼山庄', '北园春社区'];
/** Beijing hours at which a day's visits start: two hours each, half an hour between. */
const starts = [8.5, 11, 13.5, 16];
const half = { lon: 0.028, lat: 0.02 };

const centreOf = (index: number): { lon: number; lat: number } => (index === 0 ? { lon: 87.3, lat: 43.6 } : { lon: 87.5 + ((index - 1) % 4) * 0.06, lat: 43.78 + Math.floor((index - 1) / 4) * 0.045 });
const beijingMidnight = (at: Date): number => Math.floor((at.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
const dayOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

export async function fillDesk(app: App, wanted: Wanted): Promise<BusyCity> {
  const { cityId } = app.config;
  const pool = app.database.pool;
  const root = systemActor('bench');
  const act = <I, O>(action: (ctx: Ctx, input: I) => Promise<O>, input: I): Promise<O> => app.perform(root, action, input);
  await act(openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await act(installCatalogue, {});
  const deskPhone = '13900000002';
  const { personId: deskId } = await act(ensurePerson, { phone: deskPhone, name: '何婷' });
  for (const role of ['dispatcher', 'operator', 'agent'] as const) await act(giveRole, { personId: deskId, role, scopeType: 'city', scopeId: cityId });
  await act(registerDemoPerson, { app: 'desk', personId: deskId, phone: deskPhone, roleZh: '调度员', roleEn: 'Dispatcher' });

  const districts: BusyCity['districts'] = [];
  const estates: { id: string; district: number; lon: number; lat: number }[] = [];
  const merchants: string[] = [];
  for (const [index, name] of names.entries()) {
    const { lon, lat } = centreOf(index);
    const ring: [number, number][] = [[lon - half.lon, lat - half.lat], [lon + half.lon, lat - half.lat], [lon + half.lon, lat + half.lat], [lon - half.lon, lat + half.lat]];
    const { districtId } = await act(drawDistrict, { name, divisionCode: '650102', ring, isOpen: true, isSchematic: false });
    districts.push({ districtId, name });
    const stem = `91650100MA000${String(index + 10).padStart(4, '0')}`;
    const { merchantId } = await act(admitMerchant, contract.alliance.admitMerchant.input.parse({ name: `${name.slice(0, -2)}邻里家政`, licenceNo: stem + licenceChecksum(stem), ownerName: '周敏', ownerPhone: `138000001${String(index).padStart(2, '0')}`, families: ['cleaning'] }));
    merchants.push(merchantId);
    await act(assignTerritory, { districtId, family: 'cleaning', merchantId });
    const places = estateNames.map((estate, i) => ({ name: `${estate}${index + 1}区`, streetCode: '650102002', communityName: '红山社区', lon: lon + ((i % 5) / 4 - 0.5) * 1.6 * half.lon, lat: lat + (Math.floor(i / 5) - 0.5) * 1.2 * half.lat, buildings: ['1号楼', '2号楼', '3号楼'] }));
    const { estateIds } = await act(addEstates, { estates: places });
    estates.push(...estateIds.map((id: string, i: number) => ({ id, district: index, lon: places[i]!.lon, lat: places[i]!.lat })));
  }
  await fillPeople(pool, cityId, wanted, merchants, app.config.secret);
  const template = await placeFirst(app, estates[0]!.id, wanted);
  const visits = await fillOrders(pool, cityId, wanted, template, districts, merchants, estates, app.config.secret);
  return { cityId, workers: wanted.workers, openOrders: visits, districts, planned: { districtId: districts[0]!.districtId, days: Array.from({ length: wanted.planDays }, (_, i) => dayOf(beijingMidnight(wanted.now) + (1 + i) * DAY)), visits: wanted.planVisits, workers: wanted.planWorkers }, deskPhone };
}

/** Numbers of their own, sealed as the program seals them, so that messages about a plan find their way. */
const sealedPhones = (secret: string, kind: 'w' | 'c', prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => seal(secret, `${prefix}${String(10_000_000 + i)}`, `person:per_${kind}${String(i + 1).padStart(25, '0')}`));
/** A household each. */
async function settlePeople(client: PoolClient, cityId: string, kind: 'w' | 'c', count: number): Promise<void> {
  await client.query(`insert into accounts.household (city_id, id, created_at) select $1, 'hh_${kind}' || lpad(i::text, 25, '0'), now() - interval '1 year' from generate_series(1, $2::int) i`, [cityId, count]);
  for (const table of ['accounts.person', 'accounts.household']) await client.query(`analyze ${table}`);
  await client.query(`insert into accounts.household_person (city_id, household_id, person_id, joined_at) select $1, 'hh_${kind}' || lpad(i::text, 25, '0'), 'per_${kind}' || lpad(i::text, 25, '0'), now() - interval '1 year' from generate_series(1, $2::int) i`, [cityId, count]);
}
type PoolClient = Awaited<ReturnType<Pool['connect']>>;

/** Workers with papers, one skill and a week; the first ones live in the planned district. */
async function fillPeople(pool: Pool, cityId: string, { workers, planWorkers, seed }: Wanted, merchants: readonly string[], secret: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select setseed($1)', [(seed % 1000) / 1000]);
    await client.query(`
      insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, registered_at)
      select $1, 'per_w' || lpad(i::text, 25, '0'), ($2::text[])[s] || ($4::text[])[a] || ($4::text[])[b], ($3::text[])[s] || ($5::text[])[a] || ($5::text[])[b], ($7::text[])[i], 'bench-worker' || i, '139****' || lpad((i % 10000)::text, 4, '0'), now() - interval '1 year'
      from (select i, 1 + floor(random() * cardinality($2::text[]))::int as s, 1 + floor(random() * cardinality($4::text[]))::int as a, 1 + floor(random() * cardinality($4::text[]))::int as b from generate_series(1, $6::int) i) picked`,
    [cityId, surnames, surnames.map((surname) => pinyinOf(surname)), givenLetters, givenLetters.map((letter) => pinyinOf(letter, false)), workers, sealedPhones(secret, 'w', '139', workers)]);
    await settlePeople(client, cityId, 'w', workers);
    const centres = merchants.map((_, index) => centreOf(index));
    await client.query(`
      insert into workers.worker (city_id, id, person_id, merchant_id, status, experience_years, home_lon, home_lat, home_area, travel_radius_meters, is_online, online_since, registered_at, admitted_at, level, visits_done, accepted_count, rating_sum, rating_weight, rating_count)
      select $1, 'wrk_' || lpad(i::text, 26, '0'), 'per_w' || lpad(i::text, 25, '0'), ($2::text[])[d], 'active', 3, ($3::float8[])[d] + (random() - 0.5) * ${half.lon * 2}, ($4::float8[])[d] + (random() - 0.5) * ${half.lat * 2},
        ($5::text[])[d], 6000, random() < 0.8, now() - interval '2 hours', now() - interval '1 year', now() - interval '1 year', 1 + floor(random() * 4)::int, 20 + floor(random() * 300)::int, 50, 4.7 * 20, 20, 20
      from (select i, case when i <= $7 then 1 else 2 + (i % (cardinality($2::text[]) - 1)) end as d from generate_series(1, $6::int) i) one`,
    [cityId, merchants, centres.map(({ lon }) => lon), centres.map(({ lat }) => lat), names, workers, planWorkers]);
    await client.query(`insert into workers.skill (city_id, worker_id, code, level, since) select city_id, id, 'cleaning', 2 + (visits_done % 3), now() from workers.worker where city_id = $1`, [cityId]);
    await client.query(`
      insert into workers.paper (city_id, id, worker_id, kind, health_class, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at)
      select $1, 'pap_' || w.id || kind, w.id, kind, case when kind = 'health' then 'B' end, 'sealed', '6501****', date '2026-01-01', current_date + 400, 'verified', now()
      from workers.worker w cross join unnest(array['identity', 'health', 'background', 'insurance']) kind where w.city_id = $1`, [cityId]);
    await client.query(`insert into workers.admission_period (city_id, id, worker_id, family, from_at) select city_id, 'adp_' || substr(id, 5), id, 'cleaning', admitted_at from workers.worker where city_id = $1`, [cityId]);
    await client.query(`insert into workers.availability (city_id, worker_id, weekday, from_minute, to_minute) select $1, w.id, weekday, 480, 1200 from workers.worker w cross join generate_series(1, 7) weekday where w.city_id = $1`, [cityId]);
    await client.query(`
      insert into workers.position (city_id, worker_id, lon, lat, accuracy_meters, at) select city_id, id, home_lon + (random() - 0.5) * 0.01, home_lat + (random() - 0.5) * 0.01, 20, now() - interval '1 minute' from workers.worker where city_id = $1 and is_online`, [cityId]);
  } finally {
    await client.release();
  }
}

type Template = { orderId: string; addressId: string; householdId: string; customerId: string };
/** One order placed, held and paid as people do it. */
async function placeFirst(app: App, estateId: string, { now }: Wanted): Promise<Template> {
  const root = systemActor('bench');
  const { personId: customerId } = await app.perform(root, ensurePerson, { phone: '13610000000', name: '黄桂英' });
  const { addressId } = await app.perform({ kind: 'person', personId: customerId, name: '黄桂英', grants: [] }, addAddress, contract.accounts.addAddress.input.parse({ estateId, building: '1号楼', room: '301', homeScene: {} }));
  const startAt = new Date(beijingMidnight(now) + 6 * DAY + 9 * HOUR).toISOString();
  const wish = { itemId, addressId, quantity: 2, startAt, customerId };
  const { holdId } = await app.perform(root, holdSlot, contract.dispatch.holdSlot.input.parse(wish));
  const order = await app.perform(root, place, contract.orders.place.input.parse({ ...wish, holdId, channel: 'phone' }));
  await app.perform(root, confirmPaid, { orderId: order.id, amountFen: order.totalFen, paidAt: now });
  const row = (await app.database.pool.query('select household_id from orders."order" where city_id = $1 and id = $2', [app.config.cityId, order.id])).rows[0]!;
  return { orderId: order.id, addressId, householdId: row['household_id'] as string, customerId };
}

type Row = { worker: number; district: number; startAt: number; status: string };
/** Who has which visit when: the planned days first, then seven days of everybody else, then a month of finished ones. */
function* rowsOf({ openOrders, pastOrders, planVisits, planDays, planWorkers, workers, now }: Wanted): Generator<Row> {
  const today = beijingMidnight(now);
  const others = workers - planWorkers;
  const districtOf = (worker: number): number => (worker <= planWorkers ? 0 : 1 + (worker % (names.length - 1)));
  const statusOf = (k: number): string => (k % 25 === 0 ? 'paid' : k % 12 === 0 ? 'assigned' : 'accepted');
  for (let d = 0; d < planDays; d++) for (let k = 0; k < planVisits; k++) yield { worker: 1 + ((k * 7 + Math.floor(k / planWorkers) + d) % planWorkers), district: 0, startAt: today + (1 + d) * DAY + starts[Math.floor(k / planWorkers) % starts.length]! * HOUR, status: statusOf(k + 1) };
  for (let k = 0; k < openOrders - planVisits * planDays; k++) {
    const worker = planWorkers + 1 + ((Math.floor(k / 7) * 37 + (k % 7) * 13) % others);
    const at = today + (k % 7) * DAY + starts[k % starts.length]! * HOUR;
    // Hours of today that have passed are those of this day next week.
    yield { worker, district: districtOf(worker), startAt: at < now.getTime() + HOUR / 2 ? at + 7 * DAY : at, status: statusOf(k) };
  }
  for (let k = 0; k < pastOrders; k++) {
    const worker = 1 + ((k * 31) % workers);
    yield { worker, district: districtOf(worker), startAt: today - (1 + (k % 30)) * DAY + starts[k % starts.length]! * HOUR, status: 'settled' };
  }
}

const CHUNK = 2000;
async function fillOrders(pool: Pool, cityId: string, wanted: Wanted, template: Template, districts: BusyCity['districts'], merchants: readonly string[], estates: readonly { id: string; district: number; lon: number; lat: number }[], secret: string): Promise<number> {
  const rows = [...rowsOf(wanted)];
  const client = await pool.connect();
  const households = Math.ceil(rows.length / 3);
  try {
    await client.query(`
      insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, registered_at)
      select $1, 'per_c' || lpad(i::text, 25, '0'), ($3::text[])[1 + i % cardinality($3::text[])] || ($4::text[])[1 + (i * 7) % cardinality($4::text[])] || ($4::text[])[1 + (i * 11) % cardinality($4::text[])], '', ($5::text[])[i], 'bench-customer' || i, '136****' || lpad((i % 10000)::text, 4, '0'), now() - interval '1 year'
      from generate_series(1, $2::int) i`, [cityId, households, surnames, givenLetters, sealedPhones(secret, 'c', '136', households)]);
    await settlePeople(client, cityId, 'c', households);
    const columns = (await client.query(`select column_name as name from information_schema.columns where table_schema = 'orders' and table_name = 'order'`)).rows.map((row) => row['name'] as string);
    const own: Record<string, string> = {
      id: `'ord_' || lpad(r.n::text, 26, '0')`, no: `'B' || lpad(r.n::text, 9, '0')`, work_order_no: `'BW' || lpad(r.n::text, 9, '0')`, status: 'r.status', customer_id: `'per_c' || lpad(r.home::text, 25, '0')`, household_id: `'hh_c' || lpad(r.home::text, 25, '0')`,
      estate_id: 'r.estate', estate_name: 'e.name', lon: 'e.lon + r.off_lon', lat: 'e.lat + r.off_lat', district_id: 'r.district', district_name: 'r.district_name', starts_at: 'r.at', ends_at: `r.at + interval '2 hours'`, hold_id: 'null', holder_merchant_id: 'r.merchant',
      merchant_id: `case when r.status = 'paid' then null else r.merchant end`, worker_id: `case when r.status = 'paid' then null else r.worker end`, worker_pay_fen: `case when r.status = 'paid' then null else (t.total_fen * 8 / 10) end`,
      placed_at: `least(now(), r.at) - interval '2 days' - r.n * interval '1 second'`, changed_at: `least(now(), r.at) - interval '1 hour'`, pay_before: 'null', paid_fen: 't.total_fen',
      arrived_at: `case when r.status = 'settled' then r.at - interval '2 minutes' + (r.n % 9) * interval '2 minutes' end`, started_at: `case when r.status = 'settled' then r.at end`, finished_at: `case when r.status = 'settled' then r.at + interval '2 hours' end`,
      confirmed_at: `case when r.status = 'settled' then r.at + interval '1 day' end`, settled_at: `case when r.status = 'settled' then r.at + interval '1 day' end`,
    };
    const gather = async (...tables: string[]): Promise<void> => { for (const table of tables) await client.query(`analyze ${table}`); };
    // Without figures the checks of references read whole tables, row by row.
    await gather('accounts.person', 'accounts.household', 'accounts.household_person', 'workers.worker');
    const estatesOf = districts.map((_, index) => estates.filter(({ district }) => district === index));
    for (let from = 0; from < rows.length; from += CHUNK) {
      const some = rows.slice(from, from + CHUNK).map(({ worker, district, startAt, status }, i) => {
        const n = from + i + 1;
        const estate = estatesOf[district]![(n * 13) % estatesOf[district]!.length]!;
        return { n, status, home: 1 + (n * 7) % households, estate: estate.id, district: districts[district]!.districtId, district_name: districts[district]!.name, merchant: merchants[district], worker: `wrk_${String(worker).padStart(26, '0')}`, at: new Date(startAt).toISOString(), off_lon: ((n * 17) % 21 - 10) * 0.0002, off_lat: ((n * 29) % 21 - 10) * 0.0002 };
      });
      await client.query(`
        insert into orders."order" (${columns.join(', ')})
        select ${columns.map((name) => own[name] ?? `t.${name}`).join(', ')}
        from jsonb_to_recordset($2::jsonb) as r(n int, status text, home int, estate text, district text, district_name text, merchant text, worker text, at timestamptz, off_lon float8, off_lat float8)
        join accounts.estate e on e.city_id = $1 and e.id = r.estate cross join orders."order" t where t.city_id = $1 and t.id = $3`, [cityId, JSON.stringify(some), template.orderId]);
      await gather('orders."order"');
    }
    await client.query(`
      insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, order_id, customer_id, item_id, address_id, quantity, lon, lat, created_at)
      select city_id, 'cal_' || id, worker_id, 'booked', starts_at, ends_at, id, customer_id, item_id, address_id, quantity, lon, lat, placed_at from orders."order" where city_id = $1 and status in ('assigned', 'accepted') and id <> $2`, [cityId, template.orderId]);
    await client.query(`
      insert into dispatch.offer (city_id, id, order_id, worker_id, origin, state, made_at, expires_at, ended_at, net_pay_fen, pay_lines, travel_meters, travel_seconds, score, dimensions)
      select city_id, 'ofr_' || id, id, worker_id, 'auto', case when status = 'assigned' then 'live' else 'accepted' end, case when status = 'assigned' then now() - interval '5 minutes' else placed_at end, case when status = 'assigned' then now() + interval '25 minutes' else placed_at + interval '30 minutes' end, case when status = 'accepted' then placed_at + interval '10 minutes' end, worker_pay_fen, '[]'::jsonb, 1500, 400, 80, '[]'::jsonb
      from orders."order" where city_id = $1 and status in ('assigned', 'accepted') and id <> $2`, [cityId, template.orderId]);
    await client.query(`
      insert into dispatch.search (city_id, order_id, opened_at, policy_version, mode, stage, district_id)
      select city_id, id, now() - interval '1 hour', 0, 'auto', 'asking', district_id from orders."order" where city_id = $1 and status = 'paid' and id <> $2`, [cityId, template.orderId]);
    await client.query(`
      insert into orders.order_event (city_id, order_id, seq, at, verb, from_status, to_status, actor_kind, actor_label_zh, actor_label_en)
      select city_id, id, 1, placed_at, 'pay', 'held', status, 'system', '系统', 'system' from orders."order" where city_id = $1 and id like 'ord_0%' and id <> $2`, [cityId, template.orderId]);
    return rows.filter(({ status }) => status !== 'settled').length;
  } finally {
    await client.release();
  }
}
