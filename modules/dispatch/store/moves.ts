import { many, sql } from '../../../kernel/database.ts';
import type { Tx } from '../../../kernel/database.ts';

/** The orders some claims on workers' time stand for; a hold that has no order yet has none. */
export const ordersOfClaims = async (tx: Tx, cityId: string, entryIds: readonly string[]): Promise<string[]> =>
  (await many<{ orderId: string }>(tx, sql`select order_id from workers.calendar_entry where city_id = ${cityId} and id = any(${entryIds}::text[]) and order_id is not null`)).map(({ orderId }) => orderId);
