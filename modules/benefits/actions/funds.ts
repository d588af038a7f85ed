import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { chart, moved, postTransaction } from '../../payments/index.ts';
import { fundsOf, isSlipEntered } from '../store/loyalty.ts';
import { yuan } from '../rules/stored.ts';

type Benefits = typeof contract.benefits;

export const listFunds = async (ctx: Ctx): Promise<OutputOf<Benefits['funds']>> => ({ items: await fundsOf(ctx.tx, ctx.cityId) });

/** A partner's money reached the bank: it is the fund's, and pays its part of discounts from now on. A slip is entered once. */
export async function payIntoFund(ctx: Ctx, { fundId, amountFen, slipNo, words }: ParsedOf<Benefits['payIntoFund']>): Promise<OutputOf<Benefits['payIntoFund']>> {
  const businessKey = `fundPaidIn:${slipNo}`;
  await lockFor(ctx.tx, `benefits:slip:${ctx.cityId}:${slipNo}`);
  if (await isSlipEntered(ctx.tx, ctx.cityId, businessKey)) refuse('benefits.slip_used', {}, 'slipNo');
  const said = { zh: `合作基金到账 ${yuan(amountFen)}：${words}（回单 ${slipNo}）`, en: `${yuan(amountFen)} paid into the fund: ${words} (slip ${slipNo})` };
  await postTransaction(ctx, moved({ businessKey, kind: 'fundPaidIn', orderId: null, words: said }, [{ from: chart.bank(), to: chart.fund(fundId), amountFen, kind: 'fundPaidIn' }]));
  return (await fundsOf(ctx.tx, ctx.cityId)).find((fund) => fund.fundId === fundId)!;
}
