import { checks } from './store/offers.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

export { assign, redispatch } from './actions/assign.ts';
export { acceptOffer, listOffers, offerOrder, refuseOffer } from './actions/offers.ts';
export { replayDecision } from './actions/weights.ts';
export { holdSlot, listSlots, suggestWorkers } from './actions/slots.ts';
export { checks };
export const mount = { name: 'dispatch', routes, reactions, checks };
