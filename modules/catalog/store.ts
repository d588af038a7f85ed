import type { Bilingual, ServiceFamily } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../kernel/database.ts';
import type { CancelTier, ChecklistItem, Duration, PhotoNode, PriceKind, Segment } from './rules/authoring.ts';
import type { NewItem } from './rules/catalogue.ts';

export type ItemRow = {
  id: string; position: number; nameZh: string; nameEn: string; summaryZh: string; summaryEn: string; keywords: string; family: ServiceFamily; icon: string; bookingMode: 'slot' | 'demand'; segments: Segment[];
  unit: string; unitLabelZh: string; unitLabelEn: string; minQuantity: number; maxQuantity: number; stepQuantity: number; usualQuantity: number; crewSize: number; duration: Duration;
  requiredSkills: { skill: string; level: number }[]; requiredPapers: string[]; healthClass: 'A' | 'B' | 'C' | 'D'; scope: Bilingual[]; excluded: Bilingual[]; photoNodes: PhotoNode[]; cancelTiers: CancelTier[];
  materialsFen: number; materialsBasis: 'visit' | 'unit'; insuranceFen: number; urgentPercent: number | null; nightPercent: number | null; redoHours: number; warrantyDays: number; isPublished: boolean;
  checklist: ChecklistItem[]; checklistVersion: number; priceKind: PriceKind; unitPriceFen: number; orderCount: number; ratingSum: number; ratingCount: number;
};

/**
 * Services with their newest checklist, their price in a tier at an instant, and uses that are not folded in yet: all of them, or
 * the named ones. In the catalogue's order.
 */
export const itemsAt = (tx: Tx, cityId: string, about: { tier: number; at: Date; itemIds: readonly string[] | null; isPublishedOnly?: boolean }): Promise<ItemRow[]> => many(tx, sql<ItemRow>`
  select i.id, i.position, i.name_zh, i.name_en, i.summary_zh, i.summary_en, i.keywords, i.family, i.icon, i.booking_mode, i.segments, i.unit, i.unit_label_zh, i.unit_label_en,
    i.min_quantity, i.max_quantity, i.step_quantity, i.usual_quantity, i.crew_size, i.duration, i.required_skills, i.required_papers, i.health_class, i.scope, i.excluded, i.photo_nodes, i.cancel_tiers,
    i.materials_fen, i.materials_basis, i.insurance_fen, i.urgent_percent, i.night_percent, i.redo_hours, i.warranty_days, i.is_published,
    c.items as checklist, c.version as checklist_version, p.kind as price_kind, p.unit_price_fen,
    (i.order_count + u.orders)::int as order_count, i.rating_sum + u.rating_sum as rating_sum, (i.rating_count + u.ratings)::int as rating_count
  from catalog.service_item i
  join lateral (select items, version from catalog.checklist c where c.city_id = i.city_id and c.item_id = i.id order by version desc limit 1) c on true
  join lateral (
    select kind, unit_price_fen from catalog.price p where p.city_id = i.city_id and p.item_id = i.id and p.tier = ${about.tier} and p.valid_from <= ${about.at} order by revision desc limit 1
  ) p on true
  cross join lateral (
    select count(*) filter (where is_ordered) as orders, coalesce(sum(rating), 0) as rating_sum, count(rating) as ratings from catalog.item_use u where u.city_id = i.city_id and u.item_id = i.id
  ) u
  where i.city_id = ${cityId} and (${about.itemIds}::text[] is null or i.id = any(${about.itemIds}::text[])) and (i.is_published or not ${about.isPublishedOnly ?? false})
  order by i.position, i.id`);

export type BriefRow = { itemId: string; nameZh: string; nameEn: string; icon: string; family: ServiceFamily; unitLabelZh: string; unitLabelEn: string };
export const briefRows = (tx: Tx, cityId: string, itemIds: readonly string[]): Promise<BriefRow[]> => many(tx, sql<BriefRow>`
  select id as item_id, name_zh, name_en, icon, family, unit_label_zh, unit_label_en from catalog.service_item where city_id = ${cityId} and id = any(${itemIds}::text[])`);

