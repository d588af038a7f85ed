import { merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import '../../../gateways/storage.ts';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { seal } from '../../../kernel/crypto.ts';
import { maskIdCard } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { countWorkers } from '../../alliance/index.ts';
import { sayOpen } from '../rules/admission.ts';
import { bornOnOf, namesHepatitisB } from '../rules/applications.ts';
import { lastHealthDay } from '../rules/health.ts';
import { isIdentityNumber, paperNames } from '../rules/papers.ts';
import { insertRead } from '../store/admission.ts';
import { applicationOfWorker } from '../store/applications.ts';
import * as store from '../store/workers.ts';
import { missingForAdmission, recheckAdmission } from './admission-checks.ts';
import { demandSigned } from './admission-views.ts';
import { issueOnAdmission, takeCard } from './door-cards.ts';
import { tellChange, workerOf, type WorkerFacts } from './facts.ts';
import { profileOf, type WorkerProfile } from './profiles.ts';
import { recheckSafety } from './safety.ts';
import { noteStage } from './stages.ts';

type Workers = typeof contract.workers;

const changeStatus = async (ctx: Ctx, worker: WorkerFacts, to: { status: WorkerFacts['status']; reason: string }): Promise<WorkerProfile> => {
  await store.setStatus(ctx.tx, ctx.cityId, worker.id, { ...to, admittedAt: to.status === 'active' && worker.admittedAt === null ? ctx.now : null });
  if (worker.merchantId !== null) await countWorkers(ctx, { merchantId: worker.merchantId, workerCount: await store.countActiveOf(ctx.tx, ctx.cityId, worker.merchantId) });
  await tellChange(ctx, worker, 'profile');
  if (to.status === 'active') await recheckSafety(ctx, worker.id);
  await recheckAdmission(ctx, worker.id);
  return profileOf(ctx, worker.id);
};

/**
 * Admits an applicant all of whose checks hold for at least one family of her work (the others follow by themselves once theirs do). Refuses
 * `workers.papers_missing`, naming what the nearest family lacks. Who was audited before stays as she is.
 */
export const admit = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<WorkerProfile> => {
  const worker = await workerOf(ctx, workerId);
  const missing = await missingForAdmission(ctx, workerId);
  if (missing.length > 0) {
    const { zh, en } = sayOpen(missing);
    refuse('workers.papers_missing', { papersZh: zh, papersEn: en });
  }
  if (worker.status !== 'applied') return profileOf(ctx, workerId);
  await noteStage(ctx, { workerId, stage: 'admitted' });
  const profile = await changeStatus(ctx, worker, { status: 'active', reason: '' });
  await issueOnAdmission(ctx, workerId);
  return profile;
};

/** No new orders from now on; the reason stands on her own profile. Visits agreed before stay until the desk moves them. */
export const suspend = async (ctx: Ctx, { workerId, reason }: { workerId: string; reason: string }): Promise<WorkerProfile> => {
  const worker = await workerOf(ctx, workerId);
  return worker.status === 'left' ? profileOf(ctx, workerId) : changeStatus(ctx, worker, { status: 'suspended', reason });
};

/** Lifts a suspension: she is what she was before, admitted or an applicant. */
export const resume = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<WorkerProfile> => {
  const worker = await workerOf(ctx, workerId);
  if (worker.status !== 'suspended') return profileOf(ctx, workerId);
  const profile = await changeStatus(ctx, worker, { status: worker.admittedAt === null ? 'applied' : 'active', reason: '' });
  if (worker.admittedAt !== null) await issueOnAdmission(ctx, workerId);
  return profile;
};

/** She is a worker no more, for the reason given; her card is taken back. `isBack`: that was a mistake, she stands suspended until somebody resumes her. System use. */
export const leave = async (ctx: Ctx, { workerId, reason, isBack = false }: { workerId: string; reason: string; isBack?: boolean }): Promise<void> => {
  const worker = await workerOf(ctx, workerId);
  await changeStatus(ctx, worker, { status: isBack ? 'suspended' : 'left', reason });
  if (!isBack) await takeCard(ctx, worker, reason);
};

const maskNumber = (kind: string, number: string): string => (kind === 'identity' ? maskIdCard(number) : number.length <= 4 ? '*'.repeat(number.length) : `${'*'.repeat(Math.min(8, number.length - 4))}${number.slice(-4)}`);

/**
 * Hands in a paper to be verified. The number is sealed to its row and shown masked only. By an operator, the worker's merchant or the worker.
 * Refuses `workers.paper_dates_wrong`, `workers.id_number_wrong` (GB 11643), `workers.health_class_missing`, `workers.health_too_long`, `workers.hepatitis_b_refused`, `workers.photo_not_kept`
 * of a background check, and for who applied here `workers.authorisation_missing` before one.
 */
export const submitPaper = async (ctx: Ctx, input: ParsedOf<Workers['submitPaper']>): Promise<{ workerId: string }> => {
  const worker = await workerOf(ctx, input.workerId);
  const isStaff = holds(ctx.actor, 'operator') || (worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId));
  if (!isStaff && worker.personId !== ctx.actor.personId) refuse('workers.worker_unknown');
  if (input.kind === 'background' && (await applicationOfWorker(ctx.tx, ctx.cityId, worker.id))) await demandSigned(ctx, worker, 'background');
  await handInPaper(ctx, worker, { ...input, isSeen: input.isSeen && holds(ctx.actor, 'operator') });
  return { workerId: worker.id };
};

