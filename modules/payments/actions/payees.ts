import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { nextRun } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { workerNames, workerOfActor } from '../../workers/index.ts';
import { dueOf, maskAccount, sayExpected } from '../rules/payouts.ts';
import { dayOf } from '../rules/statement.ts';
import * as store from '../store/payouts.ts';
import { PAYOUT_CRON, cutOffs, payoutView } from './payouts.ts';

type Payments = typeof contract.payments;
const SHOWN_PAYOUTS = 60;

const payeeView = (payee: store.PayeeRow): OutputOf<Payments['setMyPayee']> => ({ rail: payee.rail, maskedAccount: maskAccount(payee.account), holderName: payee.holderName, changedAt: payee.changedAt.toISOString(), isBlocked: payee.blockedAt !== null, blockedReason: payee.blockedReason });

/** A worker is paid under her own name only. Refuses `payments.payee_name_differs`. */
export async function setMyPayee(ctx: Ctx, { rail, account, holderName }: ParsedOf<Payments['setMyPayee']>): Promise<OutputOf<Payments['setMyPayee']>> {
  const { id } = await workerOfActor(ctx);
  const name = (await workerNames(ctx, [id])).get(id) ?? '';
  if (holderName !== name) refuse('payments.payee_name_differs', { name }, 'holderName');
  return keep(ctx, { partyKind: 'worker', partyId: id, rail, account, holderName });
}

export async function setMerchantPayee(ctx: Ctx, { merchantId, rail, account, holderName }: ParsedOf<Payments['setMerchantPayee']>): Promise<OutputOf<Payments['setMerchantPayee']>> {
  if (!holds(ctx.actor, 'merchantOwner', merchantId)) refuse('alliance.merchant_unknown');
  return keep(ctx, { partyKind: 'merchant', partyId: merchantId, rail, account, holderName });
}

async function keep(ctx: Ctx, payee: store.Party & { rail: 'wechat' | 'alipay'; account: string; holderName: string }): Promise<OutputOf<Payments['setMyPayee']>> {
  await store.savePayee(ctx.tx, ctx.cityId, { ...payee, at: ctx.now, by: ctx.actor.name });
  return payeeView((await store.payeeOf(ctx.tx, ctx.cityId, payee))!);
}

export async function blockPayee(ctx: Ctx, { reason, ...party }: ParsedOf<Payments['blockPayee']>): Promise<OutputOf<Payments['blockPayee']>> {
  if (await store.setBlocked(ctx.tx, ctx.cityId, party, { at: ctx.now, reason, by: ctx.actor.name }) === 0) refuse('payments.payee_missing');
  return { ok: true };
}

export async function unblockPayee(ctx: Ctx, party: ParsedOf<Payments['unblockPayee']>): Promise<OutputOf<Payments['unblockPayee']>> {
  if (await store.setBlocked(ctx.tx, ctx.cityId, party, null) === 0) refuse('payments.payee_missing');
  return { ok: true };
}

export const myPayouts = async (ctx: Ctx): Promise<OutputOf<Payments['myPayouts']>> => payoutsOf(ctx, { partyKind: 'worker', partyId: (await workerOfActor(ctx)).id });

export async function merchantPayouts(ctx: Ctx, { merchantId }: ParsedOf<Payments['merchantPayouts']>): Promise<OutputOf<Payments['merchantPayouts']>> {
  if (!(await merchantBriefs(ctx, [merchantId])).has(merchantId) || !holds(ctx.actor, ['merchantOwner', 'finance', 'operator', 'auditor'], merchantId)) refuse('alliance.merchant_unknown');
  return payoutsOf(ctx, { partyKind: 'merchant', partyId: merchantId });
}

async function payoutsOf(ctx: Ctx, party: store.Party): Promise<OutputOf<Payments['myPayouts']>> {
  const { tx, cityId, now } = ctx;
  // Seen from the next run: what this morning's has left behind is due tomorrow.
  const next = nextRun(PAYOUT_CRON, now);
  const limits = await cutOffs({ ...ctx, now: next });
  const [held = { balanceFen: 0, freshFen: 0, frozenFen: 0 }] = await store.heldBy(tx, cityId, limits, party);
  const payee = await store.payeeOf(tx, cityId, party);
  const rows = await store.listPayoutRows(tx, cityId, { party, limit: SHOWN_PAYOUTS });
  const onTheWayFen = rows.reduce((sum, { state, netFen }) => (state === 'sending' || state === 'waitConfirm' || state === 'processing' ? sum + netFen : sum), 0);
  const year = party.partyKind === 'worker' ? await store.withheldInYear(tx, cityId, party.partyId, dayOf(now).slice(0, 4)) : [];
  const dueFen = dueOf(held), dueDay = dayOf(next);
  const { balanceFen, freshFen, frozenFen } = held;
  return {
    expected: {
      balanceFen, freshFen, frozenFen, dueFen, dueDay, onTheWayFen, taxThisYearFen: year.reduce((sum, { taxFen }) => sum + taxFen, 0), incomeThisYearFen: year.reduce((sum, { incomeFen }) => sum + incomeFen, 0), payee: payee ? payeeView(payee) : null,
      words: sayExpected({ dueFen, freshFen, frozenFen, onTheWayFen, dueDay, hasPayee: payee !== undefined, blockedReason: payee?.blockedAt ? payee.blockedReason : null }),
    },
    items: rows.map((row) => payoutView(row, row.state === 'waitConfirm' && row.package ? ctx.gateways.rails.get(row.rail)?.takeWith(row.package) ?? null : null)),
  };
}
