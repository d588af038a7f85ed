import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

/** What families hold here and may pay with: stored value, packs, the elders' voucher; what may be used for an order, and how it is. */
export const mount: Module = { name: 'benefits', routes, reactions, checks };

export { checkout, useTenders } from './actions/checkout.ts';
export { payIntoFund } from './actions/funds.ts';
export { decideSubsidies } from './actions/subsidy-money.ts';
export { installSubsidyProgrammes, listProgrammes } from './actions/subsidy-programmes.ts';
export { addSubsidyDocument, draftSubsidy, submitSubsidy } from './actions/subsidies.ts';
export { installPackOffers } from './actions/packs.ts';
