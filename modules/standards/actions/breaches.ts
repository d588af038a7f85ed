import { cityRoles, merchantRoles, schoolRoles, type OutputOf, type ParsedOf, type Role, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { tellPeople } from '../../accounts/index.ts';
import { numberOf } from '../rules/standards.ts';
import * as store from '../store/rounds.ts';

type Standards = typeof contract.standards;
type Breach = OutputOf<Standards['listBreaches']>['items'][number];

/** The worker hears what was not kept, what was seen and what to do next; the owners of her merchant hear whom to help. */
export async function tellBreach(ctx: Ctx, sample: store.SampleRow, broken: readonly store.FindingRow[], findings: readonly { clauseId: string; words: string }[]): Promise<void> {
  const people = await store.peopleOf(ctx.tx, ctx.cityId, sample);
  const first = broken[0]!;
  const params = {
    worker: sample.workerName, date: cityDay(sample.finishedAt), item: sample.itemZh, count: broken.length, clause: `${numberOf(first)} 第 ${first.no} 条`, seen: findings.find(({ clauseId }) => clauseId === first.clauseId)?.words ?? '',
  };
  await tellPeople(ctx, people.map(({ personId, role }) => ({ personId, template: role === 'worker' ? 'standardNotKept' : 'standardNotKeptByStaff', params })));
  await ctx.emit('standard.breached', { sampleId: sample.id, orderId: sample.orderId, workerId: sample.workerId, clauseIds: broken.map(({ clauseId }) => clauseId), personIds: people.map(({ personId }) => personId), merchantId: sample.merchantId });
}

const scopesOf = (ctx: Ctx, roles: readonly Role[]): string[] => ctx.actor.grants.filter(({ role }) => roles.includes(role)).map(({ scopeId }) => scopeId);
/** Breaches the actor may see: the city's roles and the school all, merchants those of their visits, a worker her own. */
export async function listBreaches(ctx: Ctx, { workerId, cursor, limit }: ParsedOf<Standards['listBreaches']>): Promise<OutputOf<Standards['listBreaches']>> {
  const isForAll = holds(ctx.actor, [...cityRoles, ...schoolRoles]);
  const [at, key] = cursor?.split(' ') ?? [];
  const before = at !== undefined && key !== undefined && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), key } : null;
  const rows = await store.breaches(ctx.tx, ctx.cityId, { workerId: workerId ?? null, workerIds: isForAll ? null : scopesOf(ctx, ['worker']), merchantIds: isForAll ? null : scopesOf(ctx, merchantRoles), before, limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(viewOf), nextCursor: last ? `${last.judgedAt.toISOString()} ${last.sampleId}${last.clauseId}` : null };
}
const viewOf = ({ itemZh, itemEn, textZh, textEn, ...row }: store.BreachRow): Breach => ({
  ...row, itemName: { zh: itemZh, en: itemEn }, finishedAt: row.finishedAt.toISOString(), judgedAt: row.judgedAt.toISOString(), number: numberOf(row), clauseNo: row.no, text: { zh: textZh, en: textEn },
});
