import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { MOST_LINES, itemBriefs, itemOf, setClauseLines, withClauses } from '../../catalog/index.ts';
import { seeds } from '../rules/seeds.ts';
import { canAnnounce, canEdit, numberOf, repeatedNumber, stateFrom, stateNames, type Line, type StandardState } from '../rules/standards.ts';
import * as store from '../store/editions.ts';
import { linesWith } from './lines.ts';
import { editionPage } from './registry.ts';

type Standards = typeof contract.standards;
type Page = OutputOf<Standards['getStandard']>;

const lockRegistry = (ctx: Ctx): Promise<void> => lockFor(ctx.tx, `standards:${ctx.cityId}`);
const refuseState = (state: StandardState): never => refuse('standards.edition_state', { stateZh: stateNames[state].zh, stateEn: stateNames[state].en });
const note = (ctx: Ctx, editionId: string, words: Bilingual): Promise<number> => store.addEvent(ctx.tx, ctx.cityId, { id: ctx.newId('see'), editionId, at: ctx.now, byName: ctx.actor.name, words });

/** Writes an edition down; one that was announced is never edited. Refuses what would not stand in a registry: a number twice, a clause twice, days the wrong way round. */
export async function saveEdition(ctx: Ctx, input: ParsedOf<Standards['saveEdition']>): Promise<Page> {
  await lockRegistry(ctx);
  const { editionId, clauses, supersedesId, title, issuedOn = null, inForceFrom = null, ...rest } = input;
  const before = editionId === undefined ? undefined : ((await store.lockEdition(ctx.tx, ctx.cityId, editionId)) ?? refuse('standards.edition_unknown'));
  if (before && !canEdit(before.state)) refuse('standards.edition_counts');
  const twice = repeatedNumber(clauses);
  if (twice !== undefined) refuse('standards.clause_twice', { no: twice }, 'clauses');
  if (issuedOn !== null && inForceFrom !== null && inForceFrom < issuedOn) refuse('standards.days_wrong', {}, 'inForceFrom');
  if (supersedesId !== undefined) {
    const older = await store.findEdition(ctx.tx, ctx.cityId, supersedesId);
    if (!older || older.id === editionId || !(older.state === 'inForce' || (older.code === rest.code && older.year < rest.year))) refuse('standards.supersedes_wrong', {}, 'supersedesId');
  }
  const wanted = [...new Set(clauses.flatMap(({ lines }) => lines.flatMap(({ itemIds }) => itemIds)))];
  if ((await itemBriefs(ctx, wanted)).size < wanted.length) refuse('catalog.item_unknown', {}, 'clauses');
  const id = before?.id ?? ctx.newId('std');
  const state = input.isTitleConfirmed ? 'draft' : 'toConfirm';
  try {
    await store.saveEdition(ctx.tx, ctx.cityId, { ...rest, id, titleZh: title.zh, titleEn: title.en, state, issuedOn, inForceFrom, endedOn: null, supersedesId: supersedesId ?? null, noteZh: null, noteEn: null }, ctx.now);
  } catch (error) {
    if (isConflict(error, 'edition_number')) refuse('standards.number_taken', { no: numberOf(rest) }, 'code');
    throw error;
  }
  await store.replaceClauses(ctx.tx, ctx.cityId, id, clauses.map((clause, position) => ({ ...clause, id: ctx.newId('cls'), editionId: id, position, textZh: clause.text.zh, textEn: clause.text.en })));
  await note(ctx, id, before ? { zh: '修改', en: 'Rewritten' } : { zh: '登记', en: 'Written down' });
  return editionPage(ctx, id);
}

