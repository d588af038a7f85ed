import { cityRoles, merchantRoles, type Bilingual, type EventPayload, type OutputOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPerson } from '../../accounts/index.ts';
import { MARK_WEIGHTS, creditFactor, markNames, markPercent, partNames, safetyOf, weighedMarks, type MarkKind, type Safety } from '../rules/safety.ts';
import * as store from '../store/marks.ts';
import { findWorkers, papersOf } from '../store/workers.ts';
import { tellChange, workerOf, type WorkerFacts } from './facts.ts';

type Workers = typeof contract.workers;

export const safetyView = (safety: Safety): OutputOf<Workers['getProfile']>['safety'] => ({
  colour: safety.colour, todo: safety.todo, parts: safety.reasons.map(({ part, colour, words }) => ({ part, name: partNames[part], colour, words })),
});

/** Looks at a worker's code after something about it changed: a new colour is kept, told to her and to whoever plans with her. */
export const recheckSafety = async (ctx: Ctx, workerId: string): Promise<void> => {
  const worker = await workerOf(ctx, workerId);
  await settle(ctx, worker, safetyOf(await papersOf(ctx.tx, ctx.cityId, [workerId]), worker.creditWeight, cityDay(ctx.now), ctx.now));
};

const settle = async (ctx: Ctx, worker: WorkerFacts, safety: Safety): Promise<void> => {
  // An applicant has no code yet: what is missing then is told by her audit.
  if (worker.status !== 'active' || safety.colour === worker.safety) return;
  const before = worker.safety ?? 'green';
  await store.setSafety(ctx.tx, ctx.cityId, worker.id, safety.colour, ctx.now);
  if (safety.colour === before) return;
  await ctx.emit('worker.safetyChanged', { workerId: worker.id, colour: safety.colour, before, personIds: [worker.personId], merchantId: worker.merchantId });
  if (safety.colour === 'red') await tellPerson(ctx, { personId: worker.personId, template: 'safetyRed', params: { why: safety.reasons.find(({ colour }) => colour === 'red')!.words.zh, todo: safety.todo?.zh ?? '' } });
};

const PAGE = 500;
/** Papers end with the day: looked at in the first minute of each, so that a code turns with the date and not with the next look at it. */
export const sweepSafety = async (ctx: Ctx): Promise<void> => {
  const today = cityDay(ctx.now);
  for (let ids = await store.activeIds(ctx.tx, ctx.cityId, '', PAGE); ids.length > 0; ids = await store.activeIds(ctx.tx, ctx.cityId, ids.at(-1)!, PAGE)) {
    const papers = Map.groupBy(await papersOf(ctx.tx, ctx.cityId, ids), ({ workerId }) => workerId);
    for (const worker of await findWorkers(ctx.tx, ctx.cityId, ids)) await settle(ctx, worker, safetyOf(papers.get(worker.id) ?? [], worker.creditWeight, today, ctx.now));
  }
};

/** Something stands against a worker's credit: once per order and kind. Safe to run twice. */
export const noteMark = async (ctx: Ctx, { workerId, orderId, kind, about }: { workerId: string; orderId: string; kind: MarkKind; about: Bilingual }): Promise<void> => {
  const isNew = await store.insertMark(ctx.tx, ctx.cityId, { id: ctx.newId('mrk'), workerId, kind, orderId, aboutZh: about.zh, aboutEn: about.en, at: ctx.now }, MARK_WEIGHTS[kind] * creditFactor(ctx.now));
  if (!isNew) return;
  await tellChange(ctx, await workerOf(ctx, workerId), 'safety');
  await recheckSafety(ctx, workerId);
};

const mayExcuse = (ctx: Ctx): boolean => holds(ctx.actor, ['dispatcher', 'operator']);
const markView = (ctx: Ctx, row: store.MarkRow): OutputOf<Workers['listMarks']>['items'][number] => ({
  markId: row.id, kind: row.kind, name: markNames[row.kind], orderId: row.orderId, about: { zh: row.aboutZh, en: row.aboutEn }, at: row.at.toISOString(), weight: MARK_WEIGHTS[row.kind], weighsPercent: markPercent(row, ctx.now),
  excused: row.excusedAt === null ? null : { at: row.excusedAt.toISOString(), byName: row.excusedByName, words: row.excusedWords },
  can: { excuse: row.excusedAt !== null ? { isAllowed: false, why: { zh: '已经撤销', en: 'Taken off already' } } : mayExcuse(ctx) ? { isAllowed: true, why: null } : { isAllowed: false, why: { zh: '由平台调度或运营撤销', en: 'The desk takes it off' } } },
});

