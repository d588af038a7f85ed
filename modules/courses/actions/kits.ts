import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { noteKit, workersOf } from '../../workers/index.ts';
import { sponsorshipNames } from '../rules/names.ts';
import { areaRules as rules, isTool, standardKit, tools } from '../rules/tools.ts';
import * as store from '../store/campus.ts';
import { findCohort } from '../store/cohorts.ts';
import { no, pageOf, placeOf, yes } from './views.ts';

type Courses = typeof contract.courses;
type Kit = OutputOf<Courses['saveKit']>;
type Issue = OutputOf<Courses['returnKit']>;

export const areaRules = async (): Promise<OutputOf<Courses['areaRules']>> => ({ items: rules });

const kitView = (row: store.KitRow): Kit => ({
  kitId: row.id, name: row.name, isStandard: row.isStandard, items: row.items.map(({ code, count }) => ({ code, count, name: isTool(code) ? tools[code].name : { zh: code, en: code }, isUsedUp: isTool(code) && tools[code].isUsedUp })), inStock: row.inStock, issued: row.issued, lost: row.lost,
});
const issueView = (row: store.IssueRow): Issue => ({
  issueId: row.id, kitId: row.kitId, kitName: row.kitName, workerId: row.workerId, workerName: row.workerName, cohortId: row.cohortId, issuedAt: row.issuedAt.toISOString(), issuedByName: row.issuedByName, returnedAt: row.returnedAt?.toISOString() ?? null, condition: row.condition, returnWords: row.returnWords,
  can: { return: row.returnedAt === null ? yes : no('已经归还或销账', 'Is back or written off') },
});
const lockKit = async (ctx: Ctx, kitId: string): Promise<store.KitRow> => (await store.lockKit(ctx.tx, ctx.cityId, kitId)) ?? refuse('courses.kit_unknown');

export const listKits = async (ctx: Ctx): Promise<OutputOf<Courses['listKits']>> => ({ items: (await store.listKits(ctx.tx, ctx.cityId)).map(kitView) });
/** Refuses `courses.kit_unknown`, `courses.tool_unknown`. */
export const saveKit = async (ctx: Ctx, { kitId, ...input }: ParsedOf<Courses['saveKit']>): Promise<Kit> => {
  const id = kitId === undefined ? ctx.newId('kit') : (await lockKit(ctx, kitId)).id;
  const strange = input.items.find(({ code }) => !isTool(code));
  if (strange) refuse('courses.tool_unknown', { code: strange.code }, 'items');
  await store.saveKit(ctx.tx, ctx.cityId, { ...input, id });
  return kitView(await lockKit(ctx, id));
};
/** The kit every city starts with; does nothing where a standard kit exists. */
export const installKit = async (ctx: Ctx): Promise<void> => {
  if ((await store.listKits(ctx.tx, ctx.cityId)).some(({ isStandard }) => isStandard)) return;
  await store.saveKit(ctx.tx, ctx.cityId, { ...standardKit, id: 'kit_standard', isStandard: true });
};
export const stockKits = async (ctx: Ctx, { kitId, count, words }: ParsedOf<Courses['stockKits']>): Promise<Kit> => {
  const kit = await lockKit(ctx, kitId);
  if (kit.inStock + count < 0) refuse('courses.kits_short', { count: kit.inStock, needed: -count }, 'count');
  if (count !== 0) await store.moveStock(ctx.tx, ctx.cityId, { id: ctx.newId('kmv'), kitId, count, words, at: ctx.now, byName: ctx.actor.name });
  return kitView(await lockKit(ctx, kitId));
};

