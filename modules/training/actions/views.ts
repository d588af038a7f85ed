import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { qrSvg } from '../../../kernel/qr.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { skillLabels, workerOf, workerOfActor } from '../../workers/index.ts';
import { stateOn, verifyUrl } from '../rules/credential.ts';
import { basisOf, kindOf, kinds, revokeWords } from '../rules/kinds.ts';
import { retrainState, sayRetraining, addDays, SOON_DAYS } from '../rules/retraining.ts';
import * as store from '../store/certificates.ts';
import { nationalsOf } from './national.ts';

type Training = typeof contract.training;
export type CertificateView = OutputOf<Training['issueCertificate']>;

export const certificateView = (ctx: Ctx, row: store.CertificateRow): CertificateView => {
  const today = cityDay(ctx.now);
  const isOperator = holds(ctx.actor, 'operator');
  const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
  const may = !isOperator ? no('需要平台运营权限', 'It takes an operator') : row.revokedAt !== null ? no('已经撤销', 'Is revoked already') : { isAllowed: true, why: null };
  return {
    certificateId: row.id, number: row.number, workerId: row.workerId, kind: row.kind, part: kindOf(row.kind)!.part, title: { zh: row.titleZh, en: row.titleEn }, state: stateOn(row, today), issuedAt: row.issuedAt.toISOString(), validUntil: row.validUntil,
    issuedByName: row.issuedByName, evidence: { kind: row.evidenceKind, evidenceId: row.evidenceId, words: row.evidenceWords }, isByHand: basisOf(row.evidenceKind).isByHand, basis: basisOf(row.evidenceKind).words,
    retraining: { by: row.retrainBy, state: retrainState(row, today), why: row.retrainWhy, words: sayRetraining(row, today) },
    revoked: row.revokedAt === null ? null : { at: row.revokedAt.toISOString(), reason: row.revokeReason!, words: row.revokeWords, reasonWords: revokeWords[row.revokeReason!] },
    verifyUrl: verifyUrl(ctx.settings.publicUrl, row.number), leafIndex: row.leafIndex, can: { revoke: may, retrain: may },
  };
};

export const certificateKinds = async (): Promise<OutputOf<Training['certificateKinds']>> => ({ items: kinds.map((kind) => ({ ...kind, skills: kind.skills.map((code) => ({ code, name: skillLabels[code] ?? { zh: code, en: code } })) })) });

/** Her certificates with the signed text and the code to show; national ones stand beside and count for nothing here. */
export const myCertificates = async (ctx: Ctx): Promise<OutputOf<Training['myCertificates']>> => {
  const worker = await workerOfActor(ctx);
  const rows = await store.certificatesOf(ctx.tx, ctx.cityId, [worker.id]);
  return { items: rows.map((row) => ({ ...certificateView(ctx, row), token: row.token, qrSvg: qrSvg(verifyUrl(ctx.settings.publicUrl, row.number)) })), nationals: await nationalsOf(ctx, worker.id) };
};

/** For the city's roles and the worker's merchant; every other reads as unknown. */
export const certificatesOf = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<OutputOf<Training['certificatesOf']>> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, cityRoles) && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  return { items: (await store.certificatesOf(ctx.tx, ctx.cityId, [workerId])).map((row) => certificateView(ctx, row)), nationals: await nationalsOf(ctx, workerId) };
};

/** A cursor is the sort key of the last row shown; one that nobody gave out reads as none. */
const partsOf = (cursor: string | undefined): [string, string] | null => {
  const [key, id, ...rest] = cursor?.split(' ') ?? [];
  return key === undefined || id === undefined || rest.length > 0 || Number.isNaN(Date.parse(key)) ? null : [key, id];
};

export const certificateList = async (ctx: Ctx, { kind, state, cursor, limit }: ParsedOf<Training['certificateList']>): Promise<OutputOf<Training['certificateList']>> => {
  const place = partsOf(cursor);
  const rows = await store.listCertificates(ctx.tx, ctx.cityId, { kind: kind ?? null, state: state ?? null, today: cityDay(ctx.now), before: place && { at: new Date(place[0]), id: place[1] }, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => ({ ...certificateView(ctx, row), workerName: row.workerName })), nextCursor: last ? `${last.issuedAt.toISOString()} ${last.id}` : null };
};

export const retrainingList = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Training['retrainingList']>): Promise<OutputOf<Training['retrainingList']>> => {
  const today = cityDay(ctx.now);
  const place = partsOf(cursor);
  const span = state === 'overdue' ? { from: null, to: addDays(today, -1) } : { from: today, to: addDays(today, SOON_DAYS) };
  const rows = await store.listRetraining(ctx.tx, ctx.cityId, { ...span, after: place && { day: place[0], id: place[1] }, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => ({ ...certificateView(ctx, row), workerName: row.workerName })), nextCursor: last ? `${last.retrainBy} ${last.id}` : null };
};
