import type { EventPayload, OutputOf, ParsedOf, ServiceFamily, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sheetFile } from '../../../kernel/sheet.ts';
import { tellBreach } from './breaches.ts';
import { drawSamples, numberOf, tallyOf } from '../rules/standards.ts';
import { clausesInForce } from '../store/editions.ts';
import * as store from '../store/rounds.ts';

type Standards = typeof contract.standards;
type Page = OutputOf<Standards['getRound']>;
type Round = OutputOf<Standards['listRounds']>['items'][number];

const DAY_MS = 86_400_000;
const MOST_DAYS = 92;
const AUTOMATIC_PERCENT = 2;

/** A settled visit may be inspected later. */
export async function noteVisit(ctx: Ctx, e: EventPayload<'order.settled'>): Promise<void> {
  await store.addVisit(ctx.tx, ctx.cityId, { orderId: e.orderId, itemId: e.itemId, workerId: e.workerId, merchantId: e.merchantId ?? null, startedAt: new Date(e.startedAt), finishedAt: new Date(e.finishedAt), minutes: e.minutes }, ctx.now);
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
/**
 * Draws an inspection: by the hash of city, span and order, so that nobody can choose who is looked at. Each visit is judged by the clauses in force
 * that name its family or put a line on its checklist. Null where there is nothing to draw from.
 */
async function draw(ctx: Ctx, { name, from, to, families, ratePercent, isAutomatic }: { name: string; from: string; to: string; families: ServiceFamily[]; ratePercent: number; isAutomatic: boolean }): Promise<string | null> {
  await lockFor(ctx.tx, `standards:round:${ctx.cityId}`);
  const clauses = (await clausesInForce(ctx.tx, ctx.cityId)).filter(({ weight }) => weight !== 'may');
  const asked = (visit: { itemId: string; family: ServiceFamily }): string[] => clauses.filter((clause) => clause.families.includes(visit.family) || clause.lines.some(({ itemIds }) => itemIds.includes(visit.itemId))).map(({ id }) => id);
  const visits = (await store.visitsBetween(ctx.tx, ctx.cityId, startOf(from), new Date(startOf(to).getTime() + DAY_MS), families)).filter((visit) => asked(visit).length > 0);
  const drawn = drawSamples(visits.map((visit) => ({ ...visit, hash: sha256(`${ctx.cityId}:${from}:${to}:${visit.orderId}`) })), ratePercent);
  if (drawn.length === 0) return null;
  const id = ctx.newId('rnd');
  if (!await store.addRound(ctx.tx, ctx.cityId, { id, name, fromDay: from, toDay: to, families, ratePercent, isAutomatic, visits: visits.length, openedByName: ctx.actor.name, openedAt: ctx.now, closedAt: null })) return null;
  await store.addSamples(ctx.tx, ctx.cityId, id, drawn.map((visit) => ({ id: ctx.newId('smp'), orderId: visit.orderId, clauseIds: asked(visit) })));
  await ctx.emit('inspection.changed', { roundId: id, personIds: [] });
  return id;
}

export async function openRound(ctx: Ctx, { name, from, to, families, ratePercent }: ParsedOf<Standards['openRound']>): Promise<Page> {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1 || days > MOST_DAYS || to > cityDay(ctx.now)) refuse('standards.round_days', { days: MOST_DAYS }, 'to');
  return roundPage(ctx, (await draw(ctx, { name, from, to, families, ratePercent, isAutomatic: false })) ?? refuse('standards.round_empty'));
}

/** On the first of a month, two in a hundred visits of the month before, and one at least. */
export async function openMonthlyRound(ctx: Ctx): Promise<void> {
  const month = cityDay(new Date(startOf(`${cityDay(ctx.now).slice(0, 7)}-01`).getTime() - 1)).slice(0, 7);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  await draw(ctx, { name: `${month} 月度抽查`, from: `${month}-01`, to: last, families: [], ratePercent: AUTOMATIC_PERCENT, isAutomatic: true });
}

const roundView = (row: store.CountedRound): Round => ({
  roundId: row.id, name: row.name, from: row.fromDay, to: row.toDay, families: row.families, ratePercent: row.ratePercent, state: row.closedAt === null ? 'open' : 'closed', isAutomatic: row.isAutomatic, visits: row.visits, samples: row.samples, judged: row.judged,
  openedByName: row.openedByName, openedAt: row.openedAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null, metPercent: row.seen === 0 ? null : Math.round((row.met * 1000) / row.seen) / 10,
});
export const listRounds = async (ctx: Ctx, { state }: ParsedOf<Standards['listRounds']>): Promise<OutputOf<Standards['listRounds']>> => ({ items: (await store.listRounds(ctx.tx, ctx.cityId, state === undefined ? null : state === 'open')).map(roundView) });

