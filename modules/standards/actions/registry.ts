import { serviceFamilies, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { serviceFamilyNames } from '../../alliance/index.ts';
import { itemBriefs, itemOf, withClauses } from '../../catalog/index.ts';
import { compareEditions as compare, kindNames, numberOf, sayComparison, sayMeasure, stateNames, subjectNames, weightNames, type ClauseText, type Verdict } from '../rules/standards.ts';
import * as store from '../store/editions.ts';
import { linesWith } from './lines.ts';

type Standards = typeof contract.standards;
type Edition = OutputOf<Standards['listStandards']>['items'][number];
type Proposal = OutputOf<Standards['proposeChange']>;

export const editionView = (row: store.ShownEdition): Edition => ({
  editionId: row.id, standardId: row.code, number: numberOf(row), code: row.code, year: row.year, kind: row.kind, kindName: kindNames[row.kind], subject: row.subject, subjectName: subjectNames[row.subject], title: { zh: row.titleZh, en: row.titleEn }, isTitleConfirmed: row.isTitleConfirmed,
  state: row.state, stateName: stateNames[row.state], families: row.families, issuer: row.issuer, drafters: row.drafters, issuedOn: row.issuedOn, inForceFrom: row.inForceFrom, endedOn: row.endedOn, source: row.source,
  supersedes: row.supersedesId === null ? null : { editionId: row.supersedesId, number: row.supersedesNumber! }, supersededBy: row.supersededById === null ? null : { editionId: row.supersededById, number: row.supersededByNumber! },
  clauseCount: row.clauseCount, lineCount: row.lineCount, note: row.noteZh === null ? null : { zh: row.noteZh, en: row.noteEn! },
});
const found = async (ctx: Ctx, editionId: string): Promise<store.ShownEdition> => (await store.findEdition(ctx.tx, ctx.cityId, editionId)) ?? refuse('standards.edition_unknown');

/** Standards that fit; of each code the newest edition that is more than a draft, unless all are asked for. */
export async function listStandards(ctx: Ctx, { kind, state, subject, family, q, isAll }: ParsedOf<Standards['listStandards']>): Promise<OutputOf<Standards['listStandards']>> {
  const rows = await store.allEditions(ctx.tx, ctx.cityId);
  const words = q?.trim().toLowerCase() ?? '';
  const fits = rows.filter((row) => (!kind || row.kind === kind) && (!state || row.state === state) && (!subject || row.subject === subject) && (!family || row.families.includes(family))
    && (words === '' || `${numberOf(row)} ${row.titleZh} ${row.titleEn}`.toLowerCase().includes(words)));
  const isShown = (row: store.ShownEdition): boolean => isAll === true || state !== undefined || row.state === 'inForce' || !fits.some((one) => one.code === row.code && one.id !== row.id && (one.state === 'inForce' || one.year > row.year));
  return { items: fits.filter(isShown).map(editionView) };
}

/** One edition, its clauses, its history, and what putting it in force would change on checklists now. */
export async function editionPage(ctx: Ctx, editionId: string): Promise<OutputOf<Standards['getStandard']>> {
  const row = await found(ctx, editionId);
  const clauses = await store.clausesOf(ctx.tx, ctx.cityId, [editionId]);
  const names = await itemBriefs(ctx, clauses.flatMap(({ lines }) => lines.flatMap(({ itemIds }) => itemIds)));
  const history = await store.eventsOf(ctx.tx, ctx.cityId, editionId);
  return {
    ...editionView(row),
    clauses: clauses.map((clause) => ({
      clauseId: clause.id, no: clause.no, topic: clause.topic, weight: clause.weight, weightName: weightNames[clause.weight], text: { zh: clause.textZh, en: clause.textEn }, measure: clause.measure, measureWords: clause.measure && sayMeasure(clause.measure),
      lines: clause.lines.map(({ itemIds, text, isRequired }) => ({ itemIds, itemNames: itemIds.flatMap((id) => names.get(id)?.name ?? []), text, isRequired })),
    })),
    history: history.map(({ at, byName, wordsZh, wordsEn }) => ({ at: at.toISOString(), byName, words: { zh: wordsZh, en: wordsEn } })),
    checklists: await changesOf(ctx, row, clauses, [...names.keys()]),
  };
}
export const getStandard = (ctx: Ctx, { editionId }: { editionId: string }): Promise<OutputOf<Standards['getStandard']>> => editionPage(ctx, editionId);

/** An edition that does not count yet: what each checklist would gain and lose. One that counts has changed them already. */
async function changesOf(ctx: Ctx, row: store.ShownEdition, clauses: readonly store.ClauseRow[], itemIds: readonly string[]): Promise<OutputOf<Standards['getStandard']>['checklists']> {
  if (row.state !== 'draft' && row.state !== 'toConfirm' && row.state !== 'announced') return [];
  const lines = await linesWith(ctx, { row, clauses });
  const changes: OutputOf<Standards['getStandard']>['checklists'] = [];
  for (const itemId of itemIds) {
    const item = await itemOf(ctx, itemId);
    const next = withClauses(item.checklist, lines.get(itemId) ?? []);
    if (next === null) continue;
    const added = next.filter(({ text }) => !item.checklist.some((line) => line.text.zh === text.zh)), removed = item.checklist.filter(({ text }) => !next.some((line) => line.text.zh === text.zh));
    const changed = next.flatMap((line) => { const before = item.checklist.find(({ text }) => text.zh === line.text.zh); return before && before.isRequired !== line.isRequired ? [{ before: before.text, after: line.text }] : []; });
    changes.push({ itemId, itemName: item.name, added: added.map(({ text }) => text), changed, removed: removed.map(({ text }) => text) });
  }
  return changes;
}

const textOf = (row: store.ClauseRow): ClauseText => ({ ...row, text: { zh: row.textZh, en: row.textEn } });
export async function compareEditions(ctx: Ctx, { leftId, rightId }: { leftId: string; rightId: string }): Promise<OutputOf<Standards['compareEditions']>> {
  const [left, right] = [await found(ctx, leftId), await found(ctx, rightId)];
  const clauses = await store.clausesOf(ctx.tx, ctx.cityId, [leftId, rightId]);
  const rows = compare(clauses.filter(({ editionId }) => editionId === leftId).map(textOf), clauses.filter(({ editionId }) => editionId === rightId).map(textOf));
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of rows) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { left: editionView(left), right: editionView(right), clauses: rows, counts: counts as Record<string, number>, words: sayComparison(numberOf(left), numberOf(right), counts) };
}

