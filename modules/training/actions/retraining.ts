import type { ParsedOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { stableJson } from '../../../kernel/http.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { itemOf } from '../../catalog/index.ts';
import { finishRetraining, moveChecks, reviewsSince, setSkillHolds, workerOf } from '../../workers/index.ts';
import { kindOf } from '../rules/kinds.ts';
import { retrainingFacts } from '../rules/records.ts';
import { LOW_DAYS, SOON_DAYS, addDays, heldSkills, isReviewedLow, nextRetraining, retrainState, warningDue } from '../rules/retraining.ts';
import * as store from '../store/certificates.ts';
import { tellAdmission } from './admission.ts';
import { appendLeaf } from './log.ts';
import { certificateView, type CertificateView } from './views.ts';

type Training = typeof contract.training;

/** Tells workers which of her skills are not to be used for new orders as things stand today. */
export const settleHolds = async (ctx: Ctx, workerId: string): Promise<void> =>
  setSkillHolds(ctx, { workerId, holds: heldSkills(await store.certificatesOf(ctx.tx, ctx.cityId, [workerId]), cityDay(ctx.now)) });

/**
 * A certificate was refreshed: its next date is reckoned from today, the log keeps it, what was held up is free again, and
 * admission and whoever ordered a retraining know of it. The same evidence counts once.
 * For exams and practicals; an operator comes through `retrainByHand`. Refuses `training.certificate_unknown`, `training.revoked_already`.
 */
export const recordRetraining = async (ctx: Ctx, { certificateId, evidence }: { certificateId: string; evidence: { kind: 'attempt' | 'practical' | 'record'; evidenceId: string; words: string } }): Promise<CertificateView> => {
  const row = (await store.lockCertificate(ctx.tx, ctx.cityId, certificateId)) ?? refuse('training.certificate_unknown');
  if (row.revokedAt !== null) refuse('training.revoked_already', { date: cityDay(row.revokedAt) });
  const nextBy = nextRetraining(row.kind, cityDay(ctx.now));
  const id = ctx.newId('ret');
  const isNew = await store.insertRetraining(ctx.tx, ctx.cityId, { id, certificateId, evidenceKind: evidence.kind, evidenceId: evidence.evidenceId, words: evidence.words, at: ctx.now, byName: ctx.actor.name, nextBy });
  if (isNew === 0) return certificateView(ctx, row);
  await store.setRetraining(ctx.tx, ctx.cityId, certificateId, { by: nextBy, why: 'time', retrainedAt: ctx.now });
  await appendLeaf(ctx, { kind: 'retraining', ref: id, sha256: sha256(stableJson(retrainingFacts({ id, number: row.number, evidenceKind: evidence.kind, evidenceId: evidence.evidenceId, at: ctx.now, nextBy }))) });
  await settleHolds(ctx, row.workerId);
  const refreshed = (await store.findCertificate(ctx.tx, ctx.cityId, certificateId))!;
  await tellAdmission(ctx, { row: refreshed, state: 'passed', words: '' });
  await finishRetraining(ctx, { workerId: row.workerId, kind: row.kind, words: evidence.words });
  return certificateView(ctx, refreshed);
};

export const retrainByHand = async (ctx: Ctx, { certificateId, words }: ParsedOf<Training['retrain']>): Promise<CertificateView> => {
  demand(ctx, 'operator');
  return recordRetraining(ctx, { certificateId, evidence: { kind: 'record', evidenceId: ctx.newId('rec'), words } });
};

/** A household reviewed a visit: three low ones in a row on what a certificate covers bring its retraining forward to a fortnight from now. */
export const weighReviews = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<void> => {
  const today = cityDay(ctx.now);
  const live = (await store.certificatesOf(ctx.tx, ctx.cityId, [workerId])).filter((row) => row.revokedAt === null && (row.validUntil === null || row.validUntil >= today));
  if (live.length === 0) return;
  const reviews = await reviewsSince(ctx, { workerId, since: live.reduce((first, { issuedAt, retrainedAt }) => (( retrainedAt ?? issuedAt) < first ? (retrainedAt ?? issuedAt) : first), ctx.now) });
  const skillsOf = new Map<string, readonly string[]>();
  for (const itemId of new Set(reviews.flatMap((review) => review.itemId ?? []))) skillsOf.set(itemId, (await itemOf(ctx, itemId)).requiredSkills.map(({ skill }) => skill));
  for (const row of live) {
    const covered = kindOf(row.kind)!.skills;
    const about = reviews.filter(({ itemId, at }) => at >= (row.retrainedAt ?? row.issuedAt) && itemId !== null && skillsOf.get(itemId)!.some((skill) => covered.includes(skill)));
    const by = addDays(today, LOW_DAYS);
    if (!isReviewedLow(about) || (row.retrainBy !== null && row.retrainBy <= by)) continue;
    await store.setRetraining(ctx.tx, ctx.cityId, row.id, { by, why: 'reviews', retrainedAt: null });
    await moveChecks(ctx, { workerId, evidenceId: row.number, validUntil: by });
    await store.noteWarned(ctx.tx, ctx.cityId, row.id, SOON_DAYS);
    await tellPerson(ctx, { personId: (await workerOf(ctx, workerId)).personId, template: 'retrainingDue', params: { title: row.titleZh, date: by, why: '近期评价偏低' } });
  }
};

const PAGE = 200;
/** Dates go by with the day: warns 30, 7 and 1 days before, and holds up what has become overdue or has ended. */
export const sweepRetraining = async (ctx: Ctx): Promise<void> => {
  const today = cityDay(ctx.now);
  const about = { today, yesterday: addDays(today, -1), until: addDays(today, SOON_DAYS), limit: PAGE };
  const turned = new Set<string>();
  for (let rows = await store.turningOn(ctx.tx, ctx.cityId, { ...about, after: '' }); rows.length > 0; rows = await store.turningOn(ctx.tx, ctx.cityId, { ...about, after: rows.at(-1)!.id })) {
    for (const row of rows) await turn(ctx, row, today, turned);
  }
  for (const workerId of turned) await settleHolds(ctx, workerId);
};

const OVERDUE_TOLD = 0;
const turn = async (ctx: Ctx, row: store.CertificateRow, today: string, turned: Set<string>): Promise<void> => {
  const isOverdue = retrainState(row, today) === 'overdue';
  if (isOverdue || (row.validUntil !== null && row.validUntil < today)) turned.add(row.workerId);
  const step = isOverdue ? (row.warnedDays === OVERDUE_TOLD ? null : OVERDUE_TOLD) : warningDue({ retrainBy: row.retrainBy, warned: row.warnedDays }, today);
  if (step === null) return;
  await store.noteWarned(ctx.tx, ctx.cityId, row.id, step);
  const { personId } = await workerOf(ctx, row.workerId);
  if (isOverdue) await tellPerson(ctx, { personId, template: 'retrainingOverdue', params: { title: row.titleZh } });
  else await tellPerson(ctx, { personId, template: 'retrainingDue', params: { title: row.titleZh, date: row.retrainBy!, why: row.retrainWhy === 'reviews' ? '近期评价偏低' : '定期复训' } });
};
