import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Id, Instant, Note, Text } from './shapes.ts';

/** So many units of one service, paid ahead. */
export const PackOffer = z.object({ offerId: Id, itemId: Id, itemName: Bilingual, unitLabel: Bilingual, name: Bilingual, units: z.int(), priceFen: Fen, unitPriceFen: Fen, listUnitPriceFen: Fen, validMonths: z.int(), isOffered: z.boolean() }).meta({ id: 'PackOffer' });
export const Pack = z.object({
  packId: Id, itemId: Id, name: Bilingual, units: z.int(), unitsLeft: z.int(), priceFen: Fen, unitPriceFen: Fen, leftFen: Fen, state: z.enum(['waiting', 'active', 'refunded', 'expired', 'closed']), stateWords: Bilingual, chargeId: Id,
  boughtAt: Instant.nullable(), expiresAt: Instant.nullable(), refund: z.object({ amountFen: Fen, needsReason: z.boolean(), words: Bilingual }),
}).meta({ id: 'Pack' });

export const packEndpoints = {
  packOffers: query({ path: '/api/pack-offers', who: 'anyone', summary: 'Packs that can be bought', input: z.object({ itemId: Id.optional() }), output: z.object({ items: z.array(PackOffer) }) }),
  savePackOffer: command({
    path: '/api/pack-offers', who: ['operator'], summary: 'Offer a pack, change it or take it off the list; packs already bought stay as they were', input: z.object({
      offerId: Id.optional(), itemId: Id, name: z.object({ zh: Text(40), en: Text(80) }), units: z.int().min(2).max(500), priceFen: Fen.min(1), validMonths: z.int().min(1).max(60), isOffered: z.boolean().default(true),
    }), output: PackOffer, refusals: ['catalog.item_unknown', 'benefits.offer_unknown', 'benefits.pack_too_large', 'benefits.pack_too_long', 'benefits.pack_too_dear'],
  }),
  packs: query({ path: '/api/my/packs', who: 'signedIn', summary: 'My household’s packs, what is left of each and what would be paid back', input: z.object({}), output: z.object({ items: z.array(Pack) }) }),
  buyPack: command({ path: '/api/pack-offers/:offerId/buy', who: 'signedIn', summary: 'Buy a pack: answers a charge to be paid', input: z.object({ offerId: Id }), output: z.object({ packId: Id, chargeId: Id, amountFen: Fen }), refusals: ['benefits.no_household', 'benefits.offer_unknown'] }),
  refundPack: command({
    path: '/api/my/packs/:packId/refund', who: 'signedIn', summary: 'Pay back what is left: the price less what was used at the unit price paid; within seven days without a reason', input: z.object({ packId: Id, reason: Note(200).default('') }), output: Pack,
    refusals: ['benefits.no_household', 'benefits.pack_unknown', 'benefits.pack_over', 'benefits.nothing_left', 'benefits.reason_needed'],
  }),
};
