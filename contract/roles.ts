import { z } from 'zod';

/**
 * Roles a grant may carry. Every signed-in person may act as the customer of their own household, so there is no
 * `customer` grant; `worker` is granted when a worker profile is opened.
 */
export const roles = [
  'worker', 'merchantOwner', 'merchantStaff', 'stationStaff', 'agent', 'dispatcher', 'operator', 'finance', 'auditor', 'trainer', 'examiner',
] as const;
export const Role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

export const scopeTypes = ['city', 'merchant', 'station', 'self'] as const;
export const ScopeType = z.enum(scopeTypes);
export type ScopeType = z.infer<typeof ScopeType>;

/** Who may work at the desk of the city. */
export const deskRoles = ['dispatcher', 'agent', 'operator'] as const satisfies readonly Role[];
/** Who teaches and examines, and the operator over them. */
export const schoolRoles = ['trainer', 'examiner', 'operator'] as const satisfies readonly Role[];
/** Who may look at the whole city. */
export const cityRoles = ['dispatcher', 'agent', 'operator', 'finance', 'auditor'] as const satisfies readonly Role[];
/** Who may act for a merchant, within that merchant. */
export const merchantRoles = ['merchantOwner', 'merchantStaff'] as const satisfies readonly Role[];
