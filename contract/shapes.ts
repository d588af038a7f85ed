import { z } from 'zod';

/** Shapes that several modules speak. Instants carry a zone, money is integer fen, lengths are bounded. */

export const Instant = z.iso.datetime({ offset: true }).meta({ description: 'An instant with its zone, e.g. 2026-11-22T06:00:00.000Z' });
export const Day = z.iso.date().meta({ description: 'A calendar day of the city, e.g. 2026-11-22' });
export const ClockTime = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/).meta({ description: 'Time of day HH:MM, 24:00 for the end of the day' });
export const Id = z.string().min(1).max(64);
export const Fen = z.int().meta({ description: 'Money in fen (1/100 yuan)' });
export const Text = (max: number) => z.string().trim().min(1).max(max);
export const Note = (max: number) => z.string().trim().max(max);
export const Phone = z.string().regex(/^1[3-9]\d{9}$/).meta({ description: 'Mainland mobile number, 11 digits' });
export const Email = z.email().max(120).meta({ description: 'An e-mail address; capital and small letters are the same' });
export const Bilingual = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Bilingual' });
export type Bilingual = z.infer<typeof Bilingual>;

export const Lon = z.number().min(73).max(136);
export const Lat = z.number().min(3).max(54);
export const Point = z.object({ lon: Lon, lat: Lat }).meta({ id: 'Point' });
export type Point = z.infer<typeof Point>;
/** A ring of [lon, lat] pairs; the first point is not repeated at the end. */
export const Ring = z.array(z.tuple([Lon, Lat])).min(3).max(500);

/** What this person may do with the thing shown, and why not. */
export const Can = z.record(z.string(), z.object({ isAllowed: z.boolean(), why: Bilingual.nullable() }));
export type Can = z.infer<typeof Can>;

export const Page = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const Done = z.object({ ok: z.literal(true) });
/** Query flags arrive as text. */
export const Flag = z.enum(['true', 'false']).transform((v) => v === 'true').optional();
export const QueryLon = z.coerce.number().min(73).max(136);
export const QueryLat = z.coerce.number().min(3).max(54);

export const allergens = ['cat', 'dog', 'smoke', 'perfume', 'flowers'] as const;
export const Allergen = z.enum(allergens).meta({ id: 'Allergen' });
export type Allergen = z.infer<typeof Allergen>;
/** Homes a worker may be used to. */
export const sceneSkills = ['baby', 'pet', 'elder', 'house'] as const;

export const HomeScene = z.object({
  homeType: z.enum(['flat', 'house']).default('flat'),
  areaSquareMeters: z.int().min(10).max(2000).default(90),
  hasBaby: z.boolean().default(false),
  hasPet: z.boolean().default(false),
  hasElder: z.boolean().default(false),
  animals: z.array(z.enum(['cat', 'dog'])).max(2).default([]),
  hasSmoker: z.boolean().default(false),
  sensitivities: z.array(Allergen).max(5).default([]).meta({ description: 'What somebody living here cannot be near: workers who bring it along are not sent' }),
  note: Note(200).default(''),
}).meta({ id: 'HomeScene' });
export type HomeScene = z.infer<typeof HomeScene>;

export const HealthClass = z.enum(['A', 'B', 'C', 'D']);
export const Weekday = z.int().min(1).max(7).meta({ description: '1 = Monday … 7 = Sunday' });
export const Channel = z.enum(['h5', 'wechat', 'phone', 'sms', 'station']);
export type Channel = z.infer<typeof Channel>;

export const serviceFamilies = ['cleaning', 'nanny', 'maternity', 'childcare', 'elderCare', 'repair', 'installation', 'laundry', 'waterproofing', 'moving', 'pet', 'company'] as const;
export const ServiceFamily = z.enum(serviceFamilies).meta({ id: 'ServiceFamily' });
export type ServiceFamily = z.infer<typeof ServiceFamily>;

export const orderStatuses = ['draft', 'held', 'paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled', 'cancelled', 'noShow'] as const;
export const OrderStatus = z.enum(orderStatuses).meta({ id: 'OrderStatus' });
export type OrderStatus = z.infer<typeof OrderStatus>;

/** One line of the itemised quote; `paidTo` says whose money it becomes. */
export const QuoteLine = z.object({
  kind: z.enum(['labour', 'skillPremium', 'urgent', 'night', 'materials', 'insurance', 'platformFee', 'discount']),
  label: Bilingual, detail: Bilingual, amountFen: Fen,
  /** Of a discount that was added to a held order: what gave it, and who bears it. Without it the platform does. */
  source: z.string().optional(), bearers: z.object({ platformFen: Fen, merchantFen: Fen, fundFen: Fen, fundId: Id.optional() }).optional(),
});
export const CancelTier = z.object({ hoursBefore: z.number().min(0), refundPercent: z.int().min(0).max(100), label: Bilingual });
export const Quote = z.object({
  itemId: Id, itemName: Bilingual, quantity: z.number(), unit: z.string(), unitLabel: Bilingual,
  durationMinutes: z.int(), crewSize: z.int(), priceKind: z.enum(['national', 'alliance', 'market']),
  lines: z.array(QuoteLine), totalFen: Fen, cancelTiers: z.array(CancelTier),
}).meta({ id: 'Quote' });
export type Quote = z.infer<typeof Quote>;

export const WorkerCard = z.object({
  workerId: Id, name: z.string(), photo: z.string().nullable(), merchantId: Id.nullable(), merchantName: z.string().nullable(),
  level: z.int().min(0).max(5), rating: z.number(), ratingCount: z.int(), visitsDone: z.int(), experienceYears: z.int(),
  skills: z.array(z.object({ code: z.string(), name: Bilingual, level: z.int() })), badges: z.array(Bilingual),
  isSafetyGreen: z.boolean().meta({ description: 'Her safety code is green: identity, health, insurance and credit are in order. Of the other colours a family is told nothing' }),
}).meta({ id: 'WorkerCard' });
export type WorkerCard = z.infer<typeof WorkerCard>;

export const NamedWorker = z.object({ workerId: Id, name: z.string() });
