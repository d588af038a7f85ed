import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { listStations } from '../../alliance/index.ts';
import { lockOrder, statusLabels } from '../../orders/index.ts';
import { cashBanked, chargePaidInCash, drawerDiffers, receiptNo, sayDrawer, stationCodeOf } from '../rules/cash.ts';
import { chart } from '../rules/postings.ts';
import { dayOf } from '../rules/statement.ts';
import * as store from '../store/cash.ts';
import { lockChargeRow, markChargePaid } from '../store/charges.ts';
import { balancesOf } from '../store/ledger.ts';
import { paymentsOfCharge } from '../store/payments.ts';
import { tenderedFen } from '../store/tenders.ts';
import { postTransaction } from './ledger.ts';
import { giveUp, startPayment } from './start.ts';
import { addTender } from './tenders.ts';

type Payments = typeof contract.payments;
type Station = { stationId: string; name: string };

/** The station, for whoever works there or for the city's staff. Refuses `payments.station_unknown`. */
async function stationFor(ctx: Ctx, stationId: string, roles: readonly ('stationStaff' | 'operator' | 'finance' | 'auditor')[]): Promise<Station> {
  const station = (await listStations(ctx)).items.find((one) => one.stationId === stationId);
  return station && holds(ctx.actor, roles, stationId) ? station : refuse('payments.station_unknown');
}

/** What happens at one drawer happens one after the other: numbers have no holes and counts meet the books. */
const lockDrawer = (ctx: Ctx, stationId: string): Promise<void> => lockFor(ctx.tx, `cash:${ctx.cityId}:${stationId}`);
const drawerFen = async (ctx: Ctx, stationId: string): Promise<number> => (await balancesOf(ctx.tx, ctx.cityId, [chart.cash(stationId).code])).get(chart.cash(stationId).code) ?? 0;
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

/** Takes what is left to pay of an order or charge, gives the change and a numbered receipt. Refuses `payments.cash_short`, `payments.cash_for_what` and as paying does. */
export async function takeCash(ctx: Ctx, { stationId, orderId, chargeId, receivedFen }: ParsedOf<Payments['takeCash']>): Promise<OutputOf<Payments['takeCash']>> {
  const station = await stationFor(ctx, stationId, ['stationStaff', 'operator']);
  if ((orderId === undefined) === (chargeId === undefined)) refuse('payments.cash_for_what');
  const paid = orderId === undefined ? await payCharge(ctx, station, chargeId!, receivedFen) : await payOrder(ctx, station, orderId, receivedFen);
  await lockDrawer(ctx, stationId);
  const year = Number(dayOf(ctx.now).slice(0, 4));
  const number = await store.nextReceipt(ctx.tx, ctx.cityId, stationId, year);
  const receipt = { stationId, year, number, no: receiptNo(stationCodeOf(stationId), year, number), orderId: orderId ?? null, chargeId: chargeId ?? null, receivedFen, ...paid, takenByName: ctx.actor.name, takenAt: ctx.now };
  await store.addReceipt(ctx.tx, ctx.cityId, receipt);
  return receiptView(station, { ...receipt, wordsZh: paid.words.zh, wordsEn: paid.words.en });
}

function insistEnough(dueFen: number, receivedFen: number): void {
  if (receivedFen < dueFen) refuse('payments.cash_short', { due: yuanOf(dueFen), received: yuanOf(receivedFen) }, 'receivedFen');
}

async function payOrder(ctx: Ctx, { stationId, name }: Station, orderId: string, receivedFen: number): Promise<{ amountFen: number; words: { zh: string; en: string } }> {
  const order = await lockOrder(ctx, orderId);
  const status = statusLabels[order.status];
  if (order.status !== 'held') refuse('orders.wrong_state', { statusZh: status.zh, statusEn: status.en, verbZh: '支付', verbEn: 'paid' });
  const amountFen = order.totalFen - await tenderedFen(ctx.tx, ctx.cityId, orderId);
  if (order.payBefore !== null && order.payBefore <= ctx.now) refuse('payments.window_over');
  if (amountFen === 0) refuse('payments.cash_for_what');
  insistEnough(amountFen, receivedFen);
  await addTender(ctx, { orderId, kind: 'cash', refId: stationId, from: chart.cash(stationId), amountFen, words: { zh: `${name}现金`, en: `Cash at ${name}` } });
  // Nothing is left to pay, so that this confirms the order.
  await startPayment(ctx, { orderId });
  return { amountFen, words: { zh: `订单 ${order.no} ${order.itemNameZh}`, en: `Order ${order.no}, ${order.itemNameEn}` } };
}

