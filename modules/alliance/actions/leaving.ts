import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantView } from '../actions.ts';
import { isOpenStage, paperWords, trialEnd } from '../rules/joining.ts';
import { lockMerchant, setMerchantStatus } from '../store.ts';
import * as store from '../store/joining.ts';
import { viewAt, type Joining } from './joining-views.ts';
import { moveTo, refuseStage, settle } from './stages.ts';

type Alliance = typeof contract.alliance;
type MerchantView = OutputOf<Alliance['admitMerchant']>;

/** A merchant with its way, both held. Whoever has left is admitted anew or not at all. */
const locked = async (ctx: Ctx, merchantId: string): Promise<store.JoiningRow> => {
  await lockMerchant(ctx.tx, ctx.cityId, merchantId);
  const row = (await store.lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  if (row.stage === 'exited' || row.stage === 'withdrawn') refuse('alliance.merchant_unknown');
  return row;
};

/** No new work goes to the merchant from now on; its territory stays its own until it is released. What it has agreed to is for dispatch to give to others. */
export const suspendMerchant = async (ctx: Ctx, { merchantId, reason }: { merchantId: string; reason: string }): Promise<MerchantView> => {
  const row = await locked(ctx, merchantId);
  if (row.stage === 'suspended') {
    await setMerchantStatus(ctx.tx, ctx.cityId, merchantId, 'suspended', reason);
    await settle(ctx, row.id);
  } else if (row.stage === 'trial' || row.stage === 'active') {
    await moveTo(ctx, { ...row, backTo: row.stage }, 'suspended', reason);
  } else refuseStage(row);
  return merchantView(ctx, merchantId);
};

const demandPapers = async (ctx: Ctx, row: store.JoiningRow): Promise<void> => {
  const lapsed = (await store.papersOf(ctx.tx, ctx.cityId, [row.id])).find(({ kind, state, checkedAt }) => state === 'lapsed' || (row.via === 'applied' && state !== 'passed') || (kind === 'insurance' && state === 'submitted' && checkedAt === null));
  if (lapsed) refuse('alliance.paper_lapsed', { paperZh: paperWords[lapsed.kind].name.zh, paperEn: paperWords[lapsed.kind].name.en });
};

/** Back to where it stood; days lost on trial are given back. Lifting what is not suspended changes nothing. */
export const resumeMerchant = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<MerchantView> => {
  const row = await locked(ctx, merchantId);
  if (isOpenStage(row.stage)) return merchantView(ctx, merchantId);
  if (row.stage !== 'suspended') refuseStage(row);
  await demandPapers(ctx, row);
  await goBack(ctx, row, '恢复合作', row.stageAt);
  return merchantView(ctx, merchantId);
};

const goBack = async (ctx: Ctx, row: store.JoiningRow, words: string, stoppedAt: Date): Promise<void> => {
  if (row.backTo !== 'trial' || row.trialOverAt !== null || row.trialEndsAt === null) return void await moveTo(ctx, { ...row, backTo: null }, row.backTo === 'trial' ? 'trial' : 'active', words);
  const endsAt = new Date(Math.min(trialEnd(ctx.now).getTime(), row.trialEndsAt.getTime() + (ctx.now.getTime() - stoppedAt.getTime())));
  await ctx.schedule({ name: 'alliance.endTrial', key: row.id, at: endsAt, payload: { joiningId: row.id } });
  await moveTo(ctx, { ...row, backTo: null, trialEndsAt: endsAt }, 'trial', words);
};

/** It leaves for good: as suspended, and the guarantee starts its way back. */
export const exitMerchant = async (ctx: Ctx, { merchantId, reason }: { merchantId: string; reason: string }): Promise<MerchantView> => {
  const row = await locked(ctx, merchantId);
  await moveTo(ctx, { ...row, leftAt: ctx.now, leaveWords: row.leaveWords || reason }, 'exited', reason);
  return merchantView(ctx, merchantId);
};

/** The owner's own word. Who serves nobody yet has nothing to hand over and is out at once. */
export const askToLeave = async (ctx: Ctx, { merchantId, words }: ParsedOf<Alliance['askToLeave']>): Promise<Joining> => {
  if (!holds(ctx.actor, 'merchantOwner', merchantId)) refuse('alliance.merchant_unknown');
  const row = await locked(ctx, merchantId);
  const leaving = { ...row, leaveAskedAt: ctx.now, leaveWords: words };
  if (row.stage === 'training' || row.stage === 'exam') await moveTo(ctx, { ...leaving, leftAt: ctx.now }, 'exited', words);
  else if (row.stage === 'trial' || row.stage === 'active' || row.stage === 'suspended') await moveTo(ctx, { ...leaving, backTo: row.stage === 'suspended' ? row.backTo : row.stage }, 'exiting', words);
  else refuseStage(row);
  return viewAt(ctx, row.id);
};

/** Takes it back before it was confirmed: to where the merchant stood, a suspension included. */
export const stay = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<Joining> => {
  if (!holds(ctx.actor, 'merchantOwner', merchantId)) refuse('alliance.merchant_unknown');
  const row = await locked(ctx, merchantId);
  if (row.stage !== 'exiting') refuseStage(row);
  const before = (await store.stepsOf(ctx.tx, ctx.cityId, row.id)).at(-2)?.stage;
  const staying = { ...row, leaveAskedAt: null, leaveWords: '' };
  if (before === 'suspended') await moveTo(ctx, staying, 'suspended', '撤回退出申请');
  else {
    await demandPapers(ctx, row);
    await goBack(ctx, staying, '撤回退出申请', row.stageAt);
  }
  return viewAt(ctx, row.id);
};
