import type { Role } from '@linli/contract';
import { systemActor, type Actor, type Ctx } from './context.ts';
import { refuse } from './refusal.ts';

const roleNames: Record<Role, { zh: string; en: string }> = {
  worker: { zh: '家政员', en: 'worker' },
  merchantOwner: { zh: '商户负责人', en: 'merchant owner' },
  merchantStaff: { zh: '商户员工', en: 'merchant staff' },
  stationStaff: { zh: '服务站人员', en: 'station staff' },
  agent: { zh: '客服', en: 'call agent' },
  dispatcher: { zh: '调度员', en: 'dispatcher' },
  operator: { zh: '平台运营', en: 'operator' },
  finance: { zh: '财务', en: 'finance' },
  auditor: { zh: '审计', en: 'auditor' }, trainer: { zh: '培训老师', en: 'trainer' }, examiner: { zh: '考官', en: 'examiner' },
};

/**
 * Whether the actor holds one of the roles, in the scope when one is named. A grant for the whole city satisfies every scope;
 * the system itself holds everything; a guest holds nothing.
 */
export const holds = (actor: Actor, role: Role | readonly Role[], scopeId?: string): boolean => {
  if (actor.kind === 'system') return true;
  const wanted: readonly Role[] = typeof role === 'string' ? [role] : role;
  return actor.grants.some((grant) => wanted.includes(grant.role) && (scopeId === undefined || grant.scopeType === 'city' || grant.scopeId === scopeId));
};

/** Refuses `access.sign_in` to guests and `access.forbidden` (naming who may) to everyone without the role in the scope. */
export const demand = (ctx: Ctx, role: Role | readonly Role[], scopeId?: string): void => {
  if (holds(ctx.actor, role, scopeId)) return;
  refuseAccess(ctx.actor, typeof role === 'string' ? [role] : role);
};

export const refuseAccess = (actor: Actor, wanted: readonly Role[]): never => {
  if (actor.kind === 'guest') refuse('access.sign_in');
  const names = wanted.map((role) => roleNames[role]);
  return refuse('access.forbidden', { needZh: `需要${names.map((n) => n.zh).join('或')}的权限`, needEn: `it takes the role ${names.map((n) => n.en).join(' or ')}` });
};

/** The same context acting as the system: for calls through a door that the person asked for but may not make alone. */
export const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor('system') });