/** Adds the services that are not there yet and tells which; what an operator changed stays as it is. */
export const insertItems = async (tx: Tx, cityId: string, items: readonly NewItem[]): Promise<string[]> => {
  const rows = items.map((item) => ({
    id: item.itemId, position: item.position, name_zh: item.name.zh, name_en: item.name.en, summary_zh: item.summary.zh, summary_en: item.summary.en, keywords: item.keywords, family: item.family, icon: item.icon,
    booking_mode: item.bookingMode, segments: item.segments, unit: item.unit, unit_label_zh: item.unitLabel.zh, unit_label_en: item.unitLabel.en, min_quantity: item.minQuantity, max_quantity: item.maxQuantity,
    step_quantity: item.stepQuantity, usual_quantity: item.usualQuantity, crew_size: item.crewSize, duration: item.duration, required_skills: item.requiredSkills, required_papers: item.requiredPapers,
    health_class: item.healthClass, scope: item.scope, excluded: item.excluded, photo_nodes: item.photoNodes, cancel_tiers: item.cancelTiers, materials_fen: item.materialsFen, materials_basis: item.materialsBasis,
    insurance_fen: item.insuranceFen, urgent_percent: item.urgentPercent, night_percent: item.nightPercent, redo_hours: item.redoHours, warranty_days: item.warrantyDays,
  }));
  const added = await many<{ id: string }>(tx, sql`
    insert into catalog.service_item (city_id, id, position, name_zh, name_en, summary_zh, summary_en, keywords, family, icon, booking_mode, segments, unit, unit_label_zh, unit_label_en,
      min_quantity, max_quantity, step_quantity, usual_quantity, crew_size, duration, required_skills, required_papers, health_class, scope, excluded, photo_nodes, cancel_tiers,
      materials_fen, materials_basis, insurance_fen, urgent_percent, night_percent, redo_hours, warranty_days)
    select ${cityId}, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, position int, name_zh text, name_en text, summary_zh text, summary_en text, keywords text, family text, icon text,
      booking_mode text, segments text[], unit text, unit_label_zh text, unit_label_en text, min_quantity double precision, max_quantity double precision, step_quantity double precision, usual_quantity double precision,
      crew_size int, duration jsonb, required_skills jsonb, required_papers text[], health_class text, scope jsonb, excluded jsonb, photo_nodes jsonb, cancel_tiers jsonb,
      materials_fen bigint, materials_basis text, insurance_fen bigint, urgent_percent int, night_percent int, redo_hours int, warranty_days int)
    on conflict do nothing returning id`);
  return added.map(({ id }) => id);
};

export const insertChecklists = (tx: Tx, cityId: string, rows: readonly { itemId: string; version: number; items: ChecklistItem[] }[], at: Date): Promise<number> => run(tx, sql`
  insert into catalog.checklist (city_id, item_id, version, items, published_at)
  select ${cityId}, x.item_id, x.version, x.items, ${at}
  from jsonb_to_recordset(${JSON.stringify(rows.map(({ itemId, version, items }) => ({ item_id: itemId, version, items })))}::jsonb) as x(item_id text, version int, items jsonb)`);

/** The newest version of a service's checklist. */
export const checklistVersion = (tx: Tx, cityId: string, itemId: string): Promise<{ version: number } | undefined> =>
  maybe(tx, sql<{ version: number }>`select version from catalog.checklist where city_id = ${cityId} and item_id = ${itemId} order by version desc limit 1`);

export type PriceRow = { itemId: string; itemNameZh: string; itemNameEn: string; tier: number; revision: number; kind: PriceKind; unitPriceFen: number; floorPriceFen: number; ceilingPriceFen: number; validFrom: Date; changedBy: string };
export type NewPrice = Omit<PriceRow, 'itemNameZh' | 'itemNameEn' | 'validFrom'>;

