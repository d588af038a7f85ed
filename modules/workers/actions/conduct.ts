import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { stableJson } from '../../../kernel/http.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import type { OrderedRetraining } from '../rules/admission.ts';
import { appealBefore, careNames, conductNames, untilOf, whyNoAppeal } from '../rules/conduct.ts';
import { stageNames } from '../rules/applications.ts';
import { shownRating } from '../rules/profile.ts';
import { markNames } from '../rules/safety.ts';
import { admittedWork, insertRead, sealedIdentity } from '../store/admission.ts';
import { applicationOfWorker, stepsOf } from '../store/applications.ts';
import * as store from '../store/conduct.ts';
import { heldCertificates } from '../store/ladder.ts';
import { marksOf } from '../store/marks.ts';
import { dimensionsOf } from '../store/workers.ts';
import { leave, resume, suspend } from './admission.ts';
import { judge, recheckAdmission } from './admission-checks.ts';
import { demandSigned } from './admission-views.ts';
import { tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';
import { profileOf, type WorkerProfile } from './profiles.ts';

type Workers = typeof contract.workers;
type Conduct = OutputOf<Workers['recordConduct']>;

const view = ({ actor, now }: Ctx, row: store.ConductRow): Conduct => ({
  conductId: row.id, workerId: row.workerId, workerName: row.workerName, kind: row.kind, kindName: conductNames[row.kind], reason: row.reason, evidence: row.evidence, amountFen: row.amountFen, at: row.at.toISOString(), until: row.untilAt?.toISOString() ?? null, byName: row.byName, isOwnStep: row.byId !== null && row.byId === actor.personId, state: row.state, certificateKind: row.certificateKind, endedAt: row.endedAt?.toISOString() ?? null, endWords: row.endWords,
  appeal: row.appealState === null ? null : { state: row.appealState, words: row.appealWords, at: row.appealedAt!.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null, decisionWords: row.decisionWords }, appealBefore: appealBefore(row.at).toISOString(), canAppeal: whyNoAppeal(row, now) === null,
});
const viewOf = async (ctx: Ctx, conductId: string): Promise<Conduct> => view(ctx, (await store.findConduct(ctx.tx, ctx.cityId, conductId)) ?? refuse('workers.conduct_unknown'));

/**
 * Writes down a reward or takes a step: a suspension stops her orders, a retraining stops them until a certificate is earned anew (the core one unless
 * another of hers is named), a removal ends it. Penalties name their evidence. She is told, and may appeal within seven days. Refuses
 * `workers.worker_unknown`, `workers.has_left`, `workers.conduct_evidence_missing`, `workers.retraining_unknown`.
 */
export const recordConduct = async (ctx: Ctx, input: ParsedOf<Workers['recordConduct']>): Promise<Conduct> => {
  const worker = await workerOf(ctx, input.workerId);
  if (worker.status === 'left') refuse('workers.has_left');
  if (input.kind !== 'reward' && input.evidence === '') refuse('workers.conduct_evidence_missing', {}, 'evidence');
  const certificateKind = input.kind === 'retrain' ? (input.certificateKind ?? CORE) : null;
  if (certificateKind !== null && certificateKind !== CORE && !(await heldCertificates(ctx.tx, ctx.cityId, worker.id)).some(({ kind }) => kind === certificateKind)) refuse('workers.retraining_unknown', {}, 'certificateKind');
  const id = ctx.newId('cdt');
  const untilAt = untilOf(input.kind, input.days, ctx.now);
  await store.insertConduct(ctx.tx, ctx.cityId, { id, workerId: worker.id, kind: input.kind, reason: input.reason, evidence: input.evidence, amountFen: input.amountFen ?? null, at: ctx.now, untilAt, byId: ctx.actor.personId, byName: ctx.actor.name, state: input.kind === 'reward' ? 'done' : 'standing', certificateKind });
  if (input.kind === 'suspend') await suspend(ctx, { workerId: worker.id, reason: input.reason });
  if (input.kind === 'remove') await leave(ctx, { workerId: worker.id, reason: input.reason });
  if (input.kind === 'retrain') await recheckAdmission(ctx, worker.id);
  if (untilAt !== null) await ctx.schedule({ name: 'workers.endConduct', key: id, at: untilAt, payload: { conductId: id } });
  await ctx.emit('worker.conductNoted', { workerId: worker.id, conductId: id, kind: input.kind, personIds: [worker.personId], merchantId: worker.merchantId });
  await tellPerson(ctx, { personId: worker.personId, template: 'conductNoted', params: { kind: conductNames[input.kind].zh, reason: input.reason } });
  await tellChange(ctx, worker, 'profile');
  return viewOf(ctx, id);
};
/** What everybody learns before the first order; a retraining that names no certificate is this one again. */
const CORE = 'core';

/** A suspension is a step like any other: with evidence, in the ledger, to be appealed. It stands until somebody lifts it. */
export const suspendWorker = async (ctx: Ctx, { workerId, reason, evidence }: ParsedOf<Workers['suspend']>): Promise<WorkerProfile> => {
  if ((await workerOf(ctx, workerId)).status !== 'left') await recordConduct(ctx, { workerId, kind: 'suspend', reason, evidence });
  return profileOf(ctx, workerId);
};

/** Lifts every suspension that stands against her. */
export const resumeWorker = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<WorkerProfile> => {
  if ((await workerOf(ctx, workerId)).status !== 'suspended') return profileOf(ctx, workerId);
  for (const row of await store.standingOf(ctx.tx, ctx.cityId, workerId, ['suspend'])) await store.endConduct(ctx.tx, ctx.cityId, row.id, 'done', ctx.now, '恢复接单');
  return resume(ctx, { workerId });
};

/** What a step did is undone, or over: she is as she was before, as far as nothing else stands against it. */
const undo = async (ctx: Ctx, row: store.ConductRow, state: 'done' | 'lifted', words: string): Promise<void> => {
  if ((await store.endConduct(ctx.tx, ctx.cityId, row.id, state, ctx.now, words)) === 0) return;
  // It had run its time: nothing of it stood any more.
  if (row.state !== 'standing') return;
  const stands = async (...kinds: store.ConductRow['kind'][]): Promise<boolean> => (await store.standingOf(ctx.tx, ctx.cityId, row.workerId, kinds)).length > 0;
  if (row.kind === 'remove' && !(await stands('remove'))) await leave(ctx, { workerId: row.workerId, reason: row.reason, isBack: true });
  if ((row.kind === 'suspend' || row.kind === 'remove') && !(await stands('suspend', 'remove'))) await resume(ctx, { workerId: row.workerId });
  if (row.kind === 'retrain') await recheckAdmission(ctx, row.workerId);
  await tellChange(ctx, await workerOf(ctx, row.workerId), 'profile');
};

/** The retrainings a worker was ordered to and has not done: which certificate is to be earned anew, and since when. */
export const orderedRetrainings = (ctx: Ctx, workerId: string): Promise<OrderedRetraining[]> => store.retrainingsOf(ctx.tx, ctx.cityId, [workerId]);

/** A certificate was earned anew, or for the first time: what was ordered about it is done, and she is told. Safe to say twice. */
export const finishRetraining = async (ctx: Ctx, { workerId, kind, words }: { workerId: string; kind: string; words: string }): Promise<void> => {
  for (const { conductId } of (await orderedRetrainings(ctx, workerId)).filter(({ certificateKind }) => certificateKind === kind)) {
    await undo(ctx, (await store.findConduct(ctx.tx, ctx.cityId, conductId))!, 'done', words);
    await tellPerson(ctx, { personId: (await workerOf(ctx, workerId)).personId, template: 'retrainingDone', params: {} });
  }
};

/** Rewards and steps, for herself, her merchant and the city's roles. */
export const conductOf = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<{ items: Conduct[] }> => {
  await readable(ctx, workerId);
  return { items: (await store.conductOf(ctx.tx, ctx.cityId, workerId)).map((row) => view(ctx, row)) };
};
const readable = async (ctx: Ctx, workerId: string): Promise<WorkerFacts> => {
  const worker = await workerOf(ctx, workerId);
  const isMine = worker.personId === ctx.actor.personId || holds(ctx.actor, cityRoles) || (worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId));
  return isMine ? worker : refuse('workers.worker_unknown');
};

