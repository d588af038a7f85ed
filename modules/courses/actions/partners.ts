import { partnerKinds, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { seal } from '../../../kernel/crypto.ts';
import { isConflict } from '../../../kernel/database.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { forgetLearned, noteLearned } from '../../learning/index.ts';
import { personOfWorker, workerOf } from '../../workers/index.ts';
import { outcomeOf } from '../rules/cohorts.ts';
import { partnerNames } from '../rules/names.ts';
import { minutesInModule } from '../store/enrolments.ts';
import * as store from '../store/partners.ts';
import { targets } from './figures.ts';
import { demandModules } from './modules.ts';
import { pageOf, placeOf } from './views.ts';

type Courses = typeof contract.courses;
type Partner = OutputOf<Courses['savePartner']>;
type Credit = OutputOf<Courses['recogniseCredit']>;

const isInForce = ({ fromDay, untilDay }: Pick<store.PartnerRow, 'fromDay' | 'untilDay'>, today: string): boolean => fromDay <= today && (untilDay === null || untilDay >= today);
const partnerView = (row: store.PartnerRow, today: string): Partner => ({
  partnerId: row.id, kind: row.kind, kindName: partnerNames[row.kind], name: row.name, contactName: row.contactName, maskedPhone: row.phoneMasked, agreementNumber: row.agreementNumber, fromDay: row.fromDay, untilDay: row.untilDay, isInForce: isInForce(row, today), cohorts: row.cohorts, learners: row.learners, credits: row.credits,
});
const partnerOf = async (ctx: Ctx, partnerId: string): Promise<store.PartnerRow> => (await store.findPartner(ctx.tx, ctx.cityId, partnerId)) ?? refuse('courses.partner_unknown');

export const listPartners = async (ctx: Ctx, { kind }: ParsedOf<Courses['listPartners']>): Promise<OutputOf<Courses['listPartners']>> => {
  const items = (await store.listPartners(ctx.tx, ctx.cityId, kind ?? null)).map((row) => partnerView(row, cityDay(ctx.now)));
  // Figures are of all partners, whatever kind is shown.
  const counts = new Map((await store.inForceByKind(ctx.tx, ctx.cityId, cityDay(ctx.now))).map((row) => [row.kind, row.inForce]));
  const byKind = partnerKinds.map((one) => ({ kind: one, name: partnerNames[one], inForce: counts.get(one) ?? 0 }));
  return { items, inForce: byKind.reduce((total, row) => total + row.inForce, 0), target: (await targets(ctx)).partners, byKind };
};
/** Refuses `courses.partner_unknown`, `courses.partner_days_wrong`, `courses.module_unknown`. */
export const savePartner = async (ctx: Ctx, { partnerId, phone, ...input }: ParsedOf<Courses['savePartner']>): Promise<Partner> => {
  const id = partnerId === undefined ? ctx.newId('par') : (await partnerOf(ctx, partnerId)).id;
  if (input.untilDay !== undefined && input.untilDay < input.fromDay) refuse('courses.partner_days_wrong', {}, 'untilDay');
  await demandModules(ctx, input.credits.map(({ module }) => module), 'credits');
  await store.savePartner(ctx.tx, ctx.cityId, { ...input, id, untilDay: input.untilDay ?? null, phone: phone === undefined ? null : { sealed: seal(ctx.settings.secret, phone, `training-partner:${id}`), masked: maskPhone(phone) }, at: ctx.now });
  return partnerView(await partnerOf(ctx, id), cityDay(ctx.now));
};

const creditView = (row: store.CreditRow): Credit => ({
  creditId: row.id, workerId: row.workerId, workerName: row.workerName, partnerId: row.partnerId, partnerName: row.partnerName, subject: row.subject, module: row.module, minutes: row.minutes, documentHash: row.documentHash, recognisedAt: row.recognisedAt.toISOString(), byName: row.byName,
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null, withdrawWords: row.withdrawWords,
});
const creditWords = ({ partnerName, subject }: Pick<store.CreditRow, 'partnerName' | 'subject'>): string => `${partnerName}：${subject}`;
/** By the partner's table as it stands, once a subject. Refuses `courses.partner_over`, `courses.subject_unknown`, `courses.credit_known`. */
export const recogniseCredit = async (ctx: Ctx, { workerId, partnerId, subject, documentHash }: ParsedOf<Courses['recogniseCredit']>): Promise<Credit> => {
  const worker = await workerOf(ctx, workerId);
  const partner = await partnerOf(ctx, partnerId);
  if (!isInForce(partner, cityDay(ctx.now))) refuse('courses.partner_over', { name: partner.name });
  const { module, minutes } = partner.credits.find((credit) => credit.subject === subject) ?? refuse('courses.subject_unknown', { code: subject }, 'subject');
  const id = ctx.newId('crd');
  try {
    await store.insertCredit(ctx.tx, ctx.cityId, { id, workerId, partnerId, subject, module, minutes, documentHash, recognisedAt: ctx.now, byName: ctx.actor.name });
  } catch (error) {
    if (isConflict(error, 'credit_once')) refuse('courses.credit_known', { worker: worker.name });
    throw error;
  }
  await noteLearned(ctx, { workerId, module, source: 'credit', words: creditWords({ partnerName: partner.name, subject }) });
  await ctx.emit('course.changed', { what: 'credit', subjectId: id, workerId, personIds: [worker.personId] });
  return creditView((await store.findCredit(ctx.tx, ctx.cityId, id))!);
};
/**
 * A credit that was recognised in error takes its minutes and the module it finished with it, unless the module stands by something else: another credit, a
 * cohort she finished, all of its lessons. Refuses `courses.credit_unknown`, also for one that is withdrawn already.
 */
export const withdrawCredit = async (ctx: Ctx, { creditId, reason }: ParsedOf<Courses['withdrawCredit']>): Promise<{ ok: true }> => {
  if ((await store.withdrawCredit(ctx.tx, ctx.cityId, creditId, reason, ctx.now)) === 0) refuse('courses.credit_unknown');
  const credit = (await store.findCredit(ctx.tx, ctx.cityId, creditId))!;
  const { workerId, module } = credit;
  const other = await store.liveCreditIn(ctx.tx, ctx.cityId, workerId, module);
  const cohort = (await minutesInModule(ctx.tx, ctx.cityId, workerId, module)).find(({ due, attended }) => outcomeOf(attended, due) === 'finished');
  await forgetLearned(ctx, { workerId, module, source: 'credit', restsOn: other ? { source: 'credit', words: creditWords(other) } : cohort ? { source: 'cohort', words: cohort.cohortName } : null });
  const personId = await personOfWorker(ctx, workerId);
  await tellPerson(ctx, { personId, template: 'creditWithdrawn', params: { partner: credit.partnerName, subject: credit.subject, why: reason } });
  await ctx.emit('course.changed', { what: 'credit', subjectId: creditId, workerId, personIds: [personId] });
  return { ok: true };
};
export const listCredits = async (ctx: Ctx, wish: ParsedOf<Courses['listCredits']>): Promise<OutputOf<Courses['listCredits']>> => {
  const rows = await store.listCredits(ctx.tx, ctx.cityId, { workerId: wish.workerId ?? null, partnerId: wish.partnerId ?? null, before: placeOf(wish.cursor), limit: wish.limit + 1 });
  return pageOf(rows, wish.limit, creditView, (row) => `${row.recognisedAt.toISOString()} ${row.id}`);
};
