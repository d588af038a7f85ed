import type { Role } from '@linli/contract';

const school = ['operator', 'trainer', 'examiner'] as const satisfies readonly Role[];
const city = ['operator', 'finance', 'auditor', 'dispatcher', 'agent'] as const satisfies readonly Role[];
/** Everybody the desk of the school has a page for. */
export const deskRoles = [...new Set<Role>([...school, ...city])];
export const fieldRoles: readonly Role[] = school;

/** Who may open which page: those whom everything it asks the server for admits, so that nobody meets a refusal. access.test.ts holds it against the contract. */
export const pageRoles = {
  '/': deskRoles, '/m': fieldRoles,
  '/applications': ['operator', 'dispatcher', 'agent', 'auditor'], '/recruiting': ['operator', 'dispatcher', 'agent', 'auditor'], '/posts': ['operator'], '/imports': ['operator'],
  '/timetable': deskRoles, '/courses': deskRoles, '/modules': school, '/rooms': [...school, 'finance', 'auditor'], '/kits': [...school, 'finance', 'auditor'], '/groups': ['operator', 'trainer'], '/partners': [...school, 'finance', 'auditor'],
  '/practicals': school, '/questions': [...school, 'auditor'], '/papers': [...school, 'auditor'],
  '/certificates': ['operator', 'auditor'], '/retraining': city, '/mentors': city, '/subsidies': deskRoles, '/standards': deskRoles, '/log': deskRoles,
} as const satisfies Record<string, readonly Role[]>;
export type PagePath = keyof typeof pageRoles;
/** Parts of pages that fewer may read than the page. */
export const partRoles = { inspections: city, draw: ['operator', 'auditor'], judge: ['operator', 'auditor', 'agent'], weakness: [...school, 'auditor'], nearest: school, income: ['operator', 'trainer', 'finance', 'auditor'] } as const satisfies Record<string, readonly Role[]>;