async function payCharge(ctx: Ctx, { stationId }: Station, chargeId: string, receivedFen: number): Promise<{ amountFen: number; words: { zh: string; en: string } }> {
  const charge = await lockChargeRow(ctx.tx, ctx.cityId, chargeId) ?? refuse('payments.charge_unknown');
  if (charge.status !== 'open') refuse('payments.charge_over', charge.status === 'paid' ? { stateZh: '已付过', stateEn: 'paid already' } : { stateZh: '已关闭', stateEn: 'closed' });
  if (charge.payBefore <= ctx.now) refuse('payments.window_over');
  insistEnough(charge.amountFen, receivedFen);
  for (const payment of await paymentsOfCharge(ctx.tx, ctx.cityId, chargeId)) if (payment.status === 'created' && (await giveUp(ctx, payment)) === 'paid') refuse('payments.already_paying');
  const { no, kind, refId, orderId, amountFen, merchantId, payerId } = charge;
  await postTransaction(ctx, chargePaidInCash({ chargeId, no, stationId, orderId, amountFen }));
  await markChargePaid(ctx.tx, ctx.cityId, chargeId, ctx.now);
  await ctx.emit('charge.paid', { chargeId, kind, refId, orderId, amountFen, personIds: [payerId], merchantId });
  return { amountFen, words: { zh: `${charge.wordsZh} ${no}`, en: `${charge.wordsEn} ${no}` } };
}

const receiptView = (station: Station, r: store.ReceiptRow): OutputOf<Payments['takeCash']> => ({
  no: r.no, stationId: r.stationId, stationName: station.name, orderId: r.orderId, chargeId: r.chargeId, amountFen: r.amountFen, receivedFen: r.receivedFen, changeFen: r.receivedFen - r.amountFen, words: { zh: r.wordsZh, en: r.wordsEn }, takenByName: r.takenByName, takenAt: r.takenAt.toISOString(),
});

async function deskView(ctx: Ctx, station: Station): Promise<OutputOf<Payments['cashDesk']>> {
  const { tx, cityId } = ctx, { stationId } = station;
  const counts = await store.countsOf(tx, cityId, stationId);
  const heldFen = await drawerFen(ctx, stationId);
  const isCountedToday = counts[0]?.day === dayOf(ctx.now);
  return {
    stationId, stationName: station.name, heldFen, isCountedToday, words: sayDrawer(heldFen, isCountedToday), receipts: (await store.receiptsOf(tx, cityId, stationId)).map((row) => receiptView(station, row)),
    counts: counts.map(({ id, countedAt, ...count }) => ({ ...count, countId: id, differenceFen: count.countedFen - count.expectedFen, countedAt: countedAt.toISOString() })),
    handovers: (await store.handoversOf(tx, cityId, stationId)).map(({ id, handedAt, ...handover }) => ({ ...handover, handoverId: id, handedAt: handedAt.toISOString() })),
  };
}

export const viewCashDesk = async (ctx: Ctx, { stationId }: ParsedOf<Payments['cashDesk']>): Promise<OutputOf<Payments['cashDesk']>> => deskView(ctx, await stationFor(ctx, stationId, ['stationStaff', 'operator', 'finance', 'auditor']));

/** Counts the drawer once a day; what differs from the books is posted with its words. Refuses `payments.count_twice`, `payments.difference_unsaid`. */
export async function countCash(ctx: Ctx, { stationId, countedFen, words }: ParsedOf<Payments['countCash']>): Promise<OutputOf<Payments['countCash']>> {
  const station = await stationFor(ctx, stationId, ['stationStaff', 'operator']);
  await lockDrawer(ctx, stationId);
  const day = dayOf(ctx.now), expectedFen = await drawerFen(ctx, stationId);
  if ((await store.countsOf(ctx.tx, ctx.cityId, stationId))[0]?.day === day) refuse('payments.count_twice');
  if (countedFen !== expectedFen && words === '') refuse('payments.difference_unsaid', { expected: yuanOf(expectedFen), counted: yuanOf(countedFen) }, 'words');
  const countId = ctx.newId('cnt');
  await store.addCount(ctx.tx, ctx.cityId, stationId, { id: countId, day, expectedFen, countedFen, words, countedByName: ctx.actor.name, countedAt: ctx.now });
  if (countedFen !== expectedFen) await postTransaction(ctx, drawerDiffers({ countId, stationId, differenceFen: countedFen - expectedFen, words }));
  return deskView(ctx, station);
}

/** Cash goes to the bank against a slip. Refuses `payments.drawer_short`, `payments.slip_twice`. */
export async function bankCash(ctx: Ctx, { stationId, amountFen, bankRef }: ParsedOf<Payments['bankCash']>): Promise<OutputOf<Payments['bankCash']>> {
  const station = await stationFor(ctx, stationId, ['stationStaff', 'operator', 'finance']);
  await lockDrawer(ctx, stationId);
  const heldFen = await drawerFen(ctx, stationId);
  if (amountFen > heldFen) refuse('payments.drawer_short', { held: yuanOf(heldFen) }, 'amountFen');
  const handoverId = ctx.newId('bnk');
  if (!await store.addHandover(ctx.tx, ctx.cityId, stationId, { id: handoverId, amountFen, bankRef, handedByName: ctx.actor.name, handedAt: ctx.now })) refuse('payments.slip_twice', {}, 'bankRef');
  await postTransaction(ctx, cashBanked({ handoverId, stationId, amountFen, bankRef }));
  return deskView(ctx, station);
}
