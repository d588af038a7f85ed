import { deskRoles, type Bilingual, type OutputOf, type ParsedOf, type Role, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { nextNumber } from '../../../kernel/counter.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { orderForViewer } from '../../orders/index.ts';
import { chart, moved, postTransaction, type Account } from '../../payments/index.ts';
import { personOfWorker, workersOf } from '../../workers/index.ts';
import { claimStateWords, documentNames, isUrgent, limitFor, missingDocuments, payeeOf, reportBy, sayClaim, shareClaim, type ClaimKind } from '../rules/insurance.ts';
import { yuan } from '../rules/stored.ts';
import * as store from '../store/claims.ts';
import { coverOf } from '../store/covers.ts';
import { policiesOn } from '../store/policies.ts';
import { nextTry } from './covers.ts';

type Benefits = typeof contract.benefits;
type Claim = OutputOf<Benefits['reportClaim']>;
const desk: readonly Role[] = [...deskRoles, 'finance', 'auditor'];

type Covered = Pick<store.NewClaim, 'coverId' | 'policyId' | 'policyNo' | 'insurer' | 'limitFen' | 'deductibleFen' | 'workerId' | 'householdId' | 'orderId'>;

/** What covers it: the visit's own insurance at its time, or the worker's yearly one. Refuses `benefits.not_covered` with the reason. */
async function coveredBy(ctx: Ctx, { orderId, workerId, kind, happenedAt }: { orderId: string | undefined; workerId: string | undefined; kind: ClaimKind; happenedAt: Date }): Promise<Covered> {
  const order = orderId === undefined ? null : await orderForViewer(ctx, orderId);
  const whose = order?.workerId ?? workerId ?? refuse('workers.worker_unknown');
  if (order === null) {
    const worker = (await workersOf(ctx, [whose])).get(whose);
    if (!worker || (worker.personId !== ctx.actor.personId && !holds(ctx.actor, desk))) refuse('workers.worker_unknown');
  }
  const about = { workerId: whose, householdId: order?.householdId ?? null, orderId: order?.id ?? null };
  const cover = order === null ? undefined : await coverOf(ctx.tx, ctx.cityId, order.id);
  const inTime = cover && cover.startsAt <= happenedAt && happenedAt <= cover.endsAt;
  if (cover?.state === 'active' && cover.isWanted && inTime && limitFor(kind, cover.product) > 0) return { ...about, coverId: cover.id, policyId: null, policyNo: cover.policyNo!, insurer: cover.product.insurer, limitFen: limitFor(kind, cover.product), deductibleFen: cover.product.deductibleFen };
  const policy = kind === 'damage' ? undefined : (await policiesOn(ctx.tx, ctx.cityId, whose, cityDay(happenedAt))).find(({ product }) => limitFor(kind, product) > 0);
  if (policy) return { ...about, coverId: null, policyId: policy.id, policyNo: policy.policyNo!, insurer: policy.product.insurer, limitFen: limitFor(kind, policy.product), deductibleFen: policy.product.deductibleFen };
  const why: Bilingual = cover === undefined ? { zh: '这天没有有效的保险', en: 'no insurance was in force that day' } : cover.state !== 'active' || !cover.isWanted ? { zh: '这次服务的保险已作废或没有保成', en: 'the visit’s insurance is void or was never issued' }
    : !inTime ? { zh: '出险时间不在服务前后一小时内', en: 'it did not happen within an hour of the visit' } : { zh: '这类损失不在保单范围', en: 'the policy does not cover this kind of loss' };
  return refuse('benefits.not_covered', { whyZh: why.zh, whyEn: why.en });
}

export async function reportClaim(ctx: Ctx, { orderId, workerId, kind, happenedAt: text, description, askedFen, lateReason }: ParsedOf<Benefits['reportClaim']>): Promise<Claim> {
  const { tx, cityId, now } = ctx, happenedAt = new Date(text);
  if (happenedAt > now) refuse('benefits.insurance_claim_ahead', {}, 'happenedAt');
  const covered = await coveredBy(ctx, { orderId, workerId, kind, happenedAt });
  const isLate = now > reportBy(happenedAt);
  if (isLate && (!holds(ctx.actor, desk) || lateReason === '')) refuse('benefits.insurance_claim_late', {}, 'happenedAt');
  await lockFor(tx, `benefits:claim:${cityId}:${covered.policyNo}`);
  const earlier = await store.claimOfEvent(tx, cityId, { ...covered, kind, happenedAt });
  if (earlier) refuse('benefits.insurance_claim_twice', { no: earlier.no });
  const id = ctx.newId('clm');
  await store.addClaim(tx, cityId, { id, no: `LP${await nextNumber(ctx, 'insuranceClaim')}`, kind, ...covered, reporterId: ctx.actor.personId, happenedAt, reportedAt: now, reportBy: reportBy(happenedAt), lateReason: isLate ? lateReason : '', description, askedFen });
  await ctx.schedule({ name: 'benefits.reportToInsurer', key: id, at: now, payload: { claimId: id } });
  return tellMoved(ctx, id);
}

/** The insurer is told until it has given its number: the 48 hours run. */
export async function reportToInsurer(ctx: Ctx, { claimId }: { claimId: string }): Promise<void> {
  const seen = await store.findClaim(ctx.tx, ctx.cityId, claimId);
  if (!seen || seen.insurerNo !== null) return;
  const answer = await ctx.gateways.insurer.report({ requestNo: claimId, policyNo: seen.policyNo, happenedAt: seen.happenedAt, words: seen.description, askedFen: seen.askedFen }).catch(() => null);
  await store.noteReport(ctx.tx, ctx.cityId, claimId, answer?.insurerNo ?? null);
  if (answer === null) await ctx.schedule({ name: 'benefits.reportToInsurer', key: claimId, at: nextTry(seen.attempts, ctx.now), payload: { claimId } });
}

/** The claim, for whom it concerns; foreign ones answer like unknown ones. */
async function claimForActor(ctx: Ctx, claimId: string): Promise<store.ClaimRow> {
  const claim = await store.findClaim(ctx.tx, ctx.cityId, claimId), { personId } = ctx.actor;
  const isTheirs = claim && (holds(ctx.actor, desk) || (personId !== null && (claim.reporterId === personId || (claim.householdId !== null && claim.householdId === await householdOf(ctx, personId)) || (await personOfWorker(ctx, claim.workerId)) === personId)));
  return isTheirs ? claim : refuse('benefits.insurance_claim_unknown');
}
const refuseOver = (state: store.ClaimRow['state']): never => refuse('benefits.insurance_claim_over', { stateZh: claimStateWords[state].zh, stateEn: claimStateWords[state].en });
async function lockOpen(ctx: Ctx, claimId: string, states: readonly store.ClaimRow['state'][]): Promise<store.ClaimRow> {
  await claimForActor(ctx, claimId);
  const claim = await store.lockClaim(ctx.tx, ctx.cityId, claimId);
  return states.includes(claim.state) ? claim : refuseOver(claim.state);
}

/** A photo, or words about a paper that is at hand. With all of its kind the claim goes to the insurer's decision. */
export async function addClaimDocument(ctx: Ctx, { claimId, kind, note, photo }: ParsedOf<Benefits['addClaimDocument']>): Promise<Claim> {
  const claim = await lockOpen(ctx, claimId, ['reported', 'documented']);
  const photoId = photo === undefined ? null : (await ctx.gateways.storage.put(photo)).photoId;
  await store.addDocument(ctx.tx, ctx.cityId, ctx.newId('doc'), { claimId, kind, note, photoId, byName: ctx.actor.name, at: ctx.now });
  const given = (await store.documentsOf(ctx.tx, ctx.cityId, [claimId])).map((one) => one.kind);
  if (claim.state === 'reported' && missingDocuments(claim.kind, given).length === 0) await store.setState(ctx.tx, ctx.cityId, claimId, 'documented');
  return tellMoved(ctx, claimId);
}

/** A photo of a claim, for whom the claim concerns. Refuses `benefits.claim_unknown`. */
export async function claimPhoto(ctx: Ctx, { claimId, photoId }: ParsedOf<Benefits['claimPhoto']>): Promise<OutputOf<Benefits['claimPhoto']>> {
  await claimForActor(ctx, claimId);
  const isItsOwn = (await store.documentsOf(ctx.tx, ctx.cityId, [claimId])).some((one) => one.photoId === photoId);
  const photo = (isItsOwn ? await ctx.gateways.storage.read(photoId) : null) ?? refuse('benefits.insurance_claim_unknown');
  return { fileName: photoId, contentType: photo.contentType, base64: photo.bytes.toString('base64'), rowCount: 1 };
}

const payeeAccount = (claim: store.ClaimRow): Account => (payeeOf(claim.kind) === 'household' && claim.householdId !== null ? chart.stored(claim.householdId) : chart.worker(claim.workerId));

/** The platform pays ahead of the insurer, out of compensation; never more than the policy can pay. */
export async function advanceClaim(ctx: Ctx, { claimId, amountFen, words }: ParsedOf<Benefits['advanceClaim']>): Promise<Claim> {
  const claim = await lockOpen(ctx, claimId, ['reported', 'documented', 'accepted']);
  const mostFen = Math.min(claim.askedFen, claim.decidedFen ?? claim.limitFen) - claim.advancedFen;
  if (amountFen > mostFen) refuse('benefits.insurance_claim_too_much', { most: (mostFen / 100).toFixed(2) }, 'amountFen');
  await store.addAdvance(ctx.tx, ctx.cityId, claimId, amountFen);
  await postTransaction(ctx, moved({ businessKey: `claimAdvance:${claimId}:${claim.advancedFen}`, kind: 'claimAdvance', orderId: claim.orderId, words: { zh: `理赔 ${claim.no} 先行垫付 ${yuan(amountFen)}：${words}`, en: `Claim ${claim.no}: ${yuan(amountFen)} advanced (${words})` } }, [{ from: chart.compensation(), to: payeeAccount(claim), amountFen, kind: 'insuranceClaim' }]));
  return tellMoved(ctx, claimId);
}

export async function decideClaim(ctx: Ctx, { claimId, isAccepted, amountFen, words }: ParsedOf<Benefits['decideClaim']>): Promise<Claim> {
  const claim = await lockOpen(ctx, claimId, ['reported', 'documented']);
  const missing = missingDocuments(claim.kind, (await store.documentsOf(ctx.tx, ctx.cityId, [claimId])).map(({ kind }) => kind));
  if (isAccepted && missing.length > 0) refuse('benefits.insurance_claim_papers_missing', { papersZh: missing.map((kind) => documentNames[kind].zh).join('、'), papersEn: missing.map((kind) => documentNames[kind].en.toLowerCase()).join(', ') });
  const mostFen = Math.min(claim.limitFen, Math.max(0, claim.askedFen - claim.deductibleFen));
  if (isAccepted && (amountFen > mostFen || amountFen === 0)) refuse('benefits.insurance_claim_too_much', { most: (mostFen / 100).toFixed(2) }, 'amountFen');
  await store.decide(ctx.tx, ctx.cityId, claimId, { state: isAccepted ? 'accepted' : 'refused', amountFen: isAccepted ? amountFen : 0, words, by: ctx.actor.name, at: ctx.now });
  return tellMoved(ctx, claimId);
}

/** The insurer has paid, as less that is owed to it: what was advanced is the platform's again, the rest goes to whom it happened. */
export async function settleClaim(ctx: Ctx, { claimId }: { claimId: string }): Promise<Claim> {
  const claim = await lockOpen(ctx, claimId, ['accepted']);
  const { recoveredFen, paidFen } = shareClaim(claim.decidedFen!, claim.advancedFen);
  await postTransaction(ctx, moved({ businessKey: `claim:${claimId}`, kind: 'insuranceClaim', orderId: claim.orderId, words: { zh: `理赔 ${claim.no} 赔付 ${yuan(claim.decidedFen!)}`, en: `Claim ${claim.no} paid: ${yuan(claim.decidedFen!)}` } }, [
    { from: chart.insurer(), to: chart.compensation(), amountFen: recoveredFen, kind: 'claimRecovered' }, { from: chart.insurer(), to: payeeAccount(claim), amountFen: paidFen, kind: 'insuranceClaim' },
  ]));
  await store.markPaid(ctx.tx, ctx.cityId, claimId, { paidFen, recoveredFen, at: ctx.now });
  return tellMoved(ctx, claimId);
}

const claimView = (row: store.ClaimRow, documents: readonly store.DocumentRow[], now: Date): Claim => {
  const own = documents.filter(({ claimId }) => claimId === row.id), missing = missingDocuments(row.kind, own.map(({ kind }) => kind));
  return {
    claimId: row.id, no: row.no, kind: row.kind, orderId: row.orderId, coverId: row.coverId, policyId: row.policyId, policyNo: row.policyNo, insurer: row.insurer, insurerNo: row.insurerNo, workerName: row.workerName, happenedAt: row.happenedAt.toISOString(), reportedAt: row.reportedAt.toISOString(), reportBy: row.reportBy.toISOString(),
    isLate: row.reportedAt > row.reportBy, isUrgent: isUrgent(row, now), state: row.state, words: sayClaim({ ...row, missing }, now), description: row.description, askedFen: row.askedFen, limitFen: row.limitFen, decidedFen: row.decidedFen, decisionWords: row.decisionWords, advancedFen: row.advancedFen, recoveredFen: row.recoveredFen, paidFen: row.paidFen,
    payee: row.householdId === null ? 'worker' : payeeOf(row.kind), documents: own.map(({ kind, note, photoId, byName, at }) => ({ kind, note, photoId, byName, at: at.toISOString() })), missing,
  };
};
async function tellMoved(ctx: Ctx, claimId: string): Promise<Claim> {
  const claim = (await store.findClaim(ctx.tx, ctx.cityId, claimId))!;
  await ctx.emit('insurance.claimMoved', { claimId, state: claim.state, personIds: [...new Set([claim.reporterId, await personOfWorker(ctx, claim.workerId)].filter((id) => id !== null))], merchantId: null });
  return claimView(claim, await store.documentsOf(ctx.tx, ctx.cityId, [claimId]), ctx.now);
}

export async function listClaims(ctx: Ctx, { state, cursor, limit }: ParsedOf<Benefits['listClaims']>): Promise<OutputOf<Benefits['listClaims']>> {
  const { personId } = ctx.actor;
  const own = holds(ctx.actor, desk) || personId === null ? null : { personId, householdId: await householdOf(ctx, personId), workerId: await store.workerOfPerson(ctx.tx, ctx.cityId, personId) };
  const rows = await store.listClaimRows(ctx.tx, ctx.cityId, { state, own, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit), documents = await store.documentsOf(ctx.tx, ctx.cityId, page.map(({ id }) => id));
  return { items: page.map((row) => claimView(row, documents, ctx.now)), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
}
