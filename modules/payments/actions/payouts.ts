import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { PaymentRail, RailName, TransferState } from '../../../gateways/payment.ts';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf, tellPerson } from '../../accounts/index.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { personOfWorker, workerOfActor } from '../../workers/index.ts';
import { nextTryAt, notifyPath } from '../rules/attempts.ts';
import { cutOff, dueOf, isOver, LEAST_PAYOUT_FEN, maskAccount, mayMove, payoutStateWords, type PartyKind } from '../rules/payouts.ts';
import { payoutArrived, payoutReturned, payoutStarted } from '../rules/postings.ts';
import { dayOf } from '../rules/statement.ts';
import { monthsInARow, withholdCumulatively } from '../rules/tax.ts';
import * as store from '../store/payouts.ts';
import { postTransaction } from './ledger.ts';

type Payments = typeof contract.payments;
type Left = OutputOf<Payments['runPayouts']>['left'][number];

const railOf = (ctx: Ctx, name: RailName): PaymentRail => {
  const rail = ctx.gateways.rails.get(name);
  if (!rail) throw new Error(`this city has no rail ${name}`);
  return rail;
};

export const cutOffs = async (ctx: Ctx): Promise<Record<PartyKind, Date>> => {
  const { workerPayoutDays, merchantPayoutDays } = await settingsOf(ctx);
  return { worker: cutOff(ctx.now, workerPayoutDays), merchant: cutOff(ctx.now, merchantPayoutDays) };
};

/** Starts a payout for every party that has something due; says who is left out and why. Two runs at once start each only once. */
export async function runPayouts(ctx: Ctx): Promise<OutputOf<Payments['runPayouts']>> {
  const limits = await cutOffs(ctx);
  const left: Left[] = [];
  let started = 0, totalFen = 0;
  for (const party of await store.heldBy(ctx.tx, ctx.cityId, limits)) {
    if (dueOf(party) < LEAST_PAYOUT_FEN) continue;
    const payout = await startPayout(ctx, party, limits);
    if ('why' in payout) left.push({ partyKind: party.partyKind, partyId: party.partyId, partyName: party.partyName, dueFen: dueOf(party), why: payout.why });
    else { started += 1; totalFen += payout.netFen; }
  }
  return { started, totalFen, left };
}

/** When what is due goes out: every morning at ten, city time. */
export const PAYOUT_CRON = '0 10 * * *';
export const payOutEveryMorning = async (ctx: Ctx): Promise<void> => { await runPayouts(ctx); };

/** One payout under the lock of the party's account: what is due is read again there. `atMostFen`: a payout that is sent again takes nothing new along. */
async function startPayout(ctx: Ctx, { partyKind, partyId }: store.Party, limits: Record<PartyKind, Date>, again?: { atMostFen: number; reissueOf: string }): Promise<{ id: string; netFen: number } | { why: Bilingual }> {
  const { tx, cityId, now } = ctx;
  await lockFor(tx, `ledger:${cityId}:liability:${partyKind}:${partyId}`);
  const [held] = await store.heldBy(tx, cityId, limits, { partyKind, partyId });
  const grossFen = Math.min(held ? dueOf(held) : 0, again?.atMostFen ?? Infinity);
  if (grossFen < LEAST_PAYOUT_FEN) return { why: { zh: '没有到期的余额', en: 'Nothing is due' } };
  const payee = await store.payeeOf(tx, cityId, { partyKind, partyId });
  if (!payee) return { why: { zh: '还没有填收款账户', en: 'No account to pay to yet' } };
  if (payee.blockedAt) return { why: { zh: `已暂停打款：${payee.blockedReason}`, en: `Stopped: ${payee.blockedReason}` } };
  const rail = ctx.gateways.rails.get(payee.rail);
  if (!rail) return { why: { zh: '收款渠道没有开通', en: 'The rail is not open' } };
  // More than the rail carries at once: the rest goes with the next one.
  const sentFen = Math.min(grossFen, rail.limits.maxTransferFen);
  const tax = partyKind === 'worker' ? await withholdingFor(ctx, partyId, sentFen) : null;
  const taxFen = tax?.taxFen ?? 0;
  const id = ctx.newId('pyo');
  const payout = { id, partyKind, partyId, day: dayOf(now), cutOff: limits[partyKind], grossFen: sentFen, taxFen, netFen: sentFen - taxFen, taxWords: tax?.words ?? { zh: '', en: '' }, rail: payee.rail, account: payee.account, holderName: payee.holderName, transferNo: id.replace(/\W/g, ''), createdAt: now, reissueOf: again?.reissueOf ?? null };
  if (!await store.addPayout(tx, cityId, payout)) return { why: { zh: '上一笔还在路上', en: 'An earlier one is still on its way' } };
  if (tax) await store.addWithholding(tx, cityId, { workerId: partyId, payoutId: id, isReturn: false, month: dayOf(now).slice(0, 7), incomeFen: sentFen, exemptFen: tax.exemptFen, taxFen, at: now });
  await postTransaction(ctx, payoutStarted({ payoutId: id, party: partyKind, partyId, netFen: payout.netFen, taxFen }));
  await ctx.schedule({ name: 'payments.sendPayout', key: id, at: now, payload: { payoutId: id } });
  return { id, netFen: payout.netFen };
}

