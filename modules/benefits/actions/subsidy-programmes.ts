import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { attendancePercent } from '../../courses/index.ts';
import { chart } from '../../payments/index.ts';
import { kindLabels } from '../../training/index.ts';
import { workerOf } from '../../workers/index.ts';
import { firstProgrammes, isAmountRuleRight, sayProgramme } from '../rules/subsidies.ts';
import { countPlaces } from '../store/subsidies.ts';
import * as store from '../store/subsidy-programmes.ts';

type Benefits = typeof contract.benefits;
type Programme = OutputOf<Benefits['saveSubsidyProgramme']>;

/** Orders everybody who takes or changes places of a programme's year. */
export const lockPlaces = (ctx: Ctx, programmeId: string, year: number): Promise<void> => lockFor(ctx.tx, `benefits:places:${ctx.cityId}:${programmeId}:${year}`);
export const thisYear = (ctx: Ctx): number => Number(cityDay(ctx.now).slice(0, 4));

async function viewsOf(ctx: Ctx, rows: readonly store.ProgrammeRow[]): Promise<Programme[]> {
  const ids = rows.map(({ id }) => id);
  const [years, counts, held] = [await store.yearsOf(ctx.tx, ctx.cityId, ids), await store.countYears(ctx.tx, ctx.cityId, ids), await store.heldFen(ctx.tx, ctx.cityId, ids.map((id) => chart.grant(id).code))];
  return rows.map((row) => {
    const all = [...new Set([thisYear(ctx), ...years.filter(({ programmeId }) => programmeId === row.id).map(({ year }) => year), ...counts.filter(({ programmeId }) => programmeId === row.id).map(({ year }) => year)])].toSorted((a, b) => b - a);
    return {
      programmeId: row.id, code: row.code, name: { zh: row.nameZh, en: row.nameEn }, office: row.office, words: sayProgramme(row.rules), version: row.version, validFrom: row.validFrom, validTo: row.validTo, isOpen: row.isOpen, evidence: row.evidence, ...row.rules,
      heldFen: held.get(chart.grant(row.id).code) ?? 0,
      years: all.map((year) => {
        const terms = years.find((one) => one.programmeId === row.id && one.year === year);
        const count = counts.find((one) => one.programmeId === row.id && one.year === year) ?? { claimed: 0, accepted: 0, paid: 0, paidFen: 0, clawedBackFen: 0 };
        const { claimed, accepted, paid, paidFen, clawedBackFen } = count;
        const [quotaPersons, targetPersons] = [terms?.quotaPersons ?? null, terms?.targetPersons ?? null];
        return { year, quotaPersons, targetPersons, claimed, accepted, paid, paidFen, clawedBackFen, leftPersons: quotaPersons === null ? null : Math.max(0, quotaPersons - claimed), targetPercent: targetPersons === null || targetPersons === 0 ? null : Math.round((accepted * 100) / targetPersons) };
      }),
    };
  });
}
const viewOf = async (ctx: Ctx, programmeId: string): Promise<Programme> => (await viewsOf(ctx, [(await store.findProgramme(ctx.tx, ctx.cityId, programmeId)) ?? refuse('benefits.programme_unknown')]))[0]!;
export { viewOf as programmeView };

export const listProgrammes = async (ctx: Ctx): Promise<OutputOf<Benefits['subsidyProgrammes']>> => ({ items: await viewsOf(ctx, await store.listProgrammes(ctx.tx, ctx.cityId)) });

