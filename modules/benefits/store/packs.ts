import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PackState } from '../rules/packs.ts';

export type OfferRow = { id: string; itemId: string; nameZh: string; nameEn: string; units: number; priceFen: number; validMonths: number; isOffered: boolean };
const offerColumns = sql`id, item_id, name_zh, name_en, units, price_fen, valid_months, is_offered`;
export const offersOf = (tx: Tx, cityId: string, itemId: string | undefined): Promise<OfferRow[]> => many(tx, sql`select ${offerColumns} from benefits.pack_offer where city_id = ${cityId} and is_offered ${itemId === undefined ? sql`` : sql`and item_id = ${itemId}`} order by item_id, price_fen, id`);
export const findOffer = (tx: Tx, cityId: string, id: string): Promise<OfferRow | undefined> => maybe(tx, sql`select ${offerColumns} from benefits.pack_offer where city_id = ${cityId} and id = ${id}`);
export const saveOffer = (tx: Tx, cityId: string, o: OfferRow, at: Date, by: string): Promise<number> => run(tx, sql`
  insert into benefits.pack_offer (city_id, id, item_id, name_zh, name_en, units, price_fen, valid_months, is_offered, changed_at, changed_by)
  values (${cityId}, ${o.id}, ${o.itemId}, ${o.nameZh}, ${o.nameEn}, ${o.units}, ${o.priceFen}, ${o.validMonths}, ${o.isOffered}, ${at}, ${by})
  on conflict (city_id, id) do update set item_id = excluded.item_id, name_zh = excluded.name_zh, name_en = excluded.name_en, units = excluded.units, price_fen = excluded.price_fen, valid_months = excluded.valid_months, is_offered = excluded.is_offered, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

export type PackRow = {
  id: string; offerId: string; householdId: string; buyerId: string; chargeId: string; itemId: string; nameZh: string; nameEn: string; units: number; priceFen: number; unitPriceFen: number; validMonths: number;
  state: PackState; createdAt: Date; boughtAt: Date | null; expiresAt: Date | null;
};
const columns = sql`id, offer_id, household_id, buyer_id, charge_id, item_id, name_zh, name_en, units, price_fen, unit_price_fen, valid_months, state, created_at, bought_at, expires_at`;
export const addPack = (tx: Tx, cityId: string, p: Omit<PackRow, 'state' | 'boughtAt' | 'expiresAt'>): Promise<number> => run(tx, sql`
  insert into benefits.pack (city_id, id, offer_id, household_id, buyer_id, charge_id, item_id, name_zh, name_en, units, price_fen, unit_price_fen, valid_months, state, created_at)
  values (${cityId}, ${p.id}, ${p.offerId}, ${p.householdId}, ${p.buyerId}, ${p.chargeId}, ${p.itemId}, ${p.nameZh}, ${p.nameEn}, ${p.units}, ${p.priceFen}, ${p.unitPriceFen}, ${p.validMonths}, 'waiting', ${p.createdAt})`);
export const lockPack = (tx: Tx, cityId: string, id: string): Promise<PackRow | undefined> => maybe(tx, sql`select ${columns} from benefits.pack where city_id = ${cityId} and id = ${id} for update`);
export const packsOf = (tx: Tx, cityId: string, householdId: string): Promise<PackRow[]> => many(tx, sql`select ${columns} from benefits.pack where city_id = ${cityId} and household_id = ${householdId} order by created_at desc, id desc`);
export const markPackBought = (tx: Tx, cityId: string, id: string, boughtAt: Date, expiresAt: Date): Promise<number> => run(tx, sql`update benefits.pack set state = 'active', bought_at = ${boughtAt}, expires_at = ${expiresAt} where city_id = ${cityId} and id = ${id} and state = 'waiting'`);
export const markPackEnded = (tx: Tx, cityId: string, id: string, e: { from: PackState; state: PackState; at: Date; reason: string; leftFen: number }): Promise<number> => run(tx, sql`
  update benefits.pack set state = ${e.state}, ended_at = ${e.at}, refund_reason = ${e.reason}, left_fen = ${e.leftFen} where city_id = ${cityId} and id = ${id} and state = ${e.from}`);

/** Packs whose time is over, and those that are over and to which money came back since. */
export const packsToEnd = (tx: Tx, cityId: string, now: Date): Promise<{ id: string; householdId: string }[]> => many(tx, sql`
  select p.id, p.household_id from benefits.pack p where p.city_id = ${cityId} and p.state = 'active' and p.expires_at <= ${now}
  union
  select p.id, p.household_id from benefits.pack p join payments.ledger_posting l on l.city_id = p.city_id and l.account = 'liability:pack:' || p.id
  where p.city_id = ${cityId} and p.state in ('expired', 'refunded') group by p.id, p.household_id having sum(l.amount_fen) <> 0`);

/** Charges of packs that are over: what they left is in the wallet and may go back by them. */
export const endedPackCharges = (tx: Tx, cityId: string, householdId: string): Promise<{ chargeId: string; paidAt: Date }[]> => many(tx, sql`
  select charge_id, bought_at as paid_at from benefits.pack where city_id = ${cityId} and household_id = ${householdId} and state in ('expired', 'refunded') order by bought_at desc, id desc`);