/** What is withheld of a payment to a worker now: all her payouts of the year count, materials she bought for families do not. */
async function withholdingFor(ctx: Ctx, workerId: string, incomeFen: number): Promise<{ taxFen: number; exemptFen: number; words: Bilingual }> {
  const month = dayOf(ctx.now).slice(0, 7);
  const earlier = await store.withheldInYear(ctx.tx, ctx.cityId, workerId, month.slice(0, 4));
  const exemptFen = Math.min(incomeFen, await store.uncountedMaterialsFen(ctx.tx, ctx.cityId, workerId));
  const sum = (of: 'incomeFen' | 'exemptFen' | 'taxFen'): number => earlier.reduce((total, row) => total + row[of], 0);
  const { taxFen, words } = withholdCumulatively({
    incomeFen: sum('incomeFen') - sum('exemptFen') + incomeFen - exemptFen, months: monthsInARow(earlier.map((row) => row.month), month), withheldFen: Math.max(0, sum('taxFen')),
  });
  return { taxFen, exemptFen, words };
}

/** Tells the rail. Without a clear answer it is told again under the same number, with growing pauses. */
export async function sendPayout(ctx: Ctx, { payoutId }: { payoutId: string }): Promise<void> {
  const { tx, cityId, now } = ctx;
  const payout = await store.findPayout(tx, cityId, payoutId);
  if (!payout || isOver(payout.state)) return;
  const rail = railOf(ctx, payout.rail);
  const answer = await (payout.state === 'sending'
    ? rail.transfer({ outTransferNo: payout.transferNo, payeeOpenId: payout.account, payeeName: payout.holderName, amountFen: payout.netFen, words: `${payout.day} 服务收入`, notifyPath: notifyPath(payout.rail) })
    : rail.queryTransfer(payout.transferNo)).catch((error: unknown) => ({ trouble: error instanceof Error ? error.message.slice(0, 200) : 'no answer' }));
  if (answer === null || 'trouble' in answer) {
    await store.countAttempt(tx, cityId, payoutId, answer?.trouble ?? '');
    await ctx.schedule({ name: 'payments.sendPayout', key: payoutId, at: nextTryAt(payout.attempts + 1, now), payload: { payoutId } });
    return;
  }
  const { state, railNo, at, why } = answer;
  await notePayout(ctx, { transferNo: payout.transferNo, state, railNo, at, why: why ?? '', package: answer.package });
  if (state === 'waitConfirm' || state === 'processing') {
    const wait = state === 'waitConfirm' ? rail.limits.confirmHours * 3_600_000 + 5 * 60_000 : 10 * 60_000;
    await ctx.schedule({ name: 'payments.sendPayout', key: payoutId, at: new Date(now.getTime() + wait), payload: { payoutId } });
  }
}

type Noted = { transferNo: string; state: TransferState; railNo: string | null; at: Date; why: string; package?: string | null };
/** What became of a transfer, by answer, question or notify: acted on once, in any order. Unknown numbers are nobody's. */
export async function notePayout(ctx: Ctx, told: Noted): Promise<void> {
  const { tx, cityId, now } = ctx;
  const found = await store.payoutOfTransfer(tx, cityId, told.transferNo);
  if (!found) return;
  const payout = await store.lockPayout(tx, cityId, found.id);
  const to = told.state === 'succeeded' ? 'arrived' : told.state === 'cancelled' ? 'failed' : told.state;
  if (!mayMove(payout.state, to)) return;
  const hours = railOf(ctx, payout.rail).limits.confirmHours;
  const isWaiting = to === 'waitConfirm';
  await store.movePayout(tx, cityId, payout.id, {
    state: to, railNo: told.railNo, why: told.why, package: isWaiting ? told.package ?? null : null,
    confirmBy: isWaiting ? new Date(now.getTime() + hours * 3_600_000) : null, endedAt: isOver(to) ? (told.at > now ? now : told.at) : null,
  });
  const ref = { payoutId: payout.id, party: payout.partyKind, partyId: payout.partyId, netFen: payout.netFen, taxFen: payout.taxFen };
  if (to === 'arrived') await postTransaction(ctx, payoutArrived({ ...ref, rail: payout.rail }));
  if (to === 'failed' || to === 'expired') {
    await postTransaction(ctx, payoutReturned(ref));
    await store.returnWithholding(tx, cityId, payout.id, now);
  }
  const personId = await personOf(ctx, payout);
  await ctx.emit('payment.payoutMoved', { payoutId: payout.id, state: to, personIds: personId ? [personId] : [], merchantId: payout.partyKind === 'merchant' ? payout.partyId : null });
  if (!personId || to === 'processing') return;
  await tellPerson(ctx, { personId, template: ({ waitConfirm: 'payoutWaits', arrived: 'payoutArrived', failed: 'payoutFailed', expired: 'payoutExpired' } as const)[to], params: { amount: (payout.netFen / 100).toFixed(2), hours } });
}

