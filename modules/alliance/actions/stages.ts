import { ownerTopics, type OwnerTopic } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { isOpenStage, mayMove, missingOf, nextOf, notPassed, stageNames, stateOf, statusOf, trialEnd, waitsForPlatform, type Next, type Stage, type Standing } from '../rules/joining.ts';
import { setMerchantStatus } from '../store.ts';
import * as store from '../store/joining.ts';
import { topicsDone } from '../store/owner-training.ts';
import { hasOpenAppeal } from '../store/sanctions.ts';

export type Known = { papers: store.PaperRow[]; renewals: store.PaperRow[]; topics: { topic: OwnerTopic; doneAt: Date }[]; results: { attemptId: string; scorePercent: number; isPassed: boolean; at: Date }[] };
/** What is known of several firms beside their rows, in a few questions. */
export const knownOf = async (ctx: Ctx, rows: readonly store.JoiningRow[]): Promise<Map<string, Known>> => {
  const merchantIds = rows.flatMap(({ merchantId }) => (merchantId === null ? [] : [merchantId]));
  const ids = rows.map(({ id }) => id);
  const [papers, renewals, topics, results] = [await store.papersOf(ctx.tx, ctx.cityId, ids), await store.renewalsOf(ctx.tx, ctx.cityId, ids), await topicsDone(ctx.tx, ctx.cityId, merchantIds), await store.examResults(ctx.tx, ctx.cityId, merchantIds)];
  return new Map(rows.map(({ id, merchantId }) => [id, { papers: papers.filter(({ joiningId }) => joiningId === id), renewals: renewals.filter(({ joiningId }) => joiningId === id), topics: topics.filter((one) => one.merchantId === merchantId), results: results.filter((one) => one.merchantId === merchantId) }]));
};
export const topicsOpen = (known: Known): OwnerTopic[] => ownerTopics.filter((topic) => !known.topics.some((done) => done.topic === topic));
const standingOf = (row: store.JoiningRow, known: Known): Standing => ({
  stage: row.stage, sentBackWords: row.sentBackWords, missing: missingOf(row, known.papers), openPapers: notPassed(known.papers).map((kind) => ({ kind, state: stateOf(known.papers, kind) })), renewals: known.renewals, topicsOpen: topicsOpen(known), tries: known.results.length,
  trialEndsAt: row.trialEndsAt, isTrialOver: row.trialOverAt !== null, leftAt: row.leftAt, depositReturnedAt: row.depositReturnedAt, depositHeldFen: row.depositHeldFen, suspendedWords: row.statusReason,
});
export const nextFor = (row: store.JoiningRow, known: Known): Next => nextOf(standingOf(row, known));

/** Looks at the firm as it stands now, notes whether the platform has to do something, and says that it changed. */
export const settle = async (ctx: Ctx, joiningId: string): Promise<store.JoiningRow> => {
  const row = (await store.findJoining(ctx.tx, ctx.cityId, joiningId)) ?? refuse('alliance.joining_unknown');
  const standing = standingOf(row, (await knownOf(ctx, [row])).get(row.id)!);
  const waits = waitsForPlatform(nextOf(standing), standing, row.merchantId !== null && await hasOpenAppeal(ctx.tx, ctx.cityId, row.merchantId));
  await store.setWaits(ctx.tx, ctx.cityId, row.id, waits);
  await ctx.emit('alliance.changed', { subjectId: row.merchantId ?? row.id, personIds: [row.personId], ...(row.merchantId !== null && { merchantId: row.merchantId }) });
  return { ...row, waitsForPlatform: waits };
};

export const refuseStage = (row: store.JoiningRow): never => refuse('alliance.joining_stage_wrong', { stateZh: stageNames[row.stage].zh, stateEn: stageNames[row.stage].en });

/** Moves a firm to a stage, with who and why; a merchant's standing follows in the same moment. The owner is told what comes next. */
export const moveTo = async (ctx: Ctx, row: store.JoiningRow, stage: Stage, words: string, options: { isQuiet?: boolean } = {}): Promise<store.JoiningRow> => {
  if (!mayMove(row.stage, stage)) refuseStage(row);
  await store.updateJoining(ctx.tx, ctx.cityId, row);
  await store.moveStage(ctx.tx, ctx.cityId, { id: ctx.newId('jst'), joiningId: row.id, merchantId: row.merchantId, stage, at: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name, words });
  if (row.merchantId !== null) {
    const seen = { subjectId: row.merchantId, personIds: [row.personId], merchantId: row.merchantId };
    await setMerchantStatus(ctx.tx, ctx.cityId, row.merchantId, stage === 'withdrawn' ? 'exited' : statusOf(stage), isOpenStage(stage) ? '' : words);
    if (isOpenStage(row.stage) && !isOpenStage(stage)) await ctx.emit('merchant.suspended', { ...seen, reason: words });
    if (stage === 'exited' || stage === 'withdrawn') await ctx.emit('merchant.left', seen);
  }
  const now = await settle(ctx, row.id);
  if (!options.isQuiet) await tellPerson(ctx, { personId: row.personId, template: 'joiningMoved', params: { firm: row.name, state: stageNames[stage].zh, next: nextFor(now, (await knownOf(ctx, [now])).get(now.id)!).words.zh } });
  return now;
};

/** The trial begins, or begins again: thirty days from now, ended by a timer. */
export const openTrial = async (ctx: Ctx, row: store.JoiningRow, words: string): Promise<store.JoiningRow> => {
  const endsAt = trialEnd(ctx.now);
  const next = { ...row, trialStartedAt: row.trialStartedAt ?? ctx.now, trialEndsAt: endsAt, trialRounds: row.trialRounds + 1, trialOverAt: null };
  await ctx.schedule({ name: 'alliance.endTrial', key: row.id, at: endsAt, payload: { joiningId: row.id } });
  return moveTo(ctx, next, 'trial', words);
};

/** Goes on by itself where nothing is left to wait for: paid, trained, passed. */
export const advance = async (ctx: Ctx, row: store.JoiningRow): Promise<store.JoiningRow> => {
  if (row.stage !== 'training' && row.stage !== 'exam') return settle(ctx, row.id);
  if (row.stage === 'training' && topicsOpen((await knownOf(ctx, [row])).get(row.id)!).length > 0) return settle(ctx, row.id);
  if (row.examPassedAt !== null) return openTrial(ctx, row, '培训和考试都已通过');
  return row.stage === 'training' ? moveTo(ctx, row, 'exam', '培训完成') : settle(ctx, row.id);
};

/** A merchant whom the operator admits at once: on record as such, without papers. */
export const recordDirect = async (ctx: Ctx, merchant: { merchantId: string; ownerPersonId: string; name: string; pinyin: string; licenceNo: string; families: store.JoiningRow['families']; commissionBasisPoints: number; workerShareBasisPoints: number }): Promise<void> => {
  const id = ctx.newId('joi');
  await store.insertJoining(ctx.tx, ctx.cityId, { ...merchant, id, personId: merchant.ownerPersonId, via: 'direct', stage: 'active', stageAt: ctx.now, createdAt: ctx.now, submittedAt: ctx.now });
  await store.moveStage(ctx.tx, ctx.cityId, { id: ctx.newId('jst'), joiningId: id, merchantId: merchant.merchantId, stage: 'active', at: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name, words: '平台直接准入' });
};