export async function confirmEdition(ctx: Ctx, { editionId, source, title }: ParsedOf<Standards['confirmEdition']>): Promise<Page> {
  const row = (await store.lockEdition(ctx.tx, ctx.cityId, editionId)) ?? refuse('standards.edition_unknown');
  if (row.state !== 'toConfirm') refuseState(row.state);
  await store.saveEdition(ctx.tx, ctx.cityId, { ...row, ...(title && { titleZh: title.zh, titleEn: title.en }), isTitleConfirmed: true, state: 'draft', source, noteZh: null, noteEn: null }, ctx.now);
  await note(ctx, editionId, { zh: `已核实：${source}`, en: `Confirmed: ${source}` });
  return editionPage(ctx, editionId);
}

/** Announces an edition: it counts from its day on, at once when that is today. A standard of others counts as of its own day, which may lie behind us. */
export async function announceEdition(ctx: Ctx, { editionId, inForceFrom }: ParsedOf<Standards['announceEdition']>): Promise<Page> {
  await lockRegistry(ctx);
  const row = (await store.lockEdition(ctx.tx, ctx.cityId, editionId)) ?? refuse('standards.edition_unknown');
  if (!canAnnounce(row.state)) refuseState(row.state);
  const today = cityDay(ctx.now);
  const from = inForceFrom ?? row.inForceFrom ?? today;
  if ((row.issuedOn !== null && from < row.issuedOn) || (row.kind === 'enterprise' && from < today)) refuse('standards.days_wrong', {}, 'inForceFrom');
  const clauses = await store.clausesOf(ctx.tx, ctx.cityId, [editionId]);
  if (row.kind === 'enterprise' && clauses.length === 0) refuse('standards.edition_empty');
  await demandRoom(ctx, row, clauses);
  await store.setEditionState(ctx.tx, ctx.cityId, editionId, { state: 'announced', endedOn: null, inForceFrom: from });
  await note(ctx, editionId, { zh: `发布，${from} 起生效`, en: `Announced, in force from ${from}` });
  if (stateFrom(from, today) === 'inForce') await takeForce(ctx, { ...row, inForceFrom: from });
  else await ctx.emit('standard.changed', { editionId, state: 'announced', personIds: [] });
  return editionPage(ctx, editionId);
}

const itemsOf = (clauses: readonly { lines: Line[] }[]): string[] => [...new Set(clauses.flatMap(({ lines }) => lines.flatMap(({ itemIds }) => itemIds)))];

async function demandRoom(ctx: Ctx, row: store.EditionRow, clauses: readonly store.ClauseRow[]): Promise<void> {
  const lines = await linesWith(ctx, { row, clauses });
  for (const itemId of itemsOf(clauses)) {
    const item = await itemOf(ctx, itemId);
    if ((withClauses(item.checklist, lines.get(itemId) ?? []) ?? []).length > MOST_LINES) refuse('standards.checklist_long', { itemZh: item.name.zh, itemEn: item.name.en, max: MOST_LINES });
  }
}

/** Brings checklists to what the editions in force ask for: new versions, for new orders only. */
async function applyLines(ctx: Ctx, itemIds: readonly string[]): Promise<void> {
  const lines = await linesWith(ctx);
  for (const itemId of [...new Set(itemIds)].toSorted()) await setClauseLines(ctx, { itemId, lines: lines.get(itemId) ?? [] });
}

/** The edition counts; what it supersedes ends the day before. */
async function takeForce(ctx: Ctx, row: store.EditionRow): Promise<void> {
  const today = cityDay(ctx.now);
  const older = [await store.inForceOf(ctx.tx, ctx.cityId, row.code), row.supersedesId === null ? undefined : await store.lockEdition(ctx.tx, ctx.cityId, row.supersedesId)];
  const ended = new Map(older.filter((one) => one !== undefined && one.id !== row.id && (one.state === 'inForce' || one.state === 'announced')).map((one) => [one!.id, one!]));
  for (const one of ended.values()) {
    await store.setEditionState(ctx.tx, ctx.cityId, one.id, { state: 'replaced', endedOn: today });
    await note(ctx, one.id, { zh: `被 ${numberOf(row)} 代替`, en: `Superseded by ${numberOf(row)}` });
    await ctx.emit('standard.changed', { editionId: one.id, state: 'replaced', personIds: [] });
  }
  await store.setEditionState(ctx.tx, ctx.cityId, row.id, { state: 'inForce', endedOn: null });
  await note(ctx, row.id, { zh: '生效', en: 'In force' });
  await applyLines(ctx, itemsOf(await store.clausesOf(ctx.tx, ctx.cityId, [row.id, ...ended.keys()])));
  await ctx.emit('standard.changed', { editionId: row.id, state: 'inForce', personIds: [] });
}
/** Editions whose day has come. */
export async function takeDue(ctx: Ctx): Promise<void> {
  await lockRegistry(ctx);
  for (const row of await store.dueEditions(ctx.tx, ctx.cityId, cityDay(ctx.now))) await takeForce(ctx, row);
}