type HandedIn = { kind: ParsedOf<Workers['submitPaper']>['kind']; number: string; healthClass?: 'A' | 'B' | 'C' | 'D' | undefined; validFrom: string; validUntil: string; imageBase64?: string | undefined; isSeen: boolean };
/** Keeps a paper; one that is seen counts at once. Whoever calls has decided that the actor may. */
export const handInPaper = async (ctx: Ctx, worker: WorkerFacts, input: HandedIn): Promise<{ paperId: string }> => {
  if (input.validUntil < input.validFrom) refuse('workers.paper_dates_wrong', {}, 'validUntil');
  const number = input.kind === 'identity' ? input.number.toUpperCase() : input.number;
  if (input.kind === 'identity' && !isIdentityNumber(number, cityDay(ctx.now))) refuse('workers.id_number_wrong', {}, 'number');
  if (input.kind === 'health') {
    if (input.healthClass === undefined) refuse('workers.health_class_missing', {}, 'healthClass');
    if (namesHepatitisB(number)) refuse('workers.hepatitis_b_refused', { item: number }, 'number');
    if (input.validUntil > lastHealthDay(input.validFrom)) refuse('workers.health_too_long', {}, 'validUntil');
  }
  // Of a background check nothing but its result may stay.
  if (input.kind === 'background' && input.imageBase64 !== undefined) refuse('workers.photo_not_kept', {}, 'imageBase64');
  if (input.isSeen && input.validUntil < cityDay(ctx.now)) refuse('workers.paper_expired', { date: input.validUntil }, 'validUntil');
  const photoId = input.imageBase64 === undefined ? null : (await ctx.gateways.storage.put(input.imageBase64)).photoId;
  const paperId = ctx.newId('pap');
  await store.insertPaper(ctx.tx, ctx.cityId, {
    id: paperId, workerId: worker.id, kind: input.kind, healthClass: input.kind === 'health' ? input.healthClass! : null, numberEncrypted: seal(ctx.settings.secret, number, `paper:${paperId}`), numberMasked: maskNumber(input.kind, number),
    validFrom: input.validFrom, validUntil: input.validUntil, submittedAt: ctx.now, verifiedBy: input.isSeen ? ctx.actor.name : null, bornOn: input.kind === 'identity' ? bornOnOf(number) : null, photoId,
  });
  await noteStage(ctx, { workerId: worker.id, stage: 'checking' });
  if (input.isSeen) {
    await recheckSafety(ctx, worker.id);
    await recheckAdmission(ctx, worker.id);
  }
  await tellChange(ctx, worker, 'papers');
  return { paperId };
};

/** The picture of a paper, for her and for who judges it; that somebody else opened it stands where she reads it. Refuses `workers.paper_unknown`. */
export const readPaperPhoto = async (ctx: Ctx, { paperId }: { paperId: string }): Promise<OutputOf<Workers['readPaperPhoto']>> => {
  const paper = (await store.lockPaper(ctx.tx, ctx.cityId, paperId)) ?? refuse('workers.paper_unknown');
  const isOwn = (await workerOf(ctx, paper.workerId)).personId === ctx.actor.personId;
  if (paper.photoId === null || (!isOwn && !holds(ctx.actor, 'operator'))) refuse('workers.paper_unknown');
  const photo = (await ctx.gateways.storage.read(paper.photoId)) ?? refuse('workers.paper_unknown');
  if (!isOwn) await insertRead(ctx.tx, ctx.cityId, { id: ctx.newId('rrd'), workerId: paper.workerId, kind: 'paper', readerId: ctx.actor.personId, readerName: ctx.actor.name, why: `核对${paperNames[paper.kind].zh}`, at: ctx.now });
  return { contentType: photo.contentType, imageBase64: photo.bytes.toString('base64') };
};