const personOf = async (ctx: Ctx, { partyKind, partyId }: store.Party): Promise<string | null> =>
  partyKind === 'worker' ? personOfWorker(ctx, partyId) : (await merchantBriefs(ctx, [partyId])).get(partyId)?.ownerPersonId ?? null;

/** The rail says a transfer has ended: it is asked about, for a notify alone ends nothing. Numbers that are not payouts are nobody's. */
export async function hearOfTransfer(ctx: Ctx, { transferNo }: { transferNo: string }): Promise<void> {
  const found = await store.payoutOfTransfer(ctx.tx, ctx.cityId, transferNo);
  if (found) await sendPayout(ctx, { payoutId: found.id });
}

/** Sends again what came back. The worker may do it for her own; finance for anybody. */
export async function reissuePayout(ctx: Ctx, { payoutId }: ParsedOf<Payments['reissuePayout']>): Promise<OutputOf<Payments['reissuePayout']>> {
  const payout = await store.findPayout(ctx.tx, ctx.cityId, payoutId) ?? refuse('payments.payout_unknown');
  if (!holds(ctx.actor, ['finance', 'operator']) && (payout.partyKind !== 'worker' || payout.partyId !== (await workerOfActor(ctx)).id)) refuse('payments.payout_unknown');
  if (payout.state !== 'failed' && payout.state !== 'expired') refuse('payments.payout_not_over', { stateZh: payoutStateWords[payout.state].zh, stateEn: payoutStateWords[payout.state].en });
  if (payout.isReissued) refuse('payments.payout_reissued');
  const payee = await store.payeeOf(ctx.tx, ctx.cityId, payout) ?? refuse('payments.payee_missing');
  if (payee.blockedAt) refuse('payments.payee_blocked', { whyZh: payee.blockedReason, whyEn: payee.blockedReason });
  const sent = await startPayout(ctx, payout, await cutOffs(ctx), { atMostFen: payout.grossFen, reissueOf: payout.id });
  if ('why' in sent) refuse('payments.payout_nothing', { whyZh: sent.why.zh, whyEn: sent.why.en });
  return payoutView((await store.findPayout(ctx.tx, ctx.cityId, sent.id))!);
}

/** `takeParams` only for the payee herself: with them the money can be taken. */
export const payoutView = (row: store.PayoutRow, takeParams: Record<string, string> | null = null): OutputOf<Payments['reissuePayout']> => ({
  payoutId: row.id, partyKind: row.partyKind, partyId: row.partyId, partyName: row.partyName, day: row.day, grossFen: row.grossFen, taxFen: row.taxFen, netFen: row.netFen, taxWords: { zh: row.taxWordsZh, en: row.taxWordsEn }, state: row.state,
  stateWords: payoutStateWords[row.state], rail: row.rail, maskedAccount: maskAccount(row.account), createdAt: row.createdAt.toISOString(), transferNo: row.transferNo, isPayeeBlocked: row.isPayeeBlocked, isCarried: row.isCarried, takeParams, confirmBy: row.confirmBy?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null, why: row.why, isReissued: row.isReissued, canReissue: (row.state === 'failed' || row.state === 'expired') && !row.isReissued && !row.isCarried,
});

export async function listPayouts(ctx: Ctx, { state, partyId, cursor, limit }: ParsedOf<Payments['listPayouts']>): Promise<OutputOf<Payments['listPayouts']>> {
  const rows = await store.listPayoutRows(ctx.tx, ctx.cityId, { state, party: partyId === undefined ? undefined : { partyId }, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map((row) => payoutView(row)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}

