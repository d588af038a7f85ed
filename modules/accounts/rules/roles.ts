import type { Role, ScopeType } from '@linli/contract';

export type GrantKey = { role: Role; scopeType: ScopeType; scopeId: string };

/** Where each role holds. A worker's grant names the own profile (`self`), which is why it comes with the profile and never by hand. */
export const scopeOfRole: Record<Role, ScopeType> = {
  worker: 'self', merchantOwner: 'merchant', merchantStaff: 'merchant', stationStaff: 'station',
  agent: 'city', dispatcher: 'city', operator: 'city', finance: 'city', auditor: 'city', trainer: 'city', examiner: 'city',
};

/** Whether a grant makes sense: the role's own kind of scope, and a scope that exists. `isKnownScope` tells the latter for merchants and stations. */
export const isGrantWellFormed = (grant: GrantKey, cityId: string, isKnownScope: boolean): boolean => {
  if (scopeOfRole[grant.role] !== grant.scopeType) return false;
  if (grant.scopeType === 'city') return grant.scopeId === cityId;
  return grant.scopeType !== 'self' && isKnownScope;
};

/** An operator grants and revokes everything; a merchant's owner only the staff of that merchant. */
export const mayGrant = (own: readonly GrantKey[], wanted: GrantKey): boolean =>
  own.some((grant) => grant.role === 'operator' && grant.scopeType === 'city')
  || (wanted.role === 'merchantStaff' && own.some((grant) => grant.role === 'merchantOwner' && grant.scopeType === 'merchant' && wanted.scopeType === 'merchant' && grant.scopeId === wanted.scopeId));

/** A city without an operator could not be mended from inside. */
export const isLastOperator = (grant: GrantKey, operatorCount: number): boolean => grant.role === 'operator' && operatorCount <= 1;
