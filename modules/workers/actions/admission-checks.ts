import { serviceFamilies, type Bilingual, type ServiceFamily } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { tellPerson } from '../../accounts/index.ts';
import { catalogue } from '../../catalog/index.ts';
import { WARNING_DAYS, checksFor, daysUntil, healthClassOf, lastDayOf, nearest, openChecks, warningDue, type Standing, type Verdict, type VerdictCode } from '../rules/admission.ts';
import type { HealthClass } from '../rules/papers.ts';
import { safetyOf } from '../rules/safety.ts';
import * as store from '../store/admission.ts';
import { retrainingsOf } from '../store/conduct.ts';
import { tellChange, workerOf, type WorkerFacts } from './facts.ts';
import { noteStage } from './stages.ts';

/** The families in which a skill is asked for. */
const familiesOfSkill = new Map<string, Set<ServiceFamily>>();
for (const item of catalogue) for (const { skill } of item.requiredSkills) familiesOfSkill.set(skill, (familiesOfSkill.get(skill) ?? new Set()).add(item.family));
/** The families of work in which some service asks for a skill. */
export const workFor = (skill: string): ServiceFamily[] => [...familiesOfSkill.get(skill) ?? []];
/** What a worker with these skills may be sent to, and what she applied for; somebody with neither is judged for cleaning. */
export const workOf = (skills: readonly string[], wanted: readonly string[]): ServiceFamily[] => {
  const found = new Set<string>([...wanted, ...skills.flatMap((skill) => [...familiesOfSkill.get(skill) ?? []])]);
  return found.size === 0 ? ['cleaning'] : serviceFamilies.filter((family) => found.has(family));
};
/** The health class a family of work asks of somebody with these skills, out of the same catalogue dispatch reads. */
export const healthClassFor = (family: ServiceFamily, skills: readonly string[]): HealthClass => healthClassOf(catalogue.filter((item) => item.family === family), skills);

export type Judged = { family: ServiceFamily; standings: Standing[] };
/** All 13 checks of a worker for each family of hers, wanted ones first. */
export const judge = async (ctx: Ctx, workerId: string): Promise<{ judged: Judged[]; wanted: string[]; papers: store.PaperEvidenceRow[] }> => {
  const papers = await store.paperEvidenceOf(ctx.tx, ctx.cityId, [workerId]);
  const verdicts = await store.verdictsOf(ctx.tx, ctx.cityId, [workerId]);
  const { skills, families } = await store.wantsOf(ctx.tx, ctx.cityId, workerId);
  const [ordered] = await retrainingsOf(ctx.tx, ctx.cityId, [workerId]);
  const today = cityDay(ctx.now);
  const judged = workOf(skills, families).map((family) => ({ family, standings: checksFor(family, papers, verdicts, today, healthClassFor(family, skills), ordered) }));
  return { judged: judged.toSorted((a, b) => Number(families.includes(b.family)) - Number(families.includes(a.family))), wanted: families, papers };
};

/** What keeps a worker from being admitted to the family she is nearest to; empty: she may be. */
export const missingForAdmission = async (ctx: Ctx, workerId: string): Promise<Standing[]> => openChecks(nearest((await judge(ctx, workerId)).judged.map(({ standings }) => standings)));

const suspended: Bilingual = { zh: '已暂停接单', en: 'Suspended' };
const noMore: Bilingual = { zh: '不再做这类工作', en: 'Does not do this work any more' };
const why = (open: readonly Standing[]): Bilingual => ({ zh: `${open[0]!.name.zh}：${open[0]!.words.zh}`, en: `${open[0]!.name.en}: ${open[0]!.words.en}` });

/**
 * Looks at what a worker is admitted to after something about her changed: families whose checks all hold open now, others close now, with the
 * reason. Whoever plans with her is told (`worker.admissionChanged`), and she herself unless her safety code has told her already.
 */
export const recheckAdmission = async (ctx: Ctx, workerId: string): Promise<void> => {
  await lockFor(ctx.tx, `admission:${ctx.cityId}:${workerId}`);
  const worker = await workerOf(ctx, workerId);
  const open = new Map((await store.openPeriodsOf(ctx.tx, ctx.cityId, workerId)).map((period) => [period.family, period]));
  if (worker.status !== 'active' && open.size === 0) return;
  const { judged, papers } = await judge(ctx, workerId);
  const today = cityDay(ctx.now);
  const lost: Bilingual[] = [];
  for (const { family, standings } of judged) {
    const lacking = openChecks(standings);
    const period = open.get(family);
    open.delete(family);
    const untilDay = lastDayOf(standings);
    if (worker.status === 'active' && lacking.length === 0) {
      // One that ran out and was renewed later is another time: between the two she was not admitted.
      const hasRunOut = period !== undefined && period.untilDay !== null && period.untilDay < today;
      if (period && !hasRunOut) { if (period.untilDay !== untilDay) await store.movePeriod(ctx.tx, ctx.cityId, period.id, untilDay); continue; }
      if (period) await store.endPeriod(ctx.tx, ctx.cityId, period.id, ctx.now, { zh: '已到期', en: 'Lapsed' });
      await store.insertPeriod(ctx.tx, ctx.cityId, { id: ctx.newId('adp'), workerId, family, fromAt: ctx.now, untilDay });
      await tell(ctx, worker, family, true);
    } else if (period) {
      const words = lacking.length > 0 ? why(lacking) : suspended;
      await store.endPeriod(ctx.tx, ctx.cityId, period.id, ctx.now, words);
      if (worker.status === 'active') lost.push(words);
      await tell(ctx, worker, family, false);
    }
  }
  for (const [family, period] of open) {
    await store.endPeriod(ctx.tx, ctx.cityId, period.id, ctx.now, worker.status === 'active' ? noMore : suspended);
    await tell(ctx, worker, family, false);
  }
  if (lost[0] && safetyOf(papers, worker.creditWeight, today, ctx.now).colour !== 'red') await tellPerson(ctx, { personId: worker.personId, template: 'admissionLapsed', params: { why: lost[0].zh } });
};

