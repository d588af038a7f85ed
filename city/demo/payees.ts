import { systemActor } from '../../kernel/context.ts';
import type { Actor } from '../../kernel/context.ts';
import { merchantBriefs } from '../../modules/alliance/index.ts';
import { giveTip, myPayouts, payDeposit, payOutEveryMorning, reconcileEveryMorning, reissuePayout, setMerchantPayee, setMyPayee, startCharge } from '../../modules/payments/index.ts';
import type { Life } from './days.ts';
import { attempt, person } from './town.ts';
import type { TownWorker } from './town.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every ninth worker has not said yet where her money goes; the shown one and every third take it in WeChat, the others have it sent to Alipay. */
const hasPayee = (index: number): boolean => index % 9 !== 8;
const takesInWechat = (index: number): boolean => index % 3 === 0;

/** Where workers and merchants are paid to, each under the own name. */
export async function settlePayees({ town, workers }: Pick<Life, 'town' | 'workers'>, merchantIds: readonly string[]): Promise<void> {
  for (const [index, { actor, personId }] of workers.entries()) {
    if (!hasPayee(index)) continue;
    await town.act(actor, setMyPayee, takesInWechat(index) ? { rail: 'wechat', account: `o${personId}`, holderName: actor.name } : { rail: 'alipay', account: `2088${String(index).padStart(12, '0')}`, holderName: actor.name });
  }
  const briefs = await town.app.read(systemActor('demo city'), merchantBriefs, [...merchantIds]);
  for (const [index, merchantId] of merchantIds.entries()) {
    const { name, ownerPersonId } = briefs.get(merchantId)!;
    const owner = person(ownerPersonId, name, [{ role: 'merchantOwner', scopeType: 'merchant', scopeId: merchantId }]);
    await town.act(owner, setMerchantPayee, { merchantId, rail: 'alipay', account: `2088${String(900_000 + index).padStart(12, '0')}`, holderName: name });
    // The last one admitted has not paid its guarantee yet.
    if (index === merchantIds.length - 1) continue;
    const { chargeId } = await town.act(owner, payDeposit, { merchantId });
    await payCharge(town, owner, chargeId!);
  }
}

async function payCharge(town: Life['town'], payer: Actor, chargeId: string): Promise<void> {
  const { tradeNo } = await town.act(payer, startCharge, { chargeId, rail: 'wechat' });
  await town.gateways.payment.choose(tradeNo, 'paid');
  await town.runner.drain();
}

/** A family thanks the worker of a visit it liked. */
export async function thankWorker(town: Life['town'], payer: Actor, orderId: string, amountFen: number): Promise<void> {
  const { chargeId } = await town.act(payer, giveTip, { orderId, amountFen, words: '辛苦了' });
  await payCharge(town, payer, chargeId);
}

/**
 * Every morning what is due is paid out and the day before is compared with the providers' books. Whoever is paid in WeChat takes it; now and then somebody forgets and has it sent again a day later.
 * Today's still waits. Schedules do not run in the past, so a morning's work is started here.
 */
export function planPayouts({ town, line, workers, until }: Life, days: number): void {
  for (let day = days; day >= 0; day--) {
    const morning = Math.floor((until.getTime() + 8 * HOUR) / DAY) * DAY - 8 * HOUR - day * DAY + 10 * HOUR;
    line.plan(morning, () => town.act(systemActor('payments.payOut'), payOutEveryMorning, undefined));
    line.plan(morning + 30 * MINUTE, () => town.act(systemActor('payments.reconcileBooks'), reconcileEveryMorning, undefined));
    if (day > 0) line.plan(morning + 40 * MINUTE, async () => {
      for (const [index, worker] of workers.entries()) if (hasPayee(index) && takesInWechat(index)) await takeOne(town, worker, day > 1 && (index + day) % 13 === 4);
    });
  }
}

async function takeOne(town: Life['town'], { actor }: TownWorker, isForgotten: boolean): Promise<void> {
  const { items } = await town.app.read(actor, myPayouts, {});
  const missed = items.find((payout) => payout.canReissue);
  if (missed) await attempt(() => town.act(actor, reissuePayout, { payoutId: missed.payoutId }));
  await town.runner.drain();
  const waiting = (await town.app.read(actor, myPayouts, {})).items.find(({ state }) => state === 'waitConfirm');
  if (waiting && !isForgotten) town.gateways.payment.answerTransfer(waiting.payoutId.replace(/\W/g, ''), true);
}