async function roundPage(ctx: Ctx, roundId: string): Promise<Page> {
  const row = (await store.findRound(ctx.tx, ctx.cityId, roundId)) ?? refuse('standards.round_unknown');
  const [samples, findings] = [await store.samplesOf(ctx.tx, ctx.cityId, roundId), await store.findingsOf(ctx.tx, ctx.cityId, roundId)];
  const sampleOf = new Map(samples.map((sample) => [sample.id, sample]));
  const tally = (rows: readonly store.FindingRow[]) => tallyOf(rows.map(({ verdict }) => verdict));
  const groups = <K>(key: (finding: store.FindingRow) => K): [K, store.FindingRow[]][] => [...Map.groupBy(findings, key)];
  return {
    ...roundView(row),
    items: samples.map(({ id, roundId: _round, itemZh, itemEn, startedAt, finishedAt, judgedAt, ...sample }) => ({
      ...sample, sampleId: id, itemName: { zh: itemZh, en: itemEn }, startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString(), isJudged: judgedAt !== null, judgedAt: judgedAt?.toISOString() ?? null,
      findings: findings.filter(({ sampleId }) => sampleId === id).map((one) => ({ clauseId: one.clauseId, number: numberOf(one), clauseNo: one.no, text: { zh: one.textZh, en: one.textEn }, verdict: one.verdict, words: one.words })),
    })),
    byClause: groups(({ clauseId }) => clauseId).map(([clauseId, rows]) => ({ clauseId, number: numberOf(rows[0]!), clauseNo: rows[0]!.no, text: { zh: rows[0]!.textZh, en: rows[0]!.textEn }, ...tally(rows) })),
    byMerchant: groups(({ sampleId }) => sampleOf.get(sampleId)!.merchantId).map(([merchantId, rows]) => ({ merchantId, name: sampleOf.get(rows[0]!.sampleId)!.merchantName ?? '', ...tally(rows) })),
    byItem: groups(({ sampleId }) => sampleOf.get(sampleId)!.itemId).map(([itemId, rows]) => ({ itemId, itemName: { zh: sampleOf.get(rows[0]!.sampleId)!.itemZh, en: sampleOf.get(rows[0]!.sampleId)!.itemEn }, ...tally(rows) })),
  };
}
export const getRound = (ctx: Ctx, { roundId }: { roundId: string }): Promise<Page> => roundPage(ctx, roundId);

/** What was found, clause by clause; judged anew as long as the inspection is open. What is not met is told once to whom it concerns. */
export async function judgeSample(ctx: Ctx, { sampleId, findings, words }: ParsedOf<Standards['judgeSample']>): Promise<Page> {
  const sample = (await store.findSample(ctx.tx, ctx.cityId, sampleId)) ?? refuse('standards.sample_unknown');
  const round = (await store.lockRound(ctx.tx, ctx.cityId, sample.roundId))!;
  if (round.closedAt !== null) refuse('standards.round_closed');
  const asked = (await store.findingsOf(ctx.tx, ctx.cityId, round.id)).filter((one) => one.sampleId === sampleId);
  if (findings.some(({ clauseId }) => !asked.some((one) => one.clauseId === clauseId))) refuse('standards.clause_unknown', {}, 'findings');
  if (findings.some((one) => one.verdict === 'notMet' && one.words === '')) refuse('standards.words_missing', {}, 'findings');
  const open = asked.filter(({ clauseId, verdict }) => verdict === null && !findings.some((one) => one.clauseId === clauseId)).length;
  if (open > 0) refuse('standards.findings_missing', { count: open }, 'findings');
  await store.saveFindings(ctx.tx, ctx.cityId, sampleId, findings);
  await store.markJudged(ctx.tx, ctx.cityId, sampleId, { by: ctx.actor.name, at: ctx.now, words });
  const told = new Set(asked.filter(({ verdict }) => verdict === 'notMet').map(({ clauseId }) => clauseId));
  const broken = findings.filter(({ clauseId, verdict }) => verdict === 'notMet' && !told.has(clauseId)).map(({ clauseId }) => clauseId);
  if (broken.length > 0) await tellBreach(ctx, sample, asked.filter(({ clauseId }) => broken.includes(clauseId)), findings);
  await ctx.emit('inspection.changed', { roundId: round.id, personIds: [] });
  return roundPage(ctx, round.id);
}

export async function closeRound(ctx: Ctx, { roundId }: { roundId: string }): Promise<Page> {
  const round = (await store.lockRound(ctx.tx, ctx.cityId, roundId)) ?? refuse('standards.round_unknown');
  if (round.closedAt !== null) refuse('standards.round_closed');
  const open = (await store.samplesOf(ctx.tx, ctx.cityId, roundId)).filter(({ judgedAt }) => judgedAt === null).length;
  if (open > 0) refuse('standards.samples_open', { count: open });
  await store.closeRound(ctx.tx, ctx.cityId, roundId, ctx.now);
  await ctx.emit('inspection.changed', { roundId, personIds: [] });
  return roundPage(ctx, roundId);
}

const heads = { zh: ['订单', '服务', '家政员', '商户', '完成时间', '标准', '条款', '内容', '结论', '看到了什么', '检查人'], en: ['Order', 'Service', 'Worker', 'Merchant', 'Finished', 'Standard', 'Clause', 'Text', 'Verdict', 'What was seen', 'Inspected by'] };
const verdictWords = { met: { zh: '符合', en: 'met' }, notMet: { zh: '不符合', en: 'not met' }, notSeen: { zh: '没看到', en: 'not seen' } };
export async function exportRound(ctx: Ctx, { roundId, format, language }: ParsedOf<Standards['exportRound']>): Promise<OutputOf<Standards['exportRound']>> {
  const page = await roundPage(ctx, roundId);
  return sheetFile(language === 'zh' ? `标准检查-${page.from}-${page.to}` : `inspection-${page.from}-${page.to}`, format, {
    name: language === 'zh' ? '标准检查' : 'Inspection', columns: heads[language],
    rows: page.items.flatMap((sample) => sample.findings.map((one) => [
      sample.orderId, sample.itemName[language], sample.workerName, sample.merchantName ?? '', cityDay(new Date(sample.finishedAt)), one.number, one.clauseNo, one.text[language], one.verdict === null ? '' : verdictWords[one.verdict][language], one.words, sample.judgedByName ?? '',
    ])),
  });
}
