import { explainWorker } from '@linli/planner';
import type { WorkerView } from '@linli/planner';
import type { Bilingual, DisruptionKind, ParsedOf, contract } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { listDistricts, merchantBriefs, suspendMerchant } from '../../alliance/index.ts';
import { ordersWhere } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { SAFETY_PAPERS, markAbsent, paperLabels, recallPapers, workerOf, workerViews } from '../../workers/index.ts';
import { beijingDay, dayStart, isReassignable, isUnderWay } from '../rules.ts';
import { causeOf } from '../rules/repair.ts';
import type { DisruptionDetail } from '../store/disruptions.ts';
import { searchesOf } from '../store/policy.ts';
import { needsOfOrders } from './needs.ts';

type Input = ParsedOf<typeof contract.dispatch.repair>;
/** What upsets the day: whom or what it is about, the orders it concerns, who may not take them, and what makes it true. */
export type Upset = {
  kind: DisruptionKind; subject: { id: string; name: string }; until: Date | null; reason: string; cause: Bilingual;
  /** To be given to others, or moved in time; and those only the desk can decide about. */
  orders: OrderFacts[]; decided: OrderFacts[];
  /** Wait for a suspended merchant to send somebody. */
  waiting: OrderFacts[];
  isExcluded(view: WorkerView): boolean; isHours: boolean; /** Whose calendar is held meanwhile, and who is told by one message instead of one for each visit. */
  workerId: string | null; illWorkerId: string | null;
  happen(ctx: Ctx): Promise<DisruptionDetail>;
};

const openStatuses = ['paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService'];
const missing = (field: keyof Input): never => refuse('request.invalid', { expectedZh: '这种情况需要填写', expectedEn: 'needed for this kind' }, field);
/** Not before this, and not after a month and more: what lies further off is nobody's today. */
const FAR_DAYS = 60;

/** Begun or under way by a rule: what has started is the desk's to decide; who has set out may still be replaced. */
const split = (orders: readonly OrderFacts[]) => ({ orders: orders.filter(({ status }) => status !== 'inService'), decided: orders.filter(({ status }) => status === 'inService') });
const from = (ctx: Ctx): Date => new Date(ctx.now.getTime() - 12 * 3_600_000);
/** A visit of this morning whose hour passed without anybody is another matter. */
const isAhead = (ctx: Ctx) => (order: OrderFacts): boolean => isUnderWay(order.status) || order.status === 'inService' || order.startsAt! > ctx.now;

export async function workerIll(ctx: Ctx, { workerId, until, reason }: Input): Promise<Upset> {
  if (until === undefined) missing('until');
  const worker = await workerOf(ctx, workerId ?? missing('workerId'));
  const end = new Date(until!);
  if (end <= ctx.now || end.getTime() - ctx.now.getTime() > FAR_DAYS * 86_400_000) refuse('workers.exception_wrong', {}, 'until');
  const own = (await ordersWhere(ctx, { workerId: worker.id, statuses: openStatuses, from: from(ctx), to: end })).filter(isAhead(ctx));
  return {
    kind: 'workerIll', subject: { id: worker.id, name: worker.name }, until: end, reason, cause: causeOf('workerIll', worker.name), ...split(own), waiting: [], isExcluded: (view) => view.workerId === worker.id, isHours: false, workerId: worker.id, illWorkerId: worker.id,
    happen: (inside) => markAbsent(inside, { workerId: worker.id, until: end, reason: '生病' }),
  };
}

/** A worker's orders that she may not serve without a paper: judged by the desk's own rules, with the paper taken away. */
export async function papersRecalled(ctx: Ctx, { workerId, paperKind, reason }: Input): Promise<Upset> {
  demand(ctx, 'operator');
  const worker = await workerOf(ctx, workerId ?? missing('workerId'));
  const kind = paperKind ?? missing('paperKind');
  if (reason === '') missing('reason');
  const to = new Date(ctx.now.getTime() + FAR_DAYS * 86_400_000);
  const own = (await ordersWhere(ctx, { workerId: worker.id, statuses: openStatuses, from: from(ctx), to })).filter(isAhead(ctx));
  const [view] = await workerViews(ctx, { from: ctx.now, to, workerIds: [worker.id] });
  if (!view?.papers.some((paper) => paper.kind === kind)) refuse('workers.paper_unknown', {}, 'paperKind');
  const without: WorkerView = { ...view, papers: view.papers.filter((paper) => paper.kind !== kind), ...(SAFETY_PAPERS.some((needed) => needed === kind) && { safety: { colour: 'red' as const, reason: null } }) };
  const needs = await needsOfOrders(ctx, own);
  const bars: ReadonlySet<string> = new Set(['safetyCode', 'papers', 'healthClass']);
  const concerned = own.filter(({ id }) => explainWorker(needs.get(id)!.need, without, { now: ctx.now.getTime() }).blockers.some(({ rule }) => bars.has(rule)));
  return {
    kind: 'papersRecalled', subject: { id: worker.id, name: worker.name }, until: null, reason: `${paperLabels[kind]?.zh ?? kind}，${reason}`, cause: causeOf('papersRecalled', worker.name), ...split(concerned), waiting: [], isExcluded: ({ workerId: id }) => id === worker.id, isHours: false, workerId: worker.id, illWorkerId: null,
    happen: async (inside) => ({ ...await recallPapers(inside, { workerId: worker.id, kind, reason }), paperKind: kind }),
  };
}

