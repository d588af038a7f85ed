import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Harness } from '../../kernel/harness.ts';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';
import { giveVisits, lockForGiving } from './actions/give.ts';
import { roomOf } from './actions/day-limit.ts';
import type { Ctx } from '../../kernel/context.ts';

let town: Town;
let city: Harness;
let merchantId: string;
let homes: Home[];
let own: TownWorker[];
let others: TownWorker[];
const full = { code: 'dispatch.worker_unsuitable', zh: expect.stringContaining('单量已满') };
const given = async (day: number): Promise<number> => Number((await city.database.pool.query(
  "select count(*) as n from orders.\"order\" o join workers.worker w on w.id = o.worker_id where w.merchant_id = $1 and (o.starts_at at time zone 'Asia/Shanghai')::date = ($2::timestamptz at time zone 'Asia/Shanghai')::date and o.status not in ('draft', 'held', 'cancelled', 'noShow')",
  [merchantId, town.at(day, 12)])).rows[0]!['n']);

beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z', districts: [{ name: '天山片区', west: 87.56, east: 87.64, merchant: '限单家政' }] });
  ({ city } = town);
  merchantId = town.merchants[0]!.merchantId;
  own = [];
  others = [];
  homes = [];
  for (let at = 0; at < 4; at++) own.push(await town.hire(`本店${'甲乙丙丁'[at]!}`, { merchantId }));
  for (let at = 0; at < 4; at++) others.push(await town.hire(`外店${'甲乙丙丁'[at]!}`));
  for (let at = 0; at < 4; at++) homes.push(await town.household(`客户${at}`));
  await city.drain();
}, 180_000);
afterAll(() => city.close());

/** Four families' orders at one hour of a day, each with somebody from elsewhere. */
const fourOrders = async (day: number): Promise<string[]> => {
  const made: string[] = [];
  for (const [at, home] of homes.entries()) made.push(await town.paid(home, town.at(day, 10), others[at]!.workerId));
  return made;
};
const limitTo = (ordersPerDay: number) => town.operator.client.alliance.imposeSanction({ merchantId, kind: 'limit', reason: '投诉偏多', evidence: '十一月复盘', ordersPerDay });

test('four assigned at one moment: a merchant limited to two gets two, whoever of its people they are for', async () => {
  const orders = await fourOrders(2);
  const { sanctionId } = await limitTo(2);
  const answers = await Promise.allSettled(orders.map((orderId, at) => town.operator.client.dispatch.assign({ orderId, workerId: own[at]!.workerId, reason: '就近', isAcceptedByPhone: false })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject(full);
  expect(await given(2)).toBe(2);
  await town.operator.client.alliance.endSanction({ sanctionId, words: '已改进' });
  const left = orders.filter((_, at) => answers[at]!.status === 'rejected');
  const free = own.filter((_, at) => answers[at]!.status === 'rejected');
  await town.operator.client.dispatch.assign({ orderId: left[0]!, workerId: free[0]!.workerId, reason: '限单已解除', isAcceptedByPhone: false });
  expect(await given(2), 'the limit is lifted').toBe(3);
});

test('several given by one plan count among themselves; changing places within the merchant takes nothing more', async () => {
  const orders = await fourOrders(3);
  const { sanctionId } = await limitTo(2);
  const give = (pairs: readonly (readonly [string, TownWorker])[]) => city.act('system', async (ctx: Ctx) => {
    const locked = await lockForGiving(ctx, pairs.map(([orderId]) => orderId), pairs.map(([, { workerId }]) => workerId));
    return giveVisits(ctx, pairs.map(([orderId, { workerId }]) => ({ orderId, toWorkerId: workerId, kind: 'repair' as const, why: { zh: '重排', en: 'planned anew' }, lateMinutes: 0, isAssigned: true })), locked);
  }, undefined as never);
  const first = await give(orders.slice(0, 3).map((orderId, at) => [orderId, own[at]!] as const));
  expect([first.given.length, first.unfit.map(({ blocker }) => blocker.rule)]).toEqual([2, ['merchantFull']]);
  expect(await given(3)).toBe(2);
  const [one, two] = first.given;
  const who = (id: string): TownWorker => own.find(({ workerId }) => workerId === id)!;
  const swapped = await give([[one!.orderId, who(two!.toWorkerId)], [two!.orderId, who(one!.toWorkerId)]]);
  expect([swapped.given.length, swapped.unfit]).toEqual([2, []]);
  expect(await given(3)).toBe(2);
  await town.operator.client.alliance.endSanction({ sanctionId, words: '已改进' });
});

test('counted by day: what is given back is free again', () => {
  const room = roomOf([{ merchantId: 'm', perDay: 1, day: '2026-11-24', taken: 1 }]);
  const need = { fullMerchantDays: { old: [1] } } as never;
  const at = Date.parse('2026-11-23T17:00:00Z');
  expect(room.asNow(need).fullMerchantDays).toEqual({ m: [Date.parse('2026-11-24') / 86_400_000] });
  room.giveBack('m', at);
  room.take('nobody', at);
  expect(room.asNow(need).fullMerchantDays).toBeUndefined();
  room.take('m', at);
  expect(room.asNow(need).fullMerchantDays).toHaveProperty('m');
});
