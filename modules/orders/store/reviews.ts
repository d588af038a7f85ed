import { many, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type ReviewRow = { orderId: string; skill: number; communication: number; attitude: number; words: string; isNeighbour: boolean; weight: number; at: Date };

export const insertReview = async (tx: Tx, cityId: string, review: ReviewRow & { authorId: string; workerId: string }): Promise<void> => {
  await run(tx, sql`
    insert into orders.review (city_id, order_id, author_id, worker_id, skill, communication, attitude, words, is_neighbour, weight, at)
    values (${cityId}, ${review.orderId}, ${review.authorId}, ${review.workerId}, ${review.skill}, ${review.communication}, ${review.attitude}, ${review.words}, ${review.isNeighbour}, ${review.weight}, ${review.at})`);
};

export const reviewsOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Map<string, ReviewRow>> => {
  if (orderIds.length === 0) return new Map();
  const rows = await many<ReviewRow>(tx, sql`
    select order_id, skill, communication, attitude, words, is_neighbour, weight, at from orders.review where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[])`);
  return new Map(rows.map((row) => [row.orderId, row]));
};

export const insertHouseholdReview = async (
  tx: Tx, cityId: string, review: { orderId: string; workerId: string; householdId: string; stars: number; isSceneAsDeclared: boolean; isSafe: boolean; words: string; at: Date },
): Promise<void> => {
  await run(tx, sql`
    insert into orders.household_review (city_id, order_id, worker_id, household_id, stars, is_scene_as_declared, is_safe, words, at)
    values (${cityId}, ${review.orderId}, ${review.workerId}, ${review.householdId}, ${review.stars}, ${review.isSceneAsDeclared}, ${review.isSafe}, ${review.words}, ${review.at})`);
};

/** Which of the orders carry the worker's word on the household. */
export const householdReviewed = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Set<string>> => {
  if (orderIds.length === 0) return new Set();
  const rows = await many<{ orderId: string }>(tx, sql`select order_id from orders.household_review where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[])`);
  return new Set(rows.map((row) => row.orderId));
};

/** How many other households of an estate a worker has served to the end. */
export const otherHouseholdsServed = async (tx: Tx, cityId: string, about: { workerId: string; estateId: string; householdId: string }): Promise<number> => (await one<{ n: number }>(tx, sql`
  select count(distinct household_id) as n from orders."order"
  where city_id = ${cityId} and worker_id = ${about.workerId} and estate_id = ${about.estateId} and household_id <> ${about.householdId} and status in ('confirmed', 'settled')`)).n;

export type SaidReview = { at: Date; itemNameZh: string; itemNameEn: string; skill: number; communication: number; attitude: number; words: string; isNeighbour: boolean; names: string[] };
/** The newest reviews with words among a merchant's last visits, and the names that may not stand in them. */
export const reviewsOfMerchant = (tx: Tx, cityId: string, about: { merchantId: string; amongVisits: number; limit: number }): Promise<SaidReview[]> => many(tx, sql<SaidReview>`
  select r.at, o.item_name_zh, o.item_name_en, r.skill, r.communication, r.attitude, r.words, r.is_neighbour, array(select distinct p.name from accounts.person p where p.city_id = o.city_id and p.id in (o.customer_id, r.author_id)) as names
  from (select * from orders."order" where city_id = ${cityId} and merchant_id = ${about.merchantId} and starts_at is not null order by starts_at desc limit ${about.amongVisits}) o
    join orders.review r on r.city_id = o.city_id and r.order_id = o.id
  where r.words <> '' order by r.at desc, o.id limit ${about.limit}`);
