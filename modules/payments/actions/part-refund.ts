import { cityRoles, type Bilingual, type Role, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { lockOrder, undoneItems, type OrderFacts } from '../../orders/index.ts';
import { chart, givenBack } from '../rules/postings.ts';
import { refundLongTerm, refundUndone, type PartRefund } from '../rules/refund-parts.ts';
import { momentOf } from '../rules/statement.ts';
import { bearersOf, giveBack, labourOf, type OtherShare, type Shares } from '../rules/split.ts';
import { yuan, type PartRefundKey } from '../rules/words.ts';
import { payingPayment } from '../store/payments.ts';
import { addProposal, decideProposal, findProposal, listProposals, type ProposalRow } from '../store/proposals.ts';
import { balancesOf } from '../store/ledger.ts';
import { postTransaction } from './ledger.ts';
import { giveBackMoney, refundableFenOf } from './give-back.ts';
import { wantBack } from './rail-shares.ts';
import { labourRefundedFen, splitFor } from './shares.ts';
import { orderForActor } from './view.ts';

type Payments = typeof contract.payments;
type Ask = { kind: PartRefundKey; servedDays?: number | undefined; replacementsUsed: number; amountFen?: number | undefined; isOurFault: boolean; codes: readonly string[]; reason: string };

const proposers: readonly Role[] = ['agent', 'dispatcher', 'operator', 'finance'];
const served: readonly string[] = ['finished', 'confirmed', 'settled'];

/** The rule's answer: the same for what is shown and what is done. Refuses `payments.refund_incomplete`. */
async function judge(ctx: Ctx, order: OrderFacts, ask: Ask): Promise<PartRefund & { items: { code: string; text: Bilingual; isDone: boolean }[] }> {
  const { items } = await undoneItems(ctx, order.id);
  const labourFen = Math.max(0, labourOf(order.quote.lines) - await labourRefundedFen(ctx, order.id));
  if (ask.kind === 'undoneItems') {
    const codes = ask.codes.length > 0 ? ask.codes : items.filter(({ isDone }) => !isDone).map(({ code }) => code);
    return { ...refundUndone({ labourFen, items, undoneCodes: codes }), items };
  }
  if (ask.kind === 'longTerm') {
    const servedDays = ask.servedDays ?? refuse('payments.refund_incomplete', { whatZh: '已服务天数', whatEn: 'the days served' }, 'servedDays');
    return { ...refundLongTerm({ feeFen: labourFen, servedDays, replacementsUsed: ask.replacementsUsed, isOurFault: ask.isOurFault }), items };
  }
  const amountFen = ask.amountFen ?? refuse('payments.refund_incomplete', { whatZh: '退款金额', whatEn: 'the amount' }, 'amountFen');
  const why = ask.reason === '' ? { zh: '', en: '' } : { zh: `（${ask.reason}）`, en: ` (${ask.reason})` };
  return { refundFen: amountFen, keptFen: 0, ruleKey: 'goodwill', words: { zh: `平台补偿${why.zh}，退 ${yuan(amountFen)}`, en: `A gesture of the platform${why.en}: ${yuan(amountFen)} is given back` }, items };
}

export async function previewPartRefund(ctx: Ctx, input: ParsedOf<Payments['previewPartRefund']>): Promise<OutputOf<Payments['previewPartRefund']>> {
  const order = await orderForActor(ctx, input.orderId);
  if (input.kind !== 'undoneItems' && !holds(ctx.actor, cityRoles)) refuse('access.forbidden', { needZh: '请联系客服', needEn: 'call our staff' });
  if (!served.includes(order.status)) refuse('payments.refund_too_early');
  const judged = await judge(ctx, order, { ...input, isOurFault: input.isOurFault ?? false, codes: input.codes === '' ? [] : input.codes.split(','), reason: '' });
  const mostFen = await refundableFenOf(ctx, order.id);
  const refundFen = Math.min(judged.refundFen, mostFen);
  return { kind: input.kind, refundFen, mostFen, words: judged.words, items: judged.items, bearers: bearersOf(await sharesOf(ctx, order, input.kind, refundFen)) };
}

/** Whose money it was: everybody's part of the labour for what was not served, the platform's alone for a gesture. */
async function sharesOf(ctx: Ctx, order: OrderFacts, kind: PartRefundKey, refundFen: number): Promise<Shares> {
  if (kind === 'goodwill' || order.workerId === null) return { workerFen: 0, merchantFen: 0, commissionFen: 0, compensationFen: refundFen };
  const already = await labourRefundedFen(ctx, order.id);
  const about = { ...order, workerId: order.workerId };
  return giveBack(await splitFor(ctx, about, already), await splitFor(ctx, about, already + refundFen), refundFen);
}

export async function proposeRefund(ctx: Ctx, input: ParsedOf<Payments['proposeRefund']>): Promise<OutputOf<Payments['proposeRefund']>> {
  await orderForActor(ctx, input.orderId, proposers);
  const order = await lockOrder(ctx, input.orderId);
  const isFamily = !holds(ctx.actor, proposers);
  if (isFamily && input.kind !== 'undoneItems') refuse('access.forbidden', { needZh: '请联系客服', needEn: 'call our staff' });
  if (!served.includes(order.status)) refuse('payments.refund_too_early');
  // What the worker has ticked is her word against the family's: that takes somebody who hears both.
  const { refundFen, words } = await judge(ctx, order, isFamily ? { ...input, codes: [] } : input);
  if (refundFen === 0) refuse('payments.refund_nothing', { whyZh: words.zh, whyEn: words.en });
  await insistItFits(ctx, order.id, refundFen);
  const id = ctx.newId('rpr');
  const isNew = await addProposal(ctx.tx, ctx.cityId, { id, orderId: order.id, kind: input.kind, amountFen: refundFen, words, reason: input.reason, proposedBy: ctx.actor.personId!, proposedByName: ctx.actor.name, at: ctx.now });
  if (!isNew) refuse('payments.refund_twice');
  const { refundAloneFen } = await settingsOf(ctx);
  if (input.kind !== 'goodwill' && refundFen <= refundAloneFen) {
    await decideProposal(ctx.tx, ctx.cityId, id, { state: 'approved', by: null, byName: '', at: ctx.now, words: '' });
    await carryOut(ctx, order, { kind: input.kind, amountFen: refundFen, words });
  } else await ctx.emit('payment.refundProposed', { proposalId: id, orderId: order.id, personIds: [], merchantId: null });
  return viewProposal(ctx, (await findProposal(ctx.tx, ctx.cityId, id))!);
}

/** A second person approves or declines. Of two at once the first counts; the other is told who it was. */
export async function decideRefund(ctx: Ctx, { proposalId, isApproved, words }: ParsedOf<Payments['decideRefund']>): Promise<OutputOf<Payments['decideRefund']>> {
  const { tx, cityId } = ctx;
  const seen = await findProposal(tx, cityId, proposalId) ?? refuse('payments.proposal_unknown');
  if (seen.proposedBy === ctx.actor.personId) refuse('payments.proposal_own');
  const order = await lockOrder(ctx, seen.orderId);
  if (!await decideProposal(tx, cityId, proposalId, { state: isApproved ? 'approved' : 'declined', by: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now, words })) {
    const { decidedByName, decidedAt, state } = (await findProposal(tx, cityId, proposalId))!;
    refuse('payments.proposal_over', { name: decidedByName ?? '', at: momentOf(decidedAt!), stateZh: state === 'approved' ? '已同意' : '未同意', stateEn: state });
  }
  if (isApproved) {
    await insistItFits(ctx, order.id, seen.amountFen);
    await carryOut(ctx, order, { kind: seen.kind, amountFen: seen.amountFen, words: { zh: seen.wordsZh, en: seen.wordsEn } });
  }
  return viewProposal(ctx, (await findProposal(tx, cityId, proposalId))!);
}

async function insistItFits(ctx: Ctx, orderId: string, refundFen: number): Promise<void> {
  const mostFen = await refundableFenOf(ctx, orderId);
  if (refundFen > mostFen) refuse('payments.refund_too_large', { most: (mostFen / 100).toFixed(2) }, 'amountFen');
}

/**
 * The refund itself. Before the order is settled its escrow simply holds it back. After, it is taken back from those who had their part of it, as far
 * as they still have it here; the rest, and every gesture, is the platform's.
 */
async function carryOut(ctx: Ctx, order: OrderFacts, { kind, amountFen, words }: { kind: PartRefundKey; amountFen: number; words: Bilingual }): Promise<void> {
  if (order.status === 'settled' || kind === 'goodwill') {
    const shares = await sharesOf(ctx, order, kind, amountFen);
    const parties = { worker: chart.worker(order.workerId ?? '').code, merchant: chart.merchant(order.merchantId ?? '').code };
    const codeOf = ({ party, partyId }: OtherShare): string => (party === 'station' ? chart.station(partyId) : chart.fund(partyId)).code;
    const balances = await balancesOf(ctx.tx, ctx.cityId, [...Object.values(parties), ...(shares.others ?? []).map(codeOf)]);
    const held = (account: string): number => Math.max(0, -(balances.get(account) ?? 0));
    const workerFen = Math.min(shares.workerFen, held(parties.worker));
    const here = Math.min(shares.merchantFen, held(parties.merchant)), payment = await payingPayment(ctx.tx, ctx.cityId, order.id);
    // What its merchant got over the rail is fetched back from there.
    const backFen = payment ? await wantBack(ctx, { order, payment, refundFen: amountFen, owedFen: shares.merchantFen - here }) : 0;
    const merchantFen = Math.min(shares.merchantFen, here + backFen);
    const others = shares.others?.map((share) => ({ ...share, amountFen: Math.min(share.amountFen, held(codeOf(share))) }));
    const shortFen = shares.workerFen - workerFen + shares.merchantFen - merchantFen + (shares.others ?? []).reduce((sum, { amountFen }, index) => sum + amountFen - others![index]!.amountFen, 0);
    await postTransaction(ctx, givenBack({
      orderId: order.id, orderNo: order.no, kind, words, workerId: order.workerId, merchantId: order.merchantId,
      shares: { ...shares, workerFen, merchantFen, ...(others && { others }), compensationFen: shares.compensationFen + shortFen },
    }));
  }
  await giveBackMoney(ctx, { order, amountFen, reason: { key: kind, rule: words } });
}

const viewProposal = (ctx: Ctx, row: ProposalRow): OutputOf<Payments['proposeRefund']> => ({
  proposalId: row.id, orderId: row.orderId, orderNo: row.orderNo, itemName: { zh: row.itemNameZh, en: row.itemNameEn }, kind: row.kind, amountFen: row.amountFen, words: { zh: row.wordsZh, en: row.wordsEn }, reason: row.reason, state: row.state,
  proposedByName: row.proposedByName, proposedAt: row.proposedAt.toISOString(), decidedByName: row.decidedByName, decidedAt: row.decidedAt?.toISOString() ?? null, decisionWords: row.decisionWords,
  canDecide: row.state === 'proposed' && row.proposedBy !== ctx.actor.personId && holds(ctx.actor, ['finance', 'operator']),
});

export async function listRefundProposals(ctx: Ctx, { state, cursor, limit }: ParsedOf<Payments['listRefundProposals']>): Promise<OutputOf<Payments['listRefundProposals']>> {
  const rows = await listProposals(ctx.tx, ctx.cityId, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: page.map((row) => viewProposal(ctx, row)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