/** What stands against a worker's credit, newest first: for herself, the city's roles and her merchant; anybody else's reads as unknown. */
export const listMarks = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<OutputOf<Workers['listMarks']>> => {
  const worker = await workerOf(ctx, workerId);
  const isMine = worker.personId === ctx.actor.personId || holds(ctx.actor, cityRoles) || (worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId));
  if (!isMine) refuse('workers.worker_unknown');
  return { points: weighedMarks(worker.creditWeight, ctx.now), items: (await store.marksOf(ctx.tx, ctx.cityId, workerId)).map((row) => markView(ctx, row)) };
};

/** The desk takes a mark off, with its reason; it counts as if it had never been. Refuses `workers.mark_unknown`, `workers.mark_over`. */
export const excuseMark = async (ctx: Ctx, { markId, words }: { markId: string; words: string }): Promise<OutputOf<Workers['listMarks']>> => {
  const row = (await store.lockMark(ctx.tx, ctx.cityId, markId)) ?? refuse('workers.mark_unknown');
  if (row.excusedAt !== null) refuse('workers.mark_over');
  await store.excuseMark(ctx.tx, ctx.cityId, markId, { personId: ctx.actor.personId, words, at: ctx.now });
  await store.addCredit(ctx.tx, ctx.cityId, row.workerId, -MARK_WEIGHTS[row.kind] * creditFactor(row.at));
  await tellChange(ctx, await workerOf(ctx, row.workerId), 'safety');
  await recheckSafety(ctx, row.workerId);
  return listMarks(ctx, { workerId: row.workerId });
};

const ASIDE_WORDS = '她在这次上门按了求助，先不计，由平台核实';

/**
 * She called for help on a visit, and the word of it came late: marks of that visit that nobody has decided (not come, door locked) are taken off until a
 * person has. Safe to run twice.
 */
export const setMarksAside = async (ctx: Ctx, { orderId, workerId, isDuringVisit }: Pick<EventPayload<'sos.raised'>, 'orderId' | 'workerId' | 'isDuringVisit'>): Promise<void> => {
  if (!isDuringVisit || orderId === null || workerId === null) return;
  const marks = await store.lockMarksOfOrder(ctx.tx, ctx.cityId, workerId, orderId);
  const counting = marks.filter(({ kind, excusedAt }) => kind !== 'complaint' && excusedAt === null);
  for (const { id, kind, at } of counting) {
    await store.excuseMark(ctx.tx, ctx.cityId, id, { personId: null, words: ASIDE_WORDS, at: ctx.now });
    await store.addCredit(ctx.tx, ctx.cityId, workerId, -MARK_WEIGHTS[kind] * creditFactor(at));
  }
  if (counting.length > 0) await tellMarks(ctx, workerId);
};

/** A person decided that the visit counts as usual: what was set aside for the call for help counts again. Safe to run twice. */
export const restoreMarks = async (ctx: Ctx, { orderId, workerId, visit }: Pick<EventPayload<'sos.closed'>, 'orderId' | 'workerId' | 'visit'>): Promise<void> => {
  if (visit !== 'usual' || orderId === null || workerId === null) return;
  const aside = (await store.lockMarksOfOrder(ctx.tx, ctx.cityId, workerId, orderId)).filter(({ excusedAt, excusedWords }) => excusedAt !== null && excusedWords === ASIDE_WORDS);
  for (const { id, kind, at } of aside) {
    await store.countMarkAgain(ctx.tx, ctx.cityId, id);
    await store.addCredit(ctx.tx, ctx.cityId, workerId, MARK_WEIGHTS[kind] * creditFactor(at));
  }
  if (aside.length > 0) await tellMarks(ctx, workerId);
};

const tellMarks = async (ctx: Ctx, workerId: string): Promise<void> => {
  await tellChange(ctx, await workerOf(ctx, workerId), 'safety');
  await recheckSafety(ctx, workerId);
};