export async function merchantSuspended(ctx: Ctx, { merchantId, reason }: Input): Promise<Upset> {
  demand(ctx, 'operator');
  const id = merchantId ?? missing('merchantId');
  const merchant = (await merchantBriefs(ctx, [id])).get(id) ?? refuse('alliance.merchant_unknown', {}, 'merchantId');
  if (reason === '') missing('reason');
  const to = new Date(ctx.now.getTime() + FAR_DAYS * 86_400_000);
  const own = (await ordersWhere(ctx, { servingMerchantId: id, statuses: openStatuses, from: from(ctx), to })).filter(isAhead(ctx));
  const paid = (await ordersWhere(ctx, { merchantId: id, statuses: ['paid'], from: ctx.now, to })).filter(({ holderMerchantId }) => holderMerchantId === id);
  const waits = new Set((await searchesOf(ctx.tx, ctx.cityId, paid.map((order) => order.id))).filter(({ stage }) => stage === 'merchant').map(({ orderId }) => orderId));
  return {
    kind: 'merchantSuspended', subject: { id, name: merchant.name }, until: null, reason, cause: causeOf('merchantSuspended', merchant.name), ...split(own), waiting: paid.filter((order) => waits.has(order.id)), isExcluded: (view) => view.merchantId === id, isHours: false, workerId: null, illWorkerId: null,
    happen: async (inside) => { if (merchant.status === 'active') await suspendMerchant(inside, { merchantId: id, reason }); return {}; },
  };
}

async function districtOf(ctx: Ctx, districtId: string): Promise<{ id: string; name: string }> {
  const district = (await listDistricts(ctx)).items.find((one) => one.districtId === districtId) ?? refuse('alliance.district_unknown', {}, 'districtId');
  return { id: districtId, name: district.name };
}
function endOf(ctx: Ctx, until: string | undefined): Date {
  const end = new Date(until ?? missing('until'));
  if (end <= ctx.now || end.getTime() - ctx.now.getTime() > FAR_DAYS * 86_400_000) refuse('workers.exception_wrong', {}, 'until');
  return end;
}

/** Visits of the district that begin before the water is gone. Who has set out is the desk's to ring. */
export async function districtFlooded(ctx: Ctx, { districtId, until, reason }: Input): Promise<Upset> {
  const subject = await districtOf(ctx, districtId ?? missing('districtId'));
  const end = endOf(ctx, until);
  const all = (await ordersWhere(ctx, { districtId: subject.id, statuses: openStatuses, from: from(ctx), to: end })).filter(isAhead(ctx));
  return {
    kind: 'districtFlooded', subject, until: end, reason, cause: causeOf('districtFlooded', subject.name), orders: all.filter(({ status }) => isReassignable(status)), decided: all.filter(({ status }) => !isReassignable(status)), waiting: [], isExcluded: () => false, isHours: true, workerId: null, illWorkerId: null, happen: async () => ({}),
  };
}

export async function traffic(ctx: Ctx, { districtId, until, factorPercent, reason }: Input): Promise<Upset> {
  const subject = await districtOf(ctx, districtId ?? missing('districtId'));
  const factor = factorPercent ?? missing('factorPercent');
  return {
    kind: 'traffic', subject, until: endOf(ctx, until), reason, cause: causeOf('traffic', subject.name), orders: [], decided: [], waiting: [], isExcluded: () => false, isHours: false, workerId: null, illWorkerId: null, happen: async () => ({ factorPercent: factor }),
  };
}

export const upsets: Record<DisruptionKind, (ctx: Ctx, input: Input) => Promise<Upset>> = { workerIll, papersRecalled, merchantSuspended, districtFlooded, traffic };
export const dayOf = (order: OrderFacts): Date => dayStart(beijingDay(order.startsAt!));