/** The prices that count at an instant, for all tiers; of one service when it is named. */
export const pricesAt = (tx: Tx, cityId: string, about: { at: Date; itemId: string | null }): Promise<PriceRow[]> => many(tx, sql<PriceRow>`
  select distinct on (i.position, p.item_id, p.tier) p.item_id, i.name_zh as item_name_zh, i.name_en as item_name_en, p.tier, p.revision, p.kind, p.unit_price_fen, p.floor_price_fen, p.ceiling_price_fen, p.valid_from, p.changed_by
  from catalog.price p join catalog.service_item i on i.city_id = p.city_id and i.id = p.item_id
  where p.city_id = ${cityId} and p.valid_from <= ${about.at} and (${about.itemId}::text is null or p.item_id = ${about.itemId})
  order by i.position, p.item_id, p.tier, p.revision desc`);

export const insertPrices = (tx: Tx, cityId: string, prices: readonly NewPrice[], validFrom: Date): Promise<number> => run(tx, sql`
  insert into catalog.price (city_id, item_id, tier, revision, valid_from, kind, unit_price_fen, floor_price_fen, ceiling_price_fen, changed_by)
  select ${cityId}, x.item_id, x.tier, x.revision, ${validFrom}, x.kind, x.unit_price_fen, x.floor_price_fen, x.ceiling_price_fen, x.changed_by
  from jsonb_to_recordset(${JSON.stringify(prices.map((price) => ({
    item_id: price.itemId, tier: price.tier, revision: price.revision, kind: price.kind, unit_price_fen: price.unitPriceFen, floor_price_fen: price.floorPriceFen, ceiling_price_fen: price.ceilingPriceFen, changed_by: price.changedBy,
  })))}::jsonb) as x(item_id text, tier smallint, revision int, kind text, unit_price_fen bigint, floor_price_fen bigint, ceiling_price_fen bigint, changed_by text)`);

export const setPublished = (tx: Tx, cityId: string, itemId: string, isPublished: boolean): Promise<number> =>
  run(tx, sql`update catalog.service_item set is_published = ${isPublished} where city_id = ${cityId} and id = ${itemId}`);

export const insertUse = (tx: Tx, cityId: string, use: { id: string; itemId: string; isOrdered: boolean; rating: number | null; at: Date }): Promise<number> => run(tx, sql`
  insert into catalog.item_use (city_id, id, item_id, is_ordered, rating, at) values (${cityId}, ${use.id}, ${use.itemId}, ${use.isOrdered}, ${use.rating}, ${use.at})`);

/** Moves the noted uses into the counts of their services. */
export const foldUses = (tx: Tx, cityId: string): Promise<number> => run(tx, sql`
  with taken as (
    delete from catalog.item_use where city_id = ${cityId} returning item_id, is_ordered, rating
  ), summed as (
    select item_id, count(*) filter (where is_ordered) as orders, coalesce(sum(rating), 0) as rating_sum, count(rating) as ratings from taken group by item_id
  )
  update catalog.service_item i set order_count = i.order_count + s.orders, rating_sum = i.rating_sum + s.rating_sum, rating_count = i.rating_count + s.ratings
  from summed s where i.city_id = ${cityId} and i.id = s.item_id`);

/** Services that cannot be priced or have no checklist. */
export const countItemFaults = (tx: Tx, cityId: string, at: Date): Promise<{ items: number; faults: number }> => one(tx, sql<{ items: number; faults: number }>`
  select count(*)::int as items, count(*) filter (where
    (select count(distinct tier) from catalog.price p where p.city_id = i.city_id and p.item_id = i.id and p.valid_from <= ${at}) < 3
    or not exists (select from catalog.checklist c where c.city_id = i.city_id and c.item_id = i.id))::int as faults
  from catalog.service_item i where i.city_id = ${cityId}`);
