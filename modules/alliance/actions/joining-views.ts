import { ownerTopics, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { cityRoles, merchantRoles } from '@linli/contract';
import { actingPersonId, personBriefs, settingOf } from '../../accounts/index.ts';
import { merchantRating } from '../rules.ts';
import { daysLeft, isOpenStage, isOver, mayRenew, missingOf, paperKinds, paperStateWords, paperWords, refundDay, stageNames, stateOf, topicNames, type PaperState } from '../rules/joining.ts';
import { scoreOf, whyTrialWaits } from '../rules/scorecard.ts';
import { findMerchant } from '../store.ts';
import * as store from '../store/joining.ts';
import { servedSince } from '../store/served.ts';
import { knownOf, nextFor, type Known } from './stages.ts';
import '../../../gateways/storage.ts';

type Alliance = typeof contract.alliance;
export type Joining = OutputOf<Alliance['getJoining']>;
type Brief = OutputOf<Alliance['listJoinings']>['items'][number];
type Scorecard = OutputOf<Alliance['scorecard']>;
const DAY_MS = 86_400_000;
export const ACCOUNT_TRIES = 3;

const briefOf = (row: store.JoiningRow, known: Known, owner: { name: string; maskedPhone: string } | undefined): Brief => ({
  joiningId: row.id, merchantId: row.merchantId, via: row.via, stage: row.stage, stageName: stageNames[row.stage], stageAt: row.stageAt.toISOString(), name: row.name, licenceNo: row.licenceNo, families: row.families, contactName: owner?.name ?? '', maskedPhone: owner?.maskedPhone ?? '',
  next: nextFor(row, known), depositHeldFen: row.depositHeldFen, trialEndsAt: row.trialEndsAt?.toISOString() ?? null, waitsForPlatform: row.waitsForPlatform,
});

/** What came of a merchant's orders since a moment, with its rating. */
export const scorecardSince = async (ctx: Ctx, merchantId: string, since: Date): Promise<Scorecard> => {
  const merchant = await findMerchant(ctx.tx, ctx.cityId, merchantId);
  const score = scoreOf(await servedSince(ctx.tx, ctx.cityId, merchantId, since));
  return { ...score, days: Math.max(1, Math.round((ctx.now.getTime() - since.getTime()) / DAY_MS)), rating: merchantRating(merchant?.ratingSum ?? 0, merchant?.ratingWeight ?? 0) };
};

export const gradeView = async (ctx: Ctx, merchantId: string): Promise<OutputOf<Alliance['setGrade']> | null> => {
  const grade = await store.gradeOf(ctx.tx, ctx.cityId, merchantId);
  return grade ? { ...grade, isInForce: grade.expiresOn >= cityDay(ctx.now) } : null;
};

const saidOf = (state: PaperState, words: string): { zh: string; en: string } => (words !== '' && state !== 'passed' ? { zh: `${paperStateWords[state].zh}：${words}`, en: `${paperStateWords[state].en}: ${words}` } : paperStateWords[state]);
const paperView = (state: PaperState, paper: store.PaperRow | undefined) => ({
  state, words: saidOf(state, paper?.words ?? ''), shown: paper?.shown ?? '', holderName: paper?.holderName ?? '', validFrom: paper?.validFrom ?? null, validUntil: paper?.validUntil ?? null, hasPhoto: paper?.photoId != null, checkedByName: paper?.checkedByName ?? null, checkedAt: paper?.checkedAt?.toISOString() ?? null,
});
const paperViews = ({ papers, renewals }: Known, stage: store.JoiningRow['stage'], today: string): Joining['papers'] => paperKinds.map((kind) => {
  const [paper, renewal] = [papers, renewals].map((some) => some.find((one) => one.kind === kind));
  const state = stateOf(papers, kind);
  return {
    kind, ...paperWords[kind], ...paperView(state, paper), renewal: renewal ? paperView(renewal.state, renewal) : null,
    canRenew: kind !== 'account' && kind !== 'scope' && !isOver(stage) && (stage === 'draft' || mayRenew(state, paper?.validUntil ?? null, stateOf(renewals, kind), today)),
  };
});

const accountView = async (ctx: Ctx, joiningId: string): Promise<Joining['account']> => {
  const account = await store.accountOf(ctx.tx, ctx.cityId, joiningId);
  if (!account) return null;
  const { bankName, maskedAccount, holderName, state, sentAt, tries } = account;
  const words = state === 'passed' ? { zh: '账户已验证', en: 'The account is verified' } : state === 'failed' ? { zh: '三次都没有填对，请重新发起打款', en: 'Three wrong sums: start again' } : { zh: '银行已打出一笔不到一元的款，到账后把金额填进来', en: 'Less than a yuan is on its way; name the sum once it has arrived' };
  return { bankName, maskedAccount, holderName, state, sentAt: sentAt.toISOString(), triesLeft: Math.max(0, ACCOUNT_TRIES - tries), words };
};

const trialView = async (ctx: Ctx, row: store.JoiningRow): Promise<Joining['trial']> => {
  if (row.trialStartedAt === null || row.trialEndsAt === null || row.merchantId === null) return null;
  const why = row.trialOverAt === null ? null : whyTrialWaits(await scorecardSince(ctx, row.merchantId, row.trialStartedAt));
  const [perDay, left] = [await settingOf(ctx, 'trialOrdersPerDay'), daysLeft(row.trialEndsAt, ctx.now)];
  return {
    startedAt: row.trialStartedAt.toISOString(), endsAt: row.trialEndsAt.toISOString(), ordersPerDay: perDay, daysLeft: left, rounds: row.trialRounds,
    words: why ? { zh: `期满待评定：${why.zh}`, en: `Over, to be judged: ${why.en}` } : row.stage === 'trial' ? { zh: `还有 ${left} 天，每天最多 ${perDay} 单`, en: `${left} days to go, ${perDay} orders a day at most` } : { zh: '试运营已结束', en: 'The trial is over' },
  };
};

export const joiningView = async (ctx: Ctx, row: store.JoiningRow): Promise<Joining> => {
  const known = (await knownOf(ctx, [row])).get(row.id)!;
  const best = known.results.length === 0 ? null : Math.max(...known.results.map(({ scorePercent }) => scorePercent));
  return {
    ...briefOf(row, known, (await personBriefs(ctx, [row.personId])).get(row.personId)), businessScope: row.businessScope, address: row.address, complaintPhone: row.complaintPhone, createdAt: row.createdAt.toISOString(), submittedAt: row.submittedAt?.toISOString() ?? null,
    missing: row.stage === 'draft' ? missingOf(row, known.papers) : [], sentBackWords: row.sentBackWords, papers: paperViews(known, row.stage, cityDay(ctx.now)), account: await accountView(ctx, row.id),
    terms: row.commissionBasisPoints === null || row.workerShareBasisPoints === null ? null : { commissionBasisPoints: row.commissionBasisPoints, workerShareBasisPoints: row.workerShareBasisPoints },
    topics: ownerTopics.map((topic) => ({ topic, name: topicNames[topic], doneAt: known.topics.find((done) => done.topic === topic)?.doneAt.toISOString() ?? null })),
    exam: {
      isPassed: row.examPassedAt !== null, bestPercent: best, results: known.results.map(({ attemptId, at, scorePercent, isPassed }) => ({ attemptId, at: at.toISOString(), scorePercent, isPassed })),
      words: row.examPassedAt !== null ? { zh: `已通过，最好成绩 ${best} 分`, en: `Passed, best ${best} %` } : best === null ? { zh: '还没有考', en: 'Not sat yet' } : { zh: `最好成绩 ${best} 分，80 分通过`, en: `Best ${best} %, 80 % to pass` },
    },
    trial: await trialView(ctx, row), grade: row.merchantId === null ? null : await gradeView(ctx, row.merchantId), scorecard: row.merchantId === null || row.trialStartedAt === null && row.via === 'applied' ? null : await scorecardSince(ctx, row.merchantId, new Date(ctx.now.getTime() - 90 * DAY_MS)),
    leave: row.leaveAskedAt === null && row.leftAt === null ? null : { askedAt: (row.leaveAskedAt ?? row.leftAt!).toISOString(), words: row.leaveWords, leftAt: row.leftAt?.toISOString() ?? null, refundFrom: row.leftAt ? refundDay(row.leftAt) : null, depositReturnedAt: row.depositReturnedAt?.toISOString() ?? null, returnedFen: row.returnedFen },
    steps: (await store.stepsOf(ctx.tx, ctx.cityId, row.id)).map(({ stage, fromAt, untilAt, byName, words }) => ({ stage, name: stageNames[stage], at: fromAt.toISOString(), until: untilAt?.toISOString() ?? null, byName, words })),
  };
};
export const viewAt = async (ctx: Ctx, joiningId: string): Promise<Joining> => joiningView(ctx, (await store.findJoining(ctx.tx, ctx.cityId, joiningId)) ?? refuse('alliance.joining_unknown'));

export const myJoining = async (ctx: Ctx): Promise<{ joining: Joining | null }> => {
  const row = await store.joiningOfPerson(ctx.tx, ctx.cityId, actingPersonId(ctx));
  return { joining: row ? await joiningView(ctx, row) : null };
};
export const getJoining = (ctx: Ctx, { joiningId }: { joiningId: string }): Promise<Joining> => viewAt(ctx, joiningId);

/** One's own merchant, or any for the city; every other reads as unknown. */
const visible = async (ctx: Ctx, merchantId: string): Promise<store.JoiningRow> => {
  if (!holds(ctx.actor, cityRoles) && !holds(ctx.actor, merchantRoles, merchantId)) refuse('alliance.merchant_unknown');
  return (await store.joiningOfMerchant(ctx.tx, ctx.cityId, merchantId)) ?? refuse('alliance.merchant_unknown');
};
export const merchantJoining = async (ctx: Ctx, { merchantId }: { merchantId: string }): Promise<Joining> => joiningView(ctx, await visible(ctx, merchantId));
export const scorecard = async (ctx: Ctx, { merchantId, days }: ParsedOf<Alliance['scorecard']>): Promise<Scorecard> => {
  await visible(ctx, merchantId);
  return scorecardSince(ctx, merchantId, new Date(ctx.now.getTime() - days * DAY_MS));
};

export const listJoinings = async (ctx: Ctx, { stage, waitsForPlatform, q, cursor, limit }: ParsedOf<Alliance['listJoinings']>): Promise<OutputOf<Alliance['listJoinings']>> => {
  const at = cursor?.lastIndexOf(' ') ?? -1;
  const before = cursor && at > 0 && !Number.isNaN(Date.parse(cursor.slice(0, at))) ? { at: new Date(cursor.slice(0, at)), id: cursor.slice(at + 1) } : null;
  const found = await store.listJoinings(ctx.tx, ctx.cityId, { stage: stage ?? null, waits: waitsForPlatform === true, q: q?.trim() || null, before, limit: limit + 1 });
  const rows = found.slice(0, limit), last = rows.at(-1);
  const [known, owners, counts] = [await knownOf(ctx, rows), await personBriefs(ctx, rows.map(({ personId }) => personId)), await store.stageCounts(ctx.tx, ctx.cityId)];
  return {
    items: rows.map((row) => briefOf(row, known.get(row.id)!, owners.get(row.personId))), nextCursor: found.length > limit && last ? `${last.createdAt.toISOString()} ${last.id}` : null,
    counts: Object.fromEntries(counts.map(({ stage: name, n }) => [name, n])), waiting: counts.reduce((sum, { waiting }) => sum + waiting, 0),
  };
};

/** The copy of a paper, for its owner and the operator alone. */
export const joiningPhoto = async (ctx: Ctx, { joiningId, kind, isRenewal }: ParsedOf<Alliance['joiningPhoto']>): Promise<OutputOf<Alliance['joiningPhoto']>> => {
  const row = await store.findJoining(ctx.tx, ctx.cityId, joiningId);
  if (!row || (row.personId !== ctx.actor.personId && !holds(ctx.actor, 'operator'))) return refuse('alliance.joining_unknown');
  const photoId = (await (isRenewal ? store.renewalsOf : store.papersOf)(ctx.tx, ctx.cityId, [row.id])).find((paper) => paper.kind === kind)?.photoId ?? null;
  const photo = (photoId === null ? null : await ctx.gateways.storage.read(photoId)) ?? refuse('alliance.joining_unknown');
  return { contentType: photo.contentType, imageBase64: photo.bytes.toString('base64') };
};

/** Whether a merchant's owner may sit the exam now, for whoever holds it: on the way in, and not passed yet. */
export const merchantExam = async (ctx: Ctx, merchantId: string): Promise<{ mayTake: boolean; whyZh: string; whyEn: string }> => {
  const row = await store.joiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  if (!row) return { mayTake: false, whyZh: '没有找到这家商户', whyEn: 'no such merchant' };
  if (row.examPassedAt !== null || isOpenStage(row.stage) || isOver(row.stage)) return { mayTake: false, whyZh: `现在是“${stageNames[row.stage].zh}”，不用考`, whyEn: `the firm is ${stageNames[row.stage].en}: there is nothing to sit` };
  if (row.stage === 'exam' || row.stage === 'training') return { mayTake: true, whyZh: '', whyEn: '' };
  return { mayTake: false, whyZh: `现在是“${stageNames[row.stage].zh}”，还不能考`, whyEn: `the firm is ${stageNames[row.stage].en}: too early` };
};

/** Since when a merchant gets no new orders; null while it is open, or where there is no such merchant. */
export const closedSince = async (ctx: Ctx, merchantId: string): Promise<Date | null> => {
  const row = await store.joiningOfMerchant(ctx.tx, ctx.cityId, merchantId);
  return !row || isOpenStage(row.stage) ? null : row.stageAt;
};