/** Accepts or refuses a paper. Refuses `workers.paper_unknown`, and `workers.paper_expired` for accepting one that is over. */
export const verifyPaper = async (ctx: Ctx, { paperId, isAccepted, reason }: ParsedOf<Workers['verifyPaper']>): Promise<WorkerProfile> => {
  const paper = (await store.lockPaper(ctx.tx, ctx.cityId, paperId)) ?? refuse('workers.paper_unknown');
  if (isAccepted && paper.validUntil < cityDay(ctx.now)) refuse('workers.paper_expired', { date: paper.validUntil });
  await store.judgePaper(ctx.tx, ctx.cityId, paperId, { state: isAccepted ? 'verified' : 'refused', reason, by: ctx.actor.name, at: ctx.now });
  await recheckSafety(ctx, paper.workerId);
  await recheckAdmission(ctx, paper.workerId);
  await tellChange(ctx, await workerOf(ctx, paper.workerId), 'papers');
  return profileOf(ctx, paper.workerId);
};

/** A paper that needs nobody's look, for the system itself knows that it holds: verified at once. Answers its id. System use. */
export const installPaper = async (ctx: Ctx, paper: { workerId: string; kind: 'insurance'; number: string; validFrom: string; validUntil: string; verifiedBy: string }): Promise<string> => {
  const worker = await workerOf(ctx, paper.workerId);
  const paperId = ctx.newId('pap');
  await store.insertPaper(ctx.tx, ctx.cityId, {
    id: paperId, workerId: worker.id, kind: paper.kind, healthClass: null, numberEncrypted: seal(ctx.settings.secret, paper.number, `paper:${paperId}`), numberMasked: maskNumber(paper.kind, paper.number), validFrom: paper.validFrom, validUntil: paper.validUntil, submittedAt: ctx.now, verifiedBy: paper.verifiedBy, bornOn: null, photoId: null,
  });
  await recheckSafety(ctx, worker.id);
  await recheckAdmission(ctx, worker.id);
  await tellChange(ctx, worker, 'papers');
  return paperId;
};

/** That paper holds no more, and why. System use. */
export const withdrawPaper = async (ctx: Ctx, { paperId, reason }: { paperId: string; reason: string }): Promise<void> => {
  const paper = await store.lockPaper(ctx.tx, ctx.cityId, paperId);
  if (!paper || paper.state !== 'verified') return;
  await store.judgePaper(ctx.tx, ctx.cityId, paperId, { state: 'refused', reason, by: ctx.actor.name, at: ctx.now });
  await tellChange(ctx, await workerOf(ctx, paper.workerId), 'papers');
  await recheckSafety(ctx, paper.workerId);
  await recheckAdmission(ctx, paper.workerId);
};

/** A paper turned out not to hold: every verified one of the kind is refused from now on. Refuses `workers.paper_unknown` where there is none. System use. */
export const recallPapers = async (ctx: Ctx, { workerId, kind, reason }: { workerId: string; kind: string; reason: string }): Promise<{ paperIds: string[] }> => {
  const worker = await workerOf(ctx, workerId);
  const paperIds = await store.recallPapers(ctx.tx, ctx.cityId, { workerId, kind, reason, by: ctx.actor.name, at: ctx.now });
  if (paperIds.length === 0) refuse('workers.paper_unknown', {}, 'paperKind');
  await tellChange(ctx, worker, 'papers');
  await recheckSafety(ctx, workerId);
  await recheckAdmission(ctx, workerId);
  return { paperIds };
};

/** The recall was a mistake: those papers hold again, but for what has expired. */
export const restorePapers = async (ctx: Ctx, { paperIds }: { paperIds: readonly string[] }): Promise<void> => {
  for (const paperId of paperIds) {
    const paper = await store.lockPaper(ctx.tx, ctx.cityId, paperId);
    if (!paper || paper.state !== 'refused' || paper.validUntil < cityDay(ctx.now)) continue;
    await store.judgePaper(ctx.tx, ctx.cityId, paperId, { state: 'verified', reason: '', by: ctx.actor.name, at: ctx.now });
    await tellChange(ctx, await workerOf(ctx, paper.workerId), 'papers');
    await recheckSafety(ctx, paper.workerId);
    await recheckAdmission(ctx, paper.workerId);
  }
};