export const appealConduct = async (ctx: Ctx, { conductId, words }: ParsedOf<Workers['appealConduct']>): Promise<Conduct> => {
  const person = ctx.actor.personId;
  const row = (await store.findConduct(ctx.tx, ctx.cityId, conductId)) ?? refuse('workers.conduct_unknown');
  // Who was removed is a worker no more and may appeal all the same.
  if ((await workerOf(ctx, row.workerId)).personId !== person) refuse('workers.conduct_unknown');
  const whyNot = whyNoAppeal(row, ctx.now);
  if (whyNot !== null) refuse('workers.conduct_not_appealable', { whyZh: whyNot.zh, whyEn: whyNot.en });
  await store.appealConduct(ctx.tx, ctx.cityId, conductId, words, ctx.now);
  return viewOf(ctx, conductId);
};

export const conductAppeals = async (ctx: Ctx, { state }: ParsedOf<Workers['conductAppeals']>): Promise<{ items: Conduct[] }> => ({ items: (await store.appealsIn(ctx.tx, ctx.cityId, state)).map((row) => view(ctx, row)) });

/** Decides an appeal, by somebody else than who took the step; an accepted one undoes it. */
export const decideConduct = async (ctx: Ctx, { conductId, isAccepted, words }: ParsedOf<Workers['decideConduct']>): Promise<Conduct> => {
  const row = (await store.findConduct(ctx.tx, ctx.cityId, conductId)) ?? refuse('workers.conduct_unknown');
  if (row.appealState !== 'open') refuse('workers.appeal_over');
  if (row.byId !== null && row.byId === ctx.actor.personId) refuse('workers.own_decision');
  await store.decideConduct(ctx.tx, ctx.cityId, conductId, { isAccepted, words, by: ctx.actor.personId, at: ctx.now });
  if (isAccepted) await undo(ctx, row, 'lifted', '');
  const worker = await workerOf(ctx, row.workerId);
  await tellPerson(ctx, { personId: worker.personId, template: isAccepted ? 'appealAccepted' : 'appealRejected', params: { item: conductNames[row.kind].zh, words } });
  return viewOf(ctx, conductId);
};

