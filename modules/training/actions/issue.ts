import type { ParsedOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import { LIST_BITS } from '../../../kernel/bitstring.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { blindIndex, sha256 } from '../../../kernel/crypto.ts';
import { isConflict } from '../../../kernel/database.ts';
import { stableJson } from '../../../kernel/http.ts';
import { maskName } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { cityFacts, tellPerson } from '../../accounts/index.ts';
import { endCertificate, finishRetraining, noteStage, proveSkills, recordCertificates, unproveSkills, workerOf, type WorkerFacts } from '../../workers/index.ts';
import { certificateNumber, credentialOf } from '../rules/credential.ts';
import { kindOf, provenSkills, revokeWords, termsOf, type Kind } from '../rules/kinds.ts';
import { revocationFacts } from '../rules/records.ts';
import * as store from '../store/certificates.ts';
import { tellAdmission } from './admission.ts';
import { signer } from './keys.ts';
import { appendLeaf } from './log.ts';
import { isVerifiedNational } from './national.ts';
import { settleHolds } from './retraining.ts';
import { certificateView, type CertificateView } from './views.ts';

type Training = typeof contract.training;
/** What a certificate rests on. `evidenceId` names the attempt, the practical, the national certificate, or the operator's own record. */
export type Evidence = { kind: 'attempt' | 'practical' | 'national' | 'record'; evidenceId: string; words: string };

/** A name is checked by its hash with this salt; NFC, so that it is the same however it was typed. */
export const hashName = (name: string, salt: string): string => sha256(`${name.trim().normalize('NFC')}${salt}`);

export type IssueWish = { workerId: string; kind: string; evidence: Evidence; validUntil?: string | undefined };

/**
 * Issues a certificate: signed, written into the log and told to the ladder in one transaction. The same evidence gives the same certificate once; who asks
 * again is given it back. For exams and practicals, and for every other module that has seen the evidence.
 * Refuses `workers.worker_unknown`, `training.kind_unknown`, `training.valid_until_wrong`.
 */
export const issueCertificate = async (ctx: Ctx, wish: IssueWish): Promise<CertificateView> => (await issueCertificates(ctx, [wish]))[0]!;

/** The same for many at once, as at the end of a course: all of them or none. A worker's level is reckoned once. */
export const issueCertificates = async (ctx: Ctx, wishes: readonly IssueWish[]): Promise<CertificateView[]> => {
  const rows: store.CertificateRow[] = [];
  const fresh: { worker: WorkerFacts; kind: Kind; row: store.CertificateRow }[] = [];
  // The log is held from here on: of two who bring the same evidence at once the later one finds what the earlier has issued.
  await signer(ctx);
  await store.countHeld(ctx.tx, ctx.cityId);
  for (const wish of wishes) {
    const kind = kindOf(wish.kind) ?? refuse('training.kind_unknown', { kind: wish.kind }, 'kind');
    const worker = await workerOf(ctx, wish.workerId);
    const earlier = await store.findOn(ctx.tx, ctx.cityId, { workerId: worker.id, kind: kind.kind, evidenceKind: wish.evidence.kind, evidenceId: wish.evidence.evidenceId });
    const row = earlier ?? await write(ctx, { worker, kind, evidence: wish.evidence, ...demandTerms(ctx, kind, wish.validUntil) });
    if (!earlier) fresh.push({ worker, kind, row });
    rows.push(row);
  }
  for (const [workerId, own] of Map.groupBy(fresh, ({ worker }) => worker.id)) {
    await recordCertificates(ctx, { workerId, certificates: own.map(({ kind, row }) => ({ certificateId: row.id, kind: kind.kind, part: kind.part, title: kind.title, issuedAt: row.issuedAt, validUntil: row.validUntil })) });
    await settleHolds(ctx, workerId);
    await noteStage(ctx, { workerId, stage: 'certified' });
    await proveSkills(ctx, { workerId, skills: provenSkills(own.map(({ kind }) => kind.kind)) });
    for (const { kind, row } of own) {
      await tellAdmission(ctx, { row, state: 'passed', words: '' });
      await finishRetraining(ctx, { workerId, kind: kind.kind, words: row.evidenceWords });
    }
  }
  for (const { worker, kind, row } of fresh) {
    await ctx.emit('certificate.issued', { certificateId: row.id, workerId: worker.id, kind: kind.kind, personIds: [worker.personId], merchantId: worker.merchantId });
    await tellPerson(ctx, { personId: worker.personId, template: 'certificateIssued', params: { title: kind.title.zh, number: row.number } });
  }
  return rows.map((row) => certificateView(ctx, row));
};

const demandTerms = (ctx: Ctx, kind: Kind, wished: string | undefined): { validUntil: string | null; retrainBy: string } => {
  const today = cityDay(ctx.now);
  const { longest, validUntil, retrainBy } = termsOf(kind, today, wished);
  if (validUntil !== null && (validUntil <= today || (longest !== null && validUntil > longest))) refuse('training.valid_until_wrong', { date: longest ?? '2099-12-31' }, 'validUntil');
  return { validUntil, retrainBy };
};

const write = async (ctx: Ctx, { worker, kind, evidence, validUntil, retrainBy }: { worker: WorkerFacts; kind: Kind; evidence: Evidence; validUntil: string | null; retrainBy: string }): Promise<store.CertificateRow> => {
  const { keyId, sign } = await signer(ctx);
  const id = ctx.newId('crt');
  const number = certificateNumber(cityDay(ctx.now).slice(0, 4), blindIndex(ctx.settings.secret, `certificate:${id}`));
  const salt = blindIndex(ctx.settings.secret, `holder:${id}`);
  const city = await cityFacts(ctx);
  // What is signed names its place in the status lists, which nobody else can take while the log is held.
  const statusIndex = await store.countHeld(ctx.tx, ctx.cityId);
  const token = await sign('vc+jwt', credentialOf({
    number, kind, base: ctx.settings.publicUrl, issuerName: `邻里 · ${city.nameZh}`, issuedAt: ctx.now, validUntil, holder: { maskedName: maskName(worker.name), nameHash: hashName(worker.name, salt), salt },
    evidence: { kind: evidence.kind, words: evidence.words }, statusIndex, listBits: LIST_BITS,
  }));
  const { index } = await appendLeaf(ctx, { kind: 'certificate', ref: number, sha256: sha256(token) });
  const row = {
    id, number, workerId: worker.id, kind: kind.kind, titleZh: kind.title.zh, titleEn: kind.title.en, evidenceKind: evidence.kind, evidenceId: evidence.evidenceId, evidenceWords: evidence.words, issuedAt: ctx.now, validUntil, issuedByName: ctx.actor.name,
    keyId, token, statusIndex, leafIndex: index, retrainBy,
  };
  try {
    await store.insertCertificate(ctx.tx, ctx.cityId, { ...row, issuedBy: ctx.actor.personId });
  } catch (error) {
    if (isConflict(error, 'certified_once')) refuse('training.certified_already', { number }, 'evidence');
    throw error;
  }
  return { ...row, retrainWhy: 'time', retrainedAt: null, warnedDays: null, revokedAt: null, revokeReason: null, revokeWords: '' };
};

/** A reason takes so many letters; what it says is signed with the certificate. */
const LEAST_REASON = 2;
const BY_HAND = '人工签发：';

/**
 * An operator issues one on a record of her own, or on a national certificate that was verified. Besides the refusals of issuing:
 * `training.reason_missing`, `training.evidence_missing`, `training.national_unknown`, `training.certified_already`. That it was issued by hand, and why, is signed with it.
 */
export const issueByHand = async (ctx: Ctx, { workerId, kind, evidence, validUntil }: ParsedOf<Training['issueCertificate']>): Promise<CertificateView> => {
  demand(ctx, 'operator');
  if (evidence.words.length < LEAST_REASON) refuse('training.reason_missing', {}, 'evidence');
  // Nobody who reads it shall take it for a passed exam.
  const words = `${BY_HAND}${evidence.words}`;
  if (evidence.kind === 'national') {
    const evidenceId = evidence.evidenceId ?? refuse('training.evidence_missing', {}, 'evidence');
    if (!(await isVerifiedNational(ctx, { workerId, nationalId: evidenceId }))) refuse('training.national_unknown', {}, 'evidence');
    const earlier = await store.findOn(ctx.tx, ctx.cityId, { workerId, kind, evidenceKind: 'national', evidenceId });
    if (earlier) refuse('training.certified_already', { number: earlier.number }, 'evidence');
    return issueCertificate(ctx, { workerId, kind, validUntil, evidence: { ...evidence, words, evidenceId } });
  }
  return issueCertificate(ctx, { workerId, kind, validUntil, evidence: { ...evidence, words, evidenceId: evidence.evidenceId ?? ctx.newId('rec') } });
};

/** Revokes a certificate for good, with a leaf of its own in the log; a mistake is mended by issuing anew. Refuses `training.certificate_unknown`, `training.revoked_already`. */
export const revokeCertificate = async (ctx: Ctx, { certificateId, reason, words }: ParsedOf<Training['revokeCertificate']>): Promise<CertificateView> => {
  demand(ctx, 'operator');
  const row = (await store.lockCertificate(ctx.tx, ctx.cityId, certificateId)) ?? refuse('training.certificate_unknown');
  if (row.revokedAt !== null) refuse('training.revoked_already', { date: cityDay(row.revokedAt) });
  await store.revoke(ctx.tx, ctx.cityId, certificateId, { at: ctx.now, by: ctx.actor.personId, reason, words });
  await appendLeaf(ctx, { kind: 'revocation', ref: row.number, sha256: sha256(stableJson(revocationFacts({ number: row.number, reason, at: ctx.now }))) });
  const worker = await workerOf(ctx, row.workerId);
  await endCertificate(ctx, { workerId: row.workerId, certificateId });
  await settleHolds(ctx, row.workerId);
  const left = (await store.certificatesOf(ctx.tx, ctx.cityId, [row.workerId])).filter((one) => one.revokedAt === null);
  const still = provenSkills(left.map((one) => one.kind));
  await unproveSkills(ctx, { workerId: row.workerId, skills: (kindOf(row.kind)?.skills ?? []).map((code) => ({ code, level: still.find((one) => one.code === code)?.level ?? 0 })) });
  await tellAdmission(ctx, { row, state: 'failed', words: revokeWords[reason].zh });
  await ctx.emit('certificate.revoked', { certificateId, workerId: row.workerId, kind: row.kind, personIds: [worker.personId], merchantId: worker.merchantId });
  await tellPerson(ctx, { personId: worker.personId, template: 'certificateRevoked', params: { title: row.titleZh, why: revokeWords[reason].zh } });
  return certificateView(ctx, (await store.findCertificate(ctx.tx, ctx.cityId, certificateId))!);
};
