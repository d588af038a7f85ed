import { lockFor, many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PlanParty } from '../rules/share-plan.ts';

export type Scope = { scope: 'item' | 'family'; scopeId: string };
export type SharePlanRow = Scope & { id: string; version: number; commissionBasisPoints: number; parties: PlanParty[]; isOver: boolean; reason: string; setByName: string; setAt: Date };

const columns = sql`id, scope, scope_id, version, commission_basis_points, parties, is_over, reason, set_by_name, set_at`;

/** The item's own plan, else the family's, as they stood at an instant; one that was ended does not count. */
export const sharePlanAt = (tx: Tx, cityId: string, { itemId, family, at }: { itemId: string; family: string; at: Date }): Promise<SharePlanRow | undefined> => maybe(tx, sql`
  select * from (
    select distinct on (scope, scope_id) ${columns} from payments.share_plan
    where city_id = ${cityId} and set_at <= ${at} and ((scope = 'item' and scope_id = ${itemId}) or (scope = 'family' and scope_id = ${family})) order by scope, scope_id, version desc) latest
  where not is_over order by scope = 'item' desc limit 1`);

export const latestSharePlan = async (tx: Tx, cityId: string, { scope, scopeId }: Scope): Promise<SharePlanRow | undefined> => {
  await lockFor(tx, `sharePlan:${cityId}:${scope}:${scopeId}`);
  return maybe(tx, sql`select ${columns} from payments.share_plan where city_id = ${cityId} and scope = ${scope} and scope_id = ${scopeId} order by version desc limit 1`);
};

export const addSharePlan = (tx: Tx, cityId: string, p: SharePlanRow): Promise<number> => run(tx, sql`
  insert into payments.share_plan (city_id, id, scope, scope_id, version, commission_basis_points, parties, is_over, reason, set_by_name, set_at)
  values (${cityId}, ${p.id}, ${p.scope}, ${p.scopeId}, ${p.version}, ${p.commissionBasisPoints}, ${JSON.stringify(p.parties)}::jsonb, ${p.isOver}, ${p.reason}, ${p.setByName}, ${p.setAt})`);

/** Those in force first, then the past, newest first. */
export const sharePlans = (tx: Tx, cityId: string): Promise<(SharePlanRow & { isInForce: boolean })[]> => many(tx, sql`
  select ${columns}, is_in_force from (
    select *, not is_over and version = max(version) over (partition by scope, scope_id) as is_in_force from payments.share_plan where city_id = ${cityId}) plan
  order by is_in_force desc, set_at desc, id desc limit 500`);
