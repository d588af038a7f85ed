import type { ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { giveRole, nameScope, tellPerson } from '../../accounts/index.ts';
import { dayOf, hasBegun, isOpenStage, notPassed, paperWords, stateOf } from '../rules/joining.ts';
import { whyTrialWaits } from '../rules/scorecard.ts';
import { insertMerchant, setComplaintPhone } from '../store.ts';
import * as store from '../store/joining.ts';
import { demandFreeLicence, demandNoOriginal } from './joining.ts';
import { joiningView, scorecardSince, viewAt, type Joining } from './joining-views.ts';
import { moveTo, openTrial, refuseStage, settle } from './stages.ts';

type Alliance = typeof contract.alliance;
const locked = async (ctx: Ctx, joiningId: string, stages?: readonly store.JoiningRow['stage'][]): Promise<store.JoiningRow> => {
  const row = (await store.lockJoining(ctx.tx, ctx.cityId, joiningId)) ?? refuse('alliance.joining_unknown');
  if (stages && !stages.includes(row.stage)) refuseStage(row);
  return row;
};

/**
 * In review, and wherever a paper was renewed later: then it is the renewal that is judged, and what it renews stands until it is passed and begins.
 * Taking a passed paper back stops new orders. The bank alone judges the account.
 */
export const judgePaper = async (ctx: Ctx, { joiningId, kind, isPassed, words }: ParsedOf<Alliance['judgePaper']>): Promise<Joining> => {
  const row = await locked(ctx, joiningId, ['review', 'depositDue', 'training', 'exam', 'trial', 'active', 'suspended']);
  const renewal = (await store.renewalsOf(ctx.tx, ctx.cityId, [row.id])).find((one) => one.kind === kind && one.state !== 'passed');
  const paper = renewal ?? (await store.papersOf(ctx.tx, ctx.cityId, [row.id])).find((one) => one.kind === kind);
  if (!paper || kind === 'account' || paper.state === 'lapsed') return refuse('alliance.paper_missing');
  if (!isPassed && words === '') refuse('alliance.reason_missing', {}, 'words');
  demandNoOriginal(words);
  await store.judgePaper(ctx.tx, ctx.cityId, { id: paper.id, state: isPassed ? 'passed' : 'failed', words, by: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now });
  if (!isPassed) await tellPerson(ctx, { personId: row.personId, template: 'merchantPaperFailed', params: { firm: row.name, paper: paperWords[kind].name.zh, why: words } });
  if (renewal && isPassed && hasBegun(renewal.validFrom, cityDay(ctx.now))) await store.putInForce(ctx.tx, ctx.cityId, renewal, ctx.now);
  if (!renewal && !isPassed && paper.state === 'passed' && isOpenStage(row.stage)) await moveTo(ctx, { ...row, backTo: row.stage as 'trial' | 'active' }, 'suspended', `${paperWords[kind].name.zh}没有通过复核：${words}`);
  return joiningView(ctx, await settle(ctx, row.id));
};

export const sendJoiningBack = async (ctx: Ctx, { joiningId, words }: ParsedOf<Alliance['sendJoiningBack']>): Promise<Joining> => {
  const row = await locked(ctx, joiningId, ['review']);
  demandNoOriginal(words);
  await moveTo(ctx, { ...row, sentBackWords: words }, 'draft', words);
  return viewAt(ctx, row.id);
};

export const refuseJoining = async (ctx: Ctx, { joiningId, words }: ParsedOf<Alliance['refuseJoining']>): Promise<Joining> => {
  const row = await locked(ctx, joiningId, ['review']);
  await moveTo(ctx, row, 'refused', words);
  return viewAt(ctx, row.id);
};

/** The firm becomes a merchant that gets no orders yet; its owner gets the owner's role and pays the guarantee. */
export const approveJoining = async (ctx: Ctx, { joiningId, commissionBasisPoints, workerShareBasisPoints }: ParsedOf<Alliance['approveJoining']>): Promise<Joining> => {
  const row = await locked(ctx, joiningId, ['review']);
  const open = notPassed(await store.papersOf(ctx.tx, ctx.cityId, [row.id]));
  if (open.length > 0) refuse('alliance.papers_open', { papersZh: open.map((kind) => paperWords[kind].name.zh).join('、'), papersEn: open.map((kind) => paperWords[kind].name.en).join(', ') });
  await lockFor(ctx.tx, `licence:${ctx.cityId}:${row.licenceNo}`);
  await demandFreeLicence(ctx, row.licenceNo, row.id);
  const merchantId = ctx.newId('mer');
  await insertMerchant(ctx.tx, ctx.cityId, { merchantId, name: row.name, pinyin: row.pinyin, licenceNo: row.licenceNo, ownerPersonId: row.personId, commissionBasisPoints, workerShareBasisPoints, guaranteeDepositFen: 0, families: row.families, admittedAt: ctx.now });
  await setComplaintPhone(ctx.tx, ctx.cityId, merchantId, row.complaintPhone);
  await nameScope(ctx, { scopeType: 'merchant', scopeId: merchantId, name: row.name });
  await giveRole(ctx, { personId: row.personId, role: 'merchantOwner', scopeType: 'merchant', scopeId: merchantId });
  await moveTo(ctx, { ...row, merchantId, commissionBasisPoints, workerShareBasisPoints }, 'depositDue', '资质审核通过');
  return viewAt(ctx, row.id);
};

/** The word of the platform on a trial: before its end one can only let go. */
export const decideTrial = async (ctx: Ctx, { joiningId, outcome, words }: ParsedOf<Alliance['decideTrial']>): Promise<Joining> => {
  const row = await locked(ctx, joiningId, ['trial']);
  if (outcome !== 'fail' && row.trialOverAt === null) refuse('alliance.trial_running', { until: dayOf(row.trialEndsAt!) });
  if (outcome === 'extend' && row.trialRounds > 1) refuse('alliance.trial_extended');
  if (outcome === 'pass') await moveTo(ctx, row, 'active', words);
  else if (outcome === 'fail') await moveTo(ctx, { ...row, leftAt: ctx.now, leaveWords: words }, 'exited', words);
  else await extendTrial(ctx, row, words);
  return viewAt(ctx, row.id);
};

/** Another thirty days at the same stage: a step of its own, so that both stay on record. */
const extendTrial = async (ctx: Ctx, row: store.JoiningRow, words: string): Promise<void> => { await openTrial(ctx, row, words); };

/** Timer: admits by the figures, or leaves it to the platform with the reason. */
export const endTrial = async (ctx: Ctx, { joiningId }: { joiningId: string }): Promise<void> => {
  const row = await store.lockJoining(ctx.tx, ctx.cityId, joiningId);
  if (!row || row.stage !== 'trial' || row.trialOverAt !== null || row.trialEndsAt === null || ctx.now < row.trialEndsAt) return;
  const why = whyTrialWaits(await scorecardSince(ctx, row.merchantId!, row.trialStartedAt!));
  const lapsed = (await store.papersOf(ctx.tx, ctx.cityId, [row.id])).some(({ kind, state }, _at, papers) => state === 'lapsed' || stateOf(papers, kind) === 'failed');
  if (why === null && !lapsed) return void await moveTo(ctx, { ...row, trialOverAt: ctx.now }, 'active', '试运营期满，完成率和投诉达标');
  await store.updateJoining(ctx.tx, ctx.cityId, { ...row, trialOverAt: ctx.now });
  await settle(ctx, row.id);
};
