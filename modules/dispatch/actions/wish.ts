import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { addressFor } from '../../accounts/index.ts';
import { locate } from '../../alliance/index.ts';
import { itemOf, quoteFor } from '../../catalog/index.ts';
import { needWithoutStart } from './gather.ts';

export type Wish = { itemId: string; addressId: string; quantity: number; customerId?: string | undefined };

/** Address, service and price of a wish; refuses what can't be booked there at all. */
export async function openWish(ctx: Ctx, wish: Wish, startAt?: Date) {
  const address = await addressFor(ctx, { addressId: wish.addressId, ...(wish.customerId ? { customerId: wish.customerId } : {}) });
  const area = await locate(ctx, { lon: address.lon, lat: address.lat });
  if (!area?.isOpen) refuse('orders.address_closed', { area: area?.districtName ?? address.districtName }, 'addressId');
  const item = await itemOf(ctx, wish.itemId);
  const quote = await quoteFor(ctx, { itemId: wish.itemId, quantity: wish.quantity, ...(startAt ? { startAt } : {}) });
  const need = await needWithoutStart(ctx, { itemId: wish.itemId, at: { lon: address.lon, lat: address.lat }, homeScene: address.homeScene, householdId: address.householdId, durationMinutes: quote.durationMinutes }, item);
  return { address, item, quote, need, districtId: area.districtId };
}
