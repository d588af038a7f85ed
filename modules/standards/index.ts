import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

/** The registry of standards, the lines it puts on checklists, and the inspections that look whether they are kept. */
export const mount: Module = { name: 'standards', routes, reactions, checks };

export { installStandards } from './actions/editions.ts';
