import { cityRoles, merchantRoles, type OutputOf, type ParsedOf, type ServiceFamily, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { unseal } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { myMerchantId } from '../../alliance/index.ts';
import '../../../gateways/credit.ts';
import { CREDIT_DAYS, checkRules, nearest, nextStep, openChecks } from '../rules/admission.ts';
import type { ConsentKind } from '../rules/applications.ts';
import * as store from '../store/admission.ts';
import { applicationOfWorker } from '../store/applications.ts';
import { judge, recordCheck } from './admission-checks.ts';
import { workerOf, workerOfActor, type WorkerFacts } from './facts.ts';
import { visibleWorker } from './profiles.ts';

type Workers = typeof contract.workers;
export type Admission = OutputOf<Workers['myAdmission']>;
const SHOWN_PERIODS = 40;

/** The 13 checks for one family (else the wanted one that is nearest to being passed), every family of hers, and the one next step. */
export const admissionView = async (ctx: Ctx, worker: WorkerFacts, asked?: ServiceFamily): Promise<Admission> => {
  const { judged, wanted } = await judge(ctx, worker.id);
  const today = cityDay(ctx.now);
  const periods = await store.periodsOf(ctx.tx, ctx.cityId, worker.id, SHOWN_PERIODS);
  const isIn = (family: string): boolean => periods.some((period) => period.family === family && period.endedAt === null && (period.untilDay === null || period.untilDay >= today));
  const first = judged.filter(({ family }) => wanted.includes(family));
  const nearestOne = nearest((first.length > 0 ? first : judged).map(({ standings }) => standings));
  const shown = judged.find(({ family }) => family === asked) ?? judged.find(({ standings }) => standings === nearestOne)!;
  return {
    workerId: worker.id, family: shown.family, isAdmitted: isIn(shown.family),
    families: judged.map(({ family, standings }) => ({
      family, isAdmitted: isIn(family), untilDay: periods.find((period) => period.family === family && period.endedAt === null)?.untilDay ?? null,
      needed: standings.filter(({ isNeeded }) => isNeeded).length, passed: standings.filter(({ isNeeded, state }) => isNeeded && state === 'passed').length,
    })),
    checks: checkRules.map((rule, index) => {
      const standing = shown.standings[index]!;
      return { ...standing, no: index + 1, asks: rule.asks, validity: rule.validity };
    }),
    next: openChecks(shown.standings).length === 0 && worker.status === 'applied' ? { code: null, who: 'desk', words: { zh: '全部通过，等平台确认入驻', en: 'All passed: wait to be admitted' } } : nextStep(shown.standings),
    periods: periods.map(({ family, fromAt, untilDay, endedAt, whyZh, whyEn }) => ({ family: family as ServiceFamily, fromAt: fromAt.toISOString(), untilDay, endedAt: endedAt?.toISOString() ?? null, why: { zh: whyZh, en: whyEn } })),
  };
};

export const myAdmission = async (ctx: Ctx, { family }: ParsedOf<Workers['myAdmission']>): Promise<Admission> => admissionView(ctx, await workerOfActor(ctx), family);
export const admissionOf = async (ctx: Ctx, { workerId, family }: ParsedOf<Workers['admissionOf']>): Promise<Admission> => admissionView(ctx, await visibleWorker(ctx, workerId), family);

/** Whether a worker has a signature in force; those a merchant registered signed on the merchant's paper. */
export const hasSigned = async (ctx: Ctx, worker: WorkerFacts, kind: ConsentKind): Promise<boolean> =>
  (await store.signaturesOf(ctx.tx, ctx.cityId, worker.personId)).some((signature) => signature.kind === kind && signature.withdrawnAt === null);
const consentNames: Record<ConsentKind, { textZh: string; textEn: string }> = {
  privacy: { textZh: '信息使用同意书', textEn: 'privacy consent' }, background: { textZh: '背景核查授权书', textEn: 'background authorisation' }, credit: { textZh: '信用查询授权书', textEn: 'credit consent' }, rules: { textZh: '服务守则', textEn: 'service rules' }, creditFile: { textZh: '信用档案授权书', textEn: 'credit file consent' },
};
/** Refuses `workers.authorisation_missing`, naming the text. */
export const demandSigned = async (ctx: Ctx, worker: WorkerFacts, kind: ConsentKind): Promise<void> => { if (!(await hasSigned(ctx, worker, kind))) refuse('workers.authorisation_missing', consentNames[kind]); };

/** Signs a check somebody judged. A refusal needs words; the kit needs the signed rules, the references need two people. */
export const signCheck = async (ctx: Ctx, input: ParsedOf<Workers['signCheck']>): Promise<Admission> => {
  const worker = await workerOf(ctx, input.workerId);
  if (!input.isPassed && input.words === '') refuse('workers.check_words_missing', {}, 'words');
  if (input.validUntil !== undefined && input.validUntil < cityDay(ctx.now)) refuse('workers.paper_dates_wrong', {}, 'validUntil');
  const application = input.isPassed ? await applicationOfWorker(ctx.tx, ctx.cityId, worker.id) : undefined;
  if (application && input.check === 'kit' && !(await hasSigned(ctx, worker, 'rules'))) refuse('workers.rules_unsigned');
  if (application && input.check === 'experience' && application.refereeCount < 2) refuse('workers.referees_missing');
  await recordCheck(ctx, {
    workerId: worker.id, check: input.check, state: input.isPassed ? 'passed' : 'failed', evidenceKind: 'signed', evidenceId: input.evidenceId, evidenceHash: input.evidenceHash, words: input.words, validUntil: input.validUntil ?? null,
  });
  return admissionView(ctx, worker);
};

/** Looks a worker up in the national credit system, with her consent and the number on her verified card. What comes back is the verdict, its number and the day. */
export const checkCredit = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<Admission> => {
  const worker = await workerOf(ctx, workerId);
  await demandSigned(ctx, worker, 'credit');
  const card = (await store.sealedIdentity(ctx.tx, ctx.cityId, workerId, cityDay(ctx.now))) ?? refuse('workers.identity_missing');
  const answer = await ctx.gateways.credit.lookUp({ name: worker.name, idNumber: unseal(ctx.settings.secret, card.numberEncrypted, `paper:${card.id}`) });
  if (answer.state === 'unreachable') refuse('workers.credit_unreachable');
  await recordCheck(ctx, {
    workerId, check: 'credit', state: answer.state === 'clear' ? 'passed' : 'failed', evidenceKind: 'creditSystem', evidenceId: answer.referenceNo, verifiedBy: '家政信用查', words: answer.state === 'clear' ? '' : answer.state === 'listed' ? '在黑名单上' : '没有信用记录，请先在家政信用查登记',
    validUntil: answer.state === 'clear' ? cityDay(new Date(ctx.now.getTime() + CREDIT_DAYS * 86_400_000)) : null,
  });
  return admissionView(ctx, worker);
};

const LOOK_BACK_DAYS = 14;
/** Admissions that end soon or ended lately, for the desk; a merchant sees its own. */
export const lapses = async (ctx: Ctx, { days, limit }: ParsedOf<Workers['lapses']>): Promise<OutputOf<Workers['lapses']>> => {
  const merchantId = holds(ctx.actor, cityRoles) ? null : holds(ctx.actor, merchantRoles) ? await myMerchantId(ctx) : '';
  const rows = await store.lapsesOf(ctx.tx, ctx.cityId, { merchantId, byDay: cityDay(new Date(ctx.now.getTime() + days * 86_400_000)), endedSince: new Date(ctx.now.getTime() - LOOK_BACK_DAYS * 86_400_000), limit });
  return {
    items: rows.map(({ workerId, workerName, merchantName, family, untilDay, endedAt, whyZh, whyEn }) => ({
      workerId, workerName, merchantName, family: family as ServiceFamily, untilDay, endedAt: endedAt?.toISOString() ?? null,
      words: endedAt !== null ? { zh: `已停：${whyZh}`, en: `Stopped: ${whyEn}` } : { zh: `${untilDay} 到期`, en: `Ends on ${untilDay}` },
    })),
  };
};
