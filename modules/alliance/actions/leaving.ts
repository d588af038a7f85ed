import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { merchantView } from '../actions.ts';
import { isOpenStage, paperWords, trialEnd } from '../rules/joining.ts';
import { lockMerchant, setMerchantStatus } from '../store.ts';
import * as store from '../store/joining.ts';
import { endSanction, insertSanction, standingSuspensions } from '../store/sanctions.ts';
import { viewAt, type Joining } from './joining-views.ts';
import { moveTo, refuseStage, settle } from './stages.ts';

type Alliance = typeof contract.alliance;
type MerchantView = OutputOf<Alliance['admitMerchant']>;

/** A merchant with its way, both held. Whoever has left is admitted anew or not at all. */
export const locked = async (ctx: Ctx, merchantId: string): Promise<store.JoiningRow> => {
  await lockMerchant(ctx.tx, ctx.cityId, merchantId);
  const row = (await store.lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
  if (row.stage === 'exited' || row.stage === 'withdrawn') refuse('alliance.merchant_unknown');
  return row;
};

/** No new order from now on, for a reason; who is suspended already keeps its days and hears the new reason. Refuses `alliance.joining_stage_wrong`. */
export const stop = async (ctx: Ctx, row: store.JoiningRow, reason: string, options: { isQuiet?: boolean } = {}): Promise<void> => {
  if (row.stage === 'suspended') {
    await setMerchantStatus(ctx.tx, ctx.cityId, row.merchantId!, 'suspended', reason);
    await settle(ctx, row.id);
  } else if (row.stage === 'trial' || row.stage === 'active') {
    await moveTo(ctx, { ...row, backTo: row.stage }, 'suspended', reason, options);
  } else refuseStage(row);
};

/**
 * No new work goes to the merchant from now on; its territory stays its own until it is released. What it has agreed to is for dispatch to give to others.
 * It stands in the merchant's ledger, once however often it is said.
 */
export const suspendMerchant = async (ctx: Ctx, { merchantId, reason }: { merchantId: string; reason: string }): Promise<MerchantView> => {
  const row = await locked(ctx, merchantId);
  await stop(ctx, row, reason);
  if ((await standingSuspensions(ctx.tx, ctx.cityId, merchantId)).length === 0) {
    await insertSanction(ctx.tx, ctx.cityId, { id: ctx.newId('snc'), merchantId, kind: 'suspend', reason, evidence: '', ordersPerDay: null, from: ctx.now, until: null, byId: ctx.actor.personId, byName: ctx.actor.name });
  }
  return merchantView(ctx, merchantId);
};

const paperInTheWay = async (ctx: Ctx, row: store.JoiningRow): Promise<store.PaperRow | undefined> =>
  (await store.papersOf(ctx.tx, ctx.cityId, [row.id])).find(({ state }) => state === 'lapsed' || state === 'failed' || (row.via === 'applied' && state !== 'passed'));
/** Refuses `alliance.paper_lapsed` while a paper stands in the way of new orders. */
export const demandPapers = async (ctx: Ctx, row: store.JoiningRow): Promise<void> => {
  const paper = await paperInTheWay(ctx, row);
  if (paper) refuse('alliance.paper_lapsed', { paperZh: paperWords[paper.kind].name.zh, paperEn: paperWords[paper.kind].name.en });
};

/** Back to where it stood; days lost on trial are given back, suspensions of the ledger end. Lifting what is not suspended changes nothing. */
export const resumeMerchant = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<MerchantView> => {
  const row = await locked(ctx, merchantId);
  if (isOpenStage(row.stage)) return merchantView(ctx, merchantId);
  if (row.stage !== 'suspended') refuseStage(row);
  await demandPapers(ctx, row);
  for (const { id } of await standingSuspensions(ctx.tx, ctx.cityId, merchantId)) await endSanction(ctx.tx, ctx.cityId, id, 'done', '恢复合作', ctx.now);
  await goBack(ctx, row, '恢复合作', row.stageAt);
  return merchantView(ctx, merchantId);
};

/** A suspension of the ledger is over: new orders again, unless another one or a paper stands in the way; then that is the reason from now on. */
export const liftSuspension = async (ctx: Ctx, merchantId: string, words: string): Promise<void> => {
  const row = await store.lockJoiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (row?.stage !== 'suspended' || (await standingSuspensions(ctx.tx, ctx.cityId, merchantId)).length > 0) return;
  const paper = await paperInTheWay(ctx, row);
  if (paper) await setMerchantStatus(ctx.tx, ctx.cityId, merchantId, 'suspended', `${paperWords[paper.kind].name.zh}要更新`);
  else await goBack(ctx, row, words, row.stageAt);
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
