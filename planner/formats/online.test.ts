import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { instancesFolder } from '../bench/family.ts';
import { openDay, planOf } from '../live/day.ts';
import { insertAll, openVisits } from '../live/mend.ts';
import { picture } from '../picture.ts';
import { hourClock } from '../wording-plan.ts';
import { readLackner } from './lackner.ts';
import { homeServiceDay, readMdrp } from './mdrp.ts';

const solomon = `TINY

VEHICLE
NUMBER     CAPACITY
  2         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      3         4         10         0        50         10
    2      6         8         10         0        60         10
`;
const mdrp = {
  orders: 'order\tx\ty\tplacement_time\trestaurant\tready_time\no1\t100\t0\t30\tr1\t40\no2\t0\t300\t20\tr1\t31\n', couriers: 'courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t0\t180\n',
    restaurants: 'restaurant\tx\ty\nr1\t5\t5\n',
  parameters: 'meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\tmaximum click-to-door\tpay per order\tguaranteed pay per hour\n320\t4\t4\t40\t90\t10\t15\n',
};

test('lackner: release times join the static instance', () => {
  const problem = readLackner(solomon, '1\t-1\n2\t7.5\n');
  expect(problem.tasks.map(({ id, releasedAt }) => [id, releasedAt])).toEqual([['1', undefined], ['2', 7.5]]);
  expect(() => readLackner(solomon, '1\t-1\n')).toThrow('customer 2 has no release time');
  expect(() => readLackner(solomon, '1\t-1\n2\tsoon\n')).toThrow('line 2');
  expect(() => readLackner(solomon, '1\t-1\n3\t0\n')).toThrow('there is no customer 3');
});

test('mdrp: four tables, and the day as home service', () => {
  const day = readMdrp(mdrp);
  expect(day).toMatchObject({ metersPerMinute: 320, dropOffMinutes: 4, targetMinutes: 40, orders: [{ id: 'o1', x: 100, placedAt: 30, readyAt: 40 }, { id: 'o2' }], couriers: [{ id: 'c1',
    offAt: 180 }] });
  const { arrivals, ways, problem } = homeServiceDay(day, { seed: 3, patience: 45 });
  expect(arrivals.map(({ at, task }) => [at, task.id, task.windows])).toEqual([[20, 'o2', [{ from: 20, to: 65 }]], [30, 'o1', [{ from: 30, to: 75 }]]]);
  expect([ways.places, problem.workers[0]!.shifts]).toEqual([3, [{ from: 0, to: 180 }]]);
  expect(homeServiceDay(day, { seed: 3, patience: 45 }).arrivals).toEqual(arrivals);
  expect(() => readMdrp({ ...mdrp, orders: 'head\no1\t1\t2\n' })).toThrow('orders line 2 has 3 columns');
  expect(() => readMdrp({ ...mdrp, couriers: mdrp.couriers.replace('180', 'late') })).toThrow('couriers.off_time');
});

const dir = instancesFolder();
const has = dir !== null && existsSync(resolve(dir, 'mdrp-grubhub')) && existsSync(resolve(dir, 'dvrptw-lackner'));
test.skipIf(!has)('real files read whole (skipped without the public instances: set LINLI_INSTANCES)', () => {
  const unpack = (path: string): string => gunzipSync(readFileSync(resolve(dir!, path))).toString('utf8');
  const plain = (path: string): string => readFileSync(resolve(dir!, path), 'utf8');
  const folder = 'mdrp-grubhub/0o100t100s1p100/';
  const day = readMdrp({ orders: unpack(`${folder}orders.txt.gz`), couriers: plain(`${folder}couriers.txt`), restaurants: plain(`${folder}restaurants.txt`),
    parameters: plain(`${folder}instance_parameters.txt`) });
  expect([day.orders.length, day.couriers.length]).toEqual([505, 113]);
  const problem = readLackner(unpack('dvrptw-lackner/R101.txt.gz'), unpack('dvrptw-lackner/R101_einf_50_50_in.txt.gz'));
  expect(problem.tasks.length).toBe(100);
  expect(problem.tasks.filter(({ releasedAt }) => releasedAt !== undefined).length).toBeGreaterThan(40);
});

test('a picture is one file without anything from outside, and escapes names', () => {
  const problem = readLackner(solomon, '1\t-1\n2\t-1\n');
  const { day } = openDay(problem, null);
  insertAll(day, openVisits(day));
  const html = picture(problem, planOf(day), { places: [{ x: 0, y: 0 }, { x: 3, y: 4 }, { x: 6, y: 8 }], title: '<一天>', words: { worker: (id) => `"${id}" & co`, clock: hourClock } });
  expect(html).not.toMatch(/<script|https?:|src=|@import|undefined|NaN/);
  expect(html).toContain('&#60;一天&#62;');
  expect(html.match(/<circle/g)).toHaveLength(2);
  expect(html.match(/<svg/g)).toHaveLength(2);
  expect(picture(problem, { ...planOf(day), routes: [] })).toContain('0 单');
});