/** What stands behind a service: the editions in force that name its family or put a line on its checklist. */
export async function standardsOfItem(ctx: Ctx, { itemId }: { itemId: string }): Promise<OutputOf<Standards['standardsOfItem']>> {
  const item = await itemOf(ctx, itemId);
  const clauses = new Map((await store.clausesInForce(ctx.tx, ctx.cityId)).map((clause) => [clause.id, clause]));
  const asking = new Set([...clauses.values()].filter(({ lines }) => lines.some(({ itemIds }) => itemIds.includes(itemId))).map(({ editionId }) => editionId));
  const standards = (await store.allEditions(ctx.tx, ctx.cityId)).filter((row) => row.state === 'inForce' && (row.families.includes(item.family) || asking.has(row.id)));
  const lines = item.checklist.flatMap(({ code, text, clauseId }) => { const clause = clauseId === undefined ? undefined : clauses.get(clauseId); return clause ? [{ code, text, clauseId: clause.id, number: numberOf(clause), clauseNo: clause.no }] : []; });
  return { standards: standards.map(editionView), lines };
}

/** Price, process and guarantee of each family of services, as they are in force. */
export async function serviceDocuments(ctx: Ctx): Promise<OutputOf<Standards['serviceDocuments']>> {
  const own = (await store.allEditions(ctx.tx, ctx.cityId)).filter(({ kind, state }) => kind === 'enterprise' && state === 'inForce');
  return {
    items: serviceFamilies.map((family) => {
      const of = (subject: 'price' | 'process' | 'guarantee'): Edition | null => { const row = own.find((one) => one.subject === subject && one.families.includes(family)); return row ? editionView(row) : null; };
      const [price, process, guarantee] = [of('price'), of('process'), of('guarantee')];
      return { family, name: serviceFamilyNames[family], price, process, guarantee, isComplete: price !== null && process !== null && guarantee !== null };
    }),
  };
}

const proposalView = ({ id, code, year, at, answeredAt, ...row }: store.ProposalRow): Proposal => ({ ...row, proposalId: id, number: numberOf({ code, year }), at: at.toISOString(), answeredAt: answeredAt?.toISOString() ?? null });
const proposalOf = async (ctx: Ctx, id: string): Promise<Proposal> => proposalView((await store.findProposal(ctx.tx, ctx.cityId, id)) ?? refuse('standards.proposal_unknown'));

/** Somebody of the trade says how a clause of ours should read. */
export async function proposeChange(ctx: Ctx, { editionId, clauseNo, words, reason }: ParsedOf<Standards['proposeChange']>): Promise<Proposal> {
  if ((await found(ctx, editionId)).kind !== 'enterprise') refuse('standards.not_ours');
  const id = ctx.newId('spr');
  await store.addProposal(ctx.tx, ctx.cityId, { id, editionId, clauseNo, words, reason, byPerson: ctx.actor.personId, byName: ctx.actor.name, at: ctx.now });
  return proposalOf(ctx, id);
}
export async function listProposals(ctx: Ctx, { editionId, state, cursor, limit }: ParsedOf<Standards['listProposals']>): Promise<OutputOf<Standards['listProposals']>> {
  const rows = await store.listProposals(ctx.tx, ctx.cityId, { editionId: editionId ?? null, state: state ?? null, before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(proposalView), nextCursor: last ? `${last.at.toISOString()} ${last.id}` : null };
}
export async function answerProposal(ctx: Ctx, { proposalId, isTaken, words }: ParsedOf<Standards['answerProposal']>): Promise<Proposal> {
  const row = (await store.findProposal(ctx.tx, ctx.cityId, proposalId)) ?? refuse('standards.proposal_unknown');
  if (row.state !== 'open') refuse('standards.proposal_over');
  await store.answerProposal(ctx.tx, ctx.cityId, proposalId, { state: isTaken ? 'taken' : 'declined', answer: words, byName: ctx.actor.name, at: ctx.now });
  return proposalOf(ctx, proposalId);
}
