import type { Module } from '../../kernel/module.ts';
import { checks } from './store/checks.ts';
import { routes } from './routes.ts';

/** Looks at everything, owns no table: the desk's board, a merchant's day, the invariants. */
export const mount: Module = { name: 'insights', routes, checks };

export { board, merchantBoard, verify } from './actions.ts';
