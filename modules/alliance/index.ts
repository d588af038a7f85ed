import type { Module } from '../../kernel/module.ts';
import { checks } from './actions.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { addBranch, addStation, admitMerchant, assignTerritory, checks, countWorkers, drawDistrict, holderOf, listDistricts, listMerchants, listStations, locate } from './actions.ts';
export { merchantBriefs, myMerchantId, neighboursOf, openDistrict, rateMerchant, releaseTerritory } from './actions.ts';
export { resumeMerchant, suspendMerchant } from './actions/leaving.ts';
export { closedSince, merchantExam } from './actions/joining-views.ts';
export type { MerchantBrief } from './actions.ts';
export { cellAt, licenceChecksum, serviceFamilyNames } from './rules.ts';

export const mount: Module = { name: 'alliance', routes, reactions, checks };