/** Writes a programme down; a change is its next version, and what was handed in keeps the one it was handed in under. */
export async function saveProgramme(ctx: Ctx, input: ParsedOf<Benefits['saveSubsidyProgramme']>): Promise<Programme> {
  const { programmeId, code, name, office, validFrom, validTo, isOpen, evidence, ...rules } = input;
  if (!isAmountRuleRight(rules.amount)) refuse('benefits.programme_amount_wrong', {}, 'amount');
  if ((validTo !== undefined && validTo < validFrom) || rules.oldestYears < rules.youngestYears) refuse('benefits.programme_days_wrong', {}, 'validTo');
  const unknown = [...rules.kinds, ...(rules.amount.kind === 'range' ? Object.keys(rules.amount.byKind) : [])].find((kind) => !kindLabels.has(kind));
  if (unknown !== undefined) refuse('training.kind_unknown', { kind: unknown }, 'kinds');
  if (programmeId !== undefined) await lockFor(ctx.tx, `benefits:programme:${ctx.cityId}:${programmeId}`);
  const earlier = programmeId === undefined ? undefined : ((await store.findProgramme(ctx.tx, ctx.cityId, programmeId)) ?? refuse('benefits.programme_unknown'));
  const row: store.ProgrammeRow = { id: earlier?.id ?? ctx.newId('prg'), code, nameZh: name.zh, nameEn: name.en, office, validFrom, validTo: validTo ?? null, isOpen, evidence, version: (earlier?.version ?? 0) + 1, rules };
  try {
    await store.saveProgramme(ctx.tx, ctx.cityId, row, ctx.actor.name, ctx.now);
  } catch (error) {
    if (isConflict(error, 'programme_code')) refuse('benefits.programme_code_taken', { code }, 'code');
    throw error;
  }
  return viewOf(ctx, row.id);
}

/** A year's places; never fewer than are in use. */
export async function setYear(ctx: Ctx, { programmeId, year, quotaPersons, targetPersons }: ParsedOf<Benefits['setSubsidyYear']>): Promise<Programme> {
  if (!await store.findProgramme(ctx.tx, ctx.cityId, programmeId)) refuse('benefits.programme_unknown');
  await lockPlaces(ctx, programmeId, year);
  const count = await countPlaces(ctx.tx, ctx.cityId, programmeId, year);
  if (quotaPersons !== null && quotaPersons < count) refuse('benefits.quota_used', { count }, 'quotaPersons');
  await store.saveYear(ctx.tx, ctx.cityId, { programmeId, year, quotaPersons, targetPersons }, ctx.actor.name, ctx.now);
  return viewOf(ctx, programmeId);
}

/** Gives a city the three programmes of the plan, with this year's places. Doing it again adds only what is missing. System use. */
export async function installSubsidyProgrammes(ctx: Ctx): Promise<{ added: number }> {
  const year = thisYear(ctx);
  let added = 0;
  for (const { code, name, office, evidence, rules, quotaPersons, targetPersons } of firstProgrammes) {
    if (await store.programmeByCode(ctx.tx, ctx.cityId, code)) continue;
    const id = ctx.newId('prg');
    await store.saveProgramme(ctx.tx, ctx.cityId, { id, code, nameZh: name.zh, nameEn: name.en, office, validFrom: `${year}-01-01`, validTo: null, isOpen: true, evidence, version: 1, rules }, ctx.actor.name, ctx.now);
    await store.saveYear(ctx.tx, ctx.cityId, { programmeId: id, year, quotaPersons, targetPersons }, ctx.actor.name, ctx.now);
    added += 1;
  }
  return { added };
}

/** Attendance of a course held elsewhere, from its signed sheet; entered again, the later word counts. */
export async function noteAttendance(ctx: Ctx, { workerId, kind, course, endedOn, percent, words }: ParsedOf<Benefits['noteAttendance']>): Promise<{ ok: true }> {
  await workerOf(ctx, workerId);
  if (!kindLabels.has(kind)) refuse('training.kind_unknown', { kind }, 'kind');
  await store.saveAttendance(ctx.tx, ctx.cityId, { id: ctx.newId('att'), workerId, kind, course, endedOn, percent, words, by: ctx.actor.name, at: ctx.now });
  return { ok: true };
}

/** How much of the course that led to a kind of certificate she attended, in percent: the best of the courses held here that are over, and of signed sheets. Kinds nobody knows of are left out. */
export async function attendances(ctx: Ctx, workerId: string): Promise<Map<string, number>> {
  const best = await store.attendancesOf(ctx.tx, ctx.cityId, workerId);
  for (const { kind, courseId } of await store.coursesOver(ctx.tx, ctx.cityId, workerId)) {
    const percent = await attendancePercent(ctx, workerId, courseId);
    if (percent !== null && percent > (best.get(kind) ?? -1)) best.set(kind, percent);
  }
  return best;
}