/** A step is over before its time. */
export const endConduct = async (ctx: Ctx, { conductId, words }: { conductId: string; words: string }): Promise<Conduct> => {
  const row = (await store.findConduct(ctx.tx, ctx.cityId, conductId)) ?? refuse('workers.conduct_unknown');
  if (row.state !== 'standing') refuse('workers.conduct_over');
  await undo(ctx, row, 'done', words);
  return viewOf(ctx, conductId);
};
/** Timer: a step has run its time. */
export const lapseConduct = async (ctx: Ctx, { conductId }: { conductId: string }): Promise<void> => {
  const row = await store.findConduct(ctx.tx, ctx.cityId, conductId);
  if (row?.state === 'standing') await undo(ctx, row, 'done', '');
};

type Care = OutputOf<Workers['recordCare']>;
const careView = (row: store.CareRow): Care => ({ careId: row.id, kind: row.kind, kindName: careNames[row.kind], words: row.words, amountFen: row.amountFen, givenOn: row.givenOn, byName: row.byName });
/** A benefit she was given, for the record. */
export const recordCare = async (ctx: Ctx, input: ParsedOf<Workers['recordCare']>): Promise<Care> => {
  const worker = await readable(ctx, input.workerId);
  const row = { id: ctx.newId('car'), kind: input.kind, words: input.words, amountFen: input.amountFen, givenOn: input.givenOn, byName: ctx.actor.name };
  await store.insertCare(ctx.tx, ctx.cityId, { ...row, workerId: worker.id, at: ctx.now });
  return careView(row);
};
export const careOf = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<{ items: Care[] }> => {
  await readable(ctx, workerId);
  return { items: (await store.careOf(ctx.tx, ctx.cityId, workerId)).map(careView) };
};

/** A worker's credit file in seven groups, for a purpose. Others than herself need her signature; she sees who read it. */
export const creditFile = async (ctx: Ctx, { workerId, purpose }: ParsedOf<Workers['creditFile']>): Promise<OutputOf<Workers['creditFile']>> => {
  const worker = holds(ctx.actor, ['operator', 'auditor']) ? await workerOf(ctx, workerId) : await workerOfActor(ctx);
  if (worker.id !== workerId) refuse('workers.worker_unknown');
  if (worker.personId !== ctx.actor.personId) {
    await demandSigned(ctx, worker, 'creditFile');
    await insertRead(ctx.tx, ctx.cityId, { id: ctx.newId('rrd'), workerId, kind: 'credit', readerId: ctx.actor.personId, readerName: ctx.actor.name, why: purpose, at: ctx.now });
  }
  const today = cityDay(ctx.now);
  const card = await sealedIdentity(ctx.tx, ctx.cityId, workerId, today);
  const application = await applicationOfWorker(ctx.tx, ctx.cityId, workerId);
  const learnt = (await judge(ctx, workerId)).judged[0]!.standings.filter(({ code }) => code === 'training' || code === 'practical' || code === 'certificate');
  const groups = {
    basic: { maskedIdNumber: card?.numberMasked ?? application?.idNumberMasked ?? '', bornYear: Number((card?.bornOn ?? application?.bornOn ?? '').slice(0, 4)) || null, firmName: worker.merchantName, level: worker.level, admittedAt: worker.admittedAt?.toISOString() ?? null, families: (await admittedWork(ctx.tx, ctx.cityId, [workerId], today)).get(workerId)?.toSorted() ?? [] },
    orders: { visits: worker.visitsDone, hours: Math.round(worker.minutesDone / 6) / 10, accepted: worker.acceptedCount, refused: worker.refusedUnexcusedCount },
    reviews: { rating: shownRating(worker, ctx.now), count: worker.ratingCount, ...await dimensionsOf(ctx.tx, ctx.cityId, workerId) },
    notes: (await marksOf(ctx.tx, ctx.cityId, workerId)).map(({ kind, at, excusedAt }) => ({ kind: markNames[kind], at: at.toISOString(), isExcused: excusedAt !== null })),
    conduct: (await store.conductOf(ctx.tx, ctx.cityId, workerId)).filter(({ state }) => state !== 'lifted').map(({ kind, reason, at, state }) => ({ kind: conductNames[kind], reason, at: at.toISOString(), state })),
    career: application ? (await stepsOf(ctx.tx, ctx.cityId, application.id)).map(({ stage, at }) => ({ stage: stageNames[stage], at: at.toISOString() })) : [],
    training: learnt.map(({ name, state, validFrom, validUntil }) => ({ check: name, state, validFrom, validUntil })),
  };
  return { workerId, name: worker.name, madeAt: ctx.now.toISOString(), purpose, hash: sha256(stableJson(groups)), groups };
};