/** One kit each, all or nobody; who holds one of this kind already gets no second. */
export const issueKits = async (ctx: Ctx, { kitId, workerIds, cohortId }: ParsedOf<Courses['issueKits']>): Promise<OutputOf<Courses['issueKits']>> => {
  const kit = await lockKit(ctx, kitId);
  const wanted = [...new Set(workerIds)];
  const people = await workersOf(ctx, wanted);
  if (wanted.some((workerId) => !people.has(workerId) || people.get(workerId)!.status === 'left')) refuse('workers.worker_unknown');
  if (cohortId !== undefined && !(await findCohort(ctx.tx, ctx.cityId, cohortId))) refuse('courses.cohort_unknown');
  const holders = await store.holdersAmong(ctx.tx, ctx.cityId, kitId, wanted);
  const fresh = wanted.filter((workerId) => !holders.has(workerId)).map((workerId) => ({ workerId, id: ctx.newId('iss') }));
  if (kit.inStock < fresh.length) refuse('courses.kits_short', { count: kit.inStock, needed: fresh.length });
  if (fresh.length > 0) {
    await store.insertIssues(ctx.tx, ctx.cityId, { kitId, cohortId: cohortId ?? null, at: ctx.now, byName: ctx.actor.name }, fresh);
    await store.countKit(ctx.tx, ctx.cityId, kitId, { inStock: -fresh.length, issued: fresh.length, lost: 0 });
    for (const { id, workerId } of fresh) await ctx.emit('course.changed', { what: 'kit', subjectId: id, workerId, personIds: [people.get(workerId)!.personId] });
    if (kit.isStandard) for (const { id, workerId } of fresh) await noteKit(ctx, { workerId, issueId: id });
  }
  const rows = await store.listIssues(ctx.tx, ctx.cityId, { ids: fresh.map(({ id }) => id), kitId: null, workerId: null, isOut: null, before: null, limit: 500 });
  return { items: rows.map(issueView), hadOne: holders.size };
};
/** A good one goes back into stock, a worn one is out of use, a lost one is written off. */
export const returnKit = async (ctx: Ctx, { issueId, condition, words }: ParsedOf<Courses['returnKit']>): Promise<Issue> => {
  const row = (await store.lockIssue(ctx.tx, ctx.cityId, issueId)) ?? refuse('courses.kit_issue_unknown');
  if (row.returnedAt !== null) refuse('courses.kit_returned');
  await lockKit(ctx, row.kitId);
  await store.returnIssue(ctx.tx, ctx.cityId, issueId, { condition, words, at: ctx.now });
  await store.countKit(ctx.tx, ctx.cityId, row.kitId, { inStock: condition === 'good' ? 1 : 0, issued: -1, lost: condition === 'lost' ? 1 : 0 });
  await ctx.emit('course.changed', { what: 'kit', subjectId: issueId, workerId: row.workerId, personIds: [] });
  return issueView((await store.lockIssue(ctx.tx, ctx.cityId, issueId))!);
};
export const listKitIssues = async (ctx: Ctx, wish: ParsedOf<Courses['listKitIssues']>): Promise<OutputOf<Courses['listKitIssues']>> => {
  const rows = await store.listIssues(ctx.tx, ctx.cityId, { ids: null, kitId: wish.kitId ?? null, workerId: wish.workerId ?? null, isOut: wish.isOut === undefined ? null : wish.isOut === 'true', before: placeOf(wish.cursor), limit: wish.limit + 1 });
  return pageOf(rows, wish.limit, issueView, (row) => `${row.issuedAt.toISOString()} ${row.id}`);
};

const sponsorshipView = (row: store.SponsorshipRow): OutputOf<Courses['recordSponsorship']> => ({
  sponsorshipId: row.id, sponsor: row.sponsor, kind: row.kind, kindName: sponsorshipNames[row.kind], valueFen: row.valueFen, words: row.words, receivedOn: row.receivedOn, cohortId: row.cohortId, kitId: row.kitId, kitCount: row.kitCount, byName: row.byName,
});
/** What a sponsor gave; kits go into stock in the same step. */
export const recordSponsorship = async (ctx: Ctx, { cohortId, kitId, ...input }: ParsedOf<Courses['recordSponsorship']>): Promise<OutputOf<Courses['recordSponsorship']>> => {
  if (cohortId !== undefined && !(await findCohort(ctx.tx, ctx.cityId, cohortId))) refuse('courses.cohort_unknown');
  if (kitId !== undefined) await lockKit(ctx, kitId);
  const row: store.SponsorshipRow = { ...input, id: ctx.newId('spo'), cohortId: cohortId ?? null, kitId: kitId ?? null, kitCount: kitId === undefined ? 0 : input.kitCount, byName: ctx.actor.name };
  await store.insertSponsorship(ctx.tx, ctx.cityId, { ...row, at: ctx.now });
  if (row.kitId !== null && row.kitCount > 0) await store.moveStock(ctx.tx, ctx.cityId, { id: ctx.newId('kmv'), kitId: row.kitId, count: row.kitCount, words: `${row.sponsor}赞助`, at: ctx.now, byName: ctx.actor.name });
  return sponsorshipView(row);
};
export const listSponsorships = async (ctx: Ctx, { cursor, limit }: ParsedOf<Courses['listSponsorships']>): Promise<OutputOf<Courses['listSponsorships']>> => {
  const rows = await store.listSponsorships(ctx.tx, ctx.cityId, { before: placeOf(cursor), limit: limit + 1 });
  return { ...pageOf(rows, limit, sponsorshipView, (row) => `${row.receivedOn} ${row.id}`), totalFen: await store.sponsoredFen(ctx.tx, ctx.cityId) };
};
