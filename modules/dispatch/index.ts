import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { assign, redispatch } from './actions/assign.ts';
export { acceptOffer, refuseOffer } from './actions/answers.ts';
export { listOffers } from './actions/offers.ts';
export { offerOrder } from './actions/search.ts';
export { listPolicies, setPolicy } from './actions/policy.ts';
export { replayDecision } from './actions/weights.ts';
export { holdSlot, listSlots, suggestWorkers } from './actions/slots.ts';
export { checks };
export const mount = { name: 'dispatch', routes, reactions, checks };
