import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, CancelTier, Fen, HealthClass, Id, Instant, Quote, ServiceFamily, Text } from './shapes.ts';

export const ChecklistItem = z.object({ code: z.string(), text: Bilingual, isRequired: z.boolean(), clauseId: Id.optional().meta({ description: 'The clause of a standard that asks for it; such a line goes only with its standard' }) });
export const PhotoNode = z.object({ code: z.string(), text: Bilingual, area: z.enum(['livingRoom', 'kitchen', 'balcony', 'corridor', 'entrance', 'outdoor', 'equipment']) });
export const DurationRule = z.object({
  kind: z.enum(['hours', 'area', 'units', 'fixed']).meta({ description: 'hours: quantity is hours; area: square metres at a pace; units: pieces each taking minutes; fixed: one length' }),
  minMinutes: z.int(), stepMinutes: z.int(), minutesPerUnit: z.number(), setupMinutes: z.int(), squareMetersPerHour: z.number().nullable(),
});
export const ServiceItem = z.object({
  itemId: Id, name: Bilingual, summary: Bilingual, family: ServiceFamily, icon: z.string(), bookingMode: z.enum(['slot', 'demand']), segments: z.array(z.enum(['everyone', 'elders', 'infants', 'youngFamilies', 'office'])),
  unit: z.string(), unitLabel: Bilingual, minQuantity: z.number(), maxQuantity: z.number(), stepQuantity: z.number(), usualQuantity: z.number(), crewSize: z.int(), duration: DurationRule,
  priceKind: z.enum(['national', 'alliance', 'market']), unitPriceFen: Fen, fromPriceFen: Fen, requiredSkills: z.array(z.object({ skill: z.string(), level: z.int(), name: Bilingual })), requiredPapers: z.array(z.string()),
  healthClass: HealthClass, scope: z.array(Bilingual), excluded: z.array(Bilingual), checklist: z.array(ChecklistItem), checklistVersion: z.int(), photoNodes: z.array(PhotoNode), cancelTiers: z.array(CancelTier), redoHours: z.int(), warrantyDays: z.int(), isPublished: z.boolean(),
  rating: z.number().nullable(), orderCount: z.int(),
}).meta({ id: 'ServiceItem' });
export const PriceRow = z.object({ itemId: Id, itemName: Bilingual, tier: z.int().min(1).max(3), kind: z.enum(['national', 'alliance', 'market']), unitPriceFen: Fen, floorPriceFen: Fen, ceilingPriceFen: Fen, validFrom: Instant, changedBy: z.string(), isInitial: z.boolean().meta({ description: 'As installed with the catalogue: nobody has changed it yet' }) });

export const catalog = {
  listItems: query({
    path: '/api/catalog', who: 'anyone', summary: 'Published services; search by words, filter by family, segment, price; sort',
    input: z.object({ q: z.string().max(40).optional(), family: ServiceFamily.optional(), segment: z.enum(['everyone', 'elders', 'infants', 'youngFamilies', 'office']).optional(), maxPriceFen: z.coerce.number().int().optional(), sort: z.enum(['popular', 'price', 'rating']).default('popular') }),
    output: z.object({ families: z.array(z.object({ family: ServiceFamily, name: Bilingual, icon: z.string(), itemCount: z.int() })), items: z.array(ServiceItem) }),
  }),
  getItem: query({ path: '/api/catalog/:itemId', who: 'anyone', summary: 'One service, everything it contains', input: z.object({ itemId: Id }), output: ServiceItem, refusals: ['catalog.item_unknown'] }),
  quote: query({
    path: '/api/quotes', who: 'anyone', summary: 'Itemised price for a quantity at a time, before anything is paid',
    input: z.object({ itemId: Id, quantity: z.coerce.number().positive().max(10000), startAt: Instant.optional(), workerLevel: z.coerce.number().int().min(1).max(5).optional() }),
    output: Quote, refusals: ['catalog.item_unknown', 'catalog.quantity_wrong', 'catalog.item_unpublished'],
  }),
  listPrices: query({ path: '/api/prices', who: cityRoles, summary: 'Price book of the city', input: z.object({}), output: z.object({ items: z.array(PriceRow), tier: z.int() }) }),
  setPrice: command({
    path: '/api/prices', who: ['operator'], summary: 'Set a price from now on; old orders keep theirs. Alliance and market prices stay between floor and ceiling, a national price is not the city’s to change',
    input: z.object({ itemId: Id, tier: z.int().min(1).max(3), unitPriceFen: Fen.min(0), floorPriceFen: Fen.min(0).optional(), ceilingPriceFen: Fen.min(0).optional() }),
    output: PriceRow, refusals: ['catalog.item_unknown', 'catalog.price_below_floor', 'catalog.price_above_ceiling', 'catalog.price_bounds_wrong', 'catalog.price_national'],
  }),
  publishItem: command({ path: '/api/catalog/:itemId/publish', who: ['operator'], summary: 'Show or hide a service', input: z.object({ itemId: Id, isPublished: z.boolean() }), output: ServiceItem, refusals: ['catalog.item_unknown'] }),
  changeChecklist: command({
    path: '/api/catalog/:itemId/checklist', who: ['operator'], summary: 'Publish a new version of the checklist; running orders keep theirs',
    input: z.object({ itemId: Id, checklist: z.array(z.object({ text: z.object({ zh: Text(80), en: Text(120) }), isRequired: z.boolean() })).min(1).max(30) }), output: ServiceItem, refusals: ['catalog.item_unknown'],
  }),
};
