import type { DispatchPolicy, OutputOf, ParsedOf, ServiceFamily, contract } from '@linli/contract';
import { forget, once } from '../../../kernel/context.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { listDistricts, serviceFamilyNames } from '../../alliance/index.ts';
import { itemBriefs, itemOf } from '../../catalog/index.ts';
import { builtInPolicy, policyInForce, sayPolicy, sayScope, scopeKey } from '../rules/policy.ts';
import type { Scope } from '../rules/policy.ts';
import * as store from '../store/policy.ts';

type Dispatch = typeof contract.dispatch;
type PolicyView = OutputOf<Dispatch['setPolicy']>;
const KEY = 'dispatch.policies';

const policiesNow = (ctx: Ctx): Promise<store.PolicyRow[]> => once(ctx, KEY, () => store.policiesNow(ctx.tx, ctx.cityId));
const builtIn = async (ctx: Ctx): Promise<DispatchPolicy> => builtInPolicy(await settingsOf(ctx));

export type PolicyHeld = { policy: DispatchPolicy; version: number };
/** The policy an order is dispatched under now: the most specific one written, else the built-in one. */
export async function policyOf(ctx: Ctx, at: { family: ServiceFamily; itemId: string; districtId: string | null }): Promise<PolicyHeld> {
  const written = policyInForce(await policiesNow(ctx), at);
  return written ? { policy: written.policy, version: written.version } : { policy: await builtIn(ctx), version: 0 };
}

type Row = Scope & { version: number; at: Date | null; policy: DispatchPolicy; reason: string; byName: string | null };

async function viewsOf(ctx: Ctx, rows: readonly Row[]): Promise<PolicyView[]> {
  const items = await itemBriefs(ctx, rows.flatMap(({ itemId }) => (itemId === null ? [] : [itemId])));
  const districts = new Map((await listDistricts(ctx)).items.map((district) => [district.districtId, district.name]));
  return rows.map((row) => {
    const itemName = row.itemId === null ? null : items.get(row.itemId)?.name ?? { zh: row.itemId, en: row.itemId };
    const districtName = row.districtId === null ? null : districts.get(row.districtId) ?? row.districtId;
    return {
      version: row.version, at: row.at?.toISOString() ?? null, family: row.family, itemId: row.itemId, itemName, districtId: row.districtId, districtName, policy: row.policy, words: sayPolicy(row.policy),
      scope: sayScope({ itemName, familyName: row.family === null ? null : serviceFamilyNames[row.family], districtName }), byName: row.byName, reason: row.reason,
    };
  });
}

const HISTORY = 200;
/** Every policy in force with the built-in one of the city where it wrote none, and every change, newest first. */
export async function listPolicies(ctx: Ctx): Promise<OutputOf<Dispatch['listPolicies']>> {
  const told = await store.policyHistory(ctx.tx, ctx.cityId, HISTORY);
  const byName = new Map(told.map((row) => [row.version, row.byName]));
  const now = await policiesNow(ctx);
  const rows: Row[] = now.map((row) => ({ ...row, byName: byName.get(row.version) ?? null }));
  if (!now.some((row) => scopeKey(row) === 'city@')) rows.unshift({ version: 0, at: null, family: null, itemId: null, districtId: null, policy: await builtIn(ctx), reason: '', byName: null });
  rows.sort((a, b) => (scopeKey(a) === 'city@' ? -1 : scopeKey(b) === 'city@' ? 1 : scopeKey(a) < scopeKey(b) ? -1 : 1));
  return {
    items: await viewsOf(ctx, rows),
    history: told.map((row) => ({
      version: row.version, at: row.at.toISOString(), byName: row.byName, reason: row.reason, isRemoved: row.policy === null, words: row.policy === null ? { zh: '已撤回，改用上一级的规则', en: 'Taken back: the less specific policy holds' } : sayPolicy(row.policy),
      scope: sayScope({ itemName: row.itemId === null ? null : { zh: row.itemNameZh ?? row.itemId, en: row.itemNameEn ?? row.itemId }, familyName: row.family === null ? null : serviceFamilyNames[row.family], districtName: row.districtName }),
    })),
  };
}

type ScopeAsked = { family?: ServiceFamily | undefined; itemId?: string | undefined; districtId?: string | undefined };
async function scopeAsked(ctx: Ctx, { family, itemId, districtId }: ScopeAsked): Promise<Scope> {
  if (family !== undefined && itemId !== undefined) refuse('dispatch.policy_scope_wrong', {}, 'family');
  if (itemId !== undefined) await itemOf(ctx, itemId);
  if (districtId !== undefined && !(await listDistricts(ctx)).items.some((district) => district.districtId === districtId)) refuse('alliance.district_unknown', {}, 'districtId');
  return { family: family ?? null, itemId: itemId ?? null, districtId: districtId ?? null };
}

/** Versions are given out one after the other; searches that run go on under the new policy at their next step. */
async function write(ctx: Ctx, scope: Scope, policy: DispatchPolicy | null, reason: string): Promise<void> {
  await lockFor(ctx.tx, `dispatch-policy ${ctx.cityId}`);
  forget(ctx, KEY);
  if (policy === null && !(await policiesNow(ctx)).some((row) => scopeKey(row) === scopeKey(scope))) refuse('dispatch.policy_missing');
  await store.insertPolicy(ctx.tx, ctx.cityId, { ...scope, policy, at: ctx.now, byId: ctx.actor.personId, reason });
  forget(ctx, KEY);
}

export async function setPolicy(ctx: Ctx, { policy, reason, ...asked }: ParsedOf<Dispatch['setPolicy']>): Promise<PolicyView> {
  const scope = await scopeAsked(ctx, asked);
  await write(ctx, scope, policy, reason);
  const row = (await policiesNow(ctx)).find((one) => scopeKey(one) === scopeKey(scope))!;
  return (await viewsOf(ctx, [{ ...row, byName: ctx.actor.name }]))[0]!;
}

export async function removePolicy(ctx: Ctx, { reason, ...asked }: ParsedOf<Dispatch['removePolicy']>): Promise<{ ok: true }> {
  await write(ctx, await scopeAsked(ctx, asked), null, reason);
  return { ok: true };
}

/** What an order of this service would be dispatched under, and where that was written. */
export async function policyFor(ctx: Ctx, { itemId, districtId }: ParsedOf<Dispatch['policyFor']>): Promise<PolicyView> {
  const { family } = await itemOf(ctx, itemId);
  const row = policyInForce(await policiesNow(ctx), { family, itemId, districtId: districtId ?? null });
  const held: Row = row ? { ...row, byName: null } : { version: 0, at: null, family: null, itemId: null, districtId: null, policy: await builtIn(ctx), reason: '', byName: null };
  return (await viewsOf(ctx, [held]))[0]!;
}