const tell = (ctx: Ctx, worker: WorkerFacts, family: string, isAdmitted: boolean): Promise<void> =>
  ctx.emit('worker.admissionChanged', { workerId: worker.id, family, isAdmitted, personIds: [worker.personId], merchantId: worker.merchantId });

/** Whether a worker may be given an order of this family at this moment. */
export const isAdmittedTo = (ctx: Ctx, { workerId, family }: { workerId: string; family: string }): Promise<boolean> => store.isAdmittedAt(ctx.tx, ctx.cityId, { workerId, family, today: cityDay(ctx.now) });

export type CheckResult = { workerId: string; check: VerdictCode; state: 'submitted' | 'passed' | 'failed'; evidenceKind: string; evidenceId?: string; evidenceHash?: string; words?: string; verifiedBy?: string; validFrom?: string; validUntil?: string | null };
/**
 * What somebody found about a check that no paper carries: training for hours, exam and practical, the desk for the rest. The newest verdict counts;
 * the same one again changes nothing. She is admitted to, or loses, what follows from it in the same transaction. Refuses `workers.worker_unknown`.
 */
export const recordCheck = async (ctx: Ctx, result: CheckResult): Promise<void> => {
  const worker = await workerOf(ctx, result.workerId);
  const verdict: Verdict = {
    code: result.check, state: result.state, evidenceKind: result.evidenceKind, evidenceId: result.evidenceId ?? '', evidenceHash: result.evidenceHash ?? '', words: result.words ?? '', verifiedBy: result.verifiedBy ?? ctx.actor.name,
    validFrom: result.validFrom ?? cityDay(ctx.now), validUntil: result.validUntil ?? null,
  };
  await lockFor(ctx.tx, `admission:${ctx.cityId}:${worker.id}`);
  const known = (await store.verdictsOf(ctx.tx, ctx.cityId, [worker.id])).find(({ code }) => code === verdict.code);
  if (known && (Object.keys(verdict) as (keyof Verdict)[]).every((key) => known[key] === verdict[key])) return;
  await store.insertVerdict(ctx.tx, ctx.cityId, { ...verdict, id: ctx.newId('chk'), workerId: worker.id, at: ctx.now });
  // What she says of herself waits for somebody to look at it; that is no check yet.
  if (verdict.evidenceKind !== 'said') await noteStage(ctx, { workerId: worker.id, stage: 'checking' });
  if (verdict.state === 'passed' && verdict.code === 'trainingHours') await noteStage(ctx, { workerId: worker.id, stage: 'learning' });
  if (verdict.state === 'passed' && verdict.code === 'exam') await noteStage(ctx, { workerId: worker.id, stage: 'examined' });
  await recheckAdmission(ctx, worker.id);
  await tellChange(ctx, worker, 'papers');
};

/** What rests on a piece of evidence holds until another day: its retraining was brought forward. What has been found since stays as it is. */
export const moveChecks = async (ctx: Ctx, { workerId, evidenceId, validUntil }: { workerId: string; evidenceId: string; validUntil: string }): Promise<void> => {
  await lockFor(ctx.tx, `admission:${ctx.cityId}:${workerId}`);
  if ((await store.moveVerdicts(ctx.tx, ctx.cityId, { workerId, evidenceId, validUntil })) > 0) await recheckAdmission(ctx, workerId);
};

/** Several at once, in the order given. */
export const recordChecks = async (ctx: Ctx, { results }: { results: readonly CheckResult[] }): Promise<void> => { for (const result of results) await recordCheck(ctx, result); };

/** Papers and verdicts end with the day: in the first minute of each, what has run out closes, and who has 30, 7 or 1 days left is told, once each. */
export const sweepAdmission = async (ctx: Ctx): Promise<void> => {
  const today = cityDay(ctx.now);
  const horizon = new Date(ctx.now.getTime() + WARNING_DAYS[0] * 86_400_000);
  for (const workerId of await store.workersEndingBy(ctx.tx, ctx.cityId, cityDay(horizon))) {
    await recheckAdmission(ctx, workerId);
    const worker = await workerOf(ctx, workerId);
    if (worker.status === 'active') await warn(ctx, worker, today);
  }
};

const warn = async (ctx: Ctx, worker: WorkerFacts, today: string): Promise<void> => {
  const { judged } = await judge(ctx, worker.id);
  const ending = new Map<string, Standing & { validUntil: string }>();
  for (const { standings } of judged) {
    for (const standing of standings) if (standing.isNeeded && standing.state === 'passed' && standing.validUntil !== null && !ending.has(standing.code)) ending.set(standing.code, { ...standing, validUntil: standing.validUntil });
  }
  for (const standing of ending.values()) {
    const days = warningDue(standing.validUntil, today);
    if (days === null) continue;
    const isNew = await store.insertWarning(ctx.tx, ctx.cityId, { workerId: worker.id, code: standing.code, untilDay: standing.validUntil, days, at: ctx.now });
    if (isNew > 0) await tellPerson(ctx, { personId: worker.personId, template: 'checkEnds', params: { check: standing.name.zh, date: standing.validUntil, days: daysUntil(standing.validUntil, today) } });
  }
};
