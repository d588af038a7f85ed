import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type ChecklistRow = { orderId: string; code: string; textZh: string; textEn: string; isRequired: boolean; doneAt: Date | null };
export type PhotoRow = { id: string; orderId: string; node: string; area: string; storageKey: string; at: Date };

/** Freezes the checklist of an order as it was when the order was placed. */
export const insertChecklist = async (tx: Tx, cityId: string, orderId: string, items: readonly { code: string; text: { zh: string; en: string }; isRequired: boolean }[]): Promise<void> => {
  if (items.length === 0) return;
  const rows = items.map((item, position) => ({ code: item.code, position, text_zh: item.text.zh, text_en: item.text.en, is_required: item.isRequired }));
  await run(tx, sql`
    insert into orders.checklist_item (city_id, order_id, code, position, text_zh, text_en, is_required)
    select ${cityId}, ${orderId}, i.code, i.position, i.text_zh, i.text_en, i.is_required
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(code text, position int, text_zh text, text_en text, is_required boolean)`);
};

export const checklistsOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<ChecklistRow[]> =>
  orderIds.length === 0 ? [] : many<ChecklistRow>(tx, sql`
    select order_id, code, text_zh, text_en, is_required, done_at from orders.checklist_item
    where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[]) order by order_id, position`);

/** Ticks items or takes the ticks back; answers how many of them the list has. A tick keeps its first moment. */
export const tickRows = (tx: Tx, cityId: string, orderId: string, codes: readonly string[], doneAt: Date | null): Promise<number> => run(tx, sql`
  update orders.checklist_item set done_at = ${doneAt === null ? sql`null` : sql`coalesce(done_at, ${doneAt}::timestamptz)`}
  where city_id = ${cityId} and order_id = ${orderId} and code = any(${[...codes]}::text[])`);

export const insertPhoto = async (tx: Tx, cityId: string, photo: PhotoRow & { takenBy: string }): Promise<void> => {
  await run(tx, sql`
    insert into orders.photo (city_id, id, order_id, node, area, storage_key, taken_by, at)
    values (${cityId}, ${photo.id}, ${photo.orderId}, ${photo.node}, ${photo.area}, ${photo.storageKey}, ${photo.takenBy}, ${photo.at})`);
};

export const photosOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<PhotoRow[]> =>
  orderIds.length === 0 ? [] : many<PhotoRow>(tx, sql`
    select id, order_id, node, area, storage_key, at from orders.photo where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[]) order by order_id, at, id`);

export const findPhoto = (tx: Tx, cityId: string, photoId: string): Promise<PhotoRow | undefined> =>
  maybe<PhotoRow>(tx, sql`select id, order_id, node, area, storage_key, at from orders.photo where city_id = ${cityId} and id = ${photoId}`);
