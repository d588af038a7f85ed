import type { Bilingual } from '@linli/contract';
import type { CancelTerms } from './cancel.ts';
import type { OrderFacts } from './order.ts';
import type { Plan } from './series-edit.ts';
import { instantOf, isPausedOn, workerOfVisit, type SeriesFacts, type VisitFacts } from './series.ts';
import { sayMove } from './series-words.ts';
import { sayStart, sayYuan } from './words.ts';

export type Effect = 'moved' | 'workerChanged' | 'cancelled' | 'skipped' | 'restored' | 'added' | 'orderKept';
export type Difference = { visitId: string; effect: Effect; before: Date | null; after: Date | null; orderId: string | null; refundFen: number; keptFen: number; words: Bilingual };

const isComing = (visit: VisitFacts | undefined): boolean => visit !== undefined && visit.state !== 'skipped';

/** What becomes of the order of a changed visit, as the second half of its sentence. */
const sayOrder = (terms: CancelTerms | undefined, order: OrderFacts | undefined): Bilingual => {
  if (!terms || !order) return { zh: '', en: '' };
  if (order.paidFen === 0) return { zh: '；还没付款的订单取消，不收费', en: '; its unpaid order is off, free of charge' };
  return { zh: `；订单取消，退 ¥${sayYuan(terms.refundFen)}，扣 ¥${sayYuan(terms.keptFen)}`, en: `; its order is cancelled, ¥${sayYuan(terms.refundFen)} given back, ¥${sayYuan(terms.keptFen)} kept` };
};

/**
 * What a plan changes, visit by visit: which move, which get another worker, which are off and with what fee, which keep their
 * order although the series goes elsewhere. `terms` are the ordinary cancel terms of the orders the plan drops.
 */
export const diffOf = (was: { series: SeriesFacts; visits: readonly VisitFacts[] }, plan: Plan, about: { now: Date; orders: ReadonlyMap<string, OrderFacts>; terms: ReadonlyMap<string, CancelTerms>; names: ReadonlyMap<string, string> }): Difference[] => {
  const after = new Map(plan.visits.map((visit) => [visit.id, visit]));
  const before = new Map(was.visits.map((visit) => [visit.id, visit]));
  const seriesOf = (visit: VisitFacts): SeriesFacts => (plan.later && visit.seriesId === plan.later.id ? plan.later : plan.series);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((visitId): Difference[] => {
    const [old, now] = [before.get(visitId), after.get(visitId)];
    if ((old ?? now)!.startsAt <= about.now) return [];
    const order = old?.orderId ? about.orders.get(old.orderId) : undefined;
    const terms = old?.orderId && plan.dropped.includes(old.orderId) ? about.terms.get(old.orderId) : undefined;
    const say = (effect: Effect, words: Bilingual): Difference[] => {
      const end = sayOrder(terms, order);
      return [{
        visitId, effect, before: isComing(old) ? old!.startsAt : null, after: isComing(now) ? now!.startsAt : null, orderId: old?.orderId ?? null, refundFen: terms && order!.paidFen > 0 ? terms.refundFen : 0, keptFen: terms?.keptFen ?? 0,
        words: { zh: `${words.zh}${end.zh}`, en: `${words.en}${end.en}` },
      }];
    };
    const at = sayStart((old ?? now)!.startsAt);
    if (!isComing(old) && !isComing(now)) return [];
    if (!old) return say('added', { zh: `新增 ${at.zh}`, en: `New on ${at.en}` });
    if (!now) return isComing(old) ? say('cancelled', { zh: `${at.zh} 不再来`, en: `No visit on ${at.en}` }) : [];
    if (isComing(old) && !isComing(now)) return say('skipped', { zh: `${at.zh} 不来${now.wordsZh === '' || now.reason === 'hand' ? '' : `（${now.wordsZh}）`}`, en: `Left out on ${at.en}${now.wordsEn === '' || now.reason === 'hand' ? '' : ` (${now.wordsEn})`}` });
    if (!isComing(old) && isComing(now)) return say('restored', { zh: `${sayStart(now.startsAt).zh} 恢复`, en: `Back on ${sayStart(now.startsAt).en}` });
    return kept({ old, now, seriesOf, was: was.series, order, names: about.names }, say);
  }).sort((a, b) => (a.before ?? a.after)!.getTime() - (b.before ?? b.after)!.getTime());
};

/** Whether an ordered visit is not where its series would have it: another time, after its end, within a pause. */
const isAside = (visit: VisitFacts, series: SeriesFacts): boolean =>
  visit.startsAt.getTime() !== (visit.ownStartsAt ?? instantOf(visit.day, series.startMinute)).getTime() || (series.endsOn !== null && visit.day > series.endsOn) || isPausedOn(series.pauses, visit.day);

type Both = { old: VisitFacts; now: VisitFacts; seriesOf(visit: VisitFacts): SeriesFacts; was: SeriesFacts; order: OrderFacts | undefined; names: ReadonlyMap<string, string> };

/** A visit that takes place before and after: where and with whom. */
const kept = ({ old, now, seriesOf, was, order, names }: Both, say: (effect: Effect, words: Bilingual) => Difference[]): Difference[] => {
  const series = seriesOf(now);
  const [workerBefore, workerAfter] = [workerOfVisit(old, was), workerOfVisit(now, series)];
  if (now.orderId !== null && now.orderId === old.orderId) {
    const isAnothers = workerAfter !== workerBefore && order?.workerId !== workerAfter;
    if (isAside(now, series) === isAside(old, was) && !isAnothers && now.day === old.day) return [];
    const at = sayStart(now.startsAt);
    return say('orderKept', { zh: `${at.zh} 已付款，保持原来的时间和家政员`, en: `${at.en} is paid and keeps its time and worker` });
  }
  if (old.startsAt.getTime() !== now.startsAt.getTime()) return say('moved', sayMove(old.startsAt, now.startsAt));
  if (workerBefore !== workerAfter) {
    const at = sayStart(now.startsAt);
    const name = workerAfter === null ? { zh: '由平台安排', en: 'the best one' } : { zh: `换成${names.get(workerAfter) ?? workerAfter}`, en: names.get(workerAfter) ?? workerAfter };
    return say('workerChanged', { zh: `${at.zh} ${name.zh}`, en: `${at.en}: ${name.en}` });
  }
  return old.orderId !== now.orderId ? say('moved', { zh: `${sayStart(now.startsAt).zh} 重新生成订单`, en: `${sayStart(now.startsAt).en} gets a new order` }) : [];
};
