import type { Bilingual, OrderStatus } from '@linli/contract';
import { many, run, sql, type Tx } from '../../../kernel/database.ts';

export type Entry = {
  orderId: string; at: Date; verb: string; fromStatus: OrderStatus | null; toStatus: OrderStatus;
  actorId: string | null; actorKind: string; actorLabelZh: string; actorLabelEn: string; wordsZh: string; wordsEn: string;
};

/** Adds to the history. The order is locked (or new in this transaction), so the next number is nobody else's. */
export const addEntry = async (tx: Tx, cityId: string, entry: Omit<Entry, 'actorLabelZh' | 'actorLabelEn' | 'wordsZh' | 'wordsEn'> & { label: Bilingual; words: Bilingual }): Promise<void> => {
  await run(tx, sql`
    insert into orders.order_event (city_id, order_id, seq, at, verb, from_status, to_status, actor_id, actor_kind, actor_label_zh, actor_label_en, words_zh, words_en)
    values (${cityId}, ${entry.orderId}, (select coalesce(max(seq), 0) + 1 from orders.order_event where city_id = ${cityId} and order_id = ${entry.orderId}), ${entry.at},
      ${entry.verb}, ${entry.fromStatus}, ${entry.toStatus}, ${entry.actorId}, ${entry.actorKind}, ${entry.label.zh}, ${entry.label.en}, ${entry.words.zh}, ${entry.words.en})`);
};

/** The history of each order, oldest first. */
export const entriesOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Entry[]> =>
  orderIds.length === 0 ? [] : many<Entry>(tx, sql`
    select order_id, at, verb, from_status, to_status, actor_id, actor_kind, actor_label_zh, actor_label_en, words_zh, words_en
    from orders.order_event where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[]) order by order_id, seq`);
