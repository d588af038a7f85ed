import type { Module } from '../../kernel/module.ts';
import { checks } from './actions.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { checks, installCatalogue, itemBriefs, itemOf, listItems, quoteFor, recordUse, setClauseLines } from './actions.ts';
export type { ItemBrief } from './actions.ts';
export { MOST_LINES, withClauses } from './rules/authoring.ts';
export type { ChecklistItem, ChecklistLine } from './rules/authoring.ts';
export { catalogue } from './rules/catalogue.ts';
export type { CatalogItem, ServiceItem } from './rules/catalogue.ts';
export { skillNames } from './rules/skills.ts';

export const mount: Module = { name: 'catalog', routes, reactions, checks };