export async function withdrawEdition(ctx: Ctx, { editionId, reason }: ParsedOf<Standards['withdrawEdition']>): Promise<Page> {
  await lockRegistry(ctx);
  const row = (await store.lockEdition(ctx.tx, ctx.cityId, editionId)) ?? refuse('standards.edition_unknown');
  if (row.state === 'withdrawn' || row.state === 'replaced') refuseState(row.state);
  await store.setEditionState(ctx.tx, ctx.cityId, editionId, { state: 'withdrawn', endedOn: cityDay(ctx.now) });
  await note(ctx, editionId, { zh: `废止：${reason}`, en: `Withdrawn: ${reason}` });
  if (row.state === 'inForce') await applyLines(ctx, itemsOf(await store.clausesOf(ctx.tx, ctx.cityId, [editionId])));
  await ctx.emit('standard.changed', { editionId, state: 'withdrawn', personIds: [] });
  return editionPage(ctx, editionId);
}

/** Gives a city the registry it begins with. Doing it again adds only what is missing; editions in force put their lines on the checklists. System use. */
export async function installStandards(ctx: Ctx): Promise<{ added: number }> {
  await lockRegistry(ctx);
  const known = new Map((await store.allEditions(ctx.tx, ctx.cityId)).map((row) => [numberOf(row), row.id]));
  const today = cityDay(ctx.now);
  let added = 0;
  const items: string[] = [];
  for (const seed of seeds) {
    if (known.has(numberOf(seed))) continue;
    const id = ctx.newId('std');
    const after = seeds.find((one) => one.supersedes === numberOf(seed));
    await store.saveEdition(ctx.tx, ctx.cityId, {
      id, code: seed.code, year: seed.year, kind: seed.kind, subject: seed.subject, titleZh: seed.title.zh, titleEn: seed.title.en, isTitleConfirmed: seed.state !== 'toConfirm', state: seed.state, families: [...(seed.families ?? [])], issuer: seed.issuer ?? (seed.kind === 'enterprise' ? '邻里平台' : ''), drafters: [],
      issuedOn: seed.issuedOn ?? null, inForceFrom: seed.inForceFrom ?? (seed.kind === 'enterprise' ? today : null), endedOn: seed.state === 'replaced' ? (after?.inForceFrom ?? null) : null, source: seed.source, supersedesId: seed.supersedes === undefined ? null : (known.get(seed.supersedes) ?? null), noteZh: seed.note?.zh ?? null, noteEn: seed.note?.en ?? null,
    }, ctx.now);
    const clauses = (seed.clauses ?? []).map((clause, position) => ({ id: ctx.newId('cls'), editionId: id, position, no: clause.no, topic: clause.topic ?? '', weight: clause.weight ?? 'must' as const, textZh: clause.text.zh, textEn: clause.text.en, measure: clause.measure ?? null, lines: clause.lines ?? [] }));
    await store.replaceClauses(ctx.tx, ctx.cityId, id, clauses);
    await note(ctx, id, { zh: '随开城登记', en: 'In the registry the city began with' });
    known.set(numberOf(seed), id);
    if (seed.state === 'inForce') items.push(...itemsOf(clauses));
    added += 1;
  }
  await applyLines(ctx, items);
  return { added };
}
